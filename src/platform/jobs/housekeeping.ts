import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { ScheduledJob } from './job.decorators.js';
import { QUEUED_JOBS } from './queue.js';

const BATCH = 5000;

/** Sweeps out what was only written down to get through a few weeks. Events and audit entries stay. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @ScheduledJob({
    id: 'platform.housekeeping',
    cron: '10 3 * * *',
    description: 'Deletes notes of handled events after a month and of job runs after three, the last run of each job excepted.',
  })
  async sweep(): Promise<Record<string, number>> {
    const now = this.clock.now();
    const ago = (hours: number) => now.subtract({ hours }).toString();
    return {
      // An event whose delivery still waits in the queue, perhaps for an administrator, must not be handled twice.
      handledEvents: await this.inBatches(sql`
        delete from platform.event_handled where ctid = any(array(
          select handled.ctid from platform.event_handled handled
          where handled_at < ${ago(30 * 24)} and not exists (
            select from ${QUEUED_JOBS} job where payload->>'eventId' = handled.event_id::text)
          limit ${BATCH}))`),
      jobRuns: await this.inBatches(sql`
        delete from platform.job_run where ctid = any(array(
          select run.ctid from platform.job_run run
          where queued_at < ${ago(90 * 24)} and exists (select from platform.job_run later where later.job = run.job and later.id > run.id)
          limit ${BATCH}))`),
    };
  }

  private async inBatches(statement: RawBuilder<unknown>): Promise<number> {
    let total = 0;
    for (;;) {
      const deleted = await this.database.execute(statement);
      total += deleted;
      if (deleted < BATCH) return total;
    }
  }
}
