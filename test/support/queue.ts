import type { Type } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { QUEUED_JOBS, unlockPools } from '../../src/platform/jobs/queue.js';

interface App {
  get<T>(token: Type<T>): T;
}

/** As the queue stores it, for those who look for what must not be stored. */
export const QUEUE_TABLE = 'graphile_worker._private_jobs';

/** Retries wait on real time; this lets it be later for them. */
export const letTimePass = (app: App) =>
  app.get(Database).execute(sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`);

export const emptyQueue = (app: App) => app.get(Database).execute(sql`truncate graphile_worker._private_jobs`);

export interface QueuedJob {
  id: string;
  task: string;
  key: string | null;
  lockedBy: string | null;
}

export const queuedJobs = (app: App): Promise<QueuedJob[]> =>
  app.get(Database).rows(sql<QueuedJob>`
    select job.id::text, job.task, stored.key, job.locked_by
    from ${QUEUED_JOBS} job join graphile_worker._private_jobs stored using (id) order by job.id`);

/** As if a pool had fetched everything a minute ago. */
export const holdJobs = (app: App, pool: string) =>
  app.get(Database).execute(sql`
    with held as (
      update graphile_worker._private_jobs set locked_by = ${pool}, locked_at = now() - interval '1 minute', attempts = 1 returning job_queue_id
    )
    update graphile_worker._private_job_queues set locked_by = ${pool}, locked_at = now() - interval '1 minute'
    where id in (select job_queue_id from held)`);

/** What the lease does for the jobs of a dead process, at once. */
export async function giveBackJobs(app: App): Promise<void> {
  const pools = (await queuedJobs(app)).flatMap(({ lockedBy }) => lockedBy ?? []);
  await app.get(Database).rows(unlockPools(pools));
}
