import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { OutstandingItem } from '../records/index.js';
import type { AskingReview, OpenReview, ReviewState } from './reviews.service.js';

/** How the module above speaks of its reviews. */
export interface ReviewWords {
  /** What is reviewed: `the plans`. */
  subject: string;
  /** What the applicant does about corrections: `answer the review comments and resubmit`. */
  toAnswer: string;
  /** Whether the label of a pending review says its last day. */
  namesDay?: boolean;
  /** What passes the answers on, as long as the portal has not done so by itself. */
  resubmit: NonNullable<OutstandingItem['action']>;
}

/** Reviews that are not done as things that a record waits for: for the reviewer, then for whoever has to correct something. */
export function reviewItems({ open, asking }: Pick<ReviewState, 'open' | 'asking'>, words: ReviewWords): OutstandingItem[] {
  const allAnswered = open.length === 0 && asking.every(({ unanswered }) => unanswered === 0);
  return [
    ...open.map((review) => pending(review, words, lastDayOf(open))),
    // Until all reviewers have decided nothing is sent back.
    ...asking.map((review) => ({ ...corrections(review, words, allAnswered), isLater: open.length > 0 })),
  ];
}

function pending(
  { discipline, name, dueOn, since }: OpenReview,
  { subject, namesDay }: ReviewWords,
  last: Temporal.PlainDate,
): OutstandingItem {
  return {
    kind: 'review',
    code: discipline,
    label: namesDay ? `${name} review, due ${formatLongDate(dueOn)}` : `${name} review`,
    waitingOn: 'city',
    role: 'plan-reviewer',
    since,
    dueOn,
    step: { says: `the city reviews ${subject}, by ${formatLongDate(last)}` },
  };
}

/** What is answered in full goes on by itself, so it waits for the city; resubmitting is quicker. */
function corrections(
  { reviewId, discipline, name, unanswered, since }: AskingReview,
  words: ReviewWords,
  allAnswered: boolean,
): OutstandingItem {
  const review = { kind: 'review', code: discipline, since };
  if (unanswered === 0) {
    return {
      ...review,
      label: `${name} review: corrections answered, to be resubmitted`,
      waitingOn: allAnswered ? 'city' : 'applicant',
      step: { says: allAnswered ? 'the city takes up your answers to the review comments' : words.toAnswer },
      action: words.resubmit,
    };
  }
  const count = unanswered === 1 ? '1 comment' : `${unanswered} comments`;
  return {
    ...review,
    label: `${name} review: ${count} to answer`,
    waitingOn: 'applicant',
    step: { says: words.toAnswer },
    action: { operationId: 'respondToReview', label: `Answer ${count} of the ${name} review`, parameters: { id: reviewId } },
  };
}

function lastDayOf(open: readonly OpenReview[]): Temporal.PlainDate {
  return open.map(({ dueOn }) => dueOn).reduce((one, other) => (Temporal.PlainDate.compare(one, other) < 0 ? other : one));
}
