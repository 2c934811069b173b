import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Profile, StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Clock } from '../../platform/time/clock.js';
import type { ContractorKind } from './account.entity.js';
import { AccountQueries, type AccountRow } from './accounts.queries.js';
import { Links } from './links.js';

/** An account as other modules see it. */
export interface AccountSummary {
  id: string;
  profile: Profile;
  /** Null for contractors: they sign in with their e-mail address. */
  username: string | null;
  email: string;
  emailVerified: boolean;
  firstName: string;
  lastName: string;
  displayName: string;
  businessName: string | null;
  phone: string | null;
  contractorKind: ContractorKind | null;
  roles: StaffRole[];
  /** False until its owner has chosen the first one. */
  hasPassword: boolean;
  disabled: boolean;
}

export interface NewContractor {
  email: string;
  contactName: string;
  businessName?: string | null;
  phone?: string | null;
  contractorKind: ContractorKind;
}

/** The front door of accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly queries: AccountQueries,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  async get(id: string): Promise<AccountSummary | null> {
    const row = await this.queries.byId(id);
    return row ? toSummary(row) : null;
  }

  async getMany(ids: string[]): Promise<AccountSummary[]> {
    return ids.length === 0 ? [] : (await this.queries.byIds(ids)).map(toSummary);
  }

  /** Of residents, the one who has proved the address comes first. */
  async findByEmail(profile: Profile, email: string): Promise<AccountSummary | null> {
    const [row] = await this.queries.byEmail(profile, email.trim());
    return row ? toSummary(row) : null;
  }

  /** Staff who have the role and may sign in. */
  async staffWithRole(role: StaffRole): Promise<AccountSummary[]> {
    return (await this.queries.withRole(role)).map(toSummary);
  }

  /** Both addresses of a change of the main e-mail on file. */
  async emailChange(changeId: string): Promise<{ oldEmail: string; newEmail: string } | null> {
    const row = await this.database.row(sql<{ oldEmail: string; newEmail: string }>`
      select old_email::text as "oldEmail", new_email::text as "newEmail" from accounts.email_change where id = ${changeId}`);
    return row ?? null;
  }

  /** The account of a contractor, made when there is none; it has no password until its owner chooses one. */
  async createContractorAccount(contractor: NewContractor): Promise<{ accountId: string; created: boolean }> {
    return this.database.transaction(async () => {
      const email = contractor.email.trim();
      const { firstName, lastName } = splitName(contractor.contactName);
      const made = await this.database.row(sql<{ id: string }>`
        insert into accounts.account (id, profile, contractor_kind, email, first_name, last_name, business_name, phone, created_at)
        values (${newId()}, 'contractor', ${contractor.contractorKind}, ${email}, ${firstName}, ${lastName},
          ${contractor.businessName ?? null}, ${contractor.phone ?? null}, ${this.clock.now().toString()})
        on conflict (profile, email) where closed_at is null and (profile <> 'public' or email_verified_at is not null) do nothing
        returning id`);
      if (made) {
        await this.links.make('first-password', made.id, email);
        return { accountId: made.id, created: true };
      }
      const [present] = await this.queries.byEmail('contractor', email);
      return { accountId: present.id, created: false };
    });
  }
}

function toSummary(row: AccountRow): AccountSummary {
  return {
    id: row.id,
    profile: row.profile,
    username: row.username,
    email: row.email,
    emailVerified: row.emailVerified,
    firstName: row.firstName,
    lastName: row.lastName,
    displayName: `${row.firstName} ${row.lastName}`.trim(),
    businessName: row.businessName,
    phone: row.phone,
    contractorKind: row.contractorKind,
    roles: row.roles,
    hasPassword: row.hasPassword,
    disabled: row.disabled,
  };
}

/** The last word is the family name, as on the forms of the counter; somebody with one name has only that. */
function splitName(contactName: string): { firstName: string; lastName: string } {
  const words = contactName.trim().split(/\s+/);
  return { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1) ?? '' };
}
