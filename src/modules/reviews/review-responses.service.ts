import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { ReviewFiles } from '../attachments/index.js';
import { OutstandingService, OwnerOnly, RecordsService } from '../records/index.js';
import { ReviewLock } from './review-lock.js';
import { Review } from './review.entity.js';
import type { ReviewDto, ReviewResponsesRequest } from './reviews.dto.js';
import { CommentClosed } from './reviews.errors.js';
import { ReviewResponded } from './reviews.events.js';
import { ReviewQueries } from './reviews.queries.js';

/** What the applicant's side does: answers comments one by one and uploads revisions (`P-05`, `R-05`). */
@Injectable()
export class ReviewResponsesService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lock: ReviewLock,
    private readonly queries: ReviewQueries,
    private readonly outstanding: OutstandingService,
    private readonly records: RecordsService,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly files: ReviewFiles,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.files.register((recordId, reviewId) => this.queries.isOfRecord(reviewId, recordId));
  }

  async respond(principal: Principal, reviewId: string, { responses }: ReviewResponsesRequest): Promise<ReviewDto> {
    return this.database.transaction(async () => {
      const { record, relation } = await this.records.requireParty(principal, await this.queries.recordNumberOf(reviewId));
      if (relation === 'linked') throw new OwnerOnly(record.number);
      const review = await this.lock.review(reviewId);
      await this.requireOpenComments(
        review,
        responses.map((response) => response.commentId),
      );
      const now = this.clock.now();
      for (const { commentId, text } of responses) {
        await this.database.execute(sql`
          insert into reviews.comment_response (id, comment_id, account_id, text, responded_at)
          values (${newId()}, ${commentId}, ${principal.accountId}, ${text}, ${now.toString()})`);
      }
      review.noteApplicantActed(now, false);
      await this.database.flush();
      await this.records.tell(review.recordId, {
        type: 'reviews.responded',
        summary: `${review.disciplineName} review: ${responses.length === 1 ? 'a comment was' : `${responses.length} comments were`} answered`,
        visibility: 'parties',
      });
      if (relation === 'staff') {
        await this.audit.record({
          action: 'reviews.respond',
          subject: review.recordNumber,
          recordId: review.recordId,
          after: { reviewId, commentIds: responses.map(({ commentId }) => commentId) },
        });
      }
      await this.outstanding.refresh([review.recordId]);
      this.events.publish(
        new ReviewResponded({ recordId: review.recordId, number: review.recordNumber, reviewId, accountId: principal.accountId }),
      );
      return this.queries.review(reviewId);
    });
  }

  /** A file came in: for one review, or for all that are still being worked on. Nobody has to be told by e-mail as well. */
  async noteUpload(recordId: string, reviewId: string | undefined, at: Temporal.Instant): Promise<void> {
    await this.database.transaction(async () => {
      const cycle = await this.lock.record(recordId);
      if (cycle === 0) return;
      const concerned = await this.em.find(Review, {
        recordId,
        cycle,
        status: { $in: ['pending', 'corrections-required'] },
        ...(reviewId ? { id: reviewId } : {}),
      });
      // The news may be late: a file that came before the decision answers nothing of it.
      const addressed = concerned.filter((review) => Temporal.Instant.compare(at, review.decidedAt ?? review.openedAt) > 0);
      for (const review of addressed) review.noteApplicantActed(at, true);
      if (addressed.length === 0) return;
      await this.database.flush();
      await this.outstanding.refresh([recordId]);
    });
  }

  private async requireOpenComments(review: Review, commentIds: string[]): Promise<void> {
    const shown = new Map((await this.queries.commentsOf(review.id)).map((comment) => [comment.id, comment]));
    const unknown = commentIds.flatMap((id, index) => {
      if (!shown.has(id)) return [{ pointer: `/responses/${index}/commentId`, detail: 'must be the id of a comment of this review' }];
      if (commentIds.indexOf(id) !== index)
        return [{ pointer: `/responses/${index}/commentId`, detail: 'must not be answered twice at once' }];
      return [];
    });
    if (unknown.length > 0) throw new InvalidInput(unknown);
    if (commentIds.some((id) => shown.get(id)!.status === 'closed')) {
      throw new CommentClosed(review.recordNumber, review.disciplineName);
    }
  }
}
