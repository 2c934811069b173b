import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { PermitSubmissionService } from './application/permit-submission.service.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';
import { PermitLock } from './permit-lock.js';
import { PermitShell } from './permit-shell.js';
import { PermitExpiringSoon } from './permits.events.js';

const BATCH = 200;

/** What days bring: reminders, ends of terms, answers that nobody passed on. Each permit in a transaction of its own. */
@Injectable()
export class PermitJobs {
  constructor(
    private readonly database: Database,
    private readonly lock: PermitLock,
    private readonly shell: PermitShell,
    private readonly issuance: PermitIssuanceService,
    private readonly submission: PermitSubmissionService,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  @ScheduledJob({ id: 'permits.expire', cron: '15 0 * * *', description: 'Ends permits whose last day has passed.' })
  async expire(): Promise<void> {
    const today = this.calendar.today().toString();
    await this.inBatches(
      (after) => sql`status = 'issued' and expires_on < ${today}::date ${after}`,
      (recordId) => this.issuance.endTerm(recordId),
    );
  }

  @ScheduledJob({ id: 'permits.remind', cron: '0 8 * * *', description: 'Reminds the parties of permits that expire within 30 days.' })
  async remind(): Promise<void> {
    const { reminderDays } = this.city.permit;
    const today = this.calendar.today();
    const until = today.add({ days: reminderDays }).toString();
    await this.inBatches(
      (after) => sql`status = 'issued' and inspected and expires_on between ${today.toString()}::date and ${until}::date
        and reminded_for is distinct from expires_on and issued_on + ${reminderDays}::int < expires_on ${after}`,
      (recordId) => this.remindOf(recordId),
    );
  }

  @ScheduledJob({
    id: 'permits.pass-on-answers',
    cron: '0 7 * * 1-5',
    description: 'Passes answered corrections on to the reviewers when the applicant has not resubmitted for a day.',
  })
  async passOnAnswers(): Promise<void> {
    await this.inBatches(
      (after) => sql`status = 'corrections-required' ${after}`,
      (recordId) => this.submission.resubmitAnswered(recordId),
    );
  }

  /** One notice a step: a permit whose date moved is reminded of the new one. */
  private async remindOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (permit?.status !== 'issued' || permit.remindedFor?.equals(permit.expiresOn!)) return;
      permit.remindedFor = permit.expiresOn;
      const expiresOn = permit.expiresOn!;
      await this.shell.tell(permit, 'expiring-soon', `Permit expires on ${formatLongDate(expiresOn)} unless an inspection passes before`);
      this.events.publish(new PermitExpiringSoon({ recordId, number: permit.number, expiresOn: expiresOn.toString() }));
    });
  }

  /** One permit that fails holds no other up; all failures are told at the end. */
  private async inBatches(
    which: (after: RawBuilder<unknown>) => RawBuilder<unknown>,
    work: (recordId: string) => Promise<unknown>,
  ): Promise<void> {
    const failures: Error[] = [];
    let last: string | undefined;
    do {
      const after = last ? sql`and record_id > ${last}::uuid` : sql``;
      const rows = await this.database.rows(sql<{ id: string }>`
        select record_id as id from permits.permit where ${which(after)} order by record_id limit ${BATCH}`);
      for (const { id } of rows) {
        await work(id).catch((cause: unknown) => failures.push(new Error(`Permit with record ${id}`, { cause })));
      }
      last = rows.length === BATCH ? rows.at(-1)?.id : undefined;
    } while (last);
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} permits could not be worked on.`);
  }
}
