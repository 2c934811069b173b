import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../city/index.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { CyclesService } from './cycle/cycles.service.js';

const BATCH = 200;
/** Of those that failed, as many are told. */
const MOST_TOLD = 20;

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
    cron: '25 0 * * *',
    description: 'Begins renewals of certificates of operation before they run out, and reminds owners of what is overdue.',
  })
  async followDates(): Promise<string> {
    await this.followTerms();
    const failures: Error[] = [];
    let looked = 0;
    let failed = 0;
    let last: DueRow | undefined;
    for (let due = await this.due(last); due.length > 0; due = await this.due(last)) {
      for (const { recordId } of due) {
        looked += 1;
        await this.cycles.followRecord(recordId).catch((cause: unknown) => {
          failed += 1;
          if (failures.length < MOST_TOLD) failures.push(new Error(`Conveyance with record ${recordId}`, { cause }));
        });
      }
      last = due.at(-1);
    }
    if (failed > 0) throw new AggregateError(failures, `${failed} of ${looked} conveyances could not be worked on.`);
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
      select record_id, next_look_on::text as look_on from conveyance.conveyance
      where next_look_on <= ${this.calendar.today().toString()}::date
        ${after ? sql`and (next_look_on, record_id) > (${after.lookOn}::date, ${after.recordId}::uuid)` : sql``}
      order by next_look_on, record_id limit ${BATCH}`);
  }
}

interface DueRow {
  recordId: string;
  lookOn: string;
}
