import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { BATCH, inBatches } from '../../platform/jobs/in-batches.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../city/index.js';
import { Lifecycle, RecordsService } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials } from './contractor-credentials.js';
import { ContractorFile } from './contractor-file.js';
import { sameStanding, standingOn } from './contractor.rules.js';

/** What the calendar does to registrations. */
@Injectable()
export class ContractorJobs {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly file: ContractorFile,
  ) {}

  @ScheduledJob({
    id: 'contractors.follow-dates',
    cron: '0 0 * * *',
    description: 'Notices registrations and credentials that ran out or took effect, and tells the permits they concern.',
  })
  async followDates(): Promise<void> {
    const today = this.calendar.today();
    await inBatches(
      'contractors',
      (after) => this.due(today, after),
      (recordId) => this.database.transaction(() => this.followOne(recordId, today)),
    );
  }

  /** Those for whom a date has come since their standing was last looked at; the order makes a run go on behind those that failed. */
  private due(today: Temporal.PlainDate, after: string): Promise<{ id: string }[]> {
    const day = today.toString();
    return this.database.rows(sql<{ id: string }>`
      select record_id as id from (
        select c.record_id from contractors.contractor c where c.status = 'active' and c.expires_on < ${day}::date
        union
        select c.record_id from contractors.contractor c join contractors.credential k using (record_id)
        where c.status in ('active', 'expired') and k.ended_at is null
          and ((k.expires_on < ${day}::date and k.expires_on >= c.standing_checked_on)
            or (k.effective_on <= ${day}::date and k.effective_on > c.standing_checked_on))
      ) due where record_id > ${after}::uuid
      order by record_id limit ${BATCH}`);
  }

  private async followOne(recordId: string, today: Temporal.PlainDate): Promise<void> {
    const contractor = (await this.file.lockForUpdate(recordId))!;
    const classes = this.classes.of(contractor.classes);
    const papers = await this.credentials.of([recordId]);
    const before = standingOn(contractor.standingCheckedOn, contractor.dates(), classes, papers);
    const ranOut = contractor.status === 'active' && Temporal.PlainDate.compare(contractor.expiresOn!, today) < 0;
    if (ranOut) await this.lifecycle.make(contractor.expire());
    contractor.standingCheckedOn = today;
    const after = standingOn(today, contractor.dates(), classes, papers);
    if (!ranOut && sameStanding(before, after)) return;
    const { problems } = await this.file.follow(contractor, 'date');
    await this.records.tell(recordId, {
      type: 'contractors.standing-changed',
      summary:
        problems.length === 0
          ? 'Everything is in force again.'
          : `No longer in force: ${problems.map(({ name }) => name.toLowerCase()).join(', ')}.`,
      visibility: 'owners',
    });
  }
}
