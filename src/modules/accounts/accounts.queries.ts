import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Profile, StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { ContractorKind } from './account.entity.js';

/** An account as it is read: everything but what proves who it is. */
export interface AccountRow {
  id: string;
  profile: Profile;
  contractorKind: ContractorKind | null;
  username: string | null;
  email: string;
  emailVerified: boolean;
  firstName: string;
  lastName: string;
  businessName: string | null;
  phone: string | null;
  roles: StaffRole[];
  hasPassword: boolean;
  hasOneTimePassword: boolean;
  passwordIsShort: boolean;
  hasSecondFactor: boolean;
  disabled: boolean;
  disabledReason: string | null;
  createdAt: string;
  version: number;
}

export interface AccountFilter {
  q?: string;
  profile?: Profile;
  role?: StaffRole;
}

/** Reads of accounts; closed ones are not there any more. */
@Injectable()
export class AccountQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<AccountRow | undefined> {
    return this.database.row(select(sql`a.id = ${id}`));
  }

  /** In one order, so that whatever shows them looks the same each time. */
  byIds(ids: string[]): Promise<AccountRow[]> {
    return this.database.rows(sql`${select(sql`a.id = any(${ids}::uuid[])`)} order by a.id`);
  }

  /** Several only while none of them has proved the address. */
  byEmail(profile: Profile, email: string): Promise<AccountRow[]> {
    return this.database.rows(
      sql`${select(sql`a.profile = ${profile} and a.email = ${email}`)} order by a.email_verified_at nulls last, a.created_at`,
    );
  }

  byUsername(profile: Profile, username: string): Promise<AccountRow | undefined> {
    return this.database.row(select(sql`a.profile = ${profile} and a.username = ${username}`));
  }

  withRole(role: StaffRole): Promise<AccountRow[]> {
    return this.database.rows(
      sql`${select(sql`a.profile = 'staff' and a.roles @> array[${role}] and a.disabled_at is null`)} order by a.last_name, a.first_name, a.id`,
    );
  }

  /** In the order of their names; `after` is the sort key of the last one seen. */
  page(filter: AccountFilter, after: (string | number)[] | undefined, limit: number): Promise<AccountRow[]> {
    const conditions = [
      ...(filter.profile ? [sql`a.profile = ${filter.profile}`] : []),
      ...(filter.role ? [sql`a.profile = 'staff' and a.roles @> array[${filter.role}]`] : []),
      ...(filter.q ? [matches(filter.q)] : []),
      ...(after ? [sql`(a.last_name, a.first_name, a.id) > (${after[0]}, ${after[1]}, ${after[2]}::uuid)`] : []),
    ];
    const where = conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
    return this.database.rows(sql`${select(where)} order by a.last_name, a.first_name, a.id limit ${limit}`);
  }
}

function select(where: RawBuilder<unknown>): RawBuilder<AccountRow> {
  return sql<AccountRow>`
    select a.id, a.profile, a.contractor_kind, a.username::text as username, a.email::text as email,
      a.email_verified_at is not null as email_verified, a.first_name, a.last_name,
      a.business_name, a.phone, a.roles, a.password_hash is not null as has_password,
      a.one_time_password_until is not null as has_one_time_password, a.password_is_short, f.confirmed_at is not null as has_second_factor,
      a.disabled_at is not null as disabled, a.disabled_reason, a.created_at, a.version
    from accounts.account a left join accounts.second_factor f on f.account_id = a.id
    where a.closed_at is null and ${where}`;
}

function matches(q: string): RawBuilder<unknown> {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(a.first_name || ' ' || a.last_name ilike ${pattern} or a.username::text ilike ${pattern} or a.email::text ilike ${pattern} or a.business_name ilike ${pattern})`;
}
