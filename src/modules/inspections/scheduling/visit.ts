import { toCivilTime } from '../civil-minutes.rules.js';
import type { AppointmentDto } from '../inspections.dto.js';
import type { Place } from './choose-inspector.rules.js';

/** Where an appointment goes. */
export interface NewTime {
  inspectorId: string;
  date: string;
  startMinute: number;
  endMinute: number;
}

/** An appointment with what is told of it. */
export interface Visit extends NewTime, Place {
  inspectionId: string;
  recordId: string;
  recordNumber: string;
  typeName: string;
  discipline: string;
  inspectorName: string;
  inspectorAccountId: string;
}

export type Contact = Partial<Pick<AppointmentDto, 'contactName' | 'contactPhone' | 'note'>>;

export type Disruption = 'unfinished' | 'absence';

export function factsOf({ recordId, recordNumber, inspectionId, typeName, date, startMinute, endMinute, ...booking }: Visit) {
  return {
    recordId,
    number: recordNumber,
    inspectionId,
    typeName,
    date,
    start: toCivilTime(startMinute),
    end: toCivilTime(endMinute),
    inspectorName: booking.inspectorName,
    inspectorAccountId: booking.inspectorAccountId,
  };
}

/** Made once: making it takes longer than all the rest of a booking's sentence. */
const WORDS = new Intl.DateTimeFormat('en-US', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

/** `Tuesday, March 3, 2026, 9:30 AM` */
export function formatVisit({ date, startMinute }: { date: string; startMinute: number }): string {
  return WORDS.format(Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.floor(startMinute / 60), minute: startMinute % 60 }));
}
