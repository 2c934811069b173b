import { sql, type RawBuilder } from 'kysely';
import { toCivilTime } from './civil-minutes.rules.js';
import type { AppointmentDto } from './inspections.dto.js';

/** The visit that an inspection `i` has, or had before its result, as one column `appointment`; null without one. */
export const APPOINTMENT_COLUMNS: RawBuilder<unknown> = sql`
  (select json_build_object('date', a.date, 'startMinute', a.start_minute, 'endMinute', a.end_minute,
      'windowFromMinute', a.window_from_minute, 'windowToMinute', a.window_to_minute,
      'contactName', a.contact_name, 'contactPhone', a.contact_phone, 'note', a.note,
      'inspectorId', s.id, 'inspectorName', s.name, 'inspectorPhone', s.phone,
      'callFromMinute', s.call_from_minute, 'callToMinute', s.call_to_minute)
    from inspections.appointment a join inspections.inspector s on s.id = a.inspector_id
    where a.inspection_id = i.id and a.status in ('booked', 'done')) as appointment`;

export interface AppointmentRow {
  date: string;
  startMinute: number;
  endMinute: number;
  windowFromMinute: number | null;
  windowToMinute: number | null;
  contactName: string | null;
  contactPhone: string | null;
  note: string | null;
  inspectorId: string;
  inspectorName: string;
  inspectorPhone: string;
  callFromMinute: number;
  callToMinute: number;
}

export function toAppointmentDto(row: AppointmentRow): AppointmentDto {
  return {
    date: row.date,
    start: toCivilTime(row.startMinute),
    end: toCivilTime(row.endMinute),
    inspector: {
      id: row.inspectorId,
      name: row.inspectorName,
      phone: row.inspectorPhone,
      callFrom: toCivilTime(row.callFromMinute),
      callTo: toCivilTime(row.callToMinute),
    },
    arrivalWindow: row.windowFromMinute === null ? null : { from: toCivilTime(row.windowFromMinute), to: toCivilTime(row.windowToMinute!) },
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    note: row.note,
  };
}
