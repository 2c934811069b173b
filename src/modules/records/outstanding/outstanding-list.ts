import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { StaffRole } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { Clock } from '../../../platform/time/clock.js';
import type { KeptItem, OutstandingAction, OutstandingItem, WaitingOn } from './outstanding.types.js';

/** An item to be kept; when it has no day of its own it gets this one as long as it waits for the same side. */
export interface ItemToKeep extends OutstandingItem {
  termOn?: Temporal.PlainDate;
}

/** A list as it was written, and whether it says something else than the one before. */
export interface WrittenList {
  items: KeptItem[];
  hasChanged: boolean;
}

/** What records wait for, as it was last said. Whoever writes it has the records' turn. */
@Injectable()
export class OutstandingList {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes these the items of their records, in one statement: what is still there keeps its beginning and its term, what is not
   * among them is gone.
   */
  async write(lists: readonly { recordId: string; items: readonly ItemToKeep[] }[]): Promise<Map<string, WrittenList>> {
    const given = lists.flatMap(({ recordId, items }) => items.map((item, position) => toGiven(recordId, item, position)));
    const rows = await this.database.rows(sql<WrittenRow>`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g (record_id uuid, kind text, code text, position int, label text,
          waiting_on text, role text, since timestamptz, due_on date, term_on date, amount_cents bigint, action jsonb)
      ), before as (
        select * from records.outstanding where record_id = any(${lists.map(({ recordId }) => recordId)}::uuid[])
      ), now as (
        select g.record_id, g.kind, g.code, g.position, g.label, g.waiting_on, g.role, g.amount_cents, g.action,
          coalesce(g.since, b.since, ${this.clock.now().toString()}::timestamptz) as since,
          coalesce(g.due_on, case when g.term_on is not null then coalesce(b.due_on, g.term_on) end) as due_on,
          b.record_id is null or (b.label, b.amount_cents) is distinct from (g.label, g.amount_cents) as is_new
        from given g left join before b on b.record_id = g.record_id and b.kind = g.kind and b.code = g.code and b.waiting_on = g.waiting_on
      ), gone as (
        delete from records.outstanding o using before b
        where o.record_id = b.record_id and o.kind = b.kind and o.code = b.code
          and not exists (select from given g where g.record_id = b.record_id and g.kind = b.kind and g.code = b.code)
        returning o.record_id
      ), kept as (
        insert into records.outstanding as o (record_id, kind, code, position, label, waiting_on, role, amount_cents, action, since, due_on)
        select record_id, kind, code, position, label, waiting_on, role, amount_cents, action, since, due_on from now
        on conflict (record_id, kind, code) do update set position = excluded.position, label = excluded.label,
          waiting_on = excluded.waiting_on, role = excluded.role, amount_cents = excluded.amount_cents, action = excluded.action,
          since = excluded.since, due_on = excluded.due_on
        where o is distinct from excluded
      )
      select record_id, position, since, due_on, is_new from now
      union all
      select record_id, null, null, null, true from gone`);
    const byRecord = Map.groupBy(rows, ({ recordId }) => recordId);
    return new Map(
      lists.map(({ recordId, items }) => {
        const written = byRecord.get(recordId) ?? [];
        const kept = written.flatMap(({ position, since, dueOn }) =>
          position === null ? [] : [[position, { since: toInstant(since!), dueOn: toDay(dueOn) }] as const],
        );
        const terms = new Map(kept);
        const list = items.map((item, position) => ({ ...item, ...terms.get(position)! }));
        return [recordId, { items: list, hasChanged: written.some(({ isNew }) => isNew) }];
      }),
    );
  }

  /** What each record waits for; those that wait for nothing are left out. */
  async of(recordIds: readonly string[]): Promise<Map<string, KeptItem[]>> {
    const rows = await this.database.rows(sql<ItemRow>`
      select record_id, kind, code, label, waiting_on, role, since, due_on, amount_cents, action from records.outstanding
      where record_id = any(${recordIds}::uuid[]) order by record_id, position`);
    return new Map([...Map.groupBy(rows, ({ recordId }) => recordId)].map(([recordId, items]) => [recordId, items.map(toItem)]));
  }
}

interface WrittenRow {
  recordId: string;
  /** Null: it is gone. */
  position: number | null;
  since: string | null;
  dueOn: string | null;
  isNew: boolean;
}

interface ItemRow {
  recordId: string;
  kind: string;
  code: string;
  label: string;
  waitingOn: WaitingOn;
  role: StaffRole | null;
  since: string;
  dueOn: string | null;
  amountCents: string | null;
  action: OutstandingAction | null;
}

function toGiven(recordId: string, item: ItemToKeep, position: number): Record<string, unknown> {
  return {
    record_id: recordId,
    kind: item.kind,
    code: item.code,
    position,
    label: item.label,
    waiting_on: item.waitingOn,
    role: item.role,
    since: item.since?.toString(),
    due_on: item.dueOn?.toString(),
    term_on: item.termOn?.toString(),
    amount_cents: item.amountCents,
    action: item.action,
  };
}

function toItem({ kind, code, label, waitingOn, role, since, dueOn, amountCents, action }: ItemRow): KeptItem {
  return {
    kind,
    code,
    label,
    waitingOn,
    since: toInstant(since),
    dueOn: toDay(dueOn),
    ...(role === null ? {} : { role }),
    ...(amountCents === null ? {} : { amountCents: Number(amountCents) }),
    ...(action === null ? {} : { action }),
  };
}

function toDay(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text);
}
