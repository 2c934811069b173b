import { StatusMachine } from '../../platform/status/status-machine.js';

/** A discipline's review, from the day its cycle opens. */
export const REVIEW_STATUSES = [
  'pending',
  'approved',
  'approved-with-conditions',
  'corrections-required',
  'not-applicable',
  'cancelled',
] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** What a reviewer can decide. */
export const REVIEW_DECISIONS = ['approved', 'approved-with-conditions', 'corrections-required', 'not-applicable'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** A decision stands: what changes afterwards is reviewed in the next cycle. */
export const ReviewMachine = new StatusMachine('reviews.review', REVIEW_STATUSES, {
  assign: { who: 'plan-reviewer', from: ['pending'] },
  decide: { who: 'plan-reviewer', from: ['pending'], to: REVIEW_DECISIONS },
  cancel: { from: ['pending'], to: 'cancelled' },
});

export const REVIEW_STATUS_LABELS: Record<ReviewStatus, string> = {
  pending: 'In review',
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  'corrections-required': 'Corrections required',
  'not-applicable': 'Not applicable',
  cancelled: 'Cancelled',
};

/** Corrections must be answered; conditions stand on the permit; notes are for information. */
export const COMMENT_KINDS = ['correction', 'condition', 'note'] as const;
export type CommentKind = (typeof COMMENT_KINDS)[number];

export const COMMENT_STATUSES = ['open', 'closed'] as const;
export type CommentStatus = (typeof COMMENT_STATUSES)[number];

export const CommentMachine = new StatusMachine('reviews.review_comment', COMMENT_STATUSES, {
  close: { who: 'plan-reviewer', from: ['open'], to: 'closed' },
});

export const CYCLE_OUTCOMES = ['approved', 'corrections-required', 'cancelled'] as const;
export type CycleOutcome = (typeof CYCLE_OUTCOMES)[number];
