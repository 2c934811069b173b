import { expect, it } from '@jest/globals';
import { outstandingOf, type BusinessFacts } from './business-outstanding.rules.js';
import { BUSINESS_STATUSES, BusinessMachine } from './business-registration.status.js';
import { STEPS } from './steps/steps.js';

const since = Temporal.Instant.from('2026-03-02T15:00:00Z');
const day = (text: string) => Temporal.PlainDate.from(text);
const facts = (changes: Partial<BusinessFacts> = {}): BusinessFacts => ({
  number: 'BUS-2026-00003',
  status: 'approved',
  expiresOn: day('2026-12-31'),
  steps: STEPS.map((step) => ({ step, state: 'complete', missing: [] })),
  reviews: { open: [], asking: [] },
  inspections: [],
  fees: [],
  renewal: null,
  ...changes,
});
const listOf = (changes: Partial<BusinessFacts>) => outstandingOf(facts(changes)).items;
const said = (changes: Partial<BusinessFacts>) => listOf(changes).map(({ label, isLater }) => [label, isLater ?? false]);
const asking = { reviewId: 'a', discipline: 'zoning', name: 'Zoning', businessDays: 5, since, unanswered: 1, actedAt: null };
const fee = {
  feeId: 'b',
  code: 'business-registration',
  description: 'Business registration',
  amountCents: 3000,
  due: 'before-issuance' as const,
  status: 'due' as const,
  since,
};

it('B-01 asks for the steps that are missing, and then for the submission', () => {
  const steps = facts().steps.map((each) => (each.step === 'location' ? { ...each, state: 'not-started' as const } : each));
  expect(listOf({ status: 'draft', steps })).toMatchObject([
    {
      label: 'Fill in the step: Location',
      step: { says: 'fill in the steps and submit the registration' },
      action: { operationId: 'completeBusinessStep', parameters: { number: 'BUS-2026-00003', step: 'location' } },
    },
  ]);
  expect(said({ status: 'draft' })).toEqual([['Fill in the steps and submit the registration', false]]);
  expect(said({ status: 'returned' })).toEqual([['Correct the registration and submit it again', false]]);
});

it('B-01 lets fees wait while the reviewers look, and asks for them once they are done', () => {
  const open = [{ reviewId: 'a', discipline: 'zoning', name: 'Zoning', dueOn: day('2026-03-09'), since }];
  expect(said({ status: 'in-review', reviews: { open, asking: [] }, fees: [fee] })).toEqual([
    ['Zoning review', false],
    ['Business registration', true],
  ]);
  expect(said({ fees: [fee] })).toEqual([['Business registration', false]]);
});

it('B-02 names the last day for a renewal and for its corrections', () => {
  expect(listOf({ status: 'renewal-due' })).toMatchObject([
    { label: 'Renew the registration by December 31, 2026', dueOn: day('2026-12-31') },
  ]);
  expect(said({ status: 'lapsed' })).toEqual([['Renew the lapsed registration; a late fee is added', false]]);
  const renewal = { status: 'corrections-required' as const, correctionsDueOn: day('2027-01-15') };
  expect(listOf({ status: 'renewal-due', renewal, reviews: { open: [], asking: [asking] } })).toMatchObject([
    { step: { says: 'answer the review comments and send the corrected renewal by January 15, 2027' }, dueOn: day('2027-01-15') },
  ]);
});

it('waits for nobody while it is in force, and says through when', () => {
  expect(outstandingOf(facts({ status: 'active' }))).toEqual({ items: [], otherwise: 'Registered through December 31, 2026' });
});

it('has somebody who acts, or a day on which it ends by itself, in every status that is open, and nothing in the others', () => {
  for (const status of BUSINESS_STATUSES) {
    const { items, otherwise } = outstandingOf(facts({ status, fees: status === 'approved' ? [fee] : [] }));
    const goesOn = items.some(({ isLater }) => !isLater) || otherwise.includes('through');
    expect([status, goesOn]).toEqual([status, !BusinessMachine.isOver(status)]);
  }
});
