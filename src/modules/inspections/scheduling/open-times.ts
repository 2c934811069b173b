import { Injectable } from '@nestjs/common';
import { toCivilTime } from '../civil-minutes.rules.js';
import type { FreeTime } from './scheduling.errors.js';
import { freeSlots } from './slots.rules.js';
import { VisitDaysQueries } from './visit-days.queries.js';
import { VisitingDays } from './visiting-days.js';

export interface OpenTime extends FreeTime {
  /** How many inspectors are free then. */
  remaining: number;
}

const ALTERNATIVES = 5;

/** Which times are free: one query for any number of days and inspectors. */
@Injectable()
export class OpenTimes {
  constructor(
    private readonly queries: VisitDaysQueries,
    private readonly days: VisitingDays,
  ) {}

  /** On the given days, which are in order. `without` is the inspection whose own appointment does not count. */
  async on(days: readonly Temporal.PlainDate[], discipline: string, without: string): Promise<OpenTime[]> {
    if (days.length === 0) return [];
    const known = await this.queries.between(discipline, days[0]!.toString(), days.at(-1)!.toString(), without);
    const empty = known.get('')!;
    return days.flatMap((day) => {
      const date = day.toString();
      const busy = known.get(date);
      const ofDay = [...empty.values()].map((free) => busy?.get(free.inspectorId) ?? free);
      return freeSlots(ofDay, this.days.hours).map(({ startMinute, endMinute, remaining }) => ({
        date,
        start: toCivilTime(startMinute),
        end: toCivilTime(endMinute),
        remaining,
      }));
    });
  }

  /** The bookable times that lie nearest to a wish. */
  async nearest(discipline: string, without: string, wish: { date: string; start: string }): Promise<FreeTime[]> {
    const bookable = this.days.bookable();
    const wished = minutesSince(wish.date, wish.start);
    const open = await this.on(bookable, discipline, without);
    return open
      .map(({ date, start, end }) => ({ date, start, end, away: Math.abs(minutesSince(date, start) - wished) }))
      .sort((one, other) => one.away - other.away)
      .slice(0, ALTERNATIVES)
      .map(({ date, start, end }) => ({ date, start, end }));
  }
}

/** Comparable minutes of a civil date and time, whatever the zone. */
function minutesSince(date: string, time: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime('UTC').epochMilliseconds / 60_000;
}
