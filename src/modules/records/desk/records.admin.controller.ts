import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { contentDisposition } from '../../../platform/files/content-disposition.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RecordNotFound } from '../records.errors.js';
import { FollowUps } from './follow-ups.js';
import { RecordExport } from './record-export.js';
import { RecordNotes } from './record-notes.js';
import {
  RecordExportQuery,
  RecordNoteDto,
  RecordNotePageDto,
  RecordNoteRequest,
  SettleFollowUpRequest,
  WorkOwnerRequest,
  WorkQueuePageDto,
  WorkQueueQuery,
} from './records-desk.dto.js';
import { FollowUpNotFound, FollowUpSettled } from './records-desk.errors.js';
import { WorkAssignment } from './work-assignment.js';
import { WorkQueue } from './work-queue.js';

const followUpId = new ParseUUIDPipe({ exceptionFactory: () => new FollowUpNotFound() });

@ApiTags('Records (staff)')
@Controller('admin')
export class RecordsAdminController {
  constructor(
    private readonly queue: WorkQueue,
    private readonly assignment: WorkAssignment,
    private readonly followUps: FollowUps,
    private readonly notes: RecordNotes,
    private readonly exports: RecordExport,
  ) {}

  /**
   * List what waits for the city, what has waited longest first.
   *
   * For all staff. The next steps of records that are the city's, each with the role that must act, by when, and who looks after it; and
   * what has to be looked after besides, with the remedies: approvals, permits, renewals and certificates whose message has reached
   * nobody (`P-09`), and answers of respondents. Narrow it with `role`, `owner=me` and `overdue=true`.
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
  @Problems(FollowUpNotFound, FollowUpSettled)
  settleFollowUp(
    @CurrentPrincipal() principal: Principal,
    @Param('id', followUpId) id: string,
    @Body() request: SettleFollowUpRequest,
  ): Promise<void> {
    return this.followUps.settleByHand(principal, id, request.how, request.note);
  }

  /**
   * Export all records as a table, for a spreadsheet or a report.
   *
   * For all staff; every export stands in the audit log. CSV as in RFC 4180 with a line of column names, in UTF-8, streamed. Texts
   * that a spreadsheet would take for a formula have a quote before them.
   */
  @Get('records/export')
  @Staff()
  @ApiProduces('text/csv')
  @ApiResponse({ status: 200, description: 'The table.', content: { 'text/csv': { schema: { type: 'string' } } } })
  async exportRecords(@Query() query: RecordExportQuery): Promise<StreamableFile> {
    return new StreamableFile(await this.exports.csv(query), {
      type: 'text/csv; charset=utf-8',
      disposition: contentDisposition('records.csv'),
    });
  }

  /** Write a note on a record, for staff alone. It cannot be changed. For all staff. */
  @Post('records/:number/notes')
  @HttpCode(201)
  @Staff()
  @Idempotent()
  @Problems(RecordNotFound)
  addRecordNote(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: RecordNoteRequest,
  ): Promise<RecordNoteDto> {
    return this.notes.add(principal, number, request);
  }

  /** List the notes on a record, newest first. For all staff. */
  @Get('records/:number/notes')
  @Staff()
  @Problems(RecordNotFound)
  listRecordNotes(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: PageQuery,
  ): Promise<RecordNotePageDto> {
    return this.notes.list(principal, number, query);
  }
}
