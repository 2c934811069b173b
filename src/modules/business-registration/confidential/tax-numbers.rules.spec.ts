import { expect, it } from '@jest/globals';
import { exampleOf, FEIN_GROUPS, grouped, stateNumberProblems } from './tax-numbers.rules.js';

const ILLINOIS = { label: 'State tax number (IBT)', groups: [4, 4] };
const TEXAS = { label: 'Texas taxpayer number', groups: [11] };

it('prints numbers in their groups, and loses no digit that another rule let in', () => {
  expect(grouped('123456789', FEIN_GROUPS)).toBe('12-3456789');
  expect(grouped('12345678', ILLINOIS.groups)).toBe('1234-5678');
  expect(grouped('12345678901', TEXAS.groups)).toBe('12345678901');
  expect(grouped('1234567890', ILLINOIS.groups)).toBe('1234-567890');
  expect(exampleOf(ILLINOIS)).toBe('1234-5678');
});

it('takes the number that the city asks for, and no other', () => {
  expect(stateNumberProblems('1234-5678', ILLINOIS)).toEqual([]);
  expect(stateNumberProblems('12345678901', TEXAS)).toEqual([]);
  expect(stateNumberProblems(null, undefined)).toEqual([]);
  expect(stateNumberProblems('1234-567', ILLINOIS)).toEqual([{ pointer: '/ibt', detail: 'must be 8 digits such as 1234-5678' }]);
  expect(stateNumberProblems('1234-5678', undefined)).toEqual([{ pointer: '/ibt', detail: 'is not asked for by the city' }]);
});
