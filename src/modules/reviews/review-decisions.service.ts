import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { AttachmentsService } from '../attachments/index.js';
import { Lifecycle, OutstandingService } from '../records/index.js';
import { commentKind, needsComments, outcomeOf } from './review-cycle.rules.js';
import { ReviewLock } from './review-lock.js';
import { Review, ReviewComment, ReviewCycle } from './review.entity.js';
import { CommentMachine } from './review.status.js';
import type { ReviewAssignmentRequest, ReviewDecisionRequest, ReviewDto } from './reviews.dto.js';
import { CommentNotFound } from './reviews.errors.js';
import { ReviewCycleCompleted } from './reviews.events.js';
import { ReviewQueries } from './reviews.queries.js';

/** What reviewers do: take a review, decide it, close the comments that were answered well. */
@Injectable()
export class ReviewDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lock: ReviewLock,
    private readonly queries: ReviewQueries,
    private readonly accounts: AccountsService,
    private readonly lifecycle: Lifecycle,
    private readonly outstanding: OutstandingService,
    private readonly attachments: AttachmentsService,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async record(reviewer: Principal, reviewId: string, { decision, comments = [] }: ReviewDecisionRequest): Promise<ReviewDto> {
    return this.database.transaction(async () => {
      const review = await this.lock.review(reviewId);
      const now = this.clock.now();
      const decided = review.decide(decision, reviewer.accountId, now);
      if (needsComments(decision) && comments.length === 0) {
        const what = decision === 'corrections-required' ? 'what must be corrected' : 'which conditions the approval sets';
        throw new InvalidInput([{ pointer: '/comments', detail: `must say ${what}, in at least one comment` }]);
      }
      await this.attachments.requireOf(
        review.recordId,
        comments.flatMap((comment) => comment.attachmentId ?? []),
      );
      const kind = commentKind(decision);
      for (const [position, { text, codeReference, attachmentId, page }] of comments.entries()) {
        this.em.persist(
          this.em.create(ReviewComment, {
            id: newId(),
            reviewId,
            position,
            kind,
            text,
            codeReference: codeReference ?? null,
            attachmentId: attachmentId ?? null,
            page: page ?? null,
            status: kind === 'correction' ? 'open' : 'closed',
            createdAt: now,
          }),
        );
      }
      if (kind !== 'correction') await this.closeEarlierComments(review, reviewer.accountId);
      await this.lifecycle.make(decided);
      await this.database.flush();
      await this.closeCycleWhenDecided(review);
      await this.outstanding.refresh([review.recordId]);
      return this.queries.review(reviewId);
    });
  }

  async closeComment(reviewer: Principal, reviewId: string, commentId: string): Promise<ReviewDto> {
    return this.database.transaction(async () => {
      const review = await this.lock.review(reviewId);
      const comment = await this.em.findOne(ReviewComment, { id: commentId, reviewId });
      if (!comment) throw new CommentNotFound();
      if (comment.status === 'open') {
        await this.lifecycle.make(review.closeComment(comment, reviewer.accountId, this.clock.now()));
        await this.database.flush();
      }
      return this.queries.review(reviewId);
    });
  }

  async assign(reviewId: string, { accountId }: ReviewAssignmentRequest): Promise<ReviewDto> {
    return this.database.transaction(async () => {
      const review = await this.lock.review(reviewId);
      if (accountId !== null) await this.requireReviewer(accountId);
      await this.lifecycle.make(review.assign(accountId));
      await this.database.flush();
      return this.queries.review(reviewId);
    });
  }

  private async requireReviewer(accountId: string): Promise<void> {
    const reviewers = await this.accounts.staffWithRole('plan-reviewer');
    if (!reviewers.some((reviewer) => reviewer.id === accountId)) {
      throw new InvalidInput([{ pointer: '/accountId', detail: 'must be a member of staff with the role plan-reviewer' }]);
    }
  }

  /** Whoever approves is content with the answers to what the discipline asked before. */
  private async closeEarlierComments(review: Review, by: string): Promise<void> {
    await this.database.execute(sql`
      update reviews.review_comment m set status = 'closed', closed_at = ${this.clock.now().toString()}, closed_by = ${by}
      from reviews.review r
      where r.id = m.review_id and r.record_id = ${review.recordId} and r.discipline = ${review.discipline}
        and m.status = any(${CommentMachine.from('close')}::text[])`);
  }

  private async closeCycleWhenDecided({ recordId, recordNumber: number, cycle }: Review): Promise<void> {
    const reviews = await this.em.find(Review, { recordId, cycle });
    const outcome = outcomeOf(reviews.map((review) => review.status));
    if (outcome === 'open') return;
    const open = await this.em.findOneOrFail(ReviewCycle, { recordId, cycle });
    open.close(outcome, this.clock.now());
    await this.database.flush();
    this.events.publish(new ReviewCycleCompleted({ recordId, number, cycle, outcome }));
  }
}
