import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import { AddressValue } from '../records/index.js';
import {
  COMMENT_KINDS,
  COMMENT_STATUSES,
  REVIEW_DECISIONS,
  REVIEW_STATUSES,
  type CommentKind,
  type CommentStatus,
  type ReviewDecision,
  type ReviewStatus,
} from './review.status.js';

/** One discipline's review in one cycle. */
export class ReviewSummaryDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example ZAS-2026-00017 */
  recordNumber: string;

  /** Code of the discipline. @example zoning */
  discipline: string;

  /** @example Zoning */
  disciplineName: string;

  /** 1 for the first round; each resubmission opens the next, for the disciplines that asked for corrections. @example 1 */
  cycle: number;

  @IsIn(REVIEW_STATUSES)
  status: ReviewStatus;

  /** The status in words. @example "Corrections required" */
  statusLabel: string;

  /** @example 2026-03-02T15:04:05Z */
  openedAt: string;

  /** The day by which the city means to decide, counted in its business days. @example 2026-03-09 */
  dueOn: string;

  /** Whether the review is pending and `dueOn` has passed. */
  overdue: boolean;

  /** @example 2026-03-05T20:11:09Z */
  decidedAt: string | null;

  /** When a party last answered a comment or uploaded a file since the decision or, while pending, since it opened. */
  applicantActedAt: string | null;

  /** All comments of this review. @example 3 */
  commentCount: number;

  /** Comments that still ask for something. @example 1 */
  openCommentCount: number;
}

export const REVIEW_PARTS = ['comments'] as const;

export class RecordReviewsQuery extends PageQuery {
  /** `comments`: each review as `getReview` shows it, with its reviewer, its comments and its files. */
  @IsOptional()
  @IsIn(REVIEW_PARTS)
  include?: (typeof REVIEW_PARTS)[number];
}

export class CommentResponseDto {
  id: string;

  /** @example "The fence is now 6 ft high; see the revised site plan." */
  text: string;

  respondedAt: string;

  /** Whether it was written by the account that asks. */
  mine: boolean;
}

/** What a reviewer asks for, demands or notes. */
export class ReviewCommentDto {
  id: string;

  /** The review it was made in: this one, or an earlier cycle's whose comment is still open. */
  reviewId: string;

  /** @example 1 */
  cycle: number;

  /** `correction` must be answered; `condition` stands on the permit; `note` is for information. */
  @IsIn(COMMENT_KINDS)
  kind: CommentKind;

  /** @example "Fences in a front yard may be at most 4 ft high." */
  text: string;

  /** The section of the code it rests on. @example "Zoning Ordinance 41-10.3" */
  codeReference: string | null;

  /** The file it points at. */
  attachmentId: string | null;

  /** The page in that file, from 1. @example 2 */
  @IsInt()
  page: number | null;

  /** A correction is `open` until its reviewer closes it; conditions and notes need no answer. */
  @IsIn(COMMENT_STATUSES)
  status: CommentStatus;

  createdAt: string;

  /** Answers of the applicant's side. */
  responses: CommentResponseDto[];
}

export class ReviewFileDto {
  id: string;
  /** @example site-plan-revised.pdf */
  fileName: string;
  /** @example site-plan */
  documentType: string;
  /** 1 for the first upload, higher for each that replaced it. */
  version: number;
  uploadedAt: string;
}

export class ReviewerDto {
  id: string;
  /** @example "Demo Reviewer" */
  name: string;
}

/** A review with its comments, their answers and the files uploaded for it. */
export class ReviewDto extends ReviewSummaryDto {
  /** Who has taken the review or decided it. */
  reviewer: ReviewerDto | null;

  /** What the reviewer asks for, sets as a condition or notes. */
  comments: ReviewCommentDto[];

  /** The newest version of each file that was uploaded for this review. */
  attachments: ReviewFileDto[];
}

/** A review in the list of its record; what `include=comments` asks for is left out without it. */
export class ListedReviewDto extends ReviewSummaryDto {
  /** With `include=comments`: who has taken the review or decided it. */
  reviewer?: ReviewerDto | null;

  /** With `include=comments`: what the reviewer asks for, sets as a condition or notes. */
  comments?: ReviewCommentDto[];

  /** With `include=comments`: the newest version of each file that was uploaded for this review. */
  attachments?: ReviewFileDto[];
}

export class ReviewPageDto {
  items: ListedReviewDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class CommentAnswerRequest {
  /** A comment of this review that is still open. */
  @IsUUID()
  commentId: string;

  /** @example "The fence is now 6 ft high; see the revised site plan." */
  @IsString()
  @Length(1, 4000)
  text: string;
}

export class ReviewResponsesRequest {
  /** One answer a comment. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CommentAnswerRequest)
  responses: CommentAnswerRequest[];
}

export class ReviewCommentRequest {
  /** What must be corrected, which condition stands, or what the applicant should know. */
  @IsString()
  @Length(1, 4000)
  text: string;

  /** @example "Zoning Ordinance 41-10.3" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  codeReference?: string;

  /** A file of this record that the comment points at. */
  @IsOptional()
  @IsUUID()
  attachmentId?: string;

  /** The page in that file, from 1. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  page?: number;
}

export class ReviewDecisionRequest {
  @IsIn(REVIEW_DECISIONS)
  decision: ReviewDecision;

  /** At least one with `corrections-required` (the corrections) and `approved-with-conditions` (the conditions). */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => ReviewCommentRequest)
  comments?: ReviewCommentRequest[] = [];
}

export class ReviewAssignmentRequest {
  /** A member of staff with the role `plan-reviewer`; null gives the review back to the queue. */
  @ValidateIf((request: ReviewAssignmentRequest) => request.accountId !== null)
  @IsUUID()
  accountId: string | null;
}

export class ReviewQueueQuery extends PageQuery {
  /** Code of one discipline. @example zoning */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  discipline?: string;

  /** Only the reviews that are assigned to the account that asks. */
  @IsOptional()
  @Type(() => String)
  @IsIn(['true', 'false'])
  mine?: 'true' | 'false';
}

/** A review that waits for the city, with what a reviewer needs to choose the next. */
export class QueuedReviewDto extends ReviewSummaryDto {
  /** @example "Residential fence" */
  typeName: string;

  /** Where the work is done. */
  address: AddressValue | null;

  /** Who has taken it. */
  reviewerId: string | null;
}

export class ReviewQueueDto {
  items: QueuedReviewDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
