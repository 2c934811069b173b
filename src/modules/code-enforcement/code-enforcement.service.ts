import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AccountsService } from '../accounts/index.js';

/** Somebody to write to: their account, or, without one, an address. */
export interface CaseContact {
  accountId: string | null;
  name: string | null;
  email: string | null;
}

/** What the modules above may ask of cases: whom to write to. */
@Injectable()
export class CodeEnforcementService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
  ) {}

  /** Who raised a concern, for the letters that go to them and to nobody else; null when they left no way to reach them. */
  async reporter(concernId: string): Promise<CaseContact | null> {
    const contact = await this.database.query
      .selectFrom('code_enforcement.concern')
      .select(['reporterId as accountId', 'contactName as name', 'contactEmail as email'])
      .where('id', '=', concernId)
      .executeTakeFirst();
    return contact && (contact.accountId || contact.email) ? contact : null;
  }

  /** Those who answer the case, or could; with `respondentId` that one alone. */
  respondents(caseId: string, respondentId?: string): Promise<CaseContact[]> {
    return this.database.query
      .selectFrom('code_enforcement.respondent')
      .select(['accountId', 'name', 'email'])
      .where('caseId', '=', caseId)
      .where('removedAt', 'is', null)
      .$if(respondentId !== undefined, (respondents) => respondents.where('id', '=', respondentId!))
      .orderBy('id')
      .execute();
  }

  /** The officer who has the case; all code officers while nobody has. */
  async officers(officerId: string | null): Promise<string[]> {
    return officerId ? [officerId] : (await this.accounts.staffWithRole('code-officer')).map(({ id }) => id);
  }
}
