import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../../platform/auth/keys.js';
import type { Profile } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { Clock } from '../../../platform/time/clock.js';
import { SignInSlowedDown, TooManyWrongPasswords } from '../accounts.errors.js';
import { clientOf, delayAfter } from './back-off.rules.js';

/** Wrong tries of a client are forgotten a day after the last one. */
export const FAILURES_KEPT_HOURS = 24;
/** Stands for all clients together. */
export const EVERYWHERE = Buffer.alloc(0);
/** NIST SP 800-63B, 5.2.2: no more wrong passwords in a row for one account, wherever they come from. */
const MOST_IN_A_ROW = 100;

/** Whom somebody tries to be: the username and the e-mail address of an account are the same one. */
export interface Target {
  profile: Profile;
  login: string;
  accountId: string | undefined;
}

export interface Attempt {
  login: Buffer;
  client: Buffer;
}

/** Slows guessing down and ends it. Logins that exist and those that do not are counted alike, under fingerprints that nobody can read. */
@Injectable()
export class SignInBackOff {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /**
   * Counts a try before it is made, as if it were wrong: however many arrive at once, only the free ones get through.
   * @returns what to hand to `succeeded` or `takeBack`; nothing while limits are switched off
   */
  async begin(target: Target, address: string): Promise<Attempt | undefined> {
    if (!this.settings.rateLimits) return undefined;
    const attempt = { login: this.fingerprint(target), client: this.keys.fingerprint('sign-in-client', clientOf(address)) };
    await this.database.transaction(() => this.count(attempt, target.accountId));
    return attempt;
  }

  /** Somebody who is signed in says the password once more; such tries count with all the others. */
  async beginAgain(accountId: string): Promise<Attempt | undefined> {
    if (!this.settings.rateLimits) return undefined;
    const attempt = { login: this.fingerprint({ accountId }), client: EVERYWHERE };
    await this.database.transaction(() => this.countEverywhere(attempt.login, accountId));
    return attempt;
  }

  /** The right person came: the client starts afresh, and so does the row of wrong passwords. */
  async succeeded(attempt: Attempt | undefined): Promise<void> {
    if (!attempt) return;
    await this.database.execute(sql`
      delete from accounts.sign_in_failure where login = ${attempt.login} and client in (${attempt.client}, ${EVERYWHERE})`);
  }

  /** The try was neither right nor wrong, such as one without the one-time code; earlier ones still count. */
  async takeBack(attempt: Attempt | undefined): Promise<void> {
    if (!attempt) return;
    await this.database.execute(sql`
      update accounts.sign_in_failure set failures = greatest(failures - 1, 0), blocked_until = 'epoch'
      where login = ${attempt.login} and client in (${attempt.client}, ${EVERYWHERE})`);
  }

  /** A new password: what was tried before does not count against its owner. */
  async forget(accountId: string): Promise<void> {
    await this.database.execute(sql`delete from accounts.sign_in_failure where login = ${this.fingerprint({ accountId })}`);
  }

  private async count({ login, client }: Attempt, accountId: string | undefined): Promise<void> {
    const now = this.clock.now();
    await this.database.execute(sql`
      insert into accounts.sign_in_failure (login, client, failures, last_at, blocked_until)
      values (${login}, ${client}, 0, ${now.toString()}, 'epoch') on conflict do nothing`);
    const counted = await this.database.row(sql<{ failures: number; blockedUntil: string }>`
      select case when last_at < ${now.subtract({ hours: FAILURES_KEPT_HOURS }).toString()} then 0 else failures end as failures, blocked_until
      from accounts.sign_in_failure where login = ${login} and client = ${client} for update`);
    const wait = now.until(toInstant(counted!.blockedUntil)).total('seconds');
    if (wait > 0) throw new SignInSlowedDown(Math.ceil(wait));
    const everywhere = await this.countEverywhere(login, accountId);
    const here = counted!.failures + 1;
    const until = now.add({ seconds: delayAfter({ here, everywhere }) });
    await this.database.execute(sql`
      update accounts.sign_in_failure set failures = ${here}, last_at = ${now.toString()}, blocked_until = ${until.toString()}
      where login = ${login} and client = ${client}`);
  }

  /** Only a right password ends the row of wrong ones, however much time lies between them. */
  private async countEverywhere(login: Buffer, accountId: string | undefined): Promise<number> {
    const counted = await this.database.row(sql<{ failures: number }>`
      insert into accounts.sign_in_failure as f (login, client, failures, last_at, blocked_until, account_id)
      values (${login}, ${EVERYWHERE}, 1, ${this.clock.now().toString()}, 'epoch', ${accountId ?? null})
      on conflict (login, client) do update set failures = f.failures + 1, last_at = excluded.last_at where f.failures < ${MOST_IN_A_ROW}
      returning failures`);
    if (!counted) throw new TooManyWrongPasswords();
    return counted.failures;
  }

  private fingerprint(target: Target | { accountId: string }): Buffer {
    const name = 'login' in target && !target.accountId ? `${target.profile}:${target.login.toLowerCase()}` : `account:${target.accountId}`;
    return this.keys.fingerprint('sign-in-login', name);
  }
}
