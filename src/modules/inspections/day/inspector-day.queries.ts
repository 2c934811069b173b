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
    const records = await this.records.byIds([...new Set(rows.map(({ recordId }) => recordId))]);
    const recordOf = new Map(records.map((record) => [record.id, record]));
    return {
      inspectorId,
      inspectorName: inspector.name,
      date,
      planned: rows.length > 0 && rows.every(({ stopOrder, status }) => stopOrder !== null || status !== 'scheduled'),
      stops: rows.map((row, n) => {
        const record = recordOf.get(row.recordId)!;
        return {
          inspectionId: row.id,
          order: n + 1,
          start: toCivilTime(row.startMinute),
          end: toCivilTime(row.endMinute),
          arrivalWindow:
            row.windowFromMinute === null ? null : { from: toCivilTime(row.windowFromMinute), to: toCivilTime(row.windowToMinute!) },
          status: row.status,
          typeCode: row.typeCode,
          typeName: row.typeName,
          visit: row.attempt,
          recordNumber: row.recordNumber,
          recordTypeName: record.typeName,
          description: record.description,
          address: record.address,
          contractorName: record.contractorName,
          contactName: row.contactName,
          contactPhone: row.contactPhone,
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
  startMinute: number;
  endMinute: number;
  stopOrder: number | null;
  windowFromMinute: number | null;
  windowToMinute: number | null;
  contactName: string | null;
  contactPhone: string | null;
  note: string | null;
  status: InspectionStatus;
  typeCode: string;
  typeName: string;
  attempt: number;
  recordId: string;
  recordNumber: string;
  hold: string | null;
  checklist: CorrectionDto[] | null;
}
