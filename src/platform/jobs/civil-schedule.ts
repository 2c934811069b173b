import { CronExpressionParser } from 'cron-parser';

const DAYS_LOOKED_AT = 1500;

/**
 * A cron expression in civil time. Jobs at fixed hours run once for each civil time: what falls into the hour that a spring night
 * skips runs as much later, and the hour that an autumn night repeats counts once. Jobs of every hour (`*` as the hour) follow the
 * real hours of such nights: one less, one more.
 */
export class CivilSchedule {
  private readonly minutes: number[];
  private readonly hours: number[];
  private readonly everyHour: boolean;
  private readonly isDueOn: (day: Temporal.PlainDate) => boolean;

  /** @throws Error when the expression is not a cron expression of five fields, or never due */
  constructor(
    cron: string,
    private readonly timeZone: string,
  ) {
    if (cron.trim().split(/\s+/).length !== 5) throw new Error(`"${cron}" is not a cron expression of five fields.`);
    const { minute, hour, dayOfMonth, month, dayOfWeek } = CronExpressionParser.parse(cron).fields;
    this.minutes = minute.values as number[];
    this.hours = hour.values as number[];
    this.everyHour = this.hours.length === 24;
    const months = new Set(month.values as number[]);
    const days = new Set<unknown>(dayOfMonth.values);
    const weekdays = new Set(dayOfWeek.values.map((day) => Number(day) % 7));
    // As cron has it: with both a day of the month and a weekday given, either will do.
    const either = !dayOfMonth.isWildcard && !dayOfWeek.isWildcard;
    this.isDueOn = (day) => {
      if (!months.has(day.month)) return false;
      const [byDay, byWeekday] = [days.has(day.day), weekdays.has(day.dayOfWeek % 7)];
      return either ? byDay || byWeekday : byDay && byWeekday;
    };
  }

  /** The latest due time after `after` and not after `until`; what came due in between is made up for by this one. */
  latest(after: Temporal.Instant, until: Temporal.Instant): Temporal.Instant | undefined {
    const first = this.dayOf(after);
    let day = this.dayOf(until);
    for (let looked = 0; looked < DAYS_LOOKED_AT && Temporal.PlainDate.compare(day, first) >= 0; looked++) {
      const due = this.timesOn(day).findLast((time) => isAfter(time, after) && !isAfter(time, until));
      if (due) return due;
      day = day.subtract({ days: 1 });
    }
    return undefined;
  }

  /** The first due time after `after`; undefined when there is none for years. */
  next(after: Temporal.Instant): Temporal.Instant | undefined {
    let day = this.dayOf(after);
    for (let looked = 0; looked < DAYS_LOOKED_AT; looked++) {
      const due = this.timesOn(day).find((time) => isAfter(time, after));
      if (due) return due;
      day = day.add({ days: 1 });
    }
    return undefined;
  }

  private dayOf(instant: Temporal.Instant): Temporal.PlainDate {
    return instant.toZonedDateTimeISO(this.timeZone).toPlainDate();
  }

  private timesOn(day: Temporal.PlainDate): Temporal.Instant[] {
    if (!this.isDueOn(day)) return [];
    const times = this.hours.flatMap((hour) => this.minutes.flatMap((minute) => this.instantsOf(day.toPlainDateTime({ hour, minute }))));
    return times.sort((one, other) => Temporal.Instant.compare(one, other));
  }

  private instantsOf(civil: Temporal.PlainDateTime): Temporal.Instant[] {
    const earlier = civil.toZonedDateTime(this.timeZone, { disambiguation: 'earlier' });
    const later = civil.toZonedDateTime(this.timeZone, { disambiguation: 'later' });
    if (earlier.equals(later)) return [earlier.toInstant()];
    const repeated = earlier.toPlainDateTime().equals(civil);
    if (repeated) return this.everyHour ? [earlier.toInstant(), later.toInstant()] : [earlier.toInstant()];
    return this.everyHour ? [] : [later.toInstant()];
  }
}

function isAfter(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) > 0;
}
