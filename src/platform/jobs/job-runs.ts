import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { newId } from '../database/ids.js';
import { toInstant } from '../database/types.js';
import { redactedMessage } from '../logging/redaction.js';
import { Clock } from '../time/clock.js';
import { Job } from './job.decorators.js';
import { JobRegistry } from './job-registry.js';
import { Jobs } from './jobs.js';

/** Tries of one run; the waits between them come to about a minute and a half, then the next due time is near or a person looks. */
const MOST_TRIES = 5;

/** The runs of scheduled jobs, from the queue to their outcome. Two runs of one job never overlap. */
@Injectable()
export class JobRuns {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
    private readonly clock: Clock,
  ) {}

  /** Queues a run in the caller's transaction and tells its id. */
  async queue(job: string, dueAt: Temporal.Instant, requestedBy: string | null = null): Promise<string> {
    this.database.transactionKey();
    const id = newId();
    await this.database.execute(sql`
      insert into platform.job_run (id, job, due_at, queued_at, requested_by)
      values (${id}, ${job}, ${dueAt.toString()}, ${this.clock.now().toString()}, ${requestedBy})`);
    // A run by hand has its own key: it is wanted besides the one that is due.
    const key = requestedBy ? `job-run:${id}` : `job-run:${job}:${dueAt.toString()}`;
    await this.jobs.enqueue('platform.run-job', { runId: id }, { key, queue: `job:${job}`, maxAttempts: MOST_TRIES });
    return id;
  }

  @Job('platform.run-job')
  async work({ runId }: { runId: string }): Promise<void> {
    const run = await this.database.row(sql<{ job: string; dueAt: string }>`
      update platform.job_run
      set started_at = ${this.clock.now().toString()}, finished_at = null, outcome = null, detail = null, attempts = attempts + 1
      where id = ${runId} and outcome is distinct from 'done'
      returning job, due_at`);
    if (!run) return;
    const registered = this.registry.schedules.get(run.job);
    if (!registered) return this.finish(runId, 'failed', 'This version of the portal has no such job.');
    try {
      const result = await registered.run({ dueAt: toInstant(run.dueAt) });
      await this.finish(runId, 'done', detailOf(result));
    } catch (error) {
      this.logger.error(error, `The job ${run.job} failed`);
      await this.finish(runId, 'failed', redactedMessage(error));
      throw error;
    }
  }

  private async finish(runId: string, outcome: 'done' | 'failed', detail: string | null): Promise<void> {
    await this.database.execute(sql`
      update platform.job_run set finished_at = ${this.clock.now().toString()}, outcome = ${outcome}, detail = ${detail} where id = ${runId}`);
  }
}

/** What a job gives back says what it did; it is shown to administrators. */
function detailOf(result: unknown): string | null {
  if (result === undefined || result === null) return null;
  return (typeof result === 'string' ? result : JSON.stringify(result)).slice(0, 500);
}
