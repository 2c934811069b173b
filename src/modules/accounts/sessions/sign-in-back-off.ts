import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../../platform/auth/keys.js';
import type { Profile } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { Clock } from '../../../platform/time/clock.js';
import { SignInSlowedDown } from '../accounts.errors.js';
import { clientOf, delayAfter } from './back-off.rules.js';

/** Wrong tries are forgotten a day after the last one. */
export const FAILURES_KEPT_HOURS = 24;
/** Stands for all clients together. */
const EVERYWHERE = Buffer.alloc(0);

export interface Attempt {
  login: Buffer;
  client: Buffer;
}

/** Slows down guessing. Logins that exist and those that do not are counted alike, under fingerprints that nobody can read. */
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
  async begin(profile: Profile, login: string, address: string): Promise<Attempt | undefined> {
    if (!this.settings.rateLimits) return undefined;
    const attempt = { login: this.fingerprint(profile, login), client: this.keys.fingerprint('sign-in-client', clientOf(address)) };
    await this.database.transaction(() => this.count(attempt));
    return attempt;
  }

  /** The right person came: the client starts afresh. */
  async succeeded(attempt: Attempt | undefined): Promise<void> {
    if (!attempt) return;
    await this.database.execute(sql`delete from accounts.sign_in_failure where login = ${attempt.login} and client = ${attempt.client}`);
    await this.oneLess(attempt.login, EVERYWHERE);
  }

  /** The try was neither right nor wrong, such as one without the one-time code; earlier ones still count. */
  async takeBack(attempt: Attempt | undefined): Promise<void> {
    if (!attempt) return;
    await this.oneLess(attempt.login, attempt.client);
    await this.oneLess(attempt.login, EVERYWHERE);
  }

  /** A new password: what was tried before does not count against its owner. */
  async forget(profile: Profile, logins: (string | null)[]): Promise<void> {
    const fingerprints = logins.filter((login) => login !== null).map((login) => this.fingerprint(profile, login));
    await this.database.execute(sql`delete from accounts.sign_in_failure where login = any(${fingerprints}::bytea[])`);
  }

  private async count({ login, client }: Attempt): Promise<void> {
    const now = this.clock.now();
    await this.database.execute(sql`
      insert into accounts.sign_in_failure (login, client, failures, last_at, blocked_until)
      values (${login}, ${client}, 0, ${now.toString()}, 'epoch'), (${login}, ${EVERYWHERE}, 0, ${now.toString()}, 'epoch')
      on conflict do nothing`);
    const counted = await this.database.row(sql<{ failures: number; blockedUntil: string }>`
      select ${failures(now)} as failures, blocked_until
      from accounts.sign_in_failure where login = ${login} and client = ${client} for update`);
    const blockedUntil = toInstant(counted!.blockedUntil);
    const wait = now.until(blockedUntil).total('seconds');
    if (wait > 0) throw new SignInSlowedDown(Math.ceil(wait));
    const everywhere = await this.database.row(sql<{ failures: number }>`
      update accounts.sign_in_failure set failures = ${failures(now)} + 1, last_at = ${now.toString()}
      where login = ${login} and client = ${EVERYWHERE} returning failures`);
    const here = counted!.failures + 1;
    const until = now.add({ seconds: delayAfter({ here, everywhere: everywhere!.failures }) });
    await this.database.execute(sql`
      update accounts.sign_in_failure set failures = ${here}, last_at = ${now.toString()}, blocked_until = ${until.toString()}
      where login = ${login} and client = ${client}`);
  }

  private async oneLess(login: Buffer, client: Buffer): Promise<void> {
    await this.database.execute(sql`
      update accounts.sign_in_failure set failures = greatest(failures - 1, 0), blocked_until = 'epoch'
      where login = ${login} and client = ${client}`);
  }

  private fingerprint(profile: Profile, login: string): Buffer {
    return this.keys.fingerprint('sign-in-login', `${profile}:${login.toLowerCase()}`);
  }
}

function failures(now: Temporal.Instant) {
  return sql`case when last_at < ${now.subtract({ hours: FAILURES_KEPT_HOURS }).toString()} then 0 else failures end`;
}
