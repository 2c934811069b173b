import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { page, readIdCursor } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { DisruptionNotFound } from './board.errors.js';
import type { DisruptionDto, DisruptionPageDto, ListDisruptionsQuery } from './disruptions.dto.js';

/** What the city could not do as booked: the staff's list, newest first. */
@Injectable()
export class DisruptionsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async list({ limit, cursor, open }: ListDisruptionsQuery): Promise<DisruptionPageDto> {
    const before = readIdCursor(cursor);
    const rows = await this.database.rows(sql<DisruptionRow>`
      ${SELECT} where true ${before ? sql`and d.id < ${before}::uuid` : sql``}
        ${open === undefined ? sql`` : open ? sql`and d.settled_at is null` : sql`and d.settled_at is not null`}
      order by d.id desc limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.id], toDisruptionDto);
  }

  /** Twice changes nothing more. */
  async settle({ accountId }: Principal, id: string): Promise<DisruptionDto> {
    return this.database.transaction(async () => {
      const changed = await this.database.execute(sql`
        update inspections.disruption set settled_at = ${this.clock.now().toString()}, settled_by = ${accountId}
        where id = ${id} and settled_at is null`);
      const row = await this.database.row(sql<DisruptionRow>`${SELECT} where d.id = ${id}`);
      if (!row) throw new DisruptionNotFound();
      if (changed > 0)
        await this.audit.record({ action: 'inspections.settle-disruption', subject: row.recordNumber, after: { disruptionId: id } });
      return toDisruptionDto(row);
    });
  }
}

const SELECT = sql`
  select d.id, d.inspection_id, i.record_number, i.type_name, d.cause, d.date::text as date, d.start_minute, s.name as inspector_name,
    d.outcome, d.new_date::text as new_date, d.new_start_minute, d.noted_at, d.settled_at
  from inspections.disruption d
  join inspections.inspection i on i.id = d.inspection_id
  join inspections.inspector s on s.id = d.inspector_id`;

type DisruptionRow = Omit<DisruptionDto, 'start' | 'newStart'> & { startMinute: number; newStartMinute: number | null };

function toDisruptionDto({ startMinute, newStartMinute, ...row }: DisruptionRow): DisruptionDto {
  return { ...row, start: toCivilTime(startMinute), newStart: newStartMinute === null ? null : toCivilTime(newStartMinute) };
}
