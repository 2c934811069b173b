import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../../city/index.js';
import { OutstandingService } from './outstanding.service.js';

const BATCH = 200;

/** What the calendar does to what records wait for: with a day that has passed, the ball may lie with another side. */
@Injectable()
export class OutstandingJobs {
  constructor(
    private readonly database: Database,
    private readonly outstanding: OutstandingService,
    private readonly calendar: BusinessCalendar,
  ) {}

  @ScheduledJob({
    id: 'records.refresh-outstanding',
    cron: '40 0 * * *',
    description: 'Looks anew at what records wait for when a day of it has passed, and at records of which nothing is known.',
  })
  async refresh(): Promise<string> {
    let looked = 0;
    for (let due = await this.due(); due.length > 0; due = await this.due(due.at(-1))) {
      await this.outstanding.refresh(due);
      looked += due.length;
    }
    return `${looked} records`;
  }

  private async due(after?: string): Promise<string[]> {
    const rows = await this.database.rows(sql<{ id: string }>`
      select r.id from records.record r
      where r.closed_at is null ${after ? sql`and r.id > ${after}::uuid` : sql``} and (
        exists (select from records.outstanding o
          where o.record_id = r.id and o.waiting_on <> 'city' and o.due_on < ${this.calendar.today().toString()}::date)
        or r.next_step_actor <> 'none' and not exists (select from records.outstanding o where o.record_id = r.id and o.position >= 0))
      order by r.id limit ${BATCH}`);
    return rows.map(({ id }) => id);
  }
}
