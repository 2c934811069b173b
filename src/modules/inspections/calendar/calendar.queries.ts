import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import type { AppointmentStatus } from '../scheduling/appointment.status.js';

/** An appointment with all that a calendar shows of it. */
export interface CalendarAppointment {
  inspectionId: string;
  recordId: string;
  recordNumber: string;
  typeName: string;
  status: AppointmentStatus;
  sequence: number;
  date: Temporal.PlainDate;
  startMinute: number;
  endMinute: number;
  bookedAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  inspector: { name: string; phone: string; callFromMinute: number; callToMinute: number };
  arrival: { fromMinute: number; toMinute: number } | null;
}

@Injectable()
export class CalendarQueries {
  constructor(private readonly database: Database) {}

  async ofInspection(inspectionId: string): Promise<CalendarAppointment | null> {
    const row = await this.database.row(
      sql<AppointmentRow>`select ${COLUMNS} from ${APPOINTMENTS} where a.inspection_id = ${inspectionId}`,
    );
    return row ? toAppointment(row) : null;
  }

  /**
   * The appointments of these records, and those that the account has as an inspector, from a day on and in their order. When there
   * are more than `most`, those nearest to `today`.
   */
  async since(
    from: Temporal.PlainDate,
    { accountId, recordIds, today, most }: { accountId: string; recordIds: string[]; today: Temporal.PlainDate; most: number },
  ): Promise<CalendarAppointment[]> {
    const rows = await this.database.rows(sql<AppointmentRow>`
      with theirs as (
        select a.inspection_id from inspections.inspection i join inspections.appointment a on a.inspection_id = i.id
        where i.record_id = any(${recordIds}::uuid[]) and a.date >= ${from.toString()}::date
        union
        select a.inspection_id from inspections.inspector v join inspections.appointment a on a.inspector_id = v.id
        where v.account_id = ${accountId} and a.date >= ${from.toString()}::date
      ), nearest as (
        select a.inspection_id from theirs join inspections.appointment a using (inspection_id)
        order by abs(a.date - ${today.toString()}::date), a.date desc, a.start_minute, a.inspection_id limit ${most}
      )
      select ${COLUMNS} from nearest join ${APPOINTMENTS} on a.inspection_id = nearest.inspection_id
      order by a.date, a.start_minute, a.inspection_id`);
    return rows.map(toAppointment);
  }
}

const APPOINTMENTS = sql`inspections.appointment a
  join inspections.inspection i on i.id = a.inspection_id
  join inspections.inspector v on v.id = a.inspector_id`;

const COLUMNS = sql`a.inspection_id, i.record_id, i.record_number, i.type_name, a.status, a.sequence, a.date::text as date, a.start_minute,
  a.end_minute, a.booked_at, a.changed_at, a.window_from_minute, a.window_to_minute, v.name, v.phone, v.call_from_minute, v.call_to_minute`;

type AppointmentRow = Omit<CalendarAppointment, 'date' | 'bookedAt' | 'changedAt' | 'inspector' | 'arrival'> &
  CalendarAppointment['inspector'] & {
    date: string;
    bookedAt: string;
    changedAt: string;
    windowFromMinute: number | null;
    windowToMinute: number | null;
  };

function toAppointment(row: AppointmentRow): CalendarAppointment {
  const { windowFromMinute: fromMinute, windowToMinute: toMinute, name, phone, callFromMinute, callToMinute, ...appointment } = row;
  return {
    ...appointment,
    date: Temporal.PlainDate.from(row.date),
    bookedAt: toInstant(row.bookedAt),
    changedAt: toInstant(row.changedAt),
    inspector: { name, phone, callFromMinute, callToMinute },
    arrival: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
  };
}
