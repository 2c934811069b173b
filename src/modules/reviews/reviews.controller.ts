import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../platform/http/uuid.pipe.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../records/index.js';
import { ReviewResponsesService } from './review-responses.service.js';
import { RecordReviewsQuery, ReviewDto, ReviewPageDto, ReviewResponsesRequest } from './reviews.dto.js';
import { CommentClosed, ReviewNotFound } from './reviews.errors.js';
import { ReviewQueries } from './reviews.queries.js';

@ApiTags('Plan review')
@Controller()
export class ReviewsController {
  constructor(
    private readonly queries: ReviewQueries,
    private readonly responses: ReviewResponsesService,
  ) {}

  /**
   * List the reviews of a record, oldest cycle first.
   *
   * For parties and staff. One review for each discipline and cycle: what it decided, by when it means to, and how many of its
   * comments still ask for something. With `include=comments` everything that `getReview` shows of each, in the same number of
   * statements however many reviews there are.
   */
  @Get('records/:number/reviews')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked)
  listReviews(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: RecordReviewsQuery,
  ): Promise<ReviewPageDto> {
    return this.queries.listForRecord(principal, number, query);
  }

  /**
   * Show one review with its comments, their answers and the files uploaded for it.
   *
   * For parties and staff. Comments that the same discipline left open in an earlier cycle are listed too, with that cycle.
   */
  @Get('reviews/:id')
  @SignedIn()
  @Problems(ReviewNotFound, RecordNotFound, RecordNotLinked)
  getReview(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<ReviewDto> {
    return this.queries.getForParty(principal, id);
  }

  /**
   * Answer comments of a review, one by one.
   *
   * For owners and staff: whoever merely follows the record speaks for nobody. An answer does not close a comment: its reviewer does. Files that belong to an answer are uploaded to the record
   * with this review's id. Once everything asked for is answered, the record's next step is the city's.
   */
  @Post('reviews/:id/responses')
  @SignedIn('permit-technician', 'administrator')
  @Idempotent()
  @Problems(ReviewNotFound, RecordNotFound, RecordNotLinked, OwnerOnly, CommentClosed)
  respondToReview(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() request: ReviewResponsesRequest,
  ): Promise<ReviewDto> {
    return this.responses.respond(principal, id, request);
  }
}
