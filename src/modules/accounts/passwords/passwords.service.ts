import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Profile } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { RateLimitStore } from '../../../platform/http/rate-limit.store.js';
import { Job } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Clock } from '../../../platform/time/clock.js';
import { LinkInvalid, WrongPassword } from '../accounts.errors.js';
import { PasswordChanged, PasswordResetRequested, UsernameReminderRequested } from '../accounts.events.js';
import { AccountQueries, type AccountRow } from '../accounts.queries.js';
import { Links, type Link } from '../links.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { SignInBackOff } from '../sessions/sign-in-back-off.js';
import { PasswordHasher } from './password-hasher.js';
import { PasswordPolicy } from './password-policy.js';
import { isShort } from './password.rules.js';

export type ResetRequest = { profile: 'public'; username: string } | { profile: 'contractor' | 'staff'; email: string };
export type ReminderRequest = { profile: Profile; email: string };

const BEGIN_RESET = 'accounts.begin-password-reset';
const REMIND = 'accounts.remind-username';
/** Nobody's mailbox is filled by somebody else's asking. */
const MOST_MAILS = 3;
const WITHIN_MINUTES = 15;

/** Choosing, changing and recovering passwords. */
@Injectable()
export class PasswordsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountQueries,
    private readonly links: Links,
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
    private readonly sessions: SessionsService,
    private readonly backOff: SignInBackOff,
    private readonly counts: RateLimitStore,
    private readonly jobs: Jobs,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Only queues the question: whether anybody is behind it shows neither in the answer nor in the time it takes. */
  async requestReset(request: ResetRequest): Promise<void> {
    await this.jobs.enqueue(BEGIN_RESET, request);
  }

  /** As `requestReset`. */
  async remindUsername(request: ReminderRequest): Promise<void> {
    await this.jobs.enqueue(REMIND, request);
  }

  @Job(BEGIN_RESET)
  async beginReset(request: ResetRequest): Promise<void> {
    await this.database.transaction(async () => {
      const account =
        request.profile === 'public'
          ? await this.accounts.byUsername(request.profile, request.username)
          : (await this.accounts.byEmail(request.profile, request.email))[0];
      if (!account || account.disabled || !(await this.mayMail(account.id))) return;
      const resetId = await this.links.make('password-reset', account.id, account.email);
      this.events.publish(new PasswordResetRequested({ accountId: account.id, resetId }));
    });
  }

  @Job(REMIND)
  async sendReminder(request: ReminderRequest): Promise<void> {
    await this.database.transaction(async () => {
      const found = (await this.accounts.byEmail(request.profile, request.email)).filter((account) => !account.disabled);
      // Accounts that never proved the address get their reminder only where nobody has.
      const meant = found[0]?.emailVerified ? found.slice(0, 1) : found.slice(0, MOST_MAILS);
      for (const { id } of meant) {
        const { isBlocked } = await this.counts.increment(`${REMIND}/${id}`, WITHIN_MINUTES * 60_000, MOST_MAILS);
        if (!isBlocked) this.events.publish(new UsernameReminderRequested({ accountId: id }));
      }
    });
  }

  /** Chooses a password by a mailed link: the first one, or a new one. Whoever can do so owns the mailbox. */
  async reset(token: string, newPassword: string): Promise<void> {
    const found = await this.behind(token);
    if (!found) throw new LinkInvalid();
    const { link, account } = found;
    this.policy.require(newPassword, contextOf(account), '/newPassword');
    const hash = await this.hasher.hash(newPassword);
    await this.database.transaction(async () => {
      if (!(await this.links.spend(link.id))) throw new LinkInvalid();
      await this.links.spendAll(account.id, 'password-reset', 'first-password');
      await this.store(account, { hash, isShort: isShort(newPassword) });
      await this.proveMailbox(account.id, link.email);
      await this.sessions.endAll(account.id, 'password-changed');
    });
  }

  /** Ends all sessions but the one that asks. */
  async change(accountId: string, sessionId: string, currentPassword: string, newPassword: string): Promise<void> {
    const account = (await this.accounts.byId(accountId))!;
    const currentHash = await this.requireCurrent(accountId, currentPassword, '/currentPassword');
    this.policy.require(newPassword, contextOf(account), '/newPassword');
    const hash = await this.hasher.hash(newPassword);
    await this.database.transaction(async () => {
      // Whoever reset the password meanwhile wins: the one who asks here may be whom they want to be rid of.
      if (!(await this.store(account, { hash, isShort: isShort(newPassword) }, currentHash))) throw new WrongPassword('/currentPassword');
      await this.links.spendAll(accountId, 'password-reset', 'first-password');
      await this.sessions.endAll(accountId, 'password-changed', sessionId);
    });
  }

  /** Asks again for the password before something that a borrowed session must not do. */
  async requireCurrent(accountId: string, password: string, pointer: string): Promise<string> {
    const attempt = await this.backOff.beginAgain(accountId);
    const row = await this.database.row(sql<{ hash: string | null }>`
      select password_hash as hash from accounts.account where id = ${accountId}`);
    const isRight = await this.hasher.matches(password, row?.hash ?? null).catch(async (error: unknown) => {
      await this.backOff.takeBack(attempt);
      throw error;
    });
    if (!isRight) throw new WrongPassword(pointer);
    await this.backOff.succeeded(attempt);
    return row!.hash!;
  }

  private async behind(token: string): Promise<{ link: Link; account: AccountRow } | undefined> {
    const link = await this.links.find(token, 'password-reset', 'first-password');
    const account = link && this.links.isOpen(link) ? await this.accounts.byId(link.accountId) : undefined;
    return link && account && canStillUse(link, account) ? { link, account } : undefined;
  }

  private async store(account: AccountRow, password: { hash: string; isShort: boolean }, instead?: string): Promise<boolean> {
    const stored = await this.database.execute(sql`
      update accounts.account set password_hash = ${password.hash}, password_is_short = ${password.isShort}, password_changed_at = ${this.clock.now().toString()},
        one_time_password_until = null, one_time_password_used_at = null, version = version + 1
      where id = ${account.id} and (${instead ?? null}::text is null or password_hash = ${instead ?? null}::text)`);
    if (stored === 0) return false;
    await this.backOff.forget(account.id);
    this.events.publish(new PasswordChanged({ accountId: account.id }));
    return true;
  }

  /** Unless another resident's account has proved the address: two of one profile cannot share it. */
  private async proveMailbox(accountId: string, email: string): Promise<void> {
    await this.database.execute(sql`
      update accounts.account a set email_verified_at = ${this.clock.now().toString()}
      where id = ${accountId} and email = ${email} and email_verified_at is null and not exists (
        select from accounts.account b
        where b.profile = a.profile and b.email = a.email and b.email_verified_at is not null and b.closed_at is null and b.id <> a.id)`);
  }

  private async mayMail(accountId: string): Promise<boolean> {
    // Jobs that ask for the same account at once count one after the other.
    await this.database.execute(sql`select from accounts.account where id = ${accountId} for update`);
    const since = this.clock.now().subtract({ minutes: WITHIN_MINUTES }).toString();
    const row = await this.database.row(sql<{ mails: number }>`
      select count(*)::int as mails from accounts.link where account_id = ${accountId} and purpose = 'password-reset' and created_at > ${since}`);
    return row!.mails < MOST_MAILS;
  }
}

export function contextOf(account: AccountRow) {
  return {
    hasSecondFactor: account.hasSecondFactor,
    username: account.username,
    email: account.email,
    names: [account.firstName, account.lastName, account.businessName],
  };
}

/** A link proves only the mailbox it was sent to, and the first password is chosen once. */
function canStillUse(link: Link, account: AccountRow): boolean {
  return (
    !account.disabled &&
    link.email.toLowerCase() === account.email.toLowerCase() &&
    (link.purpose !== 'first-password' || !account.hasPassword)
  );
}
