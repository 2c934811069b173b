import { minuteOf, toCivilTime } from '../civil-minutes.rules.js';

/** The profile's hours in minutes of the civil day. */
export interface VisitingHours {
  fromMinute: number;
  toMinute: number;
  slotMinutes: number;
}

/** What of an inspector's day is taken, and how many visits that are. */
export interface TakenDay {
  visits: number;
  taken: readonly (readonly [fromMinute: number, toMinute: number])[];
}

export interface DayOfInspector extends TakenDay {
  inspectorId: string;
  capacity: number;
}

export function visitingHours({ from, to, slotMinutes }: { from: string; to: string; slotMinutes: number }): VisitingHours {
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to), slotMinutes };
}

/** The starts of a day, such as 9:00, 9:30 … 14:30. */
export function startsOf({ fromMinute, toMinute, slotMinutes }: VisitingHours): number[] {
  const count = Math.floor((toMinute - fromMinute) / slotMinutes);
  return Array.from({ length: count }, (_, n) => fromMinute + n * slotMinutes);
}

/** Why a time cannot be a visit's: null when it can. */
export function hoursProblem(start: string, hours: VisitingHours): string | null {
  const minute = minuteOf(start);
  const starts = startsOf(hours);
  if (starts.includes(minute)) return null;
  if (minute < hours.fromMinute || minute > starts.at(-1)!) {
    const [first, last] = [starts[0]!, starts.at(-1)!].map(toCivilTime);
    return `Inspections start between ${first} and ${last}; ${start} is outside the hours.`;
  }
  return `Inspections start every ${hours.slotMinutes} minutes from ${toCivilTime(hours.fromMinute)}; ${start} lies in between.`;
}

/** Free: within the day's capacity, and nothing else at that time. */
export function isFree(day: DayOfInspector, startMinute: number, endMinute: number): boolean {
  return day.visits < day.capacity && day.taken.every(([from, to]) => to <= startMinute || endMinute <= from);
}

/** The free times of one day with the number of inspectors who are free. */
export function freeSlots(
  days: readonly DayOfInspector[],
  hours: VisitingHours,
): { startMinute: number; endMinute: number; remaining: number }[] {
  const starts = startsOf(hours);
  const remaining = starts.map(() => 0);
  for (const day of days) {
    if (day.visits >= day.capacity) continue;
    const free = starts.map(() => true);
    for (const [from, to] of day.taken) {
      const first = Math.max(0, Math.floor((from - hours.fromMinute) / hours.slotMinutes));
      for (let n = first; n < starts.length && starts[n]! < to; n++) if (starts[n]! + hours.slotMinutes > from) free[n] = false;
    }
    free.forEach((isFreeThen, n) => {
      if (isFreeThen) remaining[n]! += 1;
    });
  }
  return starts.flatMap((startMinute, n) =>
    remaining[n]! > 0 ? [{ startMinute, endMinute: startMinute + hours.slotMinutes, remaining: remaining[n]! }] : [],
  );
}
