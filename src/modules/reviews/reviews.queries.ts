import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { Schema } from '../../platform/database/schema.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { RequestContext } from '../../platform/http/request-context.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { AttachmentsService } from '../attachments/index.js';
import { RecordsService } from '../records/index.js';
import { REVIEW_STATUS_LABELS } from './review.status.js';
import type {
  RecordReviewsQuery,
  ReviewCommentDto,
  ReviewDto,
  ReviewPageDto,
  ReviewQueueDto,
  ReviewQueueQuery,
  ReviewSummaryDto,
} from './reviews.dto.js';
import { ReviewNotFound } from './reviews.errors.js';

@Injectable()
export class ReviewQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly accounts: AccountsService,
    private readonly calendar: BusinessCalendar,
    private readonly context: RequestContext,
  ) {}

  async listForRecord(principal: Principal, number: string, { limit, cursor, include }: RecordReviewsQuery): Promise<ReviewPageDto> {
    const { record, relation } = await this.records.requireParty(principal, number);
    const [cycle, position] = readCursor(cursor, 2) ?? [];
    const rows = await this.database.rows(sql<ReviewRow>`
      ${REVIEWS}
      where r.record_id = ${record.id}
        ${cycle === undefined ? sql`` : sql`and (r.cycle, r.position) > (${cycle}::int, ${position}::int)`}
      order by r.cycle, r.position limit ${limit + 1}`);
    const whole = include ? await this.withParts(rows, relation === 'linked' ? principal.accountId : undefined) : undefined;
    return page(
      rows,
      limit,
      (row) => [row.cycle, row.position],
      (row) => whole?.get(row.id) ?? this.toSummary(row),
    );
  }

  async getForParty(principal: Principal, reviewId: string): Promise<ReviewDto> {
    const { relation } = await this.records.requireParty(principal, await this.recordNumberOf(reviewId));
    return this.review(reviewId, relation === 'linked' ? principal.accountId : undefined);
  }

  async recordNumberOf(reviewId: string): Promise<string> {
    const row = await this.database.row(sql<{ recordNumber: string }>`select record_number from reviews.review where id = ${reviewId}`);
    if (!row) throw new ReviewNotFound();
    return row.recordNumber;
  }

  async isOfRecord(reviewId: string, recordId: string): Promise<boolean> {
    const review = this.database.query.selectFrom('reviews.review').select('id').where('id', '=', reviewId);
    return (await review.where('recordId', '=', recordId).executeTakeFirst()) !== undefined;
  }

  /** @param filesOf a linked account sees the files it uploaded itself; without it, all */
  async review(reviewId: string, filesOf?: string): Promise<ReviewDto> {
    const row = await this.database.row(sql<ReviewRow>`${REVIEWS} where r.id = ${reviewId}`);
    if (!row) throw new ReviewNotFound();
    return (await this.withParts([row], filesOf)).get(reviewId)!;
  }

  /** Reviews of one record with their comments, reviewers and files: one query each, however many there are. */
  private async withParts(rows: ReviewRow[], filesOf: string | undefined): Promise<Map<string, ReviewDto>> {
    const [first] = rows;
    if (!first) return new Map();
    const reviewerIds = [...new Set(rows.flatMap(({ reviewerId }) => reviewerId ?? []))];
    const [comments, attachments, reviewers] = await Promise.all([
      this.commentsOfEach(rows.map(({ id }) => id)),
      this.attachments.current(first.recordId),
      this.accounts.getMany(reviewerIds),
    ]);
    return new Map(
      rows.map((row) => {
        const reviewer = reviewers.find(({ id }) => id === row.reviewerId);
        const files = attachments.filter(
          ({ reviewId, uploadedBy }) => reviewId === row.id && (filesOf === undefined || uploadedBy === filesOf),
        );
        const review: ReviewDto = {
          ...this.toSummary(row),
          reviewer: reviewer ? { id: reviewer.id, name: reviewer.displayName } : null,
          comments: comments.get(row.id) ?? [],
          attachments: files.map(({ id, fileName, documentType, version, uploadedAt }) => ({
            id,
            fileName,
            documentType,
            version,
            uploadedAt: uploadedAt.toString(),
          })),
        };
        return [row.id, review];
      }),
    );
  }

  async commentsOf(reviewId: string): Promise<ReviewCommentDto[]> {
    return (await this.commentsOfEach([reviewId])).get(reviewId) ?? [];
  }

  /** Each review's own comments, after those that its discipline left open in earlier cycles. */
  private async commentsOfEach(reviewIds: string[]): Promise<Map<string, ReviewCommentDto[]>> {
    const rows = await this.database.rows(sql<CommentRow>`
      select r.id as of_review, m.id, m.review_id, e.cycle, m.kind, m.text, m.code_reference, m.attachment_id, m.page, m.status, m.created_at,
        (select json_agg(json_build_object('id', a.id, 'text', a.text, 'accountId', a.account_id, 'respondedAt', a.responded_at)
          order by a.responded_at, a.id) from reviews.comment_response a where a.comment_id = m.id) as responses
      from reviews.review r
      join reviews.review e on e.record_id = r.record_id and e.discipline = r.discipline and e.cycle <= r.cycle
      join reviews.review_comment m on m.review_id = e.id and (e.id = r.id or m.status = 'open')
      where r.id = any(${reviewIds}::uuid[])
      order by e.cycle, m.position`);
    const byReview = Map.groupBy(rows, ({ ofReview }) => ofReview);
    return new Map([...byReview].map(([id, comments]) => [id, comments.map((comment) => this.toComment(comment))]));
  }

  private toComment({ ofReview: _ofReview, responses, ...comment }: CommentRow): ReviewCommentDto {
    return {
      ...comment,
      responses: (responses ?? []).map(({ id, text, accountId, respondedAt }) => ({
        id,
        text,
        respondedAt: toInstant(respondedAt).toString(),
        mine: accountId === this.context.actorId,
      })),
    };
  }

  /** Pending reviews, and those whose applicant has answered: the oldest due date first, so what is overdue leads. */
  async queue(principal: Principal, { limit, cursor, discipline, mine }: ReviewQueueQuery): Promise<ReviewQueueDto> {
    const [dueOn, id] = readCursor(cursor, 2) ?? [];
    const rows = await this.database.rows(sql<ReviewRow>`
      ${REVIEWS}
      where (r.status = 'pending' or (r.status = 'corrections-required' and r.applicant_acted_at is not null
          and r.cycle = (select max(k.cycle) from reviews.review_cycle k where k.record_id = r.record_id)))
        ${discipline ? sql`and r.discipline = ${discipline}` : sql``}
        ${mine === 'true' ? sql`and r.reviewer_id = ${principal.accountId}` : sql``}
        ${dueOn === undefined ? sql`` : sql`and (r.due_on, r.id) > (${dueOn}::date, ${id}::uuid)`}
      order by r.due_on, r.id limit ${limit + 1}`);
    const records = new Map((await this.records.byIds(rows.map((row) => row.recordId))).map((record) => [record.id, record]));
    return page(
      rows,
      limit,
      (row) => [row.dueOn, row.id],
      (row) => ({
        ...this.toSummary(row),
        typeName: records.get(row.recordId)!.typeName,
        address: records.get(row.recordId)!.address,
        reviewerId: row.reviewerId,
      }),
    );
  }

  private toSummary({
    recordId: _record,
    position: _position,
    reviewerId: _reviewer,
    comments,
    openComments,
    ...row
  }: ReviewRow): ReviewSummaryDto {
    return {
      ...row,
      statusLabel: REVIEW_STATUS_LABELS[row.status],
      overdue: row.status === 'pending' && row.dueOn < this.calendar.today().toString(),
      commentCount: comments,
      openCommentCount: openComments,
    };
  }
}

const REVIEWS: RawBuilder<unknown> = sql`
  select r.id, r.record_id, r.record_number, r.cycle, r.position, r.discipline, r.discipline_name, r.status, r.reviewer_id, r.opened_at,
    r.due_on, r.decided_at, r.applicant_acted_at, c.comments, c.open_comments
  from reviews.review r
  cross join lateral (
    select count(*)::int as comments, count(*) filter (where m.status = 'open')::int as open_comments
    from reviews.review_comment m where m.review_id = r.id
  ) c`;

type Columns = Selectable<Schema['reviews.review']>;

interface ReviewRow extends Omit<Columns, 'businessDays' | 'revisedAt' | 'version'> {
  comments: number;
  openComments: number;
}

interface CommentRow extends Omit<Selectable<Schema['reviews.review_comment']>, 'position' | 'closedAt' | 'closedBy'> {
  ofReview: string;
  cycle: number;
  responses: { id: string; text: string; accountId: string; respondedAt: string }[] | null;
}
