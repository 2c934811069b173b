import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { Clock } from '../../platform/time/clock.js';
import { EVERYWHERE, FAILURES_KEPT_HOURS } from './sessions/sign-in-back-off.js';

const BATCH = 1000;
/** What has ended stays for a while, to explain itself. */
const KEPT_DAYS = 30;
const UNUSED_DAYS = 7;
/** Guesses at a login that nobody has are counted as long as those at one that somebody has can be told from them. */
const GUESSES_KEPT_DAYS = 90;

/** Clears away what nobody can use any more. */
@Injectable()
export class AccountsJobs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @ScheduledJob({
    id: 'accounts.tidy',
    cron: '30 3 * * *',
    description: 'Removes links, sessions and counted tries that are over, and empties registrations that nobody ever used.',
  })
  async tidy(): Promise<void> {
    const now = this.clock.now();
    const daysAgo = (days: number) => now.subtract({ hours: days * 24 }).toString();
    await this.inBatches(
      (limit) =>
        sql`delete from accounts.link where id in (select id from accounts.link where expires_at < ${daysAgo(KEPT_DAYS)} limit ${limit})`,
    );
    await this.inBatches(
      (limit) => sql`
        delete from accounts.session where id in (
          select id from accounts.session where coalesce(ended_at, expires_at) < ${daysAgo(KEPT_DAYS)} limit ${limit})`,
    );
    await this.inBatches(
      (limit) => sql`
        delete from accounts.refresh_token where hash in (
          select hash from accounts.refresh_token where expires_at < ${now.toString()} limit ${limit})`,
    );
    await this.inBatches(
      (limit) => sql`
        delete from accounts.sign_in_failure where (login, client) in (
          select login, client from accounts.sign_in_failure
          where last_at < ${now.subtract({ hours: FAILURES_KEPT_HOURS }).toString()} and account_id is null
            and (client <> ${EVERYWHERE} or last_at < ${daysAgo(GUESSES_KEPT_DAYS)}) limit ${limit})`,
    );
    await this.inBatches((limit) => this.closeUnused({ from: daysAgo(KEPT_DAYS), to: daysAgo(UNUSED_DAYS) }, limit));
  }

  /**
   * Registrations whose owner neither proved the address nor ever signed in: the username becomes free, and the personal data goes.
   * The row stays for the messages that point at it. Older ones are left alone: their sessions may be cleared away by now, so nobody
   * can tell any more whether they were used.
   */
  private closeUnused(registered: { from: string; to: string }, limit: number): RawBuilder<unknown> {
    return sql`
      update accounts.account set closed_at = ${this.clock.now().toString()}, username = null, email = '', first_name = '', last_name = '',
        phone = null, password_hash = null, version = version + 1
      where id in (
        select id from accounts.account a
        where profile = 'public' and closed_at is null and email_verified_at is null
          and created_at >= ${registered.from} and created_at < ${registered.to}
          and not exists (select from accounts.session s where s.account_id = a.id)
        limit ${limit})`;
  }

  private async inBatches(statement: (limit: number) => RawBuilder<unknown>): Promise<void> {
    while ((await this.database.execute(statement(BATCH))) === BATCH);
  }
}
