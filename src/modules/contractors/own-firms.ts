import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountParts, type AccountPart, type Lists, type OpenMatter } from '../accounts/index.js';

/** The firms that an account acts for. A team keeps a manager; whoever goes leaves it. */
@Injectable()
export class OwnFirms implements AccountPart {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async openMatters(accountId: string): Promise<OpenMatter[]> {
    const teams = await this.database.rows(sql<{ number: string; businessName: string }>`
      select c.number, c.business_name from contractors.contractor_account m join contractors.contractor c on c.record_id = m.record_id
      where m.account_id = ${accountId} and m.role = 'manager'
        and exists (select from contractors.contractor_account o where o.record_id = m.record_id and o.account_id <> m.account_id)
        and not exists (select from contractors.contractor_account o
          where o.record_id = m.record_id and o.account_id <> m.account_id and o.role = 'manager')
      order by c.number`);
    return teams.map(({ number, businessName }) => ({
      code: 'last-manager',
      recordNumber: number,
      label: `You are the only manager of ${businessName} (${number}): make somebody else of the team one first.`,
    }));
  }

  async forget(accountId: string): Promise<void> {
    const { query } = this.database;
    await query.deleteFrom('contractors.contractor_account').where('accountId', '=', accountId).execute();
    await query
      .updateTable('contractors.invitation')
      .set({ endedAt: this.clock.now().toString() })
      .where('endedAt', 'is', null)
      .where((where) => where.or([where('invitedBy', '=', accountId), where('accountId', '=', accountId)]))
      .execute();
  }

  copy(accountId: string): Lists {
    const { query } = this.database;
    return {
      firms: () =>
        query
          .selectFrom('contractors.contractor_account as m')
          .innerJoin('contractors.contractor as c', 'c.recordId', 'm.recordId')
          .select(['c.number', 'c.businessName', 'c.contactName', 'c.phone', 'c.address', 'c.status', 'm.role', 'm.since'])
          .where('m.accountId', '=', accountId)
          .orderBy('c.number')
          .execute(),
      contractorFilings: () =>
        query
          .selectFrom('contractors.filing as f')
          .innerJoin('contractors.contractor as c', 'c.recordId', 'f.recordId')
          .select(['c.number', 'f.kind', 'f.status', 'f.credentials', 'f.submittedAt', 'f.decidedAt', 'f.comments'])
          .where('f.accountId', '=', accountId)
          .orderBy('f.id')
          .execute(),
    };
  }
}
