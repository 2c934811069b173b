import { sql, type RawBuilder } from 'kysely';

/**
 * The job queue, as graphile-worker keeps it in the database. Only here do statements name its tables and functions; what they take for
 * granted is held against the pinned version by `test/platform/queue.spec.ts`.
 */

/** What waits, what is being worked on and what was given up; work that is done is gone. The queue's own view leaves out the payload. */
export const QUEUED_JOBS = sql`(
  select job.id, task.identifier as task, job.payload, job.job_queue_id, job.run_at, job.attempts::int, job.max_attempts::int, job.last_error,
    job.created_at, job.locked_by, job.locked_at, job.locked_at is not null as running,
    job.is_available as waiting, job.locked_at is null and job.attempts >= job.max_attempts as given_up
  from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id)`;

export interface JobOptions {
  /** A job with the same key that still waits is replaced by this one. */
  key?: string;
  /** Not before; real time, not the application's clock. */
  runAt?: Temporal.Instant;
  /** Default 16. */
  maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  queue?: string;
}

export function addJob(task: string, payload: Record<string, unknown>, options: JobOptions): RawBuilder<unknown> {
  return sql`
    select graphile_worker.add_job(
      ${task}, ${JSON.stringify(payload)}::json,
      queue_name => ${options.queue ?? null}, run_at => ${options.runAt?.toString() ?? null}::timestamptz,
      max_attempts => ${options.maxAttempts ?? 16}::int, job_key => ${options.key ?? null})`;
}

/** Many of one task. Counting makes the database call a function whose rows nobody wants. */
export function addJobs(task: string, payloads: Record<string, unknown>[], maxAttempts: number): RawBuilder<unknown> {
  return sql`
    select count(*) from graphile_worker.add_jobs(array(
      select (${task}::text, j, null, null, ${maxAttempts}::int, null, null, null)::graphile_worker.job_spec
      from json_array_elements(${JSON.stringify(payloads)}::json) j
    ))`;
}

/** With all its tries before it; no row when it is being worked on. */
export function tryAgain(id: string): RawBuilder<unknown> {
  return sql`select from graphile_worker.reschedule_jobs(array[${id}]::bigint[], run_at => now(), attempts => 0)`;
}

/** Whether something can be begun now: of two jobs in one queue, the second only when the first one's outcome is written. */
export function somethingDue(tasks: string[]): RawBuilder<unknown> {
  return sql`
    select from ${QUEUED_JOBS} job where waiting and run_at <= now() and task = any(${tasks}::text[]) and not exists (
      select from graphile_worker._private_job_queues queue where queue.id = job.job_queue_id and queue.locked_at is not null)
    limit 1`;
}

/** Gives back what these worker pools hold. */
export function unlockPools(pools: string[]): RawBuilder<unknown> {
  return sql`select graphile_worker.force_unlock_workers(${pools}::text[])`;
}

/** Gives back what is held for longer than the lease by pools that were not seen alive within it. */
export function unlockDeadPools(leaseSeconds: number): RawBuilder<{ pool: string }> {
  return sql<{ pool: string }>`
    with dead as (
      select distinct locked_by as pool from (
        select locked_by, locked_at from graphile_worker._private_jobs
        union all
        select locked_by, locked_at from graphile_worker._private_job_queues
      ) held
      where locked_at < now() - make_interval(secs => ${leaseSeconds}) and not exists (
        select from platform.worker where pool = locked_by and seen_at > now() - make_interval(secs => ${leaseSeconds}))
    )
    select pool from dead, lateral graphile_worker.force_unlock_workers(array[pool])`;
}

/** Gives back single jobs that living pools hold for so long without being at them; the queue's own functions know whole pools only. */
export function unlockJobs(pools: string[], heldSeconds: number, atWork: string[]): RawBuilder<{ id: string }> {
  return sql<{ id: string }>`
    with unlocked as (
      update graphile_worker._private_jobs set locked_at = null, locked_by = null
      where locked_by = any(${pools}::text[]) and locked_at < now() - make_interval(secs => ${heldSeconds}) and id <> all(${atWork}::bigint[])
      returning id, job_queue_id
    ), freed as (
      update graphile_worker._private_job_queues set locked_at = null, locked_by = null where id in (select job_queue_id from unlocked)
    )
    select id::text from unlocked`;
}
