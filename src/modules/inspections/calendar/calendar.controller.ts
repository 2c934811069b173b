import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res, SetMetadata, type StreamableFile } from '@nestjs/common';
import { ApiParam, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentPrincipal, Download, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { ETAG } from '../../../platform/http/etag.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { RecordNotFound, RecordNotLinked } from '../../records/index.js';
import { InspectionNotFound } from '../inspections.errors.js';
import { AppointmentNotFound } from '../scheduling/scheduling.errors.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarFeedDto } from './calendar.dto.js';
import { CalendarFeedNotFound } from './calendar.errors.js';
import { CalendarService } from './calendar.service.js';

const CALENDAR = { 'text/calendar': { schema: { type: 'string' as const } } };

@ApiTags('Inspections')
@Controller()
export class CalendarController {
  constructor(
    private readonly calendars: CalendarService,
    private readonly feeds: CalendarFeedsService,
  ) {}

  /**
   * Download an appointment for a calendar.
   *
   * For parties of the record and staff. An iCalendar file (RFC 5545) with one event, whose `UID` stays the same when the inspection is
   * booked again and whose `SEQUENCE` grows. A cancelled appointment is an event of the status `CANCELLED`, which takes it out of the
   * calendar that has it.
   */
  @Download()
  @Get('inspections/:id/appointment.ics')
  @SignedIn()
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, description: 'The appointment.', content: CALENDAR })
  @Problems(InspectionNotFound, RecordNotFound, RecordNotLinked, AppointmentNotFound)
  downloadCalendar(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<StreamableFile> {
    return this.calendars.download(principal, id);
  }

  /**
   * Make the address of your calendar.
   *
   * For every signed-in account. Phones and calendar programs subscribe to the address and then show the inspection appointments of all
   * your records; inspectors also see the visits that are theirs to make. Each account has one address: a new one takes the place of
   * the old, which stops working at once.
   */
  @Post('calendar-feed')
  @SignedIn()
  createCalendarFeed(@CurrentPrincipal() principal: Principal): Promise<CalendarFeedDto> {
    return this.feeds.create(principal);
  }

  /** Take back the address of your calendar. It stops working at once; without one, nothing changes. */
  @Delete('calendar-feed')
  @HttpCode(204)
  @SignedIn()
  deleteCalendarFeed(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.feeds.delete(principal);
  }

  /**
   * Read a calendar by its secret address.
   *
   * For whoever knows the address that `createCalendarFeed` made. An iCalendar file with the appointments from 30 days ago on, the
   * cancelled ones among them as events of the status `CANCELLED`; at most 500, those nearest to today. Good for five minutes.
   */
  @Get('calendar-feeds/:token.ics')
  @Public()
  @RateLimit({ limit: 300, windowSeconds: 60, per: 'client' })
  // For the API document: the answer is text, so the service makes the tag.
  @SetMetadata(ETAG, true)
  @ApiParam({
    name: 'token',
    description: 'The secret part of the `url` that `createCalendarFeed` answered.',
    example: 'mTq0V3b0c1lqk4ZyV1b2n8d6w5xR7sJ9uPfEaHgKiLo',
  })
  @ApiProduces('text/calendar')
  @ApiResponse({ status: 200, description: 'The calendar.', content: CALENDAR })
  @Problems(CalendarFeedNotFound)
  getCalendarFeed(
    @Param('token') token: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string | undefined> {
    return this.feeds.answer(token, request, response);
  }
}
