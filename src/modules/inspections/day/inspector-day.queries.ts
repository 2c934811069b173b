import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { RecordsService } from '../../records/index.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import type { InspectionStatus } from '../inspection.status.js';
import type { CorrectionDto } from '../inspections.dto.js';
import { HOLD } from '../inspections.queries.js';
import { InspectorNotFound } from '../inspectors/inspectors.errors.js';
import type { InspectorDayDto } from './inspector-day.dto.js';

/** What an inspector's tablet shows: three queries, however long the day. */
@Injectable()
export class InspectorDayQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
  ) {}

  async day(inspectorId: string, date: string): Promise<InspectorDayDto> {
    const inspector = await this.database.row(sql<{ name: string }>`select name from inspections.inspector where id = ${inspectorId}`);
    if (!inspector) throw new InspectorNotFound();
    const rows = await this.database.rows(sql<StopRow>`
      select a.inspection_id as id, a.start_minute, a.end_minute, a.stop_order, a.window_from_minute, a.window_to_minute, a.contact_name,
        a.contact_phone, a.note, i.status, i.type_code, i.type_name, i.attempt, i.record_id, i.record_number, ${HOLD}, checklist.items as checklist
      from inspections.appointment a
      join inspections.inspection i on i.id = a.inspection_id
      left join lateral (
        select json_agg(json_build_object('id', c.id, 'text', c.text, 'codeReference', c.code_reference, 'attachmentId', c.attachment_id,
          'status', c.status, 'carriedOver', c.carried_from_id is not null) order by c.position) as items
        from inspections.correction c where c.inspection_id = a.inspection_id
      ) checklist on true
      where a.inspector_id = ${inspectorId} and a.date = ${date}::date and a.status in ('booked', 'done')
      order by a.stop_order nulls last, a.start_minute, a.inspection_id`);
    const records = await this.records.byIds([...new Set(rows.map(({ record_id }) => record_id))]);
    const recordOf = new Map(records.map((record) => [record.id, record]));
    return {
      inspectorId,
      inspectorName: inspector.name,
      date,
      planned: rows.length > 0 && rows.every(({ stop_order, status }) => stop_order !== null || status !== 'scheduled'),
      stops: rows.map((row, n) => {
        const record = recordOf.get(row.record_id)!;
        return {
          inspectionId: row.id,
          order: n + 1,
          start: toCivilTime(row.start_minute),
          end: toCivilTime(row.end_minute),
          arrivalWindow:
            row.window_from_minute === null ? null : { from: toCivilTime(row.window_from_minute), to: toCivilTime(row.window_to_minute!) },
          status: row.status,
          typeCode: row.type_code,
          typeName: row.type_name,
          visit: row.attempt,
          recordNumber: row.record_number,
          recordTypeName: record.typeName,
          description: record.description,
          address: record.address,
          contractorName: record.contractorName,
          contactName: row.contact_name,
          contactPhone: row.contact_phone,
          note: row.note,
          hold: row.hold === null ? null : { reason: row.hold },
          checklist: row.checklist ?? [],
        };
      }),
    };
  }
}

interface StopRow {
  id: string;
  start_minute: number;
  end_minute: number;
  stop_order: number | null;
  window_from_minute: number | null;
  window_to_minute: number | null;
  contact_name: string | null;
  contact_phone: string | null;
  note: string | null;
  status: InspectionStatus;
  type_code: string;
  type_name: string;
  attempt: number;
  record_id: string;
  record_number: string;
  hold: string | null;
  checklist: CorrectionDto[] | null;
}
