import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile, WEEKDAYS } from '../../city/index.js';
import { visitingHours, type VisitingHours } from './slots.rules.js';

const MOST_DAYS_LOOKED_AT = 400;

/** The days and hours on which the city inspects, and which of them can be booked now (`I-02`). */
@Injectable()
export class VisitingDays {
  readonly hours: VisitingHours;

  constructor(
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {
    this.hours = visitingHours(city.inspection);
  }

  /** Why there are no inspections on a day; null when there are. */
  closedBecause(date: Temporal.PlainDate): string | null {
    const holiday = this.calendar.holidayOn(date);
    if (holiday) return `the city is closed (${holiday})`;
    const weekday = WEEKDAYS[date.dayOfWeek - 1]!;
    if (this.city.inspection.days.includes(weekday) && this.city.businessDays.includes(weekday)) return null;
    return `inspectors do not work on a ${weekday.charAt(0).toUpperCase()}${weekday.slice(1)}`;
  }

  /** Until when a visit of that day can be booked or changed: the cut-off on the business day before. */
  cutoffOf(date: Temporal.PlainDate): Temporal.Instant {
    return this.calendar.at(this.calendar.addBusinessDays(date, -1), Temporal.PlainTime.from(this.city.inspection.changeUntil));
  }

  isPastCutoff(date: Temporal.PlainDate): boolean {
    return Temporal.Instant.compare(this.clock.now(), this.cutoffOf(date)) >= 0;
  }

  lastBookable(): Temporal.PlainDate {
    return this.calendar.addBusinessDays(this.calendar.today(), this.city.inspection.bookAheadBusinessDays);
  }

  /** The days that residents can book now. */
  bookable(): Temporal.PlainDate[] {
    const last = this.lastBookable();
    const days = this.from(this.calendar.today().add({ days: 1 }), last);
    const first = days.findIndex((date) => !this.isPastCutoff(date));
    return first < 0 ? [] : days.slice(first);
  }

  /** The days of inspections from one day through another. */
  from(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
    const days: Temporal.PlainDate[] = [];
    let day = first;
    for (let n = 0; n < MOST_DAYS_LOOKED_AT && Temporal.PlainDate.compare(day, last) <= 0; n++) {
      if (this.closedBecause(day) === null) days.push(day);
      day = day.add({ days: 1 });
    }
    return days;
  }
}
