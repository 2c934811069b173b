import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { ReviewDecidedAlready } from './reviews.errors.js';
import {
  COMMENT_KINDS,
  COMMENT_STATUSES,
  CYCLE_OUTCOMES,
  REVIEW_STATUSES,
  ReviewTransitions,
  type CycleOutcome,
  type ReviewDecision,
  type ReviewStatus,
} from './review.status.js';

const ReviewCycleSchema = defineEntity({
  name: 'ReviewCycle',
  schema: 'reviews',
  tableName: 'review_cycle',
  properties: {
    recordId: p.uuid().primary(),
    cycle: p.integer().primary(),
    openedAt: p.type(InstantType),
    closedAt: p.type(InstantType).nullable(),
    outcome: p.enum(CYCLE_OUTCOMES).nullable(),
  },
});

/** One round of plan review; a record has at most one open. */
export class ReviewCycle extends ReviewCycleSchema.class {
  close(outcome: CycleOutcome, now: Temporal.Instant): void {
    this.outcome = outcome;
    this.closedAt = now;
  }
}
ReviewCycleSchema.setClass(ReviewCycle);

const ReviewSchema = defineEntity({
  name: 'Review',
  schema: 'reviews',
  tableName: 'review',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    recordNumber: p.text(),
    cycle: p.integer(),
    position: p.integer(),
    discipline: p.text(),
    disciplineName: p.text(),
    businessDays: p.integer(),
    status: p.enum(REVIEW_STATUSES),
    reviewerId: p.uuid().nullable(),
    openedAt: p.type(InstantType),
    dueOn: p.type(PlainDateType),
    decidedAt: p.type(InstantType).nullable(),
    applicantActedAt: p.type(InstantType).nullable(),
    revisedAt: p.type(InstantType).nullable(),
    version: p.integer().version(),
  },
});

/** One discipline's look at the plans in one cycle. */
export class Review extends ReviewSchema.class {
  decide(decision: ReviewDecision, reviewerId: string, now: Temporal.Instant): void {
    this.move(decision);
    this.reviewerId = reviewerId;
    this.decidedAt = now;
    this.applicantActedAt = null;
    this.revisedAt = null;
  }

  /** A party answered a comment, or uploaded files: the reviewer's queue shows it. */
  noteApplicantActed(now: Temporal.Instant, withFiles: boolean): void {
    this.applicantActedAt = now;
    if (withFiles) this.revisedAt = now;
  }

  cancel(): void {
    this.move('cancelled');
  }

  assign(reviewerId: string | null): void {
    if (this.status !== 'pending') throw new ReviewDecidedAlready(this.recordNumber, this.disciplineName, this.status);
    this.reviewerId = reviewerId;
  }

  private move(to: ReviewStatus): void {
    if (!ReviewTransitions[this.status].includes(to)) {
      throw new ReviewDecidedAlready(this.recordNumber, this.disciplineName, this.status);
    }
    this.status = to;
  }
}
ReviewSchema.setClass(Review);

const ReviewCommentSchema = defineEntity({
  name: 'ReviewComment',
  schema: 'reviews',
  tableName: 'review_comment',
  properties: {
    id: p.uuid().primary(),
    reviewId: p.uuid(),
    position: p.integer(),
    kind: p.enum(COMMENT_KINDS),
    text: p.text(),
    codeReference: p.text().nullable(),
    attachmentId: p.uuid().nullable(),
    page: p.integer().nullable(),
    status: p.enum(COMMENT_STATUSES),
    createdAt: p.type(InstantType),
    closedAt: p.type(InstantType).nullable(),
    closedBy: p.uuid().nullable(),
  },
});

/** A correction that a reviewer asks for, a condition that stands, or a note. */
export class ReviewComment extends ReviewCommentSchema.class {
  close(by: string | null, now: Temporal.Instant): void {
    this.status = 'closed';
    this.closedAt = now;
    this.closedBy = by;
  }
}
ReviewCommentSchema.setClass(ReviewComment);
