import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../platform/auth/auth.decorators.js';
import { FeedbackSummaryDto, FeedbackSummaryQuery } from './feedback.dto.js';
import { FeedbackQueries } from './feedback.queries.js';

@ApiTags('City (staff)')
@Controller('admin/feedback-summary')
export class CityAdminController {
  constructor(private readonly queries: FeedbackQueries) {}

  /**
   * Sum up what people say about the portal, month by month.
   *
   * For all staff. How many opinions came and how they scored, and the newest comments. The last twelve months without a query,
   * sixty months at most. Who sent an opinion is not told.
   */
  @Get()
  @Staff()
  getFeedbackSummary(@Query() query: FeedbackSummaryQuery): Promise<FeedbackSummaryDto> {
    return this.queries.summary(query);
  }
}
