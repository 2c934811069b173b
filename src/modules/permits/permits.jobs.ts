import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { BATCH, inBatches } from '../../platform/jobs/in-batches.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { CaseFiles, Lifecycle } from '../records/index.js';
import { PermitSubmissionService } from './application/permit-submission.service.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';
import { PERMIT_FILE } from './permit.record-type.js';

/** What days bring: reminders, ends of terms, answers that nobody passed on. Each permit in a transaction of its own. */
@Injectable()
export class PermitJobs {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly issuance: PermitIssuanceService,
    private readonly submission: PermitSubmissionService,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
  ) {}

  @ScheduledJob({ id: 'permits.expire', cron: '0 0 * * *', description: 'Ends permits whose last day has passed.' })
  async expire(): Promise<void> {
    const today = this.calendar.today().toString();
    await inBatches(
      'permits',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from permits.permit
          where status = 'issued' and expires_on < ${today}::date and record_id > ${after}::uuid order by record_id limit ${BATCH}`),
      (recordId) => this.issuance.endTerm(recordId),
    );
  }

  @ScheduledJob({ id: 'permits.remind', cron: '0 8 * * *', description: 'Reminds the parties of permits that expire within 30 days.' })
  async remind(): Promise<void> {
    const { reminderDays } = this.city.permit;
    const today = this.calendar.today();
    const until = today.add({ days: reminderDays }).toString();
    await inBatches(
      'permits',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from permits.permit
          where status = 'issued' and inspected and expires_on between ${today.toString()}::date and ${until}::date
            and reminded_for is distinct from expires_on and issued_on + ${reminderDays}::int < expires_on and record_id > ${after}::uuid
          order by record_id limit ${BATCH}`),
      (recordId) => this.remindOf(recordId),
    );
  }

  @ScheduledJob({
    id: 'permits.pass-on-answers',
    cron: '0 7 * * 1-5',
    description: 'Passes answered corrections on to the reviewers when the applicant has not resubmitted for a day.',
  })
  async passOnAnswers(): Promise<void> {
    await inBatches(
      'permits',
      (after) =>
        this.database.rows(sql<{ id: string }>`
          select record_id as id from permits.permit where status = 'corrections-required' and record_id > ${after}::uuid
          order by record_id limit ${BATCH}`),
      (recordId) => this.submission.resubmitAnswered(recordId),
    );
  }

  /** One notice a step: a permit whose date moved is reminded of the new one. */
  private async remindOf(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status !== 'issued' || permit.remindedFor?.equals(permit.expiresOn!)) return;
      await this.lifecycle.make(permit.remind());
    });
  }
}
