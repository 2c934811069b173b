import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { RecordsService } from '../../records/index.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { AppointmentCancelled, AppointmentChangedByCity, AppointmentLost } from '../inspections.events.js';
import { AppointmentMachine } from './appointment.status.js';
import { chooseInspector, type Place } from './choose-inspector.rules.js';
import { DayLocks } from './day-locks.js';
import { startsOf } from './slots.rules.js';
import { VisitDaysQueries, type CandidateInspector } from './visit-days.queries.js';
import { VisitingDays } from './visiting-days.js';

/** An appointment with what is told of it. */
export interface Booking extends Place {
  inspectionId: string;
  recordId: string;
  recordNumber: string;
  typeName: string;
  discipline: string;
  inspectorId: string;
  inspectorName: string;
  inspectorAccountId: string;
  date: string;
  startMinute: number;
  endMinute: number;
}

/** Where an appointment goes. */
export interface NewTime {
  inspector: Pick<CandidateInspector, 'inspectorId' | 'accountId' | 'name'>;
  date: string;
  startMinute: number;
  endMinute: number;
}

export type Disruption = 'unfinished' | 'absence';

/** Appointments that the city ends or moves: each change is in the chronology and told, and none is dropped. */
@Injectable()
export class Bookings {
  constructor(
    private readonly database: Database,
    private readonly queries: VisitDaysQueries,
    private readonly days: VisitingDays,
    private readonly locks: DayLocks,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
  ) {}

  /** Those that are still to come about; in the caller's transaction, whose turn the inspections are. */
  async booked(which: RawBuilder<unknown>): Promise<Booking[]> {
    return this.database.rows(sql<Booking>`
      select a.inspection_id, i.record_id, i.record_number, i.type_name,
        i.discipline, a.inspector_id, s.name as inspector_name, s.account_id as inspector_account_id,
        a.date::text as date, a.start_minute, a.end_minute, a.zip, a.district, a.latitude, a.longitude
      from inspections.appointment a
      join inspections.inspection i on i.id = a.inspection_id
      join inspections.inspector s on s.id = a.inspector_id
      where a.status = 'booked' and (${which})
      order by a.date, a.start_minute, a.inspection_id`);
  }

  async bookedOf(inspectionId: string): Promise<Booking | undefined> {
    return (await this.booked(sql`a.inspection_id = ${inspectionId}`))[0];
  }

  /** Ends appointments with notice. The caller sees to the status of the inspections. */
  async cancelAll(inspectionIds: string[], cause: AppointmentCancelled['facts']['cause']): Promise<void> {
    if (inspectionIds.length === 0) return;
    const bookings = await this.booked(sql`a.inspection_id = any(${inspectionIds}::uuid[])`);
    if (bookings.length === 0) return;
    await this.database.execute(sql`
      update inspections.appointment set status = 'cancelled', sequence = sequence + 1, changed_at = ${this.clock.now().toString()},
        stop_order = null, window_from_minute = null, window_to_minute = null, reminded_for = null
      where inspection_id = any(${inspectionIds}::uuid[]) and status = any(${AppointmentMachine.from('cancel')}::text[])`);
    for (const booking of bookings) {
      this.events.publish(new AppointmentCancelled({ ...factsOf(booking), cause }));
      const summary = `${booking.typeName}: the appointment on ${inWords(booking)} was cancelled`;
      await this.records.tell(booking.recordId, { type: 'inspections.appointment-cancelled', summary, visibility: 'parties' });
      await this.replanSoon(booking.inspectorId, booking.date);
    }
  }

  /** Puts a booked appointment elsewhere, whatever the cut-off says; its place must be free and its day locked. */
  async move(booking: Booking, to: NewTime, cause: AppointmentChangedByCity['facts']['cause']): Promise<void> {
    await this.database.execute(sql`
      update inspections.appointment set inspector_id = ${to.inspector.inspectorId}, date = ${to.date}::date, start_minute = ${to.startMinute},
        end_minute = ${to.endMinute}, status = 'booked', sequence = sequence + 1, changed_at = ${this.clock.now().toString()},
        stop_order = null, window_from_minute = null, window_to_minute = null, reminded_for = null
      where inspection_id = ${booking.inspectionId} and status = any(${AppointmentMachine.from('book')}::text[])`);
    const moved: Booking = {
      ...booking,
      ...to,
      inspectorId: to.inspector.inspectorId,
      inspectorName: to.inspector.name,
      inspectorAccountId: to.inspector.accountId,
    };
    this.events.publish(
      new AppointmentChangedByCity({
        ...factsOf(moved),
        cause,
        previousDate: booking.date,
        previousStart: toCivilTime(booking.startMinute),
        previousInspectorName: booking.inspectorName,
        previousInspectorAccountId: booking.inspectorAccountId,
      }),
    );
    const summary = `${booking.typeName}: the city moved the appointment to ${inWords(moved)}, ${moved.inspectorName}`;
    await this.records.tell(booking.recordId, { type: 'inspections.appointment-changed', summary, visibility: 'parties' });
    await this.replanSoon(booking.inspectorId, booking.date);
    await this.replanSoon(moved.inspectorId, moved.date);
  }

  /**
   * An appointment that cannot be kept: another inspector at the same time, else the first free time from then on, else it is to be
   * booked again. Each case is told and stands on the staff's list. The inspection's row must be locked.
   */
  async rescue(booking: Booking, cause: Disruption): Promise<void> {
    const to = await this.placeFor(booking, cause);
    const outcome =
      to === null ? 'to-book-again' : to.date === booking.date && to.startMinute === booking.startMinute ? 'reassigned' : 'moved';
    if (to) await this.move(booking, to, cause);
    else await this.lose(booking, cause);
    await this.database.execute(sql`
      insert into inspections.disruption
        (id, inspection_id, inspector_id, cause, date, start_minute, outcome, new_date, new_start_minute, noted_at)
      values (${newId()}, ${booking.inspectionId}, ${booking.inspectorId}, ${cause}, ${booking.date}::date, ${booking.startMinute}, ${outcome},
        ${to?.date ?? null}::date, ${to?.startMinute ?? null}::int, ${this.clock.now().toString()})`);
  }

  /** Asks for the order of a day to be looked at again; only today's is told to people before it comes. */
  async replanSoon(inspectorId: string, date: string): Promise<void> {
    if (date !== this.calendar.today().toString()) return;
    await this.jobs.enqueue('inspections.replan-day', { inspectorId, date }, { key: `inspections.replan-day:${inspectorId}:${date}` });
  }

  private async lose(booking: Booking, cause: Disruption): Promise<void> {
    await this.database.execute(sql`
      update inspections.appointment set status = 'missed', sequence = sequence + 1, changed_at = ${this.clock.now().toString()},
        stop_order = null, window_from_minute = null, window_to_minute = null
      where inspection_id = ${booking.inspectionId} and status = any(${AppointmentMachine.from('miss')}::text[])`);
    await this.database.execute(sql`
      update inspections.inspection set status = 'ready', version = version + 1 where id = ${booking.inspectionId} and status = 'scheduled'`);
    this.events.publish(new AppointmentLost({ ...factsOf(booking), cause }));
    const summary = `${booking.typeName}: the appointment on ${inWords(booking)} could not be kept and has to be booked again`;
    await this.records.tell(booking.recordId, { type: 'inspections.appointment-lost', summary, visibility: 'parties' });
  }

  /** Looks at a day at a time, so that no more days are held up than needed. */
  private async placeFor(booking: Booking, cause: Disruption): Promise<NewTime | null> {
    const today = this.calendar.today();
    const date = Temporal.PlainDate.from(booking.date);
    const first = cause === 'unfinished' ? today.add({ days: 1 }) : Temporal.PlainDate.compare(date, today) < 0 ? today : date;
    const { hours } = this.days;
    for (const day of this.days.from(first, this.days.lastBookable())) {
      await this.locks.lock([day]);
      const candidates = await this.queries.candidates(booking.discipline, day.toString(), booking.inspectionId);
      const nowMinute = day.equals(today) ? minuteOfDay(this.calendar.timeOf(this.clock.now())) : -1;
      const starts = startsOf(hours).filter((start) => start > nowMinute);
      // Whoever was let down by the end of the day comes first on the next; else the time stays as near as can be.
      if (cause === 'absence') starts.sort((one, other) => Math.abs(one - booking.startMinute) - Math.abs(other - booking.startMinute));
      for (const startMinute of starts) {
        const endMinute = startMinute + hours.slotMinutes;
        const inspector = chooseInspector(candidates, booking, startMinute, endMinute);
        if (inspector) return { inspector, date: day.toString(), startMinute, endMinute };
      }
    }
    return null;
  }
}

export function factsOf({ recordId, recordNumber, inspectionId, typeName, date, startMinute, endMinute, ...booking }: Booking) {
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
export function inWords({ date, startMinute }: { date: string; startMinute: number }): string {
  return WORDS.format(Temporal.PlainDate.from(date).toPlainDateTime({ hour: Math.floor(startMinute / 60), minute: startMinute % 60 }));
}

function minuteOfDay({ hour, minute }: Temporal.PlainTime): number {
  return hour * 60 + minute;
}
