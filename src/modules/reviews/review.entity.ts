import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { changeOf, type Change, type Deed } from '../../platform/status/change.js';
import { ReviewDecidedAlready } from './reviews.errors.js';
import { ReviewDecided } from './reviews.events.js';
import {
  COMMENT_KINDS,
  COMMENT_STATUSES,
  CYCLE_OUTCOMES,
  REVIEW_STATUSES,
  CommentMachine,
  REVIEW_STATUS_LABELS,
  ReviewMachine,
  type CycleOutcome,
  type ReviewDecision,
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
  decide(decision: ReviewDecision, reviewerId: string, now: Temporal.Instant): Change {
    const { recordId, recordNumber: number, id: reviewId, discipline, disciplineName, cycle } = this;
    return this.does('decide', {
      to: decision,
      set: { reviewerId, decidedAt: now, applicantActedAt: null, revisedAt: null },
      tells: {
        type: 'reviews.decided',
        summary: `${disciplineName} review, cycle ${cycle}: ${REVIEW_STATUS_LABELS[decision].toLowerCase()}`,
        visibility: 'parties',
      },
      event: new ReviewDecided({ recordId, number, reviewId, discipline, disciplineName, decision, cycle }),
      audit: { action: 'reviews.decide', before: { discipline, cycle }, after: { discipline, cycle } },
    });
  }

  /** A party answered a comment, or uploaded files: the reviewer's queue shows it. */
  noteApplicantActed(now: Temporal.Instant, withFiles: boolean): void {
    this.applicantActedAt = now;
    if (withFiles) this.revisedAt = now;
  }

  cancel(): Change {
    return this.does('cancel', { tells: { silentBecause: 'the record says why its cycle ends' } });
  }

  assign(reviewerId: string | null): Change {
    const { discipline } = this;
    return this.does('assign', {
      set: { reviewerId },
      tells: { silentBecause: 'who reviews is a matter of the staff' },
      audit: {
        action: 'reviews.assign',
        before: { discipline, reviewerId: this.reviewerId ?? null },
        after: { discipline, reviewerId },
      },
    });
  }

  /** What happens to one of its comments. */
  closeComment(comment: ReviewComment, by: string, now: Temporal.Instant): Change {
    return changeOf(CommentMachine, comment, this.about, 'close', {
      set: { closedAt: now, closedBy: by },
      tells: { type: 'reviews.comment-closed', summary: `${this.disciplineName} review: a comment was closed`, visibility: 'parties' },
      audit: { action: 'reviews.close-comment', before: { commentId: comment.id }, after: { commentId: comment.id } },
    });
  }

  private does(verb: keyof typeof ReviewMachine.verbs, deed: Deed<Review>): Change {
    if (!ReviewMachine.allows(verb, this.status)) {
      throw new ReviewDecidedAlready(this.recordNumber, this.disciplineName, this.status);
    }
    return changeOf(ReviewMachine, this as Review, this.about, verb, deed);
  }

  private get about() {
    return { recordId: this.recordId, subject: this.recordNumber };
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
export class ReviewComment extends ReviewCommentSchema.class {}
ReviewCommentSchema.setClass(ReviewComment);
