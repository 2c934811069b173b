import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../platform/http/uuid.pipe.js';
import { AttachmentNotFound } from '../attachments/index.js';
import { ReviewDecisionsService } from './review-decisions.service.js';
import { ReviewAssignmentRequest, ReviewDecisionRequest, ReviewDto, ReviewQueueDto, ReviewQueueQuery } from './reviews.dto.js';
import { CommentNotFound, ReviewDecidedAlready, ReviewNotFound } from './reviews.errors.js';
import { ReviewQueries } from './reviews.queries.js';

@ApiTags('Plan review (staff)')
@Controller('admin/reviews')
export class ReviewsAdminController {
  constructor(
    private readonly queries: ReviewQueries,
    private readonly decisions: ReviewDecisionsService,
  ) {}

  /**
   * List the reviews that wait for the city, the oldest due date first.
   *
   * For plan reviewers and permit technicians. Pending reviews, and reviews that asked for corrections and whose applicant has
   * answered or uploaded something since (`applicantActedAt`).
   */
  @Get()
  @Staff('plan-reviewer', 'permit-technician')
  listReviewQueue(@CurrentPrincipal() principal: Principal, @Query() query: ReviewQueueQuery): Promise<ReviewQueueDto> {
    return this.queries.queue(principal, query);
  }

  /**
   * Decide a pending review.
   *
   * For plan reviewers. When the last discipline of the cycle has decided, the application goes ahead or, if any asks for
   * corrections, back to the applicant. Comments become corrections (`corrections-required`, at least one), conditions printed on
   * the permit (`approved-with-conditions`, at least one) or notes. Approving closes what the discipline had left open before.
   */
  @Post(':id/decision')
  @Staff('plan-reviewer')
  @Idempotent()
  @Problems(ReviewNotFound, ReviewDecidedAlready, AttachmentNotFound)
  recordReview(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() request: ReviewDecisionRequest,
  ): Promise<ReviewDto> {
    return this.decisions.record(principal, id, request);
  }

  /**
   * Close a comment: its answer is good.
   *
   * For plan reviewers. Closing a closed comment changes nothing.
   */
  @Post(':id/comments/:commentId/closure')
  @HttpCode(200)
  @Staff('plan-reviewer')
  @Idempotent()
  @Problems(ReviewNotFound, CommentNotFound)
  closeReviewComment(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Param('commentId', UuidPipe) comment: string,
  ): Promise<ReviewDto> {
    return this.decisions.closeComment(principal, id, comment);
  }

  /**
   * Give a pending review to a plan reviewer, or back to the queue.
   *
   * For plan reviewers and permit technicians.
   */
  @Put(':id/assignee')
  @Staff('plan-reviewer', 'permit-technician')
  @Problems(ReviewNotFound, ReviewDecidedAlready)
  assignReview(@Param('id', UuidPipe) id: string, @Body() request: ReviewAssignmentRequest): Promise<ReviewDto> {
    return this.decisions.assign(id, request);
  }
}
