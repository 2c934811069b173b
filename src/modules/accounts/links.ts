import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../platform/auth/keys.js';
import { linkToken, readLinkToken } from '../../platform/auth/link-tokens.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { toInstant } from '../../platform/database/types.js';
import { Clock } from '../../platform/time/clock.js';

export type LinkPurpose = 'email-verification' | 'email-change' | 'password-reset' | 'first-password' | 'invitation';

const MINUTES_VALID: Record<LinkPurpose, number> = {
  'email-verification': 3 * 24 * 60,
  'email-change': 3 * 24 * 60,
  'password-reset': 30,
  'first-password': 7 * 24 * 60,
  invitation: 14 * 24 * 60,
};

export interface Link {
  id: string;
  purpose: LinkPurpose;
  accountId: string;
  email: string;
  expiresAt: Temporal.Instant;
  usedAt: Temporal.Instant | null;
}

/** What a mailed link stands for; its secret is made by `linkToken` and stored nowhere. */
@Injectable()
export class Links {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** In the open transaction. The address is kept with it: a link proves the mailbox it was sent to and no other. */
  async make(purpose: LinkPurpose, accountId: string, email: string): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await this.database.execute(sql`
      insert into accounts.link (id, purpose, account_id, email, created_at, expires_at)
      values (${id}, ${purpose}, ${accountId}, ${email}, ${now.toString()}, ${now.add({ minutes: MINUTES_VALID[purpose] }).toString()})`);
    return id;
  }

  tokenFor(purpose: LinkPurpose, id: string): string {
    return linkToken(this.keys.for('account-links'), purpose, id);
  }

  /** The link behind a token that was made here, whatever has become of it; undefined for any other text. */
  async find(token: string, ...purposes: LinkPurpose[]): Promise<Link | undefined> {
    const read = readLinkToken(this.keys.for('account-links'), token, purposes);
    return read && this.byId(read.id, read.purpose);
  }

  async byId(id: string, purpose: LinkPurpose): Promise<Link | undefined> {
    return toLink(await this.database.row(sql<LinkRow>`${columns} where id = ${id} and purpose = ${purpose}`));
  }

  /** The newest one of its purpose that can still be used. */
  async openOf(accountId: string, purpose: LinkPurpose): Promise<Link | undefined> {
    return toLink(
      await this.database.row(sql<LinkRow>`
        ${columns} where account_id = ${accountId} and purpose = ${purpose} and used_at is null and expires_at > ${this.clock.now().toString()}
        order by created_at desc limit 1`),
    );
  }

  isOpen(link: Link): boolean {
    return link.usedAt === null && Temporal.Instant.compare(link.expiresAt, this.clock.now()) > 0;
  }

  /** Spends a link, once: of two who try at the same moment, one is told no. */
  async spend(id: string): Promise<boolean> {
    const now = this.clock.now().toString();
    return (
      (await this.database.execute(sql`
      update accounts.link set used_at = ${now} where id = ${id} and used_at is null and expires_at > ${now}`)) === 1
    );
  }

  /** Makes every other link of these purposes useless. */
  async spendAll(accountId: string, ...purposes: LinkPurpose[]): Promise<void> {
    await this.database.execute(sql`
      update accounts.link set used_at = ${this.clock.now().toString()}
      where account_id = ${accountId} and purpose = any(${purposes}::text[]) and used_at is null`);
  }
}

interface LinkRow {
  id: string;
  purpose: LinkPurpose;
  accountId: string;
  email: string;
  expiresAt: string;
  usedAt: string | null;
}

const columns = sql`
  select id, purpose, account_id, email::text as email, expires_at, used_at from accounts.link`;

function toLink(row: LinkRow | undefined): Link | undefined {
  return row && { ...row, expiresAt: toInstant(row.expiresAt), usedAt: row.usedAt === null ? null : toInstant(row.usedAt) };
}
