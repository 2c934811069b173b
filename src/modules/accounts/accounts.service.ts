import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Profile, StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import type { ContractorKind } from './account.entity.js';
import { FirstPasswordRequested } from './accounts.events.js';
import { AccountQueries, type AccountRow } from './accounts.queries.js';
import { Links } from './links.js';
import { usernameFrom } from './username.rules.js';

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

export interface NewResident {
  email: string;
  /** A person or a business. */
  name: string;
  phone?: string | null;
}

/** The front door of accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly queries: AccountQueries,
    private readonly links: Links,
    private readonly events: Events,
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
      select old_email::text as old_email, new_email::text as new_email from accounts.email_change where id = ${changeId}`);
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

  /**
   * The account of a resident whom staff know by an e-mail address: the one that has proved it, or else one made for it, which has no
   * password until its owner chooses one by the mailed link. An account that has merely claimed the address is not theirs.
   */
  async createResidentAccount({ email: typed, name, phone }: NewResident): Promise<{ accountId: string; created: boolean }> {
    const email = typed.trim();
    return this.database.transaction(async () => {
      for (let attempt = 1; ; attempt += 1) {
        const present = await this.database.row(sql<{ id: string }>`
          select id from accounts.account
          where profile = 'public' and email = ${email} and closed_at is null and (email_verified_at is not null or made_by_city)
          order by email_verified_at nulls last limit 1`);
        if (present) return { accountId: present.id, created: false };
        const { firstName, lastName } = splitName(name);
        // Nothing is made when the username is taken, or when somebody has just made the account.
        const made = await this.database.row(sql<{ id: string }>`
          insert into accounts.account (id, profile, username, email, first_name, last_name, phone, made_by_city, created_at)
          values (${newId()}, 'public', ${usernameFrom(email, attempt)}, ${email}, ${firstName}, ${lastName}, ${phone ?? null}, true,
            ${this.clock.now().toString()})
          on conflict do nothing returning id`);
        if (!made) continue;
        await this.links.make('first-password', made.id, email);
        this.events.publish(new FirstPasswordRequested({ accountId: made.id }));
        return { accountId: made.id, created: true };
      }
    });
  }

  /** The same of many residents, in their order; only those who have no account yet cost a statement each. */
  async createResidentAccounts(residents: NewResident[]): Promise<string[]> {
    const emails = residents.map(({ email }) => email.trim());
    const present = await this.database.rows(sql<{ email: string; id: string }>`
      select distinct on (email) email::text as email, id from accounts.account
      where profile = 'public' and email = any(${emails}::citext[]) and closed_at is null and (email_verified_at is not null or made_by_city)
      order by email, email_verified_at nulls last`);
    const known = new Map(present.map(({ email, id }) => [email.toLowerCase(), id]));
    for (const [index, resident] of residents.entries()) {
      const email = emails[index]!.toLowerCase();
      if (!known.has(email)) known.set(email, (await this.createResidentAccount(resident)).accountId);
    }
    return emails.map((email) => known.get(email.toLowerCase())!);
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
