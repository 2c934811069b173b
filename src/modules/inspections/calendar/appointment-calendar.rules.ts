import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency, escape, type ICalEventData } from 'ical-generator';
import { toCivilTime } from '../civil-minutes.rules.js';

/** Who publishes the calendar. */
export interface CalendarPublisher {
  name: string;
  sender: { name: string; email: string };
}

/** A visit as it stands in somebody's calendar. */
export interface CalendarEntry {
  /** The same for as long as there is the inspection, so that a new booking moves the entry instead of adding one. */
  uid: string;
  /** Grows with each change, so that programs know which of two entries is the newer one. */
  sequence: number;
  takesPlace: boolean;
  recordNumber: string;
  typeName: string;
  location: string | null;
  start: Temporal.Instant;
  end: Temporal.Instant;
  bookedAt: Temporal.Instant;
  changedAt: Temporal.Instant;
  inspector: { name: string; phone: string; callFromMinute: number; callToMinute: number };
  /** When the inspector is expected, in minutes of the civil day; null until the morning of the visit. */
  arrival: { fromMinute: number; toMinute: number } | null;
  url: string;
}

const ONE_HOUR = 3600;

/**
 * An iCalendar file (RFC 5545). Times are instants in UTC: every program shows them in its own zone, and right on the days on which the
 * clocks change. The same entries give the same bytes.
 */
export function appointmentCalendar(city: CalendarPublisher, entries: readonly CalendarEntry[]): string {
  const calendar = new ICalCalendar({
    // The library writes the name as it is.
    name: escape(plain(`${city.name} inspections`), false),
    prodId: { company: 'Frontcounter', product: 'Inspections', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: ONE_HOUR,
    events: entries.map((entry) => toEvent(city, entry)),
  });
  // The last line, too, must end (RFC 5545, 3.1).
  return `${calendar.toString()}\r\n`;
}

function toEvent({ sender }: CalendarPublisher, entry: CalendarEntry): ICalEventData {
  return {
    id: entry.uid,
    sequence: entry.sequence,
    status: entry.takesPlace ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    // What does not take place keeps nobody busy.
    transparency: entry.takesPlace ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    start: entry.start,
    end: entry.end,
    stamp: entry.changedAt,
    created: entry.bookedAt,
    lastModified: entry.changedAt,
    summary: plain(summaryOf(entry)),
    location: entry.location && plain(entry.location),
    description: plain(descriptionOf(entry)),
    organizer: { name: plain(sender.name), email: sender.email },
    url: entry.url,
  };
}

function summaryOf({ typeName, recordNumber }: CalendarEntry): string {
  return `${/\binspection$/i.test(typeName) ? typeName : `${typeName} inspection`}, ${recordNumber}`;
}

function descriptionOf({ takesPlace, inspector, arrival, url }: CalendarEntry): string {
  const where = `Details and changes: ${url}`;
  if (!takesPlace) return `This visit does not take place.\n${where}`;
  const lines = [
    `Inspector: ${inspector.name}, ${inspector.phone}`,
    `Calls are answered between ${inWords(inspector.callFromMinute)} and ${inWords(inspector.callToMinute)}.`,
    ...(arrival ? [`Expected to arrive between ${inWords(arrival.fromMinute)} and ${inWords(arrival.toMinute)}.`] : []),
    where,
  ];
  return lines.join('\n');
}

/** Minutes of the civil day as people say them: 570 → `9:30 AM`. */
function inWords(minute: number): string {
  const time = minute === 1440 ? '00:00' : toCivilTime(minute);
  return Temporal.PlainTime.from(time).toLocaleString('en-US', { timeStyle: 'short' });
}

/** Without the characters that a calendar file must not contain (RFC 5545, 3.1). */
function plain(text: string): string {
  return text.replace(/(?![\t\n])\p{Cc}/gu, ' ');
}
