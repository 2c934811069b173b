import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Profile } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { WrongCredentials } from '../accounts.errors.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { SessionsService, type Tokens } from './sessions.service.js';

export interface SignInAttempt {
  profile: Profile;
  /** The username, or the e-mail address; contractors have only the latter. */
  login: string;
  password: string;
  otp?: string;
  client: Client;
}

/** Where a request comes from. */
export interface Client {
  /** IP address */
  address: string;
  /** What the browser or program calls itself. */
  name?: string;
}

/** Proves who somebody is and starts a session. Unknown, wrong and disabled get the same answer after the same work. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  async signIn(attempt: SignInAttempt): Promise<Tokens> {
    const account = await this.find(attempt.profile, attempt.login.trim());
    const right = await this.hasher.matches(attempt.password, account?.passwordHash ?? null);
    if (!right || !account?.open) throw new WrongCredentials();
    const freshHash = this.hasher.isOutdated(account.passwordHash!) ? await this.hasher.hash(attempt.password) : account.passwordHash!;
    return this.database.transaction(async () => {
      // The password that was checked may have been changed, spent or disabled in the meantime.
      const still = await this.database.execute(sql`
        update accounts.account set password_hash = ${freshHash},
          one_time_password_used_at = case when one_time_password_until is null then null else ${this.clock.now().toString()}::timestamptz end
        where id = ${account.id} and password_hash = ${account.passwordHash} and disabled_at is null and closed_at is null
          and one_time_password_used_at is null`);
      if (still !== 1) throw new WrongCredentials();
      return this.sessions.open(account.id, attempt.client.name);
    });
  }

  private async find(profile: Profile, login: string): Promise<{ id: string; passwordHash: string | null; open: boolean } | undefined> {
    // A resident's e-mail address counts only once it is proved: until then anybody may have written it down.
    const identified = login.includes('@')
      ? sql`email = ${login} and (profile <> 'public' or email_verified_at is not null)`
      : sql`username = ${login}`;
    return this.database.row(sql<{ id: string; passwordHash: string | null; open: boolean }>`
      select id, password_hash as "passwordHash",
        disabled_at is null and one_time_password_used_at is null
          and (one_time_password_until is null or one_time_password_until > ${this.clock.now().toString()}) as open
      from accounts.account where profile = ${profile} and closed_at is null and ${identified}`);
  }
}
