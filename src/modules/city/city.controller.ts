import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar } from './business-calendar.js';
import { CityDto, toCityDto } from './city.dto.js';
import { CityProfile } from './city-profile.js';
import { FeedbackDto, FeedbackRequest } from './feedback.dto.js';
import { FeedbackService } from './feedback.service.js';

@ApiTags('City')
@Controller()
export class CityController {
  constructor(
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly feedback: FeedbackService,
  ) {}

  /**
   * Tell who the city is, how to reach it and when it is open.
   *
   * For everyone. With the hours of the counter, of inspections and of the inspectors' phones, and the holidays of this and the
   * next year.
   */
  @Get('city')
  @Public()
  @Etag()
  getCity(): CityDto {
    return toCityDto(this.profile, this.calendar, this.clock.now());
  }

  /**
   * Tell the city how using the portal went.
   *
   * For everyone, signed in or not. Ten an hour from one client.
   */
  @Post('feedback')
  @Public()
  @Idempotent()
  @RateLimit({ limit: 10, windowSeconds: 3600, per: 'client' })
  sendFeedback(@Body() request: FeedbackRequest, @CurrentPrincipal() principal?: Principal): Promise<FeedbackDto> {
    return this.feedback.receive(request, principal);
  }
}
