import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { page, readCursor } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { daysWith } from '../next-step.rules.js';
import { toNextStepDto } from '../records.dto.js';
import { RECORD_COLUMNS, toSummary, type RecordRow } from '../records.queries.js';
import type { RecordSummary } from '../records.types.js';
import type { WorkItemDto, WorkQueuePageDto, WorkQueueQuery } from './records-desk.dto.js';

/** The records that wait for the city, who has waited longest first. */
@Injectable()
export class WorkQueue {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(query: WorkQueueQuery): Promise<WorkQueuePageDto> {
    const after = readQueueCursor(query.cursor);
    const conditions = [sql`r.next_step_actor = 'city'`, sql`r.closed_at is null`];
    if (query.kind) conditions.push(sql`r.kind = ${query.kind}`);
    if (query.typeCode) conditions.push(sql`r.type_code = ${query.typeCode}`);
    if (query.label) conditions.push(sql`r.next_step_label = ${query.label}`);
    if (after) conditions.push(sql`(r.waiting_since, r.id) > (${after.waitingSince}::timestamptz, ${after.id}::uuid)`);
    const rows = await this.database.rows(sql<RecordRow>`
      select ${RECORD_COLUMNS} from records.record r where ${sql.join(conditions, sql` and `)}
      order by r.waiting_since, r.id limit ${query.limit + 1}`);
    const now = this.clock.now();
    return page(
      rows,
      query.limit,
      (row) => [row.waiting_since, row.id],
      (row) => toWorkItemDto(toSummary(row), now),
    );
  }
}

function toWorkItemDto(record: RecordSummary, now: Temporal.Instant): WorkItemDto {
  const court = { ...record, actor: record.nextStep.actor };
  return {
    number: record.number,
    kind: record.kind,
    typeCode: record.typeCode,
    typeName: record.typeName,
    status: record.status,
    statusLabel: record.statusLabel,
    address: record.address,
    nextStep: toNextStepDto(record.nextStep),
    waitingSince: record.waitingSince.toString(),
    daysWaiting: daysWith('city', { ...court, secondsWithCity: 0 }, now),
    daysWithCity: daysWith('city', court, now),
  };
}

function readQueueCursor(cursor: string | undefined): { waitingSince: string; id: string } | undefined {
  const key = readCursor(cursor, 2);
  if (!key) return undefined;
  const [waitingSince, id] = key.map(String) as [string, string];
  const isOurs =
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d/.test(waitingSince) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
  try {
    if (isOurs) return { waitingSince: toInstant(waitingSince).toString(), id };
  } catch {
    // Falls through to the refusal.
  }
  throw new InvalidInput([{ pointer: '/cursor', detail: 'must be a nextCursor of this list' }]);
}
