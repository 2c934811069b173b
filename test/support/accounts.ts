import { sql } from 'kysely';
import { AccountLinks } from '../../src/modules/accounts/account-links.js';
import { Database } from '../../src/platform/database/database.js';
import type { DomainEventClass, Facts } from '../../src/platform/events/domain-event.js';
import type { TestApp } from './app.js';

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
