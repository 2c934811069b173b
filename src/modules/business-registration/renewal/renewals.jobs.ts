import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { BATCH, inBatches } from '../../../platform/jobs/in-batches.js';
import { ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { Clock } from '../../../platform/time/clock.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../../city/index.js';
import { FeesService } from '../../payments/index.js';
import { BusinessFeesService } from '../business-fees.service.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessLapsed, RenewalReminded } from '../business-registration.events.js';
import { IN_FORCE, type BusinessStatus } from '../business-registration.status.js';
import { BusinessShell } from '../business-shell.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';
import { BusinessSubmissionService } from '../review/business-submission.service.js';
import type { BusinessRenewal } from './renewal.entity.js';
import { correctionsDueOn, reminderDue } from './renewal.rules.js';
import { RenewalsService } from './renewals.service.js';

/** What days bring to registrations: each in a transaction of its own, so that a job that was killed goes on where it stopped. */
@Injectable()
export class RenewalJobs {
  constructor(
    private readonly database: Database,
    private readonly shell: BusinessShell,
    private readonly catalogue: BusinessCatalogue,
    private readonly approval: BusinessApprovalService,
    private readonly submission: BusinessSubmissionService,
    private readonly renewals: RenewalsService,
    private readonly charges: BusinessFeesService,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  @ScheduledJob({
    id: 'business-registration.open-renewals',
    cron: '10 0 * * *',
    description: 'Opens the renewal of business registrations that end within 60 days, and tells their owners.',
  })
  async openRenewals(): Promise<void> {
    const { opensDaysBefore } = this.catalogue.file.renewal;
    const until = this.calendar.today().add({ days: opensDaysBefore }).toString();
    await inBatches(
      'business registrations',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from business_registration.registration
          where status = 'active' and expires_on <= ${until}::date and record_id > ${after}::uuid order by record_id limit ${BATCH}`),
      (recordId) => this.openRenewalOf(recordId),
    );
  }

  @ScheduledJob({
    id: 'business-registration.lapse',
    cron: '20 0 * * *',
    description: 'Ends business registrations whose last day has passed without a renewal that was handed in and paid.',
  })
  async lapse(): Promise<void> {
    const today = this.calendar.today().toString();
    await inBatches(
      'business registrations',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from business_registration.registration
          where status in ('active', 'renewal-due') and expires_on < ${today}::date and record_id > ${after}::uuid order by record_id limit ${BATCH}`),
      (recordId) => this.lapseOf(recordId),
    );
  }

  @ScheduledJob({
    id: 'business-registration.remind',
    cron: '0 8 * * *',
    description: 'Reminds owners of registrations that end soon: 30 and 7 days before, and on the last day.',
  })
  async remind(): Promise<void> {
    const today = this.calendar.today();
    const until = today.add({ days: this.catalogue.file.renewal.opensDaysBefore }).toString();
    await inBatches(
      'business registrations',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from business_registration.registration
          where status = 'renewal-due' and expires_on between ${today.toString()}::date and ${until}::date and record_id > ${after}::uuid order by record_id limit ${BATCH}`),
      (recordId) => this.remindOf(recordId),
    );
  }

  @ScheduledJob({
    id: 'business-registration.pass-on-answers',
    cron: '5 7 * * 1-5',
    description: 'Passes answered corrections on to the reviewers when the owner has not sent them for a day.',
  })
  async passOnAnswers(): Promise<void> {
    await inBatches(
      'business registrations',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from business_registration.registration
          where status = 'corrections-required' and record_id > ${after}::uuid order by record_id limit ${BATCH}`),
      (recordId) => this.submission.passOn(recordId),
    );
    await inBatches(
      'business registrations',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from business_registration.registration
          where record_id in (
        select record_id from business_registration.renewal where status = 'corrections-required') and record_id > ${after}::uuid order by record_id limit ${BATCH}`),
      (recordId) => this.renewals.passOn(recordId),
    );
  }

  private async openRenewalOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.shell.take(recordId);
      if (registration?.status !== 'active') return;
      await this.open(registration);
      this.tellReminder(registration);
    });
  }

  private async lapseOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.shell.take(recordId);
      if (!registration || !(IN_FORCE as readonly BusinessStatus[]).includes(registration.status)) return;
      const expiresOn = registration.expiresOn!;
      if (Temporal.PlainDate.compare(expiresOn, this.calendar.today()) >= 0) return;
      const renewal = await this.approval.openRenewal(recordId);
      if (renewal && (await this.isHandedIn(renewal, expiresOn))) return;
      if (registration.status === 'active') await this.open(registration);
      registration.lapse(this.clock.now());
      await this.database.flush();
      if (renewal) await this.chargeLate(renewal);
      await this.shell.tell(registration, 'lapsed', `Registration lapsed: it was valid through ${formatLongDate(expiresOn)}`, 'public');
      await this.shell.show(registration);
      this.events.publish(new BusinessLapsed({ recordId, number: registration.number, expiresOn: expiresOn.toString() }));
      if (renewal) await this.approval.settleLocked(registration);
    });
  }

  private async remindOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.shell.take(recordId);
      if (registration?.status !== 'renewal-due') return;
      const renewal = await this.approval.openRenewal(recordId);
      if (renewal && renewal.status !== 'corrections-required' && (await this.isPaid(renewal))) return;
      this.tellReminder(registration);
    });
  }

  private async open(registration: BusinessRegistration): Promise<void> {
    registration.openRenewal(this.clock.now());
    await this.shell.tell(registration, 'renewal-opened', `Renewal opened: registered through ${formatLongDate(registration.expiresOn!)}`);
    await this.shell.show(registration);
  }

  /** Each reminder once a term, marked in the transaction that publishes it. */
  private tellReminder(registration: BusinessRegistration): void {
    const { recordId, number } = registration;
    const expiresOn = registration.expiresOn!;
    const daysLeft = this.calendar.today().until(expiresOn).days;
    const last = registration.remindedFor?.equals(expiresOn) ? (registration.remindedDays ?? null) : null;
    const due = reminderDue(daysLeft, this.catalogue.file.renewal.remindDaysBefore, last);
    if (due === null) return;
    registration.remindedFor = expiresOn;
    registration.remindedDays = due;
    this.events.publish(new RenewalReminded({ recordId, number, expiresOn: expiresOn.toString(), daysLeft }));
  }

  /** Handed in and paid: an owner who did that in time loses nothing by the time that the city takes, nor by what it asks late. */
  private async isHandedIn(renewal: BusinessRenewal, expiresOn: Temporal.PlainDate): Promise<boolean> {
    if (!(await this.isPaid(renewal))) return false;
    if (renewal.status !== 'corrections-required') return true;
    const askedOn = this.calendar.dateOf(renewal.correctionsAt!);
    const dueOn = correctionsDueOn(expiresOn, askedOn, this.catalogue.file.renewal.daysToCorrect);
    return Temporal.PlainDate.compare(this.calendar.today(), dueOn) <= 0;
  }

  private async isPaid({ recordId }: BusinessRenewal): Promise<boolean> {
    return (await this.fees.outstanding(recordId)).length === 0;
  }

  private async chargeLate(renewal: BusinessRenewal): Promise<void> {
    if (renewal.late) return;
    renewal.late = true;
    renewal.feeCents += await this.charges.assessLate(renewal.recordId, renewal.until);
  }
}
