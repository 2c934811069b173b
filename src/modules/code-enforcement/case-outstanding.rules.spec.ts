import { expect, it } from '@jest/globals';
import { outstandingOf, type CaseFacts } from './case-outstanding.rules.js';
import { CASE_STATUSES } from './case.status.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const facts = (overrides: Partial<CaseFacts>): CaseFacts => ({
  number: 'CEC-2026-00005',
  status: 'notice-issued',
  violationFound: true,
  complyBy: day('2026-03-16'),
  today: day('2026-03-05'),
  workDueOn: null,
  reinspection: null,
  reinspectionFailed: false,
  finaledPermit: null,
  hearing: null,
  finding: null,
  fines: [],
  fined: false,
  ...overrides,
});
const listOf = (overrides: Partial<CaseFacts>) => outstandingOf(facts(overrides)).items;
const firstOf = (overrides: Partial<CaseFacts>) => listOf(overrides)[0]!;
const fine = { kind: 'fee', code: 'code-fine', label: 'Fine', waitingOn: 'applicant', amountCents: 100 } as const;
const toBook = { id: 'an-id', appointment: null };
const booked = { id: 'an-id', appointment: { date: '2026-03-10', start: '09:00', end: '09:30', arrivalWindow: null } };

it('has the officer act with a date while the city looks into it', () => {
  expect(firstOf({ status: 'reported', violationFound: null, workDueOn: day('2026-03-09') })).toMatchObject({
    waitingOn: 'city',
    label: 'The city looks into what was reported',
    role: 'code-officer',
    dueOn: day('2026-03-09'),
  });
  expect(firstOf({ status: 'open', violationFound: null }).label).toContain('visits');
  expect(firstOf({ status: 'open', violationFound: true }).label).toContain('notice');
  expect(firstOf({ status: 'open', violationFound: false }).label).toContain('closes');
});

it('is the respondent’s turn until the compliance date, and the city’s the day after', () => {
  expect(firstOf({})).toMatchObject({ waitingOn: 'applicant', label: 'Correct the violations in the notice by March 16, 2026' });
  expect(firstOf({ today: day('2026-03-16') }).waitingOn).toBe('applicant');
  expect(firstOf({ today: day('2026-03-17') })).toMatchObject({ waitingOn: 'city', role: 'code-officer' });
});

it('goes by the re-inspection and by the permit that answers it', () => {
  expect(firstOf({ reinspection: toBook })).toMatchObject({
    waitingOn: 'applicant',
    label: 'Schedule the re-inspection',
    action: { operationId: 'scheduleInspection', parameters: { id: 'an-id' } },
  });
  expect(firstOf({ reinspection: booked }).label).toBe('Be ready for the re-inspection');
  expect(listOf({ reinspection: toBook, reinspectionFailed: true })).toMatchObject([{ waitingOn: 'city' }]);
  expect(firstOf({ finaledPermit: 'ZAS-2026-00017' }).label).toContain('ZAS-2026-00017');
});

it('keeps asking for what the notice names while a re-inspection is to come, until its day has passed', () => {
  for (const reinspection of [toBook, booked]) {
    expect(listOf({ reinspection })[1]).toMatchObject({ label: 'Correct the violations in the notice by March 16, 2026', isLater: true });
    expect(listOf({ reinspection, today: day('2026-03-17') })).toHaveLength(1);
  }
});

it('goes from the citation to the hearing, its order and the fine', () => {
  const cited = (overrides: Partial<CaseFacts>) => firstOf({ status: 'cited', ...overrides }).label;
  expect(cited({})).toContain('schedules');
  expect(cited({ hearing: { date: day('2026-03-19') } })).toBe('Attend the hearing on March 19, 2026');
  expect(cited({ hearing: { date: day('2026-03-04') } })).toContain('order');
  expect(cited({ finding: 'liable' })).toContain('assesses');
  expect(firstOf({ status: 'cited', finding: 'liable', fines: [fine], fined: true })).toMatchObject({
    ...fine,
    step: { says: 'pay the fine' },
  });
  expect(cited({ finding: 'liable', fined: true })).toContain('followed');
  expect(cited({ finding: 'not-liable' })).toContain('closes');
});

it('does not forget the hearing that is to come while a fine is due', () => {
  const both = listOf({ status: 'cited', fines: [fine], hearing: { date: day('2026-03-19') } });
  expect(both.map(({ label, isLater }) => [label, isLater ?? false])).toEqual([
    ['Fine', false],
    ['Attend the hearing on March 19, 2026', true],
  ]);
  expect(listOf({ status: 'cited', fines: [fine], hearing: { date: day('2026-03-04') } })).toHaveLength(1);
});

it('has somebody who acts in every status but the last', () => {
  for (const status of CASE_STATUSES) expect([status, listOf({ status }).length > 0]).toEqual([status, status !== 'closed']);
});
