import { sql } from 'kysely';
import { AccountLinks } from '../../src/modules/accounts/index.js';
import { Links } from '../../src/modules/accounts/links.js';
import { PasswordsService } from '../../src/modules/accounts/passwords/passwords.service.js';
import { RegistrationService } from '../../src/modules/accounts/registration.service.js';
import { SessionsService } from '../../src/modules/accounts/sessions/sessions.service.js';
import { Database } from '../../src/platform/database/database.js';
import type { DomainEventClass, Facts } from '../../src/platform/events/domain-event.js';
import type { TestApp } from './app.js';

/** The password of every account that is built here. */
export const PASSWORD = 'seven lamps over the harbor';

export interface Person {
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  phone: string;
}

/** An account whose address is not proved yet. */
export function register(app: TestApp, person: Omit<Person, 'phone'>): Promise<{ id: string; email: string; username: string | null }> {
  return app.get(RegistrationService).register({ ...person, password: PASSWORD });
}

/** An account whose owner has proved the address. */
export async function registerAndVerify(app: TestApp, person: Person): Promise<string> {
  const { id } = await register(app, person);
  const links = app.get(Links);
  const verification = (await links.openOf(id, 'email-verification'))!;
  await app.get(RegistrationService).verifyEmail(links.tokenFor('email-verification', verification.id), { accountId: id });
  return id;
}

/** Follows the link that the city sends whomever it registers. */
export async function chooseFirstPassword(app: TestApp, accountId: string): Promise<void> {
  await choosePassword(app, await app.get(AccountLinks).firstPassword(accountId));
}

/** Follows a link to choose a password, and chooses the usual one. */
export async function choosePassword(app: TestApp, link: string): Promise<void> {
  await app.get(PasswordsService).reset(tokenIn(link)!, PASSWORD);
}

/** A new session; its tokens are good at the clock of now. */
export async function openSession(app: TestApp, accountId: string): Promise<{ accessToken: string; refreshToken: string }> {
  return app.get(SessionsService).open(accountId, 'a test');
}

/** As if every session were ended from elsewhere. */
export async function endSessions(app: TestApp, accountId: string): Promise<void> {
  await app.get(SessionsService).endAll(accountId, 'account-changed');
}

/** The facts of the events of one type that concern an account, the oldest first. */
export async function eventsOf<F extends Facts>(app: TestApp, event: DomainEventClass<F>, accountId: string): Promise<F[]> {
  const rows = await app.get(Database).rows(sql<{ facts: F }>`
    select facts from platform.event where type = ${event.type} and facts->>'accountId' = ${accountId} order by id`);
  return rows.map((row) => row.facts);
}

/** The token in the link that a message with this verification would carry; null when the link is not good any more. */
export async function verificationToken(app: TestApp, verificationId: string): Promise<string | null> {
  return tokenIn(await app.get(AccountLinks).emailVerification(verificationId));
}

/** The token in the link that a message with this reset would carry; null when the link is not good any more. */
export async function resetToken(app: TestApp, resetId: string): Promise<string | null> {
  return tokenIn(await app.get(AccountLinks).passwordReset(resetId));
}

export function tokenIn(link: string | null): string | null {
  return link && new URL(link).searchParams.get('token');
}
