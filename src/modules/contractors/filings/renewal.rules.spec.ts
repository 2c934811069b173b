import { expect, it } from '@jest/globals';
import { firstTermEndsOn, isLate, renewalOpensOn, renewedUntil } from './renewal.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const until = (expiresOn: string, late: boolean, paidOn: string) =>
  renewedUntil(day(expiresOn), { late, paidOn: day(paidOn), termMonths: 12 }).toString();

it('opens ninety days before the last day', () => {
  expect(renewalOpensOn(day('2026-12-31'), 90).toString()).toBe('2026-10-02');
});

it('is in time through the last day', () => {
  expect([isLate(day('2026-12-31'), day('2026-12-31')), isLate(day('2026-12-31'), day('2027-01-01'))]).toEqual([false, true]);
});

it.each([
  ['sent and paid in time', '2026-12-31', false, '2026-11-15', '2027-12-31'],
  ['sent in time, paid after the end', '2026-12-31', false, '2027-01-20', '2027-12-31'],
  ['sent late: from the day it is paid', '2026-12-31', true, '2027-01-15', '2028-01-14'],
  ['over by more than a term', '2026-12-31', false, '2028-03-01', '2029-02-28'],
  ['a leap day', '2028-02-29', false, '2028-02-01', '2029-02-28'],
  ['the end of February, in a year before a leap year', '2027-02-28', false, '2027-02-01', '2028-02-29'],
])('runs to the right day: %s', (_case, expiresOn, late, paidOn, expected) => {
  expect(until(expiresOn, late, paidOn)).toBe(expected);
});

it('gives a first term of a year, its first day included', () => {
  expect(firstTermEndsOn(day('2026-03-02'), 12).toString()).toBe('2027-03-01');
  expect(firstTermEndsOn(day('2028-02-29'), 12).toString()).toBe('2029-02-28');
});
