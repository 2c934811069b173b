import { expect, it } from '@jest/globals';
import { reviewItems } from './review-items.rules.js';
import type { AskingReview, OpenReview } from './reviews.service.js';

const since = Temporal.Instant.from('2026-03-02T15:00:00Z');
const resubmit = { operationId: 'resubmitPermit', label: 'Resubmit the application', parameters: { number: 'ZAS-2026-00017' } };
const words = { subject: 'the plans', toAnswer: 'answer the review comments and resubmit', namesDay: true, resubmit };
const open = (discipline: string, name: string, dueOn: string): OpenReview => ({
  reviewId: discipline,
  discipline,
  name,
  dueOn: Temporal.PlainDate.from(dueOn),
  since,
});
const asking = (discipline: string, unanswered: number): AskingReview => ({
  reviewId: `id-of-${discipline}`,
  discipline,
  name: 'Zoning',
  businessDays: 5,
  since,
  unanswered,
  actedAt: null,
});

it('lists pending reviews with their due dates, waiting for the reviewers, and says by when the last of them is done', () => {
  const items = reviewItems({ open: [open('zoning', 'Zoning', '2026-03-09'), open('fire', 'Fire', '2026-03-12')], asking: [] }, words);
  expect(items[0]).toEqual({
    kind: 'review',
    code: 'zoning',
    label: 'Zoning review, due March 9, 2026',
    waitingOn: 'city',
    role: 'plan-reviewer',
    since,
    dueOn: Temporal.PlainDate.from('2026-03-09'),
    step: { says: 'the city reviews the plans, by March 12, 2026' },
  });
  expect(items[1]!.step).toEqual(items[0]!.step);
});

it('tells the applicant to answer corrections, and then to resubmit', () => {
  expect(reviewItems({ open: [], asking: [asking('zoning', 2)] }, words)).toMatchObject([
    {
      waitingOn: 'applicant',
      step: { says: 'answer the review comments and resubmit' },
      action: { operationId: 'respondToReview', label: 'Answer 2 comments of the Zoning review', parameters: { id: 'id-of-zoning' } },
      isLater: false,
    },
  ]);
  expect(reviewItems({ open: [], asking: [asking('zoning', 0)] }, words)).toMatchObject([{ waitingOn: 'city', action: resubmit }]);
});

it('waits for the applicant until the last comment is answered', () => {
  const items = reviewItems({ open: [], asking: [asking('zoning', 0), asking('fire', 1)] }, words);
  expect(items.map(({ waitingOn }) => waitingOn)).toEqual(['applicant', 'applicant']);
});

it('sends nothing back while another reviewer still looks', () => {
  const items = reviewItems({ open: [open('fire', 'Fire', '2026-03-12')], asking: [asking('zoning', 1)] }, words);
  expect(items.map(({ code, isLater }) => [code, isLater ?? false])).toEqual([
    ['fire', false],
    ['zoning', true],
  ]);
});
