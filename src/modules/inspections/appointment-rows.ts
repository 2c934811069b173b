import { sql, type RawBuilder } from 'kysely';
import { toCivilTime } from './civil-minutes.rules.js';
import type { AppointmentDto } from './inspections.dto.js';

/** The visit that an inspection `i` has, or had before its result, as one column `appointment`; null without one. */
export const APPOINTMENT_COLUMNS: RawBuilder<unknown> = sql`
  (select json_build_object('date', a.date, 'start_minute', a.start_minute, 'end_minute', a.end_minute,
      'window_from_minute', a.window_from_minute, 'window_to_minute', a.window_to_minute,
      'contact_name', a.contact_name, 'contact_phone', a.contact_phone, 'note', a.note,
      'inspector_id', s.id, 'inspector_name', s.name, 'inspector_phone', s.phone,
      'call_from_minute', s.call_from_minute, 'call_to_minute', s.call_to_minute)
    from inspections.appointment a join inspections.inspector s on s.id = a.inspector_id
    where a.inspection_id = i.id and a.status in ('booked', 'done')) as appointment`;

export interface AppointmentRow {
  date: string;
  start_minute: number;
  end_minute: number;
  window_from_minute: number | null;
  window_to_minute: number | null;
  contact_name: string | null;
  contact_phone: string | null;
  note: string | null;
  inspector_id: string;
  inspector_name: string;
  inspector_phone: string;
  call_from_minute: number;
  call_to_minute: number;
}

export function toAppointmentDto(row: AppointmentRow): AppointmentDto {
  return {
    date: row.date,
    start: toCivilTime(row.start_minute),
    end: toCivilTime(row.end_minute),
    inspector: {
      id: row.inspector_id,
      name: row.inspector_name,
      phone: row.inspector_phone,
      callFrom: toCivilTime(row.call_from_minute),
      callTo: toCivilTime(row.call_to_minute),
    },
    arrivalWindow:
      row.window_from_minute === null ? null : { from: toCivilTime(row.window_from_minute), to: toCivilTime(row.window_to_minute!) },
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    note: row.note,
  };
}
