import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal, StaffRole } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { page, readCursor, type Page } from '../../../platform/http/paging.js';
import { RequestContext } from '../../../platform/http/request-context.js';
import { Clock } from '../../../platform/time/clock.js';
import { Account, type NewPerson, type PersonalDetails } from '../account.entity.js';
import {
  AccountNotFound,
  AccountStateUnchanged,
  EmailInUse,
  EmailProved,
  LastAdministrator,
  NotForYourself,
  NotStaff,
  UsernameTaken,
} from '../accounts.errors.js';
import { AccountEmailChanged, EmailVerificationRequested, FirstPasswordRequested, PasswordResetRequested } from '../accounts.events.js';
import { AccountQueries, type AccountFilter, type AccountRow } from '../accounts.queries.js';
import { Links } from '../links.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { translatingDuplicates } from '../unique.js';

export interface NewStaff extends NewPerson {
  username: string;
  roles: StaffRole[];
}

/** What administrators do: the accounts of the city's own people, and what residents and contractors cannot do for themselves. */
@Injectable()
export class StaffAccountsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly links: Links,
    private readonly queries: AccountQueries,
    private readonly sessions: SessionsService,
    private readonly secondFactor: SecondFactorService,
    private readonly audit: AuditLog,
    private readonly events: Events,
    private readonly context: RequestContext,
    private readonly clock: Clock,
  ) {}

  async list(filter: AccountFilter, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<AccountRow>> {
    const rows = await this.queries.page(filter, readCursor(cursor, 3), limit + 1);
    return page(
      rows,
      limit,
      (row) => [row.lastName, row.firstName, row.id],
      (row) => row,
    );
  }

  async get(id: string): Promise<AccountRow> {
    const row = await this.queries.byId(id);
    if (!row) throw notFound(id);
    return row;
  }

  /** The account has no password until its owner chooses one through the mailed link. */
  async create(person: NewStaff): Promise<AccountRow> {
    const taken = {
      account_username_once: () => new UsernameTaken(person.username),
      account_email_once: () => new EmailInUse(`Another staff account has the address ${person.email}.`),
    };
    return translatingDuplicates(taken, () =>
      this.database.transaction(async () => {
        const account = Account.forStaff(person, this.clock.now());
        this.em.persist(account);
        await this.database.flush();
        await this.sendFirstPassword(account);
        await this.audit.record({
          action: 'accounts.create-staff',
          subject: account.id,
          after: { username: person.username, roles: person.roles },
        });
        return this.get(account.id);
      }),
    );
  }

  async update(id: string, changes: PersonalDetails & { roles?: StaffRole[] }, expectedVersion: ExpectedVersion): Promise<AccountRow> {
    return this.change(id, async (account) => {
      requireVersion(account.version, expectedVersion);
      if (account.profile !== 'staff') {
        throw new NotStaff('Only staff accounts are edited here; residents and contractors keep their own names and numbers.');
      }
      const { roles, ...details } = changes;
      const before = { firstName: account.firstName, lastName: account.lastName, phone: account.phone, roles: account.roles };
      account.rename(details);
      if (roles) {
        if (!roles.includes('administrator')) await this.requireAnotherAdministrator(account);
        account.roles = roles;
        await this.sessions.lookAgain(account.id);
      }
      await this.audit.record({ action: 'accounts.update-staff', subject: id, ...changed(before, changes) });
    });
  }

  /**
   * Tells the old address; links that were sent to it are worth nothing any more. A clerk at the counter puts a typing error right, as
   * long as nobody has proved the address; one that is proved is changed by its owner or an administrator.
   */
  async changeEmail(id: string, email: string, by?: Principal): Promise<AccountRow> {
    const taken = () => new EmailInUse(`Another account of this profile has the address ${email}.`);
    const inUse = { account_email_once: taken, account_made_by_city_once: taken };
    return translatingDuplicates(inUse, () =>
      this.change(id, async (account) => {
        if (by && !by.roles.includes('administrator') && (account.profile === 'staff' || account.emailVerifiedAt !== null))
          throw new EmailProved();
        if (account.email === email) throw new AccountStateUnchanged('This is the address on file already.');
        const changeId = newId();
        await this.database.execute(sql`
          insert into accounts.email_change (id, account_id, old_email, new_email, changed_at, changed_by)
          values (${changeId}, ${id}, ${account.email}, ${email}, ${this.clock.now().toString()}, ${this.context.actorId ?? null})`);
        account.changeEmail(email);
        await this.requireFreeAddress(account);
        await this.links.spendAll(id, 'email-verification', 'password-reset', 'first-password');
        this.events.publish(new AccountEmailChanged({ accountId: id, changeId }));
        if (account.passwordHash === null) await this.sendFirstPassword(account);
        else
          this.events.publish(
            new EmailVerificationRequested({ accountId: id, verificationId: await this.links.make('email-verification', id, email) }),
          );
        // The addresses themselves are in the change; the audit trail is kept for ever and names no mailbox.
        await this.audit.record({ action: 'accounts.change-email', subject: id, after: { changeId } });
      }),
    );
  }

  /** Signs the account out everywhere. */
  async disable(id: string, reason: string | null): Promise<AccountRow> {
    return this.change(id, async (account) => {
      if (id === this.context.actorId) throw new NotForYourself('You cannot disable your own account; another administrator can.');
      if (account.isDisabled)
        throw new AccountStateUnchanged('The account is disabled already.', { extensions: { currentStatus: 'disabled' } });
      await this.requireAnotherAdministrator(account);
      account.disable(reason, this.clock.now());
      await this.database.flush();
      await this.sessions.endAll(id, 'account-disabled');
      await this.links.spendAll(id, 'password-reset');
      await this.audit.record({ action: 'accounts.disable', subject: id, before: { disabled: false }, after: { disabled: true, reason } });
    });
  }

  async enable(id: string): Promise<AccountRow> {
    return this.change(id, async (account) => {
      if (!account.isDisabled)
        throw new AccountStateUnchanged('The account is not disabled.', { extensions: { currentStatus: 'enabled' } });
      account.enable();
      await this.audit.record({ action: 'accounts.enable', subject: id, before: { disabled: true }, after: { disabled: false } });
    });
  }

  /** For whoever has lost the telephone and the recovery codes; they are signed out everywhere. */
  async resetSecondFactor(id: string): Promise<void> {
    await this.change(id, async (account) => {
      if (id === this.context.actorId) throw new NotForYourself('Take off your own second factor with your password (removeSecondFactor).');
      await this.secondFactor.remove(id, 'accounts.reset-second-factor');
      if (account.passwordIsShort) {
        account.dropPassword();
        const resetId = await this.links.make('password-reset', id, account.email);
        this.events.publish(new PasswordResetRequested({ accountId: id, resetId }));
      }
      await this.sessions.endAll(id, 'account-changed');
    });
  }

  /** Loads the account under a lock, changes it and reads it again, in one transaction. */
  private async change(id: string, verb: (account: Account) => Promise<void>): Promise<AccountRow> {
    return this.database.transaction(async () => {
      // Whoever may take the last administrator away waits for the others who might; everybody locks in the same order.
      await this.database.rows(sql`
        select id from accounts.account where id = ${id} or (profile = 'staff' and roles @> array['administrator']) order by id for update`);
      const account = await this.em.findOne(Account, { id, closedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!account) throw notFound(id);
      await verb(account);
      await this.database.flush();
      return this.get(id);
    });
  }

  private async requireAnotherAdministrator(account: Account): Promise<void> {
    if (!account.isAdministrator) return;
    const others = await this.database.row(sql<{ count: number }>`
      select count(*)::int as count from accounts.account
      where profile = 'staff' and roles @> array['administrator'] and disabled_at is null and password_hash is not null and id <> ${account.id}`);
    if (others!.count === 0) throw new LastAdministrator();
  }

  private async requireFreeAddress(account: Account): Promise<void> {
    const owners = (await this.queries.byEmail(account.profile, account.email)).filter((row) => row.id !== account.id && row.emailVerified);
    if (owners.length > 0) throw new EmailInUse(`Another account of this profile has the address ${account.email}.`);
  }

  private async sendFirstPassword(account: Account): Promise<void> {
    await this.links.make('first-password', account.id, account.email);
    this.events.publish(new FirstPasswordRequested({ accountId: account.id }));
  }
}

function notFound(id: string): AccountNotFound {
  return new AccountNotFound(`There is no account with the id ${id}.`);
}

/** Of what was to change, the values before and after. */
function changed(before: Record<string, unknown>, changes: object): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const names = Object.entries(changes)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  return {
    before: Object.fromEntries(names.map((name) => [name, before[name]])),
    after: Object.fromEntries(names.map((name) => [name, (changes as Record<string, unknown>)[name]])),
  };
}
