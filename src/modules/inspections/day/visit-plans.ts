import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { ArrivalWindowSet } from '../inspections.events.js';
import { Bookings } from '../scheduling/bookings.js';
import { factsOf, type Visit } from '../scheduling/visit.js';
import { DayLocks } from '../scheduling/day-locks.js';
import { VisitingDays } from '../scheduling/visiting-days.js';
import { arrivalWindow, hasShifted, type ArrivalWindow } from './arrival-windows.rules.js';
import { orderStops, type PlannedStop } from './route.rules.js';

/** From this minute on the day is planned and people are told; before it the order may still change (`I-03`). */
export const PLANNED_FROM_MINUTE = 450;

/** An inspector's day in order: a short route that respects what is booked, and a window of arrival for each party. */
@Injectable()
export class VisitPlans {
  constructor(
    private readonly database: Database,
    private readonly bookings: Bookings,
    private readonly locks: DayLocks,
    private readonly days: VisitingDays,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The inspectors who have anything before them on a day. */
  async busyOn(date: string): Promise<string[]> {
    const rows = await this.database.rows(sql<{ id: string }>`
      select distinct inspector_id as id from inspections.appointment where date = ${date}::date and status = 'booked' order by id`);
    return rows.map(({ id }) => id);
  }

  /**
   * Orders what is left of today and tells those who have no window yet, or whose window moved by more than half an hour. Safe at any
   * time: before the morning, after the last visit and on other days it does nothing.
   */
  async plan(inspectorId: string, date: string): Promise<void> {
    const day = Temporal.PlainDate.from(date);
    await this.database.transaction(async () => {
      const now = this.minuteNow();
      if (!day.equals(this.calendar.today()) || now < PLANNED_FROM_MINUTE || now >= this.days.hours.toMinute) return;
      await this.locks.lock([day]);
      const left = await this.bookings.booked(sql`a.inspector_id = ${inspectorId} and a.date = ${date}::date`);
      if (left.length === 0) return;
      const told = await this.windowsOf(left);
      const { fromMinute, toMinute } = this.days.hours;
      const planned = orderStops(
        left.map((booking) => ({
          id: booking.inspectionId,
          startMinute: booking.startMinute,
          endMinute: booking.endMinute,
          place: booking,
        })),
        { fromMinute: Math.max(fromMinute, now), toMinute },
      );
      for (const stop of planned)
        await this.tell(
          left.find(({ inspectionId }) => inspectionId === stop.id)!,
          stop,
          told,
          now,
        );
      await this.store(inspectorId, date, planned);
    });
  }

  private async tell(booking: Visit, { plannedMinute }: PlannedStop, told: Map<string, ArrivalWindow>, now: number): Promise<void> {
    const before = told.get(booking.inspectionId);
    const { fromMinute, toMinute } = this.days.hours;
    const window = arrivalWindow(plannedMinute, { fromMinute, toMinute, notBefore: now });
    if (before && !hasShifted(before, window)) return;
    // A cancellation does not wait for the day: whoever was faster is not told of an arrival.
    const changed = await this.database.execute(sql`
      update inspections.appointment set window_from_minute = ${window.fromMinute}, window_to_minute = ${window.toMinute},
        sequence = sequence + 1, changed_at = ${this.clock.now().toString()}
      where inspection_id = ${booking.inspectionId} and status = 'booked'`);
    if (changed === 0) return;
    this.events.publish(
      new ArrivalWindowSet({
        ...factsOf(booking),
        windowFrom: toCivilTime(window.fromMinute),
        windowTo: toCivilTime(window.toMinute),
        updated: before ? 'yes' : 'no',
      }),
    );
  }

  private async windowsOf(bookings: Visit[]): Promise<Map<string, ArrivalWindow>> {
    const rows = await this.database.rows(sql<{ id: string } & ArrivalWindow>`
      select inspection_id as id, window_from_minute as from_minute, window_to_minute as to_minute from inspections.appointment
      where inspection_id = any(${bookings.map(({ inspectionId }) => inspectionId)}::uuid[]) and window_from_minute is not null`);
    return new Map(rows.map(({ id, fromMinute, toMinute }) => [id, { fromMinute, toMinute }]));
  }

  /** After the stops that are done. */
  private async store(inspectorId: string, date: string, planned: readonly PlannedStop[]): Promise<void> {
    await this.database.execute(sql`
      update inspections.appointment a set stop_order = given.n + (
        select count(*) from inspections.appointment d where d.inspector_id = ${inspectorId} and d.date = ${date}::date and d.status = 'done')
      from unnest(${planned.map(({ id }) => id)}::uuid[], ${planned.map(({ order }) => order)}::int[]) as given (id, n)
      where a.inspection_id = given.id`);
  }

  private minuteNow(): number {
    const { hour, minute } = this.calendar.timeOf(this.clock.now());
    return hour * 60 + minute;
  }
}
