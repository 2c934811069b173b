import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readCursor, type PageQuery } from '../../platform/http/paging.js';
import { RecordsService } from '../records/index.js';
import {
  ACTIVE_INSPECTION_STATUSES,
  INSPECTION_STATUS_LABELS,
  type InspectionOutcome,
  type InspectionStatus,
} from './inspection.status.js';
import type { InspectionDto, InspectionPageDto, MyInspectionsQuery } from './inspections.dto.js';
import { InspectionNotFound } from './inspections.errors.js';

export interface ActiveInspection {
  id: string;
  recordNumber: string;
  typeCode: string;
  typeName: string;
  status: InspectionStatus;
}

@Injectable()
export class InspectionQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
  ) {}

  async listMine(principal: Principal, { limit, cursor, status }: MyInspectionsQuery): Promise<InspectionPageDto> {
    const recordIds = await this.records.idsOfParty(principal.accountId);
    const statuses: readonly InspectionStatus[] = status ? [status] : ACTIVE_INSPECTION_STATUSES;
    const [after] = readCursor(cursor, 1) ?? [];
    const rows = await this.database.rows(sql<InspectionRow>`
      select ${COLUMNS} from inspections.inspection i
      where i.record_id = any(${recordIds}::uuid[]) and i.status = any(${statuses}::text[])
        ${after ? sql`and i.id > ${after}::uuid` : sql``}
      order by i.id limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.id], toInspectionDto);
  }

  async listForRecord(principal: Principal, number: string, { limit, cursor }: PageQuery): Promise<InspectionPageDto> {
    const { record } = await this.records.requireParty(principal, number);
    const [sequence, id] = readCursor(cursor, 2) ?? [];
    const rows = await this.database.rows(sql<InspectionRow>`
      select ${COLUMNS} from inspections.inspection i
      where i.record_id = ${record.id}
        ${sequence === undefined ? sql`` : sql`and (i.sequence, i.id) > (${sequence}::int, ${id}::uuid)`}
      order by i.sequence, i.id limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.sequence, row.id], toInspectionDto);
  }

  async inspection(inspectionId: string): Promise<InspectionDto> {
    const row = await this.database.row(sql<InspectionRow>`select ${COLUMNS} from inspections.inspection i where i.id = ${inspectionId}`);
    if (!row) throw new InspectionNotFound();
    return toInspectionDto(row);
  }

  async recordIdOf(inspectionId: string): Promise<string> {
    const row = await this.database.row(
      sql<{ record_id: string }>`select record_id from inspections.inspection where id = ${inspectionId}`,
    );
    if (!row) throw new InspectionNotFound();
    return row.record_id;
  }

  async active(recordIds: string[]): Promise<ActiveInspection[]> {
    const rows = await this.database.rows(sql<InspectionRow>`
      select ${COLUMNS} from inspections.inspection i
      where i.record_id = any(${recordIds}::uuid[]) and i.status = any(${ACTIVE_INSPECTION_STATUSES}::text[])
      order by i.record_number, i.sequence, i.id`);
    return rows.map((row) => ({
      id: row.id,
      recordNumber: row.record_number,
      typeCode: row.type_code,
      typeName: row.type_name,
      status: row.status,
    }));
  }

  async lastPassedAt(recordId: string): Promise<Temporal.Instant | null> {
    const row = await this.database.row(
      sql<{
        at: string | null;
      }>`select max(result_at) as at from inspections.inspection where record_id = ${recordId} and status = 'passed'`,
    );
    return row?.at ? toInstant(row.at) : null;
  }
}

const COLUMNS = sql`i.id, i.record_number, i.type_code, i.type_name, i.discipline, i.sequence, i.required, i.attempt, i.repeats_id, i.status,
  i.outcome, i.comments, i.attachment_ids, i.result_at`;

interface InspectionRow {
  id: string;
  record_number: string;
  type_code: string;
  type_name: string;
  discipline: string;
  sequence: number;
  required: boolean;
  attempt: number;
  repeats_id: string | null;
  status: InspectionStatus;
  outcome: InspectionOutcome | null;
  comments: string | null;
  attachment_ids: string[];
  result_at: string | null;
}

function toInspectionDto(row: InspectionRow): InspectionDto {
  return {
    id: row.id,
    recordNumber: row.record_number,
    typeCode: row.type_code,
    typeName: row.type_name,
    discipline: row.discipline,
    sequence: row.sequence,
    required: row.required,
    attempt: row.attempt,
    repeatsId: row.repeats_id,
    status: row.status,
    statusLabel: INSPECTION_STATUS_LABELS[row.status],
    result: row.outcome && {
      outcome: row.outcome,
      comments: row.comments,
      attachmentIds: row.attachment_ids,
      recordedAt: toInstant(row.result_at!).toString(),
    },
  };
}
