import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { BATCH, inBatches } from '../../platform/jobs/in-batches.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../city/index.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { CyclesService } from './cycle/cycles.service.js';

/** What the calendar does to units. Each in a transaction of its own, in which its next day is written down as well. */
@Injectable()
export class ConveyanceJobs {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly cycles: CyclesService,
  ) {}

  @ScheduledJob({
    id: 'conveyance.follow-dates',
    cron: '0 0 * * *',
    description: 'Begins renewals of certificates of operation before they run out, and reminds owners of what is overdue.',
  })
  async followDates(): Promise<string> {
    await this.followTerms();
    const looked = await inBatches(
      'conveyances',
      (_after, last: DueRow | undefined) => this.due(last),
      (recordId) => this.cycles.followRecord(recordId),
    );
    return `${looked} conveyances`;
  }

  /** The city may have changed how early renewals begin since the days were written down. */
  private async followTerms(): Promise<void> {
    const { opensDaysBefore } = this.catalogue.cycle;
    await this.database.execute(sql`
      update conveyance.conveyance set next_look_on = certificate_expires_on - ${opensDaysBefore}::int
      where status = 'active' and next_look_on is distinct from certificate_expires_on - ${opensDaysBefore}::int`);
  }

  /** The order makes a run go on behind those that failed in it. */
  private due(after: DueRow | undefined): Promise<DueRow[]> {
    return this.database.rows(sql<DueRow>`
      select record_id as id, next_look_on::text as look_on from conveyance.conveyance
      where next_look_on <= ${this.calendar.today().toString()}::date
        ${after ? sql`and (next_look_on, record_id) > (${after.lookOn}::date, ${after.id}::uuid)` : sql``}
      order by next_look_on, record_id limit ${BATCH}`);
  }
}

interface DueRow {
  id: string;
  lookOn: string;
}
