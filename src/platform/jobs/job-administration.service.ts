import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../database/database.js';
import { toInstant } from '../database/types.js';
import { page, readCursor, type Page, type PageQuery } from '../http/paging.js';
import { Clock } from '../time/clock.js';
import { JobRegistry, type RegisteredJob } from './job-registry.js';
import { JobRuns } from './job-runs.js';
import type { JobDto, JobRunDto } from './jobs.dto.js';
import { JobNotFound } from './jobs.errors.js';

const COLUMNS = sql`run.id, run.due_at, coalesce(run.outcome, case when run.started_at is null then 'queued' else 'running' end) as state,
  run.started_at, run.finished_at, run.attempts, run.detail, run.requested_by`;

/** The scheduled jobs as administrators see and start them. */
@Injectable()
export class JobAdministration {
  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly runs: JobRuns,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<JobDto[]> {
    const now = this.clock.now();
    const rows = await this.database.rows(sql<{ job: string; lastDueAt: string } & JobRunDto>`
      select schedule.job, schedule.last_due_at, ${COLUMNS}
      from platform.job_schedule schedule
      left join lateral (select * from platform.job_run where job = schedule.job order by id desc limit 1) run on true
      order by schedule.job`);
    return rows.flatMap(({ job: name, lastDueAt, ...run }) => {
      const job = this.registry.schedules.get(name);
      if (!job) return [];
      const { id, description, cron } = job;
      const nextDueAt = nextDue(job, toInstant(lastDueAt), now).toString();
      return { id, description, cron, timeZone: this.registry.timeZone, lastDueAt, nextDueAt, lastRun: run.id ? run : null };
    });
  }

  async listRuns(job: string, { limit, cursor }: PageQuery): Promise<Page<JobRunDto>> {
    this.find(job);
    const [before] = readCursor(cursor, 1) ?? [];
    const rows = await this.database.rows(sql<JobRunDto>`
      select ${COLUMNS} from platform.job_run run where job = ${job} ${before === undefined ? sql`` : sql`and id::text < ${String(before)}`}
      order by id desc limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.id]);
  }

  async run(job: string, requestedBy: string): Promise<JobRunDto> {
    this.find(job);
    return this.database.transaction(async () => {
      const id = await this.runs.queue(job, this.clock.now(), requestedBy);
      await this.audit.record({ action: 'platform.run-job', subject: job, after: { run: id } });
      return (await this.database.row(sql<JobRunDto>`select ${COLUMNS} from platform.job_run run where id = ${id}`))!;
    });
  }

  private find(job: string): RegisteredJob {
    const found = this.registry.schedules.get(job);
    if (!found) throw new JobNotFound(`There is no job ${job}. listJobs names those there are.`);
    return found;
  }
}

/** A due time that has passed and not been taken care of is the next one to be. */
function nextDue(job: RegisteredJob, last: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  return job.times.latest(last, now) ?? job.times.next(now)!;
}
