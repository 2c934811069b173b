import { DomainEvent } from '../../platform/events/domain-event.js';
import type { CycleOutcome, ReviewDecision } from './review.status.js';

export class ReviewCycleOpened extends DomainEvent<{ recordId: string; number: string; cycle: number }> {
  static override readonly type = 'reviews.review-cycle-opened';
}

export class ReviewDecided extends DomainEvent<{
  recordId: string;
  number: string;
  reviewId: string;
  discipline: string;
  disciplineName: string;
  decision: ReviewDecision;
  cycle: number;
}> {
  static override readonly type = 'reviews.review-decided';
}

/** Every discipline has decided. */
export class ReviewCycleCompleted extends DomainEvent<{
  recordId: string;
  number: string;
  cycle: number;
  outcome: Exclude<CycleOutcome, 'cancelled'>;
}> {
  static override readonly type = 'reviews.review-cycle-completed';
}

/** A party answered comments of a review. */
export class ReviewResponded extends DomainEvent<{ recordId: string; number: string; reviewId: string; accountId: string }> {
  static override readonly type = 'reviews.review-responded';
}
