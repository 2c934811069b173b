import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/time/clock.js';
import { HolidayTable } from './city-holidays.js';
import { CityProfile, WEEKDAYS, type OpeningHours, type Weekday } from './city-profile.js';

/** The city's days: its time zone, its working days and its holidays. The present comes from `Clock`. */
@Injectable()
export class BusinessCalendar {
  readonly zone: string;
  private readonly table: HolidayTable;
  private readonly workdays: ReadonlySet<Weekday>;
  /** The present day with its bounds in epoch milliseconds: asked for by most requests, and the zone's rules take time. */
  private present = { date: new Temporal.PlainDate(1970, 1, 1), from: 0, until: 0 };

  constructor(
    profile: CityProfile,
    private readonly clock: Clock,
  ) {
    this.zone = profile.timeZone;
    this.table = new HolidayTable(profile.holidays);
    this.workdays = new Set(profile.businessDays);
  }

  today(): Temporal.PlainDate {
    const now = this.clock.now();
    const { from, until } = this.present;
    if (now.epochMilliseconds < from || now.epochMilliseconds >= until) this.present = this.dayOf(now);
    return this.present.date;
  }

  dateOf(instant: Temporal.Instant): Temporal.PlainDate {
    return instant.toZonedDateTimeISO(this.zone).toPlainDate();
  }

  timeOf(instant: Temporal.Instant): Temporal.PlainTime {
    return instant.toZonedDateTimeISO(this.zone).toPlainTime();
  }

  /** The instant of a civil time. A time that the clocks skip is moved on by the gap; of one that comes twice it is the first. */
  at(date: Temporal.PlainDate, time: Temporal.PlainTime): Temporal.Instant {
    return date.toZonedDateTime({ timeZone: this.zone, plainTime: time }).toInstant();
  }

  isBusinessDay(date: Temporal.PlainDate): boolean {
    return this.workdays.has(WEEKDAYS[date.dayOfWeek - 1]!) && this.holidayOn(date) === null;
  }

  /** Whether opening hours hold at an instant: on their days and between their times, holidays excepted. */
  isOpen(hours: readonly OpeningHours[], instant: Temporal.Instant): boolean {
    const date = this.dateOf(instant);
    const time = this.timeOf(instant).toString({ smallestUnit: 'minute' });
    const weekday = WEEKDAYS[date.dayOfWeek - 1]!;
    return this.holidayOn(date) === null && hours.some(({ days, from, to }) => days.includes(weekday) && from <= time && time < to);
  }

  /** The holiday's name; null on every other day. */
  holidayOn(date: Temporal.PlainDate): string | null {
    return this.table.of(date.year).get(date.toString()) ?? null;
  }

  holidaysOf(year: number): { date: Temporal.PlainDate; name: string }[] {
    return [...this.table.of(year)].map(([date, name]) => ({ date: Temporal.PlainDate.from(date), name }));
  }

  /** The `count`th business day after a day, or before it when negative; 0 is the day itself or the next business day. */
  addBusinessDays(date: Temporal.PlainDate, count: number): Temporal.PlainDate {
    const step = count < 0 ? -1 : 1;
    let day = date;
    if (count === 0) while (!this.isBusinessDay(day)) day = day.add({ days: 1 });
    for (let left = Math.abs(count); left > 0;) {
      day = day.add({ days: step });
      if (this.isBusinessDay(day)) left -= 1;
    }
    return day;
  }

  /** How many business days lie after `from`, up to and including `to`; negative when `to` comes first. */
  businessDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
    if (Temporal.PlainDate.compare(from, to) > 0) return -this.businessDaysBetween(to, from);
    let count = 0;
    for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
      if (this.isBusinessDay(day)) count += 1;
    }
    return count;
  }

  private dayOf(instant: Temporal.Instant): { date: Temporal.PlainDate; from: number; until: number } {
    const start = instant.toZonedDateTimeISO(this.zone).startOfDay();
    return { date: start.toPlainDate(), from: start.epochMilliseconds, until: start.add({ days: 1 }).epochMilliseconds };
  }
}
