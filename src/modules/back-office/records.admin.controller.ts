import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { contentDisposition } from '../../platform/files/content-disposition.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../platform/http/paging.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RecordNotFound } from '../records/index.js';
import { RecordExport } from './record-export.js';
import { RecordNotes } from './record-notes.js';
import { RecordExportQuery, RecordNoteDto, RecordNotePageDto, RecordNoteRequest } from './back-office.dto.js';

@ApiTags('Records (staff)')
@Controller('admin')
export class RecordsAdminController {
  constructor(
    private readonly notes: RecordNotes,
    private readonly exports: RecordExport,
  ) {}

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
