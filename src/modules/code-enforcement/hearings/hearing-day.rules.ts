import type { FieldError } from '../../../platform/errors/domain-error.js';
import { WEEKDAYS, type Weekday } from '../../city/index.js';

interface HearingCalendar {
  weekday: Weekday;
  from: string;
  to: string;
  noticeDays: number;
  today: Temporal.PlainDate;
  isBusinessDay: boolean;
}

/** Hearings are held on the city's day for them, within their hours, and not before a respondent can have read of it. */
export function hearingProblems(date: Temporal.PlainDate, time: string, calendar: HearingCalendar): FieldError[] {
  const { weekday, from, to, noticeDays, today, isBusinessDay } = calendar;
  const problems: FieldError[] = [];
  const first = today.add({ days: noticeDays });
  if (WEEKDAYS[date.dayOfWeek - 1] !== weekday)
    problems.push({ pointer: '/date', detail: `must be a ${inCapitals(weekday)}, the city's day for hearings` });
  else if (!isBusinessDay) problems.push({ pointer: '/date', detail: 'must be no holiday of the city' });
  if (Temporal.PlainDate.compare(date, first) < 0) {
    problems.push({ pointer: '/date', detail: `must be ${noticeDays} days ahead or more: ${first.toString()} at the earliest` });
  }
  if (Temporal.PlainDate.compare(date, today.add({ years: 1 })) > 0) problems.push({ pointer: '/date', detail: 'must be within a year' });
  if (time < from || time > to) problems.push({ pointer: '/time', detail: `must be between ${from} and ${to}` });
  return problems;
}

/** `09:30` → 570 */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** `570` → `09:30` */
export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function inCapitals(weekday: Weekday): string {
  return weekday.charAt(0).toUpperCase() + weekday.slice(1);
}
