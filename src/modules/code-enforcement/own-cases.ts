import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** What an account reported and answered in code cases. A concern stays, without who raised it. */
@Injectable()
export class OwnCases implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async forget(accountId: string): Promise<void> {
    await this.database.query
      .updateTable('code_enforcement.concern')
      .set({ reporterId: null, contactName: null, contactEmail: null, contactPhone: null })
      .where('reporterId', '=', accountId)
      .execute();
  }

  copy(accountId: string): Lists {
    const { query } = this.database;
    return {
      concerns: () =>
        query
          .selectFrom('code_enforcement.concern')
          .select(['category', 'place', 'text', 'contactName', 'contactEmail', 'contactPhone', 'reportedAt'])
          .where('reporterId', '=', accountId)
          .orderBy('id')
          .execute(),
      respondent: () =>
        query
          .selectFrom('code_enforcement.respondent as r')
          .innerJoin('code_enforcement.code_case as c', 'c.recordId', 'r.caseId')
          .select(['c.number', 'r.name', 'r.capacity', 'r.address', 'r.email', 'r.addedAt', 'r.removedAt'])
          .where('r.accountId', '=', accountId)
          .orderBy('r.id')
          .execute(),
      caseResponses: () =>
        query
          .selectFrom('code_enforcement.response as a')
          .innerJoin('code_enforcement.code_case as c', 'c.recordId', 'a.caseId')
          .select(['c.number', 'a.text', 'a.respondedAt'])
          .where('a.accountId', '=', accountId)
          .orderBy('a.id')
          .execute(),
    };
  }
}
