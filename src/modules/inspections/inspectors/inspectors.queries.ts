import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { page, readCursor, readIdCursor, type PageQuery } from '../../../platform/http/paging.js';
import { BusinessCalendar } from '../../city/index.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import {
  toInspectorDto,
  toStaffInspectorDto,
  type AbsenceDto,
  type AbsencePageDto,
  type InspectorPageDto,
  type InspectorRow,
  type ListInspectorsQuery,
  type StaffInspectorPageDto,
} from './inspectors.dto.js';
import { AbsenceNotFound, InspectorNotFound } from './inspectors.errors.js';

const COLUMNS = sql`id, account_id, name, phone, disciplines, districts, call_from_minute, call_to_minute, day_capacity, active, version`;

@Injectable()
export class InspectorQueries {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
  ) {}

  async list({ limit, cursor, discipline }: ListInspectorsQuery): Promise<InspectorPageDto> {
    const [name, id] = readCursor(cursor, 2) ?? [];
    const rows = await this.database.rows(sql<InspectorRow>`
      select ${COLUMNS} from inspections.inspector
      where active ${discipline ? sql`and disciplines @> array[${discipline}]::text[]` : sql``}
        ${name === undefined ? sql`` : sql`and (name, id::text) > (${String(name)}, ${String(id)})`}
      order by name, id::text limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.name, row.id], toInspectorDto);
  }

  async listForStaff({ limit, cursor }: PageQuery): Promise<StaffInspectorPageDto> {
    const [name, id] = readCursor(cursor, 2) ?? [];
    const rows = await this.database.rows(sql<InspectorRow>`
      select ${COLUMNS} from inspections.inspector
      where true ${name === undefined ? sql`` : sql`and (name, id::text) > (${String(name)}, ${String(id)})`}
      order by name, id::text limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.name, row.id], toStaffInspectorDto);
  }

  async byId(id: string): Promise<InspectorRow> {
    const row = await this.database.row(sql<InspectorRow>`select ${COLUMNS} from inspections.inspector where id = ${id}`);
    if (!row) throw new InspectorNotFound();
    return row;
  }

  async byAccount(accountId: string): Promise<InspectorRow | undefined> {
    return this.database.row(sql<InspectorRow>`select ${COLUMNS} from inspections.inspector where account_id = ${accountId}`);
  }

  /** Those that are not over. */
  async absences(inspectorId: string, { limit, cursor }: PageQuery): Promise<AbsencePageDto> {
    await this.byId(inspectorId);
    const after = readIdCursor(cursor);
    const rows = await this.database.rows(sql<AbsenceRow>`
      ${ABSENCES} where inspector_id = ${inspectorId} and cancelled_at is null and to_date >= ${this.calendar.today().toString()}::date
        ${after ? sql`and id > ${after}::uuid` : sql``}
      order by id limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.id], toAbsenceDto);
  }

  async absence(inspectorId: string, absenceId: string): Promise<AbsenceDto> {
    const row = await this.database.row(sql<AbsenceRow>`
      ${ABSENCES} where id = ${absenceId} and inspector_id = ${inspectorId} and cancelled_at is null`);
    if (!row) throw new AbsenceNotFound();
    return toAbsenceDto(row);
  }
}

const ABSENCES = sql`select id, from_date::text as from_on, to_date::text as to_on, from_minute, to_minute, reason from inspections.absence`;

type AbsenceRow = Omit<AbsenceDto, 'fromTime' | 'toTime'> & { fromMinute: number; toMinute: number };

function toAbsenceDto({ fromMinute, toMinute, ...row }: AbsenceRow): AbsenceDto {
  return { ...row, fromTime: fromMinute === 0 ? null : toCivilTime(fromMinute), toTime: toMinute === 1440 ? null : toCivilTime(toMinute) };
}
