import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
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
    const row = await this.database.row(sql<CaseContact>`
      select reporter_id as account_id, contact_name as name, contact_email as email from code_enforcement.concern where id = ${concernId}`);
    return row && (row.accountId || row.email) ? row : null;
  }

  /** Those who answer the case, or could; with `respondentId` that one alone. */
  respondents(caseId: string, respondentId?: string): Promise<CaseContact[]> {
    return this.database.rows(sql<CaseContact>`
      select account_id, name, email from code_enforcement.respondent
      where case_id = ${caseId} and removed_at is null and (${respondentId ?? null}::uuid is null or id = ${respondentId ?? null}::uuid)
      order by id`);
  }

  /** The officer who has the case; all code officers while nobody has. */
  async officers(officerId: string | null): Promise<string[]> {
    return officerId ? [officerId] : (await this.accounts.staffWithRole('code-officer')).map(({ id }) => id);
  }
}
