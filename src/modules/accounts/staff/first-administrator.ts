import { randomInt } from 'node:crypto';
import type { Server } from 'node:http';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { sql } from 'kysely';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { CityProfile } from '../../city/index.js';
import { Account } from '../account.entity.js';
import { PasswordHasher } from '../passwords/password-hasher.js';

/** Any constant: replicas that start together take turns. */
const START_LOCK = 7_106_303;
const USERNAME = 'administrator';
const ONE_TIME_PASSWORD_DAYS = 7;
/** Without letters and digits that are taken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

interface OneTimeLogin {
  login: string;
  password: string;
}

/**
 * A portal that nobody can administer lets its first administrator in: with `ADMIN_EMAIL` and `ADMIN_PASSWORD`, or else with a
 * one-time password on the console of the process that starts. It is written there and nowhere else; where the console is silent
 * (`LOG_LEVEL=silent`) nobody could read it, and none is made.
 */
@Injectable()
export class FirstAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdministrator.name);

  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly hasher: PasswordHasher,
    private readonly settings: Settings,
    private readonly city: CityProfile,
    private readonly clock: Clock,
    private readonly host: HttpAdapterHost,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail, adminPassword, logLevel } = this.settings;
    // A command that serves nobody shows nobody a password.
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    if (!server) return;
    const made = await this.database.transaction(async () => {
      await this.database.execute(sql`select pg_advisory_xact_lock(${START_LOCK})`);
      if (await this.isThereOne()) return undefined;
      if (adminEmail && adminPassword) return this.makeFromSettings(adminEmail, adminPassword);
      return logLevel === 'silent' ? undefined : this.makeWithOneTimePassword();
    });
    if (!made) return;
    // Last of all, once nothing else can go wrong: it is shown this once.
    const show = () => void process.stdout.write(letter(made));
    if (server.listening) show();
    else server.once('listening', show);
  }

  /** Somebody who can sign in, or has a link to do so soon. */
  private async isThereOne(): Promise<boolean> {
    const now = this.clock.now().toString();
    const found = await this.database.row(sql`
      select from accounts.account a
      where a.profile = 'staff' and a.roles @> array['administrator'] and a.disabled_at is null
        and case when a.password_hash is null
          then exists (select from accounts.link l where l.account_id = a.id and l.used_at is null and l.expires_at > ${now})
          else a.one_time_password_until is null or (a.one_time_password_used_at is null and a.one_time_password_until > ${now}) end
      limit 1`);
    return found !== undefined;
  }

  private async makeFromSettings(email: string, password: string): Promise<undefined> {
    const present = await this.em.findOne(Account, { profile: 'staff', email });
    if (present) {
      this.logger.warn(
        'ADMIN_EMAIL is the address of a staff account that is not an administrator or is disabled; no administrator was made.',
      );
      return;
    }
    const now = this.clock.now();
    const account = await this.newAdministrator(email);
    account.setPassword(await this.hasher.hash(password), now);
    account.emailVerifiedAt = now;
  }

  /** Renews the one that was spent or ran out before anybody had chosen a password of their own. */
  private async makeWithOneTimePassword(): Promise<OneTimeLogin> {
    const account =
      (await this.em.findOne(Account, { profile: 'staff', oneTimePasswordUntil: { $ne: null }, disabledAt: null })) ??
      (await this.newAdministrator());
    const password = Array.from({ length: 5 }, () => randomText(5)).join('-');
    const now = this.clock.now();
    account.setOneTimePassword(await this.hasher.hash(password), now, now.add({ hours: ONE_TIME_PASSWORD_DAYS * 24 }));
    return { login: account.username!, password };
  }

  /** Without an address of its own, one of the city's that no administrator before had. */
  private async newAdministrator(email?: string): Promise<Account> {
    const taken = await this.database.rows(sql<{ username: string }>`
      select username::text as username from accounts.account where profile = 'staff' and username like ${`${USERNAME}%`}`);
    const names = new Set(taken.map((row) => row.username));
    let username = USERNAME;
    for (let number = 2; names.has(username); number++) username = `${USERNAME}-${number}`;
    const account = Account.forStaff(
      {
        username,
        email: email ?? `${username}@${this.city.sender.email.split('@')[1]}`,
        firstName: 'First',
        lastName: 'Administrator',
        roles: ['administrator'],
      },
      this.clock.now(),
    );
    this.em.persist(account);
    return account;
  }
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function letter({ login, password }: OneTimeLogin): string {
  return `
The portal has no administrator yet. Sign in as the first one:

  profile   staff
  login     ${login}
  password  ${password}

The password is good for one sign-in within ${ONE_TIME_PASSWORD_DAYS} days; change it then (POST /v1/accounts/me/password).

`;
}
