import { sql, type RawBuilder } from 'kysely';
import { toCivilTime } from './civil-minutes.rules.js';
import type { AppointmentDto } from './inspections.dto.js';

/** The visit that an inspection `i` has, or had before its result, as one column `appointment`; null without one. */
export const APPOINTMENT_COLUMNS: RawBuilder<unknown> = sql`
  (select json_build_object('date', a.date, 'startMinute', a.start_minute, 'endMinute', a.end_minute,
      'windowFromMinute', a.window_from_minute, 'windowToMinute', a.window_to_minute,
      'contactName', a.contact_name, 'contactPhone', a.contact_phone, 'note', a.note, 'bookedBy', a.booked_by,
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
  bookedBy: string;
  inspectorId: string;
  inspectorName: string;
  inspectorPhone: string;
  callFromMinute: number;
  callToMinute: number;
}

/** Whom the visit goes to is told only to those who may change it: the note may hold the code of a gate. */
export function toAppointmentDto(row: AppointmentRow, mayChange: boolean): AppointmentDto {
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
    contactName: mayChange ? row.contactName : null,
    contactPhone: mayChange ? row.contactPhone : null,
    note: mayChange ? row.note : null,
    mayChange,
  };
}
