import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal, StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { FollowUpNotFound, FollowUpSettled } from './back-office.errors.js';
import { followUpKindOf, type FollowUpKind } from './follow-up-kinds.js';

/** How staff settle it by hand; `delivered`, `read` and `acted` are seen by the portal itself. */
export const SETTLED_BY_STAFF = ['called', 'mailed', 'not-needed'] as const;
export type StaffSettlement = (typeof SETTLED_BY_STAFF)[number];

const BUSINESS_DAYS_TO_SETTLE = 2;

export interface NewFollowUp {
  recordId: string;
  kind: FollowUpKind;
  /** Names the matter for ever; the same key is raised once. */
  key: string;
  /** One sentence for whoever takes it up. */
  summary: string;
  role: StaffRole;
  /** Whom it concerns. */
  accountId?: string | null;
  /** The message that did not arrive. */
  notificationId?: string | null;
  /** Who on the staff looks after it already. */
  ownerId?: string | null;
}

export interface FollowUp {
  id: string;
  recordId: string;
  kind: string;
  accountId: string | null;
  notificationId: string | null;
}

/** What staff must look after besides the next steps of records. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** False when the matter was raised before. */
  async raise({ kind, ...matter }: NewFollowUp): Promise<boolean> {
    const dueOn = this.calendar.addBusinessDays(this.calendar.today(), BUSINESS_DAYS_TO_SETTLE).toString();
    const { numInsertedOrUpdatedRows: raised } = await this.database.query
      .insertInto('records.follow_up')
      .values({ ...matter, id: newId(), kind: kind.kind, raisedAt: this.clock.now().toString(), dueOn })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirst();
    return raised === 1n;
  }

  /** Matters have settled themselves. */
  async settle(keys: readonly string[], settlement: 'delivered' | 'read'): Promise<void> {
    if (keys.length === 0) return;
    await this.database.execute(sql`
      update records.follow_up set settled_at = ${this.clock.now().toString()}, settlement = ${settlement}
      where key = any(${keys}::text[]) and settled_at is null`);
  }

  /** The city went on with the record, which is what it waited for. */
  async settleActedOn(recordId: string, { kind }: FollowUpKind): Promise<void> {
    await this.database.execute(sql`
      update records.follow_up set settled_at = ${this.clock.now().toString()}, settlement = 'acted'
      where record_id = ${recordId} and kind = ${kind} and settled_at is null`);
  }

  /** What staff did about it, such as a telephone call. */
  async settleByHand(clerk: Principal, id: string, how: StaffSettlement, note: string): Promise<void> {
    await this.database.transaction(async () => {
      const { recordId, kind } = await this.open(id);
      await this.database.execute(sql`
        update records.follow_up
        set settled_at = ${this.clock.now().toString()}, settled_by = ${clerk.accountId}, settlement = ${how}, note = ${note}
        where id = ${id}`);
      const summary = how === 'called' ? `The city called: ${note}` : `Nothing had to be done about ${followUpKindOf(kind).about}: ${note}`;
      await this.records.tell(recordId, { type: 'records.follow-up-settled', summary, visibility: 'staff' });
      const record = await this.records.byId(recordId);
      await this.audit.record({ action: 'records.settle-follow-up', subject: record!.number, recordId, after: { id, how, note } });
    });
  }

  /** Takes the turn of one that is not settled. */
  async open(id: string): Promise<FollowUp> {
    const row = await this.database.row(sql<FollowUp & { settled: boolean }>`
      select id, record_id, kind, account_id, notification_id, settled_at is not null as settled
      from records.follow_up where id = ${id} for update`);
    if (!row) throw new FollowUpNotFound();
    if (row.settled) throw new FollowUpSettled();
    return row;
  }
}
