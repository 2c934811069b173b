import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Job, ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../../city/index.js';
import { BookingHolds } from '../booking-holds.js';
import { AppointmentReminderDue } from '../inspections.events.js';
import { Bookings } from '../scheduling/bookings.js';
import { factsOf, type Disruption, type Visit } from '../scheduling/visit.js';
import { VisitPlans } from './visit-plans.js';

interface Due {
  dueAt: Temporal.Instant;
}

/** What the clock does to visits. Each is safe to run again and late: every appointment is worked on in a transaction of its own. */
@Injectable()
export class VisitDaysJobs {
  constructor(
    private readonly database: Database,
    private readonly bookings: Bookings,
    private readonly plans: VisitPlans,
    private readonly holds: BookingHolds,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  @ScheduledJob({
    id: 'inspections.remind',
    cron: '0 16 * * 1-5',
    description: 'Reminds the parties of the inspections of the next business day.',
  })
  async remind({ dueAt }: Due): Promise<void> {
    const date = this.calendar.addBusinessDays(this.calendar.dateOf(dueAt), 1).toString();
    if (date < this.calendar.today().toString()) return;
    const notReminded = sql`a.date = ${date}::date and a.reminded_for is distinct from a.date`;
    await this.each(notReminded, async (booking) => {
      await this.database.execute(sql`
        update inspections.appointment set reminded_for = date where inspection_id = ${booking.inspectionId}`);
      const [hold] = await this.holds.on(booking.recordId);
      this.events.publish(new AppointmentReminderDue({ ...factsOf(booking), hold: hold?.reason ?? null }));
    });
  }

  @ScheduledJob({
    id: 'inspections.plan-days',
    cron: '30 7 * * 1-5',
    description: 'Puts every inspector’s day in order and tells each party when the inspector arrives.',
  })
  async planDays(): Promise<void> {
    const today = this.calendar.today().toString();
    for (const inspectorId of await this.plans.busyOn(today)) await this.plans.plan(inspectorId, today);
  }

  @ScheduledJob({
    id: 'inspections.list-unfinished',
    cron: '30 15 * * 1-5',
    description: 'Lists visits without a result for the staff and gives them the first free time from the next day of inspections on.',
  })
  async listUnfinished({ dueAt }: Due): Promise<void> {
    const date = this.calendar.dateOf(dueAt).toString();
    await this.rescue(sql`a.date <= ${date}::date`, 'unfinished');
  }

  @Job('inspections.replan-day')
  async replanDay({ inspectorId, date }: { inspectorId: string; date: string }): Promise<void> {
    await this.plans.plan(inspectorId, date);
  }

  /** An absence became known: whoever was to be visited then gets another inspector or another time. */
  @Job('inspections.rearrange-absence')
  async rearrangeAbsence({ absenceId }: { absenceId: string }): Promise<void> {
    const today = this.calendar.today().toString();
    await this.rescue(
      sql`a.date >= ${today}::date and exists (
        select 1 from inspections.absence b
        where b.id = ${absenceId} and b.cancelled_at is null and b.inspector_id = a.inspector_id and a.date between b.from_date and b.to_date
          and a.start_minute < b.to_minute and b.from_minute < a.end_minute)`,
      'absence',
    );
  }

  /** The same for an inspector who works no longer. */
  @Job('inspections.rearrange-inspector')
  async rearrangeInspector({ inspectorId }: { inspectorId: string }): Promise<void> {
    const today = this.calendar.today().toString();
    await this.rescue(sql`a.inspector_id = ${inspectorId} and a.date >= ${today}::date and not s.active`, 'absence');
  }

  private async rescue(which: RawBuilder<unknown>, cause: Disruption): Promise<void> {
    await this.each(which, (booking) => this.bookings.rescue(booking, cause));
  }

  /** Each appointment once its turn has come, if it still is one of these then. One that fails holds no other up. */
  private async each(which: RawBuilder<unknown>, work: (booking: Visit) => Promise<void>): Promise<void> {
    const failures: Error[] = [];
    for (const { inspectionId } of await this.bookings.booked(which)) {
      await this.database
        .transaction(async () => {
          await this.database.execute(sql`select 1 from inspections.inspection where id = ${inspectionId} for no key update`);
          const [booking] = await this.bookings.booked(sql`a.inspection_id = ${inspectionId} and (${which})`);
          if (booking) await work(booking);
        })
        .catch((cause: unknown) => failures.push(new Error(`Inspection ${inspectionId}`, { cause })));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} appointments could not be worked on.`);
  }
}
