import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { formatCents } from '../../platform/money/money.js';
import { AccountParts, type AccountPart, type Lists, type OpenMatter } from '../accounts/index.js';

/** An owner by being named on somebody else's application answers for it as long as they are named, not as its owner. */
const NAMED = 'contractor';

/** The records of an account: what it owns keeps it open, what it follows does not. */
@Injectable()
export class OwnRecords implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async openMatters(accountId: string): Promise<OpenMatter[]> {
    const records = await this.database.rows(sql<{ number: string; typeName: string; isOpen: boolean; feesDueCents: number }>`
      select r.number, r.type_name, r.closed_at is null as is_open, r.fees_due_cents from records.record r
      where (r.closed_at is null or r.fees_due_cents > 0)
        and exists (select from records.party p where p.record_id = r.id and p.account_id = ${accountId} and p.relation = 'owner'
          and (p.source <> ${NAMED} or r.kind = 'license'))
        and not exists (select from records.party p where p.record_id = r.id and p.account_id <> ${accountId} and p.relation = 'owner'
          and (p.source <> ${NAMED} or r.kind = 'license'))
      order by r.number`);
    return records.map(({ number, typeName, isOpen, feesDueCents }) =>
      isOpen
        ? {
            code: 'record-open',
            recordNumber: number,
            label: `${typeName} ${number} is open and nobody else owns it: finish it, withdraw it, or invite another owner.`,
          }
        : { code: 'fees-due', recordNumber: number, label: `${formatCents(feesDueCents)} is still to be paid on ${number}.` },
    );
  }

  /** Who owned a record is known as long as the record is. */
  async bearsName(accountId: string): Promise<boolean> {
    const owned = this.database.query.selectFrom('records.party').select('id').where('accountId', '=', accountId);
    return (await owned.where('relation', '=', 'owner').limit(1).executeTakeFirst()) !== undefined;
  }

  async forget(accountId: string): Promise<void> {
    await this.database.query.deleteFrom('records.party').where('accountId', '=', accountId).execute();
  }

  copy(accountId: string): Lists {
    const { query } = this.database;
    return {
      records: () =>
        query
          .selectFrom('records.party as p')
          .innerJoin('records.record as r', 'r.id', 'p.recordId')
          .select(['r.number', 'r.kind', 'r.typeName', 'r.statusLabel', 'r.address', 'r.description', 'r.openedAt', 'r.closedAt'])
          .select(['p.relation', 'p.source', 'p.since', 'p.managesVisits'])
          .where('p.accountId', '=', accountId)
          .orderBy('r.number')
          .execute(),
      chronology: () =>
        query
          .selectFrom('records.record_event as e')
          .innerJoin('records.record as r', 'r.id', 'e.recordId')
          .select(['r.number as recordNumber', 'e.type', 'e.summary', 'e.occurredAt'])
          .where('e.actorId', '=', accountId)
          .orderBy('e.id')
          .execute(),
    };
  }
}
