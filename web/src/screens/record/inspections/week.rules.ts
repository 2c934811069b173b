import type { Shape } from '../../../api/types';

type FreeTime = Shape<'AvailabilityDto'>;

export interface Day {
  date: string;
  times: FreeTime[];
}

export interface Week {
  /** The Monday. */
  from: string;
  days: Day[];
}

/** Free times by week and day, in their order. Civil dates are counted in UTC, where every day has 24 hours. */
export function byWeek(times: readonly FreeTime[]): Week[] {
  const weeks = new Map<string, Map<string, FreeTime[]>>();
  for (const time of times) {
    const from = mondayOf(time.date);
    const days = weeks.get(from) ?? weeks.set(from, new Map()).get(from)!;
    days.set(time.date, [...(days.get(time.date) ?? []), time]);
  }
  return [...weeks].map(([from, days]) => ({ from, days: [...days].map(([date, ofDay]) => ({ date, times: ofDay })) }));
}

function mondayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
