import { expect, it } from '@jest/globals';
import { toCertify, type StepInspection } from './next-step.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const annual: StepInspection = { name: 'Annual conveyance inspection', state: 'to-book', on: null, correctionsDueOn: null };
const cycle = { feesDueCents: 10_000, dueOn: day('2026-05-01'), inspections: [annual] };

it('V-01 tells the owner everything that is to be done, and until when', () => {
  expect(toCertify(cycle)).toEqual({
    actor: 'applicant',
    label: 'Pay $100.00; schedule: Annual conveyance inspection',
    dueOn: day('2026-05-01'),
  });
});

it('V-01 names the term for corrections', () => {
  const failed = { ...annual, state: 'failed' as const, correctionsDueOn: day('2026-04-01') };
  expect(toCertify({ ...cycle, feesDueCents: 0, inspections: [failed] })).toEqual({
    actor: 'applicant',
    label: 'Put right what the inspector found by April 1, 2026 and schedule the re-inspection: Annual conveyance inspection',
    dueOn: day('2026-04-01'),
  });
});

it('V-01 is the inspector’s turn once all is paid and booked', () => {
  const booked = { ...annual, state: 'booked' as const, on: '2026-03-05' };
  const passed = { ...annual, name: 'Category 1 test', state: 'passed' as const };
  expect(toCertify({ ...cycle, feesDueCents: 0, inspections: [passed, booked] })).toEqual({
    actor: 'city',
    role: 'inspector',
    label: 'The city inspects the unit on March 5, 2026',
    dueOn: day('2026-03-05'),
  });
});
