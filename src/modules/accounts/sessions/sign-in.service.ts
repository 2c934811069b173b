import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Profile } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { OtpRequired, WrongCredentials } from '../accounts.errors.js';
import { PasswordHasher } from '../passwords/password-hasher.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import { SessionsService, type SessionKeeping, type Tokens } from './sessions.service.js';
import { SignInBackOff } from './sign-in-back-off.js';

export interface Credentials {
  profile: Profile;
  /** The username, or the e-mail address; contractors have only the latter. */
  login: string;
  password: string;
  /** A one-time code or a recovery code. */
  otp?: string;
}

/** Where a request comes from. */
export interface Client {
  /** IP address */
  address: string;
  /** What the browser or program calls itself. */
  name?: string;
  /** Where the session will be kept; unset: by the program itself. */
  keptIn?: SessionKeeping;
}

interface Candidate {
  id: string;
  passwordHash: string | null;
  /** Neither disabled nor opened by a one-time password that is spent or too old. */
  open: boolean;
  hasSecondFactor: boolean;
}

/** Proves who somebody is and starts a session. Unknown, wrong and disabled get the same answer after the same work. */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly hasher: PasswordHasher,
    private readonly backOff: SignInBackOff,
    private readonly secondFactor: SecondFactorService,
    private readonly sessions: SessionsService,
    private readonly clock: Clock,
  ) {}

  async signIn(credentials: Credentials, client: Client): Promise<Tokens> {
    const { profile, login } = credentials;
    const account = await this.find(profile, login);
    const attempt = await this.backOff.begin({ profile, login, accountId: account?.id }, client.address);
    try {
      const tokens = await this.prove(account, credentials, client);
      await this.backOff.succeeded(attempt);
      return tokens;
    } catch (error) {
      if (!(error instanceof WrongCredentials)) await this.backOff.takeBack(attempt);
      throw error;
    }
  }

  private async prove(account: Candidate | undefined, { password, otp }: Credentials, client: Client): Promise<Tokens> {
    const right = await this.hasher.matches(password, account?.passwordHash ?? null);
    if (!right || !account?.open) throw new WrongCredentials();
    if (account.hasSecondFactor && !otp) throw new OtpRequired();
    const passwordHash = account.passwordHash!;
    const freshHash = this.hasher.isOutdated(passwordHash) ? await this.hasher.hash(password) : passwordHash;
    return this.database.transaction(async () => {
      if (!(await this.isStillRight(account.id, passwordHash, freshHash))) throw new WrongCredentials();
      if (account.hasSecondFactor && !(await this.secondFactor.spend(account.id, otp!))) throw new WrongCredentials();
      return this.sessions.open(account.id, client.name, client.keptIn);
    });
  }

  /** The password that was checked may have been changed, spent or disabled while it was being checked. */
  private async isStillRight(accountId: string, passwordHash: string, freshHash: string): Promise<boolean> {
    const changed = await this.database.execute(sql`
      update accounts.account set password_hash = ${freshHash},
        one_time_password_used_at = case when one_time_password_until is not null then ${this.clock.now().toString()}::timestamptz end
      where id = ${accountId} and password_hash = ${passwordHash} and disabled_at is null and closed_at is null
        and one_time_password_used_at is null`);
    return changed === 1;
  }

  private async find(profile: Profile, login: string): Promise<Candidate | undefined> {
    // A resident's e-mail address counts only once it is proved: until then anybody may have written it down.
    const identified = login.includes('@')
      ? sql`a.email = ${login} and (a.profile <> 'public' or a.email_verified_at is not null)`
      : sql`a.username = ${login}`;
    return this.database.row(sql<Candidate>`
      select a.id, a.password_hash,
        a.disabled_at is null and a.one_time_password_used_at is null
          and (a.one_time_password_until is null or a.one_time_password_until > ${this.clock.now().toString()}) as open,
        exists (select from accounts.second_factor f where f.account_id = a.id and f.confirmed_at is not null) as has_second_factor
      from accounts.account a where a.profile = ${profile} and a.closed_at is null and ${identified}`);
  }
}
