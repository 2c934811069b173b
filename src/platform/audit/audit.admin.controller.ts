import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../auth/auth.decorators.js';
import { AuditEntriesQuery, AuditEntryPageDto } from './audit.dto.js';
import { AuditQueries } from './audit.queries.js';

@ApiTags('Administration')
@Controller('admin/audit-entries')
export class AuditAdminController {
  constructor(private readonly queries: AuditQueries) {}

  /**
   * List what staff did
   *
   * For administrators. Every action of staff leaves one entry, written together with the action itself: who, what, to what, the
   * values before and after. Entries are never changed or deleted. Newest first.
   */
  @Staff('administrator')
  @Get()
  async listAuditEntries(@Query() query: AuditEntriesQuery): Promise<AuditEntryPageDto> {
    return this.queries.entries(query);
  }
}
