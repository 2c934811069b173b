import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { sql } from 'kysely';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { toInstant } from '../database/types.js';
import { Clock } from '../time/clock.js';
import { JobRegistry, type RegisteredJob } from './job-registry.js';
import { JobRuns } from './job-runs.js';

/** Replicas' clocks differ by seconds; further ahead than this, the last due time comes from before the clock was set back. */
const CLOCK_SET_BACK = Temporal.Duration.from({ hours: 1 });

/**
 * Queues the scheduled jobs that have come due. Every replica ticks; who moves a job's last due time forward queues the run, in one
 * transaction, so each due time runs once. A portal that was down makes up for the time with one run of each job.
 */
@Injectable()
export class ScheduleTicker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Schedule');
  private ticking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly runs: JobRuns,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** A job counts from when it was first seen: what was due before there was such a job is not made up for. */
  async onApplicationBootstrap(): Promise<void> {
    const jobs = [...this.registry.schedules.keys()];
    await this.database.execute(sql`
      insert into platform.job_schedule (job, last_due_at)
      select job, ${this.clock.now().toString()}::timestamptz from unnest(${jobs}::text[]) job
      on conflict (job) do nothing`);
    if (this.settings.worker) await this.tickWithoutFail();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.ticking;
  }

  @Cron(CronExpression.EVERY_MINUTE)
  async tickWithoutFail(): Promise<void> {
    this.ticking = this.tick().catch((error: unknown) => {
      this.logger.error(error, 'The schedule could not be looked at; the next minute makes up for it');
    });
    await this.ticking;
  }

  /** Looks once what has come due by now and queues it. */
  async tick(): Promise<void> {
    const now = this.clock.now();
    const rows = await this.database.rows(sql<{ job: string; lastDueAt: string }>`select job, last_due_at from platform.job_schedule`);
    for (const { job, lastDueAt } of rows) {
      const registered = this.registry.schedules.get(job);
      if (registered) await this.queueWhatIsDue(registered, toInstant(lastDueAt), now);
    }
  }

  private async queueWhatIsDue(job: RegisteredJob, last: Temporal.Instant, now: Temporal.Instant): Promise<void> {
    if (Temporal.Instant.compare(last, now.add(CLOCK_SET_BACK)) > 0) {
      await this.advance(job.id, last, now);
      return;
    }
    const due = job.times.latest(last, now);
    if (!due) return;
    await this.database.transaction(async () => {
      if (await this.advance(job.id, last, due)) await this.runs.queue(job.id, due);
    });
  }

  /** False when another replica has been here. */
  private async advance(job: string, from: Temporal.Instant, to: Temporal.Instant): Promise<boolean> {
    const changed = await this.database.execute(sql`
      update platform.job_schedule set last_due_at = ${to.toString()} where job = ${job} and last_due_at = ${from.toString()}`);
    return changed === 1;
  }
}
