import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../database/database.js';
import { page, readCursor, type Page } from '../http/paging.js';
import { QUEUED_JOBS, tryAgain } from '../jobs/queue.js';
import type { EventFailureDto, EventFailuresQuery } from './event-failures.dto.js';
import { FailureNotFound, HandlerRunning } from './event-failures.errors.js';

const FAILURE = sql`
  select job.id::text, coalesce(job.payload->>'listener', job.task) as handler, event.type as event_type, event.id as event_id,
    coalesce(event.occurred_at, job.created_at) as occurred_at, case when job.given_up then 'given-up' else 'retrying' end as state,
    job.attempts, job.max_attempts, case when not job.given_up then job.run_at end as next_try_at,
    coalesce(job.last_error, 'The process that was at it ended.') as last_error
  from ${QUEUED_JOBS} job
  left join platform.event event on job.task = 'event' and event.id::text = job.payload->>'eventId'`;

/** A process that was killed at it leaves no error behind, only a used-up try. */
const HAS_FAILED = sql`(job.last_error is not null or job.given_up)`;

export interface WaitingEvent {
  eventId: string;
  listener: string;
  recordId: string | null;
}

/** Deliveries and queued work that failed: what administrators see and can set going again. */
@Injectable()
export class EventFailures {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  async list({ state, limit, cursor }: EventFailuresQuery): Promise<Page<EventFailureDto>> {
    const [before] = readCursor(cursor, 1) ?? [];
    const rows = await this.database.rows(sql<EventFailureDto>`
      ${FAILURE} where ${HAS_FAILED}
        ${state ? sql`and job.given_up = ${state === 'given-up'}` : sql``}
        ${before === undefined ? sql`` : sql`and job.id < ${Number(before) || 0}`}
      order by job.id desc limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.id]);
  }

  /** Events of before that a listener, of those given, has still not handled. */
  async waiting(listeners: readonly string[], before: Temporal.Instant): Promise<WaitingEvent[]> {
    return this.database.rows(sql<WaitingEvent>`
      select event.id as event_id, job.payload->>'listener' as listener, event.facts->>'recordId' as record_id
      from ${QUEUED_JOBS} job
      join platform.event event on event.id = (job.payload->>'eventId')::uuid
      where job.task = 'event' and job.payload->>'listener' = any(${listeners}::text[]) and event.occurred_at < ${before.toString()}
      order by job.id`);
  }

  /** Has it tried again at once, with all its tries before it. */
  async retry(id: string): Promise<EventFailureDto> {
    return this.database.transaction(async () => {
      const before = /^\d{1,18}$/.test(id)
        ? await this.database.row(sql<EventFailureDto>`${FAILURE} where job.id = ${id} and ${HAS_FAILED}`)
        : undefined;
      if (!before) throw new FailureNotFound(`There is no failure ${id}. If there was one, it has been made good in the meantime.`);
      if (!(await this.database.row(tryAgain(id)))) {
        throw new HandlerRunning(`${before.handler} is being tried right now. Look again in a moment.`);
      }
      await this.audit.record({
        action: 'platform.retry-event-handler',
        subject: before.handler,
        after: { failure: id, eventId: before.eventId },
      });
      return (await this.database.row(sql<EventFailureDto>`${FAILURE} where job.id = ${id}`))!;
    });
  }
}
