import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RecordNotFound } from '../records/index.js';
import { FollowUps } from './follow-ups.js';
import { SettleFollowUpRequest, WorkOwnerRequest, WorkQueuePageDto, WorkQueueQuery } from './back-office.dto.js';
import { FollowUpNotFound, FollowUpSettled } from './back-office.errors.js';
import { WorkAssignment } from './work-assignment.js';
import { WorkQueue } from './work-queue.js';

const followUpId = new ParseUUIDPipe({ exceptionFactory: () => new FollowUpNotFound() });

@ApiTags('Work queue (staff)')
@Controller('admin')
export class WorkQueueAdminController {
  constructor(
    private readonly queue: WorkQueue,
    private readonly assignment: WorkAssignment,
    private readonly followUps: FollowUps,
  ) {}

  /**
   * List what waits for the city, what has waited longest first.
   *
   * For all staff. The next steps of records that are the city's, each with the role that must act, by when, and who looks after it; and
   * what has to be looked after besides, with the remedies: approvals, permits, renewals and certificates whose message has reached
   * nobody, and answers of respondents. Narrow it with `role`, `owner=me` and `overdue=true`.
   */
  @Get('work-queue')
  @Staff()
  listWorkQueue(@CurrentPrincipal() principal: Principal, @Query() query: WorkQueueQuery): Promise<WorkQueuePageDto> {
    return this.queue.list(principal, query);
  }

  /** Say who looks after a record, through all its steps; null for nobody. For all staff; the one it is given to is told. */
  @Put('work-queue/:number/owner')
  @HttpCode(204)
  @Staff()
  @Problems(RecordNotFound)
  assignRecord(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: WorkOwnerRequest,
  ): Promise<void> {
    return this.assignment.record(principal, number, request.accountId);
  }

  /** Say who looks after a matter of the work list; null for nobody. For all staff. */
  @Put('follow-ups/:id/owner')
  @HttpCode(204)
  @Staff()
  @Problems(FollowUpNotFound, FollowUpSettled)
  assignFollowUp(@Param('id', followUpId) id: string, @Body() request: WorkOwnerRequest): Promise<void> {
    return this.assignment.followUp(id, request.accountId);
  }

  /**
   * Settle a matter of the work list by hand, such as after a telephone call. For all staff.
   *
   * What you note stands in the chronology for staff. A message that arrives meanwhile settles its matter by itself.
   */
  @Post('follow-ups/:id/settlement')
  @HttpCode(204)
  @Staff()
  @Idempotent()
  @Problems(FollowUpNotFound, FollowUpSettled)
  settleFollowUp(
    @CurrentPrincipal() principal: Principal,
    @Param('id', followUpId) id: string,
    @Body() request: SettleFollowUpRequest,
  ): Promise<void> {
    return this.followUps.settleByHand(principal, id, request.how, request.note);
  }
}
