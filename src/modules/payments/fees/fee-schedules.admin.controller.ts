import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Etag, IfMatch, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { VersionPipe } from '../../../platform/http/version.pipe.js';
import { FeeScheduleDrafts } from './fee-schedule-drafts.service.js';
import { FeeScheduleNotFound, FeeSchedulePublished, FeeScheduleUnfit } from './fee-schedule.errors.js';
import { FeeScheduleContentDto } from './fee-schedule-content.dto.js';
import { FeeScheduleDto, FeeSchedulePageDto, PublishFeeScheduleDto } from './fee-schedules.dto.js';

@ApiTags('Fee schedules (staff)')
@Controller('admin/fee-schedules')
export class FeeSchedulesAdminController {
  constructor(private readonly drafts: FeeScheduleDrafts) {}

  /**
   * List the versions of the fee schedule, newest first.
   *
   * For administrators. A record keeps the version it was applied for under, so old versions stay for ever.
   */
  @Get()
  @Staff('administrator')
  listFeeSchedules(@Query() query: PageQuery): Promise<FeeSchedulePageDto> {
    return this.drafts.list(query);
  }

  /**
   * Show one version with all its rules.
   *
   * For administrators. A draft comes with the `problems` that stand in the way of publishing it.
   */
  @Get(':scheduleVersion')
  @Staff('administrator')
  @Etag()
  @Problems(FeeScheduleNotFound)
  getFeeSchedule(@Param('scheduleVersion', VersionPipe) scheduleVersion: number): Promise<FeeScheduleDto> {
    return this.drafts.get(scheduleVersion);
  }

  /**
   * Make the draft of a new version.
   *
   * For administrators. Nothing is billed by a draft; try it with `dryRunPermitType`, then publish it.
   */
  @Post()
  @Staff('administrator')
  @Etag()
  @Idempotent()
  createFeeSchedule(@Body() request: FeeScheduleContentDto): Promise<FeeScheduleDto> {
    return this.drafts.create(request);
  }

  /**
   * Replace the content of a draft.
   *
   * For administrators. A published version never changes: 409 `payments.fee-schedule-published`.
   */
  @Put(':scheduleVersion')
  @Staff('administrator')
  @Etag()
  @Problems(FeeScheduleNotFound, FeeSchedulePublished)
  updateFeeSchedule(
    @Param('scheduleVersion', VersionPipe) scheduleVersion: number,
    @Body() request: FeeScheduleContentDto,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<FeeScheduleDto> {
    return this.drafts.update(scheduleVersion, request, expected);
  }

  /**
   * Publish a draft from a day on.
   *
   * For administrators. From `effectiveOn` on, new applications are estimated and billed by it. It is checked first: every rule must
   * refer to required questions of its permit type's form and to tables of the schedule, and every type that people can apply for
   * must have fees; what does not fit is named field by field (422 `payments.fee-schedule-unfit`).
   */
  @Post(':scheduleVersion/publication')
  @HttpCode(200)
  @Staff('administrator')
  @Etag()
  @Idempotent()
  @Problems(FeeScheduleNotFound, FeeSchedulePublished, FeeScheduleUnfit)
  publishFeeSchedule(
    @Param('scheduleVersion', VersionPipe) scheduleVersion: number,
    @Body() request: PublishFeeScheduleDto,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<FeeScheduleDto> {
    return this.drafts.publish(scheduleVersion, request, expected);
  }
}
