import { domainEvent } from '../../platform/events/domain-event.js';
import type { CycleOutcome, ReviewDecision } from './review.status.js';

export class ReviewCycleOpened extends domainEvent<{ recordId: string; number: string; cycle: number }>('reviews.review-cycle-opened') {}

export class ReviewDecided extends domainEvent<{
  recordId: string;
  number: string;
  reviewId: string;
  discipline: string;
  disciplineName: string;
  decision: ReviewDecision;
  cycle: number;
}>('reviews.review-decided') {}

/** Every discipline has decided. */
export class ReviewCycleCompleted extends domainEvent<{
  recordId: string;
  number: string;
  cycle: number;
  outcome: Exclude<CycleOutcome, 'cancelled'>;
}>('reviews.review-cycle-completed') {}

/** A party answered comments of a review. */
export class ReviewResponded extends domainEvent<{ recordId: string; number: string; reviewId: string; accountId: string }>(
  'reviews.review-responded',
) {}
