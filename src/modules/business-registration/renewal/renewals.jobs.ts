import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { BATCH, inBatches } from '../../../platform/jobs/in-batches.js';
import { ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../../city/index.js';
import { FeesService } from '../../payments/index.js';
import { Lifecycle } from '../../records/index.js';
import { BusinessFeesService } from '../business-fees.service.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { IN_FORCE, type BusinessStatus } from '../business-registration.status.js';
import { BusinessFile } from '../business-file.js';
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
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: BusinessCatalogue,
    private readonly approval: BusinessApprovalService,
    private readonly submission: BusinessSubmissionService,
    private readonly renewals: RenewalsService,
    private readonly charges: BusinessFeesService,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  @ScheduledJob({
    id: 'business-registration.open-renewals',
    cron: '10 0 * * *',
    description: 'Opens the renewal of business registrations that end within 60 days, and tells their owners.',
  })
  async openRenewals(): Promise<void> {
    const { opensDaysBefore } = this.catalogue.file.renewal;
    const until = this.calendar.today().add({ days: opensDaysBefore }).toString();
    const due = () => this.registrations().where('status', '=', 'active').where('expiresOn', '<=', until);
    await this.each(due, (recordId) => this.openRenewalOf(recordId));
  }

  @ScheduledJob({
    id: 'business-registration.lapse',
    cron: '0 0 * * *',
    description: 'Ends business registrations whose last day has passed without a renewal that was handed in and paid.',
  })
  async lapse(): Promise<void> {
    const today = this.calendar.today().toString();
    const over = () => this.registrations().where('status', 'in', IN_FORCE).where('expiresOn', '<', today);
    await this.each(over, (recordId) => this.lapseOf(recordId));
  }

  @ScheduledJob({
    id: 'business-registration.remind',
    cron: '0 8 * * *',
    description: 'Reminds owners of registrations that end soon: 30 and 7 days before, and on the last day.',
  })
  async remind(): Promise<void> {
    const today = this.calendar.today();
    const until = today.add({ days: this.catalogue.file.renewal.opensDaysBefore }).toString();
    const ending = () =>
      this.registrations().where('status', '=', 'renewal-due').where('expiresOn', '>=', today.toString()).where('expiresOn', '<=', until);
    await this.each(ending, (recordId) => this.remindOf(recordId));
  }

  @ScheduledJob({
    id: 'business-registration.pass-on-answers',
    cron: '5 7 * * 1-5',
    description: 'Passes answered corrections on to the reviewers when the owner has not sent them for a day.',
  })
  async passOnAnswers(): Promise<void> {
    const asked = () => this.registrations().where('status', '=', 'corrections-required');
    await this.each(asked, (recordId) => this.submission.passOn(recordId));
    const renewals = this.database.query.selectFrom('business_registration.renewal').select('recordId');
    const askedAgain = () => this.registrations().where('recordId', 'in', renewals.where('status', '=', 'corrections-required'));
    await this.each(askedAgain, (recordId) => this.renewals.passOn(recordId));
  }

  private registrations() {
    return this.database.query.selectFrom('business_registration.registration').select('recordId as id');
  }

  private async each(which: () => ReturnType<RenewalJobs['registrations']>, work: (recordId: string) => Promise<void>): Promise<void> {
    await inBatches(
      'business registrations',
      (after) => which().where('recordId', '>', after).orderBy('recordId').limit(BATCH).execute(),
      work,
    );
  }

  private async openRenewalOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (registration?.status !== 'active') return;
      await this.open(registration);
      await this.remindOnce(registration);
    });
  }

  private async lapseOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (!registration || !(IN_FORCE as readonly BusinessStatus[]).includes(registration.status)) return;
      const expiresOn = registration.expiresOn!;
      if (Temporal.PlainDate.compare(expiresOn, this.calendar.today()) >= 0) return;
      const renewal = await this.approval.openRenewal(recordId);
      if (renewal && (await this.isHandedIn(renewal, expiresOn))) return;
      if (registration.status === 'active') await this.open(registration);
      await this.lifecycle.make(registration.lapse());
      await this.database.flush();
      if (renewal) await this.chargeLate(renewal);
      await this.file.show(registration);
      if (renewal) await this.approval.advanceLocked(registration);
    });
  }

  private async remindOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (registration?.status !== 'renewal-due') return;
      const renewal = await this.approval.openRenewal(recordId);
      if (renewal && renewal.status !== 'corrections-required' && (await this.isPaid(renewal))) return;
      await this.remindOnce(registration);
    });
  }

  private async open(registration: BusinessRegistration): Promise<void> {
    await this.lifecycle.make(registration.openRenewal());
    await this.file.show(registration);
  }

  private async remindOnce(registration: BusinessRegistration): Promise<void> {
    const expiresOn = registration.expiresOn!;
    const daysLeft = this.calendar.today().until(expiresOn).days;
    const last = registration.remindedFor?.equals(expiresOn) ? (registration.remindedDays ?? null) : null;
    const due = reminderDue(daysLeft, this.catalogue.file.renewal.remindDaysBefore, last);
    if (due !== null) await this.lifecycle.make(registration.remind(due, daysLeft));
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
