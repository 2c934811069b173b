import { describe, expect, it } from '@jest/globals';
import type { ActiveInspection } from '../../inspections/index.js';
import { PERMIT_STATUSES } from '../permit.status.js';
import { outstandingOf, type PermitFacts } from './permit-outstanding.rules.js';

const since = Temporal.Instant.from('2026-03-02T15:00:00Z');
const facts = (changes: Partial<PermitFacts> = {}): PermitFacts => ({
  number: 'ZAS-2026-00017',
  status: 'approved',
  needs: {
    documents: [{ code: 'utility-letter', name: 'Utility letter', required: true, phase: 'before-issuance' }],
    contractorClasses: [],
  },
  reviews: { open: [], asking: [] },
  fees: [],
  uploaded: new Set(['utility-letter']),
  contractors: [],
  expiresOn: Temporal.PlainDate.from('2026-09-16'),
  toPickUp: false,
  holds: [],
  inspections: [],
  ...changes,
});
const listOf = (changes: Partial<PermitFacts>) => outstandingOf(facts(changes)).items;
const visit = (typeName: string, more: Partial<ActiveInspection> = {}): ActiveInspection => ({
  id: `id-of-${typeName}`,
  recordId: 'a-record',
  recordNumber: 'ZAS-2026-00017',
  typeCode: typeName.toLowerCase(),
  typeName,
  status: 'ready',
  attempt: 1,
  waitsFor: [],
  openedAt: since,
  appointment: null,
  ...more,
});
const booked = { appointment: { date: '2026-03-10', start: '09:00', end: '09:30', arrivalWindow: null }, status: 'scheduled' as const };

describe('P-06 what stands between a permit and its issue', () => {
  it('is nothing when fees, contractors and documents are in order', () => {
    expect(listOf({})).toEqual([]);
  });

  it('asks the applicant for a document that is required, and for none that is not', () => {
    const documents = [
      { code: 'plat', name: 'Plat of survey', required: true, phase: 'at-submission' as const },
      { code: 'photo', name: 'Photo', required: false, phase: 'before-issuance' as const },
    ];
    const list = listOf({ needs: { documents, contractorClasses: [] }, uploaded: new Set() });
    expect(list).toMatchObject([
      {
        kind: 'document',
        code: 'plat',
        waitingOn: 'applicant',
        action: { parameters: { number: 'ZAS-2026-00017', documentType: 'plat' } },
      },
    ]);
  });

  it('begins with the submission of what was not submitted, and the rest waits its turn', () => {
    for (const status of ['draft', 'returned'] as const) {
      const [first, letter] = listOf({ status, uploaded: new Set() });
      expect(first).toMatchObject({ action: { operationId: 'submitPermit', parameters: { number: 'ZAS-2026-00017' } } });
      expect(letter).toMatchObject({ code: 'utility-letter', isLater: true });
    }
  });

  it('is the reviewers’ turn while they look at the plans, whatever else is missing', () => {
    const open = [{ reviewId: 'a', discipline: 'zoning', name: 'Zoning', dueOn: Temporal.PlainDate.from('2026-03-09'), since }];
    const list = listOf({ status: 'in-review', reviews: { open, asking: [] }, uploaded: new Set() });
    expect(list.map(({ code, waitingOn, isLater }) => [code, waitingOn, isLater ?? false])).toEqual([
      ['zoning', 'city', false],
      ['utility-letter', 'applicant', true],
    ]);
  });
});

describe('I-01 what an issued permit waits for', () => {
  const issued = (changes: Partial<PermitFacts>) => listOf({ status: 'issued', ...changes });

  it('is the next visit, and nothing when there is none', () => {
    const [first, second] = issued({ inspections: [visit('Post hole'), visit('Final', { status: 'not-ready' })] });
    expect(first).toMatchObject({ step: { says: 'do the work and schedule its inspection', about: 'Post hole' } });
    expect(second).toMatchObject({ code: 'final', isLater: true });
    expect(outstandingOf(facts({ status: 'issued' }))).toEqual({ items: [], otherwise: 'Valid through September 16, 2026' });
  });

  it('is what the inspector sent back before anything else, and a booked visit last', () => {
    const again = visit('Roof', { attempt: 2 });
    const list = issued({ inspections: [visit('Post hole', booked), visit('Final', { status: 'not-ready' }), visit('Wall'), again] });
    expect(list.map(({ code }) => code)).toEqual(['roof', 'wall', 'post hole', 'final']);
    expect(list[0]!.step!.says).toBe('put right what the inspector found and schedule the re-inspection');
  });

  it('is to be ready once the only visit is booked', () => {
    expect(issued({ inspections: [visit('Post hole', booked)] })).toMatchObject([
      {
        waitingOn: 'applicant',
        dueOn: Temporal.PlainDate.from('2026-03-10'),
        step: { says: 'do the work and be ready for the inspection on March 10, 2026', about: 'Post hole' },
      },
    ]);
  });

  it('is the counter, then a contractor who keeps visits from being booked', () => {
    const holds = [{ source: 'permits.contractor', code: 'contractor-lapsed', reason: 'insurance ran out', since }];
    const list = issued({ toPickUp: true, holds, inspections: [visit('Post hole')] });
    expect(list.map(({ label, waitingOn, isLater }) => [label, waitingOn, isLater ?? false])).toEqual([
      ['Pick up permit and plans at the counter', 'applicant', false],
      ['No inspection can be scheduled: insurance ran out', 'contractor', true],
      ['Post hole inspection', 'applicant', true],
    ]);
  });
});

it('has somebody who acts, or a day on which it ends by itself, in every status that is open, and nothing in the others', () => {
  const open = ['draft', 'returned', 'approved', 'issued'];
  const underReview = ['submitted', 'in-review', 'corrections-required'];
  const asking = [{ reviewId: 'a', discipline: 'zoning', name: 'Zoning', businessDays: 5, since, unanswered: 1, actedAt: null }];
  for (const status of PERMIT_STATUSES) {
    const list = listOf({ status, uploaded: new Set(), reviews: { open: [], asking }, inspections: [visit('Post hole')] });
    const acts = list.some(({ isLater }) => !isLater);
    expect([status, acts]).toEqual([status, [...open, ...underReview].includes(status)]);
    if (!acts) expect([status, list]).toEqual([status, []]);
  }
});
