import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { Account, type NewPerson } from './account.entity.js';
import { AccountNotShown, EmailInUse, EmailVerified, LinkInvalid, UsernameTaken } from './accounts.errors.js';
import { AccountEmailChanged, AccountRegistered, EmailChangeRequested, EmailVerificationRequested } from './accounts.events.js';
import { AccountQueries, type AccountRow } from './accounts.queries.js';
import { Links, type Link } from './links.js';
import { PasswordHasher } from './passwords/password-hasher.js';
import { PasswordPolicy } from './passwords/password-policy.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { translatingDuplicates } from './unique.js';

/** Residents register themselves. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordsService,
    private readonly links: Links,
    private readonly queries: AccountQueries,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /**
   * An address that another account has proved makes no difference here, in the answer or in the work: the new account can be used,
   * but the mail goes to the address's true owner, and its link will not let two accounts share the address.
   *
   * @param keep what else belongs to the transaction that makes the account
   */
  async register(
    person: NewPerson & { username: string; password: string },
    keep: (account: AccountRow) => Promise<void> = () => Promise.resolve(),
  ): Promise<AccountRow> {
    const { username, email, firstName, lastName } = person;
    this.policy.require(person.password, { hasSecondFactor: false, username, email, names: [firstName, lastName] }, '/password');
    const passwordHash = await this.hasher.hash(person.password);
    return translatingDuplicates({ account_username_once: () => new UsernameTaken(username) }, () =>
      this.database.transaction(async () => {
        const account = Account.forResident({ ...person, passwordHash }, this.clock.now());
        this.em.persist(account);
        await this.database.flush();
        const verificationId = await this.links.make('email-verification', account.id, account.email);
        this.events.publish(new AccountRegistered({ accountId: account.id, verificationId }));
        const row = (await this.queries.byId(account.id))!;
        await keep(row);
        return row;
      }),
    );
  }

  /** What a link would prove, for the page that asks about it. */
  async verificationOf(token: string): Promise<{ username: string; email: string }> {
    const { link, account } = await this.verificationBehind(token);
    return { username: account.username ?? account.email, email: link.email };
  }

  /**
   * A link that has done its work is welcome again: people click twice. Whoever clicks must also show that the account is theirs: else
   * the owner of a mailbox would prove it for a stranger who registered with their address.
   */
  async verifyEmail(token: string, by: { password?: string; accountId?: string }): Promise<AccountRow> {
    const { link, account: meant } = await this.verificationBehind(token);
    if (by.accountId !== meant.id) {
      if (by.password === undefined) throw new AccountNotShown();
      await this.passwords.requireCurrent(meant.id, by.password, '/password');
    }
    return translatingDuplicates({ account_email_once: () => new EmailInUse(OWNED_ALREADY) }, () =>
      this.database.transaction(async () => {
        const spent = await this.links.spend(link.id);
        const before = await this.queries.byId(link.accountId);
        if (spent && before && link.purpose === 'email-change') await this.moveTo(link.email, before);
        const account = await this.queries.byId(link.accountId);
        if (account?.email !== link.email) throw new LinkInvalid();
        if (!spent && !(link.usedAt && account.emailVerified)) throw new LinkInvalid();
        await this.markVerified(account.id);
        return (await this.queries.byId(account.id))!;
      }),
    );
  }

  /** The address changes once the new one is proved, and the old one is told; whoever borrowed a session cannot ask for it. */
  async requestEmailChange(accountId: string, email: string, password: string): Promise<void> {
    await this.passwords.requireCurrent(accountId, password, '/password');
    await this.database.transaction(async () => {
      const account = (await this.queries.byId(accountId))!;
      if (account.email.toLowerCase() === email.toLowerCase() && account.emailVerified) throw new EmailVerified();
      await this.links.spendAll(accountId, 'email-change');
      this.events.publish(new EmailChangeRequested({ accountId, linkId: await this.links.make('email-change', accountId, email) }));
    });
  }

  /** In the open transaction. Links that were sent to the old address are worth nothing any more. */
  private async moveTo(email: string, account: AccountRow): Promise<void> {
    const changeId = newId();
    const now = this.clock.now().toString();
    await this.database.execute(sql`
      insert into accounts.email_change (id, account_id, old_email, new_email, changed_at, changed_by)
      values (${changeId}, ${account.id}, ${account.email}, ${email}, ${now}, ${account.id})`);
    await this.database.execute(sql`
      update accounts.account set email = ${email}, email_verified_at = null, version = version + 1 where id = ${account.id}`);
    await this.links.spendAll(account.id, 'email-verification', 'password-reset', 'first-password');
    this.events.publish(new AccountEmailChanged({ accountId: account.id, changeId }));
  }

  /** Another link for an address that has not been proved yet; the earlier ones stay good. */
  async resendVerification(accountId: string): Promise<void> {
    await this.database.transaction(async () => {
      const account = (await this.queries.byId(accountId))!;
      if (account.emailVerified) throw new EmailVerified();
      const verificationId = await this.links.make('email-verification', accountId, account.email);
      this.events.publish(new EmailVerificationRequested({ accountId, verificationId }));
    });
  }

  private async verificationBehind(token: string): Promise<{ link: Link; account: AccountRow }> {
    const link = await this.links.find(token, 'email-verification', 'email-change');
    const account = link && (await this.queries.byId(link.accountId));
    if (!link || !account || (link.purpose === 'email-verification' && account.email !== link.email)) throw new LinkInvalid();
    return { link, account };
  }

  private async markVerified(accountId: string): Promise<void> {
    await this.database.execute(sql`
      update accounts.account set email_verified_at = ${this.clock.now().toString()}, version = version + 1
      where id = ${accountId} and email_verified_at is null`);
  }
}

const OWNED_ALREADY =
  'You already have an account with this e-mail address. Sign in with that one; if you have forgotten its username or password, ask for them.';
