import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal, StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService, type AccountSummary } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { daysWith, RecordsService, toNextStepDto, type RecordSummary } from '../records/index.js';
import { followUpKindOf } from './follow-up-kinds.js';
import type { FollowUpDto, WorkItemDto, WorkQueuePageDto, WorkQueueQuery } from './back-office.dto.js';

interface ItemRow {
  itemId: string;
  recordId: string;
  since: string;
  role: StaffRole | null;
  dueOn: string | null;
  ownerId: string | null;
  followUpKind: string | null;
  summary: string | null;
  accountId: string | null;
  notificationId: string | null;
}

/** All that waits for the city, what has waited longest first (`P-09`). */
@Injectable()
export class WorkQueue {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async list(reader: Principal, query: WorkQueueQuery): Promise<WorkQueuePageDto> {
    const sources = [
      ...(query.task === 'follow-up' ? [] : [this.nextSteps(reader, query)]),
      // A follow-up is no next step that has a name.
      ...(query.task === 'next-step' || query.label ? [] : [this.followUps(reader, query)]),
    ];
    if (sources.length === 0) return { items: [], nextCursor: null };
    const rows = await this.database.rows(sql<ItemRow>`
      select * from (${sql.join(sources, sql` union all `)}) each order by since, item_id limit ${query.limit + 1}`);
    const records = new Map((await this.records.byIds(rows.map(({ recordId }) => recordId))).map((record) => [record.id, record]));
    const people = await this.people(rows);
    return page(
      rows,
      query.limit,
      (row) => [row.since, row.itemId],
      (row) => this.toDto(row, records.get(row.recordId)!, people),
    );
  }

  private nextSteps(reader: Principal, query: WorkQueueQuery): RawBuilder<unknown> {
    const conditions = [
      sql`r.next_step_actor = 'city'`,
      sql`r.closed_at is null`,
      ...this.common(reader, query, 'r', 'r.next_step_role', 'r.next_step_due_on'),
    ];
    if (query.label) conditions.push(sql`r.next_step_label = ${query.label}`);
    return sql`(
      select r.id as item_id, r.id as record_id, r.waiting_since as since, r.next_step_role as role, r.next_step_due_on as due_on,
        r.owner_id, null as follow_up_kind, null as summary, null::uuid as account_id, null::uuid as notification_id
      from records.record r where ${sql.join([...conditions, ...after(query.cursor, sql`(r.waiting_since, r.id)`)], sql` and `)}
      order by r.waiting_since, r.id limit ${query.limit + 1})`;
  }

  private followUps(reader: Principal, query: WorkQueueQuery): RawBuilder<unknown> {
    const conditions = [sql`f.settled_at is null`, ...this.common(reader, query, 'f', 'f.role', 'f.due_on')];
    return sql`(
      select f.id as item_id, f.record_id, f.raised_at as since, f.role, f.due_on, f.owner_id,
        f.kind as follow_up_kind, f.summary, f.account_id, f.notification_id
      from records.follow_up f join records.record r on r.id = f.record_id
      where ${sql.join([...conditions, ...after(query.cursor, sql`(f.raised_at, f.id)`)], sql` and `)}
      order by f.raised_at, f.id limit ${query.limit + 1})`;
  }

  private common(reader: Principal, query: WorkQueueQuery, item: 'r' | 'f', role: string, dueOn: string): RawBuilder<unknown>[] {
    const owner = query.owner === 'me' ? reader.accountId : query.owner;
    const ownerId = sql.ref(`${item}.owner_id`);
    return [
      ...(query.kind ? [sql`r.kind = ${query.kind}`] : []),
      ...(query.typeCode ? [sql`r.type_code = ${query.typeCode}`] : []),
      ...(query.role ? [sql`${sql.ref(role)} = ${query.role}`] : []),
      ...(owner === undefined ? [] : owner === 'nobody' ? [sql`${ownerId} is null`] : [sql`${ownerId} = ${owner}::uuid`]),
      ...(query.overdue === undefined
        ? []
        : query.overdue
          ? [sql`${sql.ref(dueOn)} < ${this.calendar.today().toString()}::date`]
          : [sql`(${sql.ref(dueOn)} is null or ${sql.ref(dueOn)} >= ${this.calendar.today().toString()}::date)`]),
    ];
  }

  private async people(rows: ItemRow[]): Promise<Map<string, AccountSummary>> {
    const ids = rows.flatMap(({ ownerId, accountId }) => [ownerId, accountId]).filter((id) => id !== null);
    return new Map((await this.accounts.getMany([...new Set(ids)])).map((account) => [account.id, account]));
  }

  private toDto(row: ItemRow, record: RecordSummary, people: Map<string, AccountSummary>): WorkItemDto {
    const now = this.clock.now();
    const owner = people.get(row.ownerId ?? '');
    return {
      task: row.followUpKind ? 'follow-up' : 'next-step',
      number: record.number,
      kind: record.kind,
      typeCode: record.typeCode,
      typeName: record.typeName,
      status: record.status,
      statusLabel: record.statusLabel,
      address: record.address,
      nextStep: toNextStepDto(record.nextStep),
      followUp: toFollowUpDto(row, people),
      role: row.role,
      owner: owner ? { accountId: owner.id, name: owner.displayName } : null,
      waitingSince: row.since,
      daysWaiting: Math.max(0, Math.floor(now.since(toInstant(row.since)).total('hours') / 24)),
      daysWithCity: daysWith('city', record, now),
      dueOn: row.dueOn,
      businessDaysOverdue: row.dueOn ? this.overdue(Temporal.PlainDate.from(row.dueOn)) : 0,
    };
  }

  private overdue(dueOn: Temporal.PlainDate): number {
    const today = this.calendar.today();
    return Temporal.PlainDate.compare(dueOn, today) < 0 ? this.calendar.businessDaysBetween(dueOn, today) : 0;
  }
}

function toFollowUpDto(row: ItemRow, people: Map<string, AccountSummary>): FollowUpDto | null {
  if (!row.followUpKind) return null;
  const recipient = people.get(row.accountId ?? '');
  return {
    id: row.itemId,
    kind: row.followUpKind,
    summary: row.summary!,
    recipient: recipient ? { accountId: recipient.id, name: recipient.displayName, email: recipient.email, phone: recipient.phone } : null,
    notificationId: row.notificationId,
    remedies: followUpKindOf(row.followUpKind)
      .remedies.filter(({ needsRecipient }) => recipient || !needsRecipient)
      .map(({ operationId, label }) => ({ operationId, label })),
  };
}

function after(cursor: string | undefined, key: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const last = readQueueCursor(cursor);
  return last ? [sql`${key} > (${last.waitingSince}::timestamptz, ${last.id}::uuid)`] : [];
}

function readQueueCursor(cursor: string | undefined): { waitingSince: string; id: string } | undefined {
  const key = readCursor(cursor, 2);
  if (!key) return undefined;
  const [waitingSince, id] = key.map(String) as [string, string];
  const isOurs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(waitingSince) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
  try {
    if (isOurs) return { waitingSince: waitingSince, id };
  } catch {
    // Falls through to the refusal.
  }
  throw new InvalidInput([{ pointer: '/cursor', detail: 'must be a nextCursor of this list' }]);
}
