import { expect, it } from '@jest/globals';
import { outstandingOf, type ConveyanceFacts, type CycleVisit, type OpenCycleFacts } from './conveyance-outstanding.rules.js';
import { CONVEYANCE_STATUSES } from './conveyance.status.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const openedAt = Temporal.Instant.from('2026-03-02T15:00:00Z');
const annual: CycleVisit = {
  kind: 'annual',
  name: 'Annual conveyance inspection',
  state: 'to-book',
  currentId: 'an-id',
  on: null,
  correctionsDueOn: null,
};
const fee = {
  feeId: 'a-fee',
  code: 'certificate-of-operation',
  description: 'Certificate of Operation',
  amountCents: 10_000,
  due: 'before-issuance' as const,
  status: 'due' as const,
  since: openedAt,
};
const cycle: OpenCycleFacts = { dueOn: day('2026-05-01'), openedAt, fees: [fee], inspections: [annual] };
const unit = (changes: Partial<ConveyanceFacts> = {}): ConveyanceFacts => ({
  number: 'ELV-2026-00004',
  status: 'due',
  certificateExpiresOn: day('2026-05-01'),
  outOfServiceSince: null,
  cycle,
  ...changes,
});
const listOf = (changes: Partial<OpenCycleFacts>) => outstandingOf(unit({ cycle: { ...cycle, ...changes } })).items;

it('V-01 tells the owner everything that is to be done, and until when', () => {
  expect(listOf({})).toMatchObject([
    { label: 'Pay $100.00', waitingOn: 'applicant', amountCents: 10_000, dueOn: day('2026-05-01') },
    {
      label: 'Schedule: Annual conveyance inspection',
      waitingOn: 'applicant',
      dueOn: day('2026-05-01'),
      step: { says: 'schedule', about: 'Annual conveyance inspection' },
      action: { operationId: 'scheduleInspection', parameters: { id: 'an-id' } },
    },
  ]);
});

it('V-01 names the term for corrections', () => {
  const failed = { ...annual, state: 'failed' as const, correctionsDueOn: day('2026-04-01') };
  expect(listOf({ fees: [], inspections: [failed] })).toMatchObject([
    {
      label: 'Correct what the inspector found by April 1, 2026 and schedule the re-inspection: Annual conveyance inspection',
      waitingOn: 'applicant',
      dueOn: day('2026-04-01'),
    },
  ]);
});

it('V-01 is the inspector’s turn once all is paid and booked, for the first visit first', () => {
  const booked = { ...annual, state: 'booked' as const, on: '2026-03-05' };
  const later = { ...booked, kind: 'category-3' as const, name: 'Category 3 test', on: '2026-03-09' };
  const passed = { ...annual, kind: 'category-1' as const, name: 'Category 1 test', state: 'passed' as const };
  expect(listOf({ fees: [], inspections: [passed, later, booked] })).toMatchObject([
    { label: 'The city inspects the unit on March 9, 2026: Category 3 test', waitingOn: 'city', isLater: true },
    {
      label: 'The city inspects the unit on March 5, 2026: Annual conveyance inspection',
      waitingOn: 'city',
      role: 'inspector',
      dueOn: day('2026-03-05'),
      isLater: false,
    },
  ]);
});

it('waits for nobody while the certificate is in force, and says through when', () => {
  expect(outstandingOf(unit({ status: 'active', cycle: null }))).toEqual({
    items: [],
    otherwise: 'Nothing to do. The certificate is in force through May 1, 2026',
  });
});

it('has somebody who can act, or a day on which it goes on by itself, in every status but the last', () => {
  for (const status of CONVEYANCE_STATUSES) {
    const open = status === 'active' ? null : cycle;
    const { items, otherwise } = outstandingOf(unit({ status, cycle: open, outOfServiceSince: day('2026-03-01') }));
    expect([status, items.length > 0 || otherwise.includes('in force through')]).toEqual([status, status !== 'retired']);
  }
});
