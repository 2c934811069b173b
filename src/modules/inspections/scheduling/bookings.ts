import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Change } from '../../../platform/status/change.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { Lifecycle } from '../../records/index.js';
import { Inspection } from '../inspection.entity.js';
import type { AppointmentCancelled, AppointmentChangedByCity } from '../inspections.events.js';
import { Appointment } from './appointment.entity.js';
import { chooseInspector } from './choose-inspector.rules.js';
import { DayLocks } from './day-locks.js';
import { startsOf } from './slots.rules.js';
import type { Disruption, NewTime, Visit } from './visit.js';
import { VisitDaysQueries, type CandidateInspector } from './visit-days.queries.js';
import { VisitingDays } from './visiting-days.js';

/** A time with who comes then. */
export interface NewPlace extends Omit<NewTime, 'inspectorId'> {
  inspector: Pick<CandidateInspector, 'inspectorId' | 'accountId' | 'name'>;
}

/** Appointments that the city ends or moves: each change is in the chronology and told, and none is dropped. */
@Injectable()
export class Bookings {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly queries: VisitDaysQueries,
    private readonly days: VisitingDays,
    private readonly locks: DayLocks,
    private readonly lifecycle: Lifecycle,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** Those that are still to take place; in the caller's transaction, which has locked the inspections. */
  async booked(which: RawBuilder<unknown>): Promise<Visit[]> {
    return this.database.rows(sql<Visit>`
      select a.inspection_id, i.record_id, i.record_number, i.type_name,
        i.discipline, a.inspector_id, s.name as inspector_name, s.account_id as inspector_account_id,
        a.date::text as date, a.start_minute, a.end_minute, a.zip, a.district, a.latitude, a.longitude
      from inspections.appointment a
      join inspections.inspection i on i.id = a.inspection_id
      join inspections.inspector s on s.id = a.inspector_id
      where a.status = 'booked' and (${which})
      order by a.date, a.start_minute, a.inspection_id`);
  }

  async bookedOf(inspectionId: string): Promise<Visit | undefined> {
    return (await this.booked(sql`a.inspection_id = ${inspectionId}`))[0];
  }

  /** The row of an inspection, which is locked; null while nobody ever booked a visit. */
  of(inspectionId: string): Promise<Appointment | null> {
    return this.em.findOne(Appointment, inspectionId);
  }

  /** Ends appointments with notice. The caller sees to the status of the inspections. */
  async cancelAll(inspectionIds: string[], cause: AppointmentCancelled['facts']['cause']): Promise<void> {
    if (inspectionIds.length === 0) return;
    const visits = await this.booked(sql`a.inspection_id = any(${inspectionIds}::uuid[])`);
    if (visits.length === 0) return;
    const now = this.clock.now();
    const appointments = await this.em.find(Appointment, { inspectionId: visits.map(({ inspectionId }) => inspectionId) });
    const byId = new Map(appointments.map((appointment) => [appointment.inspectionId, appointment]));
    await this.make(...visits.map((visit) => byId.get(visit.inspectionId)!.cancel(visit, cause, now)));
    for (const { inspectorId, date } of visits) await this.replanSoon(inspectorId, date);
  }

  /** Puts a booked appointment elsewhere, whatever the cut-off says; its place must be free and its day locked. */
  async move(visit: Visit, time: NewPlace, cause: AppointmentChangedByCity['facts']['cause']): Promise<void> {
    const { inspector, ...when } = time;
    const moved = {
      ...visit,
      ...when,
      inspectorId: inspector.inspectorId,
      inspectorName: inspector.name,
      inspectorAccountId: inspector.accountId,
    };
    const appointment = (await this.of(visit.inspectionId))!;
    await this.make(appointment.move(visit, moved, cause, this.clock.now()));
    await this.replanSoon(visit.inspectorId, visit.date);
    await this.replanSoon(moved.inspectorId, moved.date);
  }

  /** The inspection has its result, and the inspector's day goes on from there. */
  async finish(inspectionId: string): Promise<void> {
    const visit = await this.bookedOf(inspectionId);
    if (!visit) return;
    await this.make((await this.of(inspectionId))!.finish(visit, this.calendar.today().toString()));
    await this.replanSoon(visit.inspectorId, visit.date);
  }

  /**
   * An appointment that cannot be kept: another inspector at the same time, else the first free time from then on, else it is to be
   * booked again. Each case is told and stands on the staff's list. The inspection's row must be locked.
   */
  async rescue(visit: Visit, cause: Disruption): Promise<void> {
    const to = await this.placeFor(visit, cause);
    const outcome = to === null ? 'to-book-again' : to.date === visit.date && to.startMinute === visit.startMinute ? 'reassigned' : 'moved';
    if (to) await this.move(visit, to, cause);
    else await this.lose(visit, cause);
    await this.database.execute(sql`
      insert into inspections.disruption
        (id, inspection_id, inspector_id, cause, date, start_minute, outcome, new_date, new_start_minute, noted_at)
      values (${newId()}, ${visit.inspectionId}, ${visit.inspectorId}, ${cause}, ${visit.date}::date, ${visit.startMinute}, ${outcome},
        ${to?.date ?? null}::date, ${to?.startMinute ?? null}::int, ${this.clock.now().toString()})`);
  }

  /** Asks for the order of a day to be looked at again; only today's is told to people before it comes. */
  async replanSoon(inspectorId: string, date: string): Promise<void> {
    if (date !== this.calendar.today().toString()) return;
    await this.jobs.enqueue('inspections.replan-day', { inspectorId, date }, { key: `inspections.replan-day:${inspectorId}:${date}` });
  }

  private async lose(visit: Visit, cause: Disruption): Promise<void> {
    const inspection = await this.em.findOneOrFail(Inspection, visit.inspectionId);
    await this.make(inspection.release(), (await this.of(visit.inspectionId))!.miss(visit, cause, this.clock.now()));
  }

  /** At once, since what follows reads with SQL. */
  private async make(...changes: Change[]): Promise<void> {
    await this.lifecycle.make(...changes);
    await this.database.flush();
  }

  /** Looks at a day at a time, so that no more days are held up than needed. */
  private async placeFor(visit: Visit, cause: Disruption): Promise<NewPlace | null> {
    const today = this.calendar.today();
    const date = Temporal.PlainDate.from(visit.date);
    const first = cause === 'unfinished' ? today.add({ days: 1 }) : Temporal.PlainDate.compare(date, today) < 0 ? today : date;
    const { hours } = this.days;
    for (const day of this.days.from(first, this.days.lastBookable())) {
      await this.locks.lock([day]);
      const candidates = await this.queries.candidates(visit.discipline, day.toString(), visit.inspectionId);
      const nowMinute = day.equals(today) ? minuteOfDay(this.calendar.timeOf(this.clock.now())) : -1;
      const starts = startsOf(hours).filter((start) => start > nowMinute);
      // Whoever was let down by the end of the day comes first on the next; else the time stays as near as can be.
      if (cause === 'absence') starts.sort((one, other) => Math.abs(one - visit.startMinute) - Math.abs(other - visit.startMinute));
      for (const startMinute of starts) {
        const endMinute = startMinute + hours.slotMinutes;
        const inspector = chooseInspector(candidates, visit, startMinute, endMinute);
        if (inspector) return { inspector, date: day.toString(), startMinute, endMinute };
      }
    }
    return null;
  }
}

function minuteOfDay({ hour, minute }: Temporal.PlainTime): number {
  return hour * 60 + minute;
}
