import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from '../../../platform/auth/access-tokens.js';
import type { Principal, Profile, StaffRole } from '../../../platform/auth/principal.js';
import { SessionCache } from '../../../platform/auth/session-cache.js';
import { SessionCheck } from '../../../platform/auth/session-check.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { page, readCursor, type Page } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { RefreshTokenInvalid, SessionNotFound } from '../accounts.errors.js';
import { SessionFamilyRevoked } from '../accounts.events.js';

/** A refresh token lives this long; each use gives a new one with a new life. */
export const REFRESH_TOKEN_DAYS = 30;

/** How long a used token may come again: from a second tab, or because the answer was lost on its way. */
const SECOND_USE_SECONDS = 30;

/** Who keeps the refresh token: the program that signed in, or a cookie of the browser. */
export const SESSION_KEEPINGS = ['token', 'cookie'] as const;
export type SessionKeeping = (typeof SESSION_KEEPINGS)[number];

export type EndReason =
  'signed-out' | 'ended-by-owner' | 'password-changed' | 'token-reused' | 'account-disabled' | 'account-changed' | 'account-closed';

export interface Tokens {
  accountId: string;
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
}

export interface SessionRow {
  id: string;
  client: string | null;
  createdAt: string;
  lastUsedAt: string;
}

/**
 * Where people are signed in. A session is a family of refresh tokens; a used token that comes back later than a moment after its
 * use was copied, and ends the family. The token in a cookie stays the same: tabs share it, and whoever reloads a page may never see
 * the answer that would bring a new one.
 */
@Injectable()
export class SessionsService extends SessionCheck {
  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
    private readonly cache: SessionCache,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Starts a session for somebody who has proved who they are. */
  async open(accountId: string, client: string | undefined, keptIn: SessionKeeping = 'token'): Promise<Tokens> {
    return this.database.transaction(async () => {
      const sessionId = newId();
      const now = this.clock.now();
      await this.database.execute(sql`
        insert into accounts.session (id, account_id, client, kept_in, created_at, last_used_at, expires_at)
        values (${sessionId}, ${accountId}, ${client?.slice(0, 200) ?? null}, ${keptIn},
          ${now.toString()}, ${now.toString()}, ${runsOut(now)})`);
      return this.issue(accountId, sessionId, now);
    });
  }

  async refresh(refreshToken: string, keptIn: SessionKeeping): Promise<Tokens> {
    const hash = hashOf(refreshToken);
    const outcome = await this.database.transaction(async (): Promise<Tokens | 'invalid'> => {
      // The session's row is the lock: of two who bring the same token at once, the second finds it used.
      const found = await this.database.row(sql<FoundToken>`
        select s.id as session_id, s.account_id,
          s.ended_at is null and t.expires_at > ${this.clock.now().toString()} and a.disabled_at is null and a.closed_at is null as open,
          t.used_at <= ${this.clock.now().subtract({ seconds: SECOND_USE_SECONDS }).toString()} as was_copied
        from accounts.session s
        join accounts.refresh_token t on t.session_id = s.id
        join accounts.account a on a.id = s.account_id
        where t.hash = ${hash} and s.kept_in = ${keptIn} for update of s`);
      if (!found) return 'invalid';
      if (keptIn === 'token' && found.wasCopied) {
        if (found.open) await this.revokeFamily(found);
        return 'invalid';
      }
      if (!found.open) return 'invalid';
      if (keptIn === 'token') await this.markUsed(hash);
      const now = this.clock.now();
      await this.database.execute(sql`
        update accounts.session set last_used_at = ${now.toString()}, expires_at = ${runsOut(now)} where id = ${found.sessionId}`);
      if (keptIn === 'token') return this.issue(found.accountId, found.sessionId, now);
      await this.database.execute(sql`update accounts.refresh_token set expires_at = ${runsOut(now)} where hash = ${hash}`);
      return this.tokensOf(found.accountId, found.sessionId, refreshToken);
    });
    if (outcome === 'invalid') throw new RefreshTokenInvalid();
    return outcome;
  }

  /** The sessions that are open, the last used first. */
  async openOf(accountId: string, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<SessionRow>> {
    const after = readCursor(cursor, 2);
    const rows = await this.database.rows(sql<SessionRow>`
      select id, client, created_at, last_used_at from accounts.session
      where account_id = ${accountId} and ended_at is null and expires_at > ${this.clock.now().toString()}
        ${after ? sql`and (last_used_at, id) < (${after[0]}, ${after[1]})` : sql``}
      order by last_used_at desc, id desc limit ${limit + 1}`);
    return page(
      rows,
      limit,
      (row) => [row.lastUsedAt, row.id],
      (row) => row,
    );
  }

  /** Ends one session of the account. */
  async end(accountId: string, sessionId: string, reason: EndReason): Promise<void> {
    const ended = await this.database.transaction(() => this.endWhere(sql`account_id = ${accountId} and id = ${sessionId}`, reason));
    if (ended.length === 0) throw new SessionNotFound();
  }

  /** Ends the session that a cookie keeps, if it is still open. */
  async endKept(refreshToken: string): Promise<void> {
    await this.database.transaction(() =>
      this.endWhere(
        sql`kept_in = 'cookie' and id = (select session_id from accounts.refresh_token where hash = ${hashOf(refreshToken)})`,
        'signed-out',
      ),
    );
  }

  /** Ends all sessions of the account, but for the one that stays. */
  async endAll(accountId: string, reason: EndReason, except?: string): Promise<void> {
    await this.database.transaction(() =>
      this.endWhere(sql`account_id = ${accountId} and (${except ?? null}::uuid is null or id <> ${except ?? null}::uuid)`, reason),
    );
  }

  /** What an account may do has changed: this process looks again at its sessions from the next request on. */
  async lookAgain(accountId: string): Promise<void> {
    const open = await this.database.rows(
      sql<{ id: string }>`select id from accounts.session where account_id = ${accountId} and ended_at is null`,
    );
    this.database.afterCommit(() => this.cache.forget(open.map((session) => session.id)));
  }

  override async principalOf(sessionId: string): Promise<Principal | null> {
    const row = await this.database.row(sql<{ accountId: string; profile: Profile; roles: StaffRole[] }>`
      select a.id as account_id, a.profile, a.roles from accounts.session s join accounts.account a on a.id = s.account_id
      where s.id = ${sessionId} and s.ended_at is null and s.expires_at > ${this.clock.now().toString()}
        and a.disabled_at is null and a.closed_at is null`);
    return row ? { accountId: row.accountId, sessionId, profile: row.profile, roles: row.roles } : null;
  }

  private async issue(accountId: string, sessionId: string, now: Temporal.Instant): Promise<Tokens> {
    const refreshToken = randomBytes(32).toString('base64url');
    await this.database.execute(sql`
      insert into accounts.refresh_token (hash, session_id, issued_at, expires_at)
      values (${hashOf(refreshToken)}, ${sessionId}, ${now.toString()}, ${runsOut(now)})`);
    return this.tokensOf(accountId, sessionId, refreshToken);
  }

  private tokensOf(accountId: string, sessionId: string, refreshToken: string): Tokens {
    return { accountId, accessToken: this.tokens.issue(accountId, sessionId), expiresInSeconds: ACCESS_TOKEN_SECONDS, refreshToken };
  }

  /** The first use counts: a token that comes again and again has its one moment. */
  private async markUsed(hash: Buffer): Promise<void> {
    await this.database.execute(sql`
      update accounts.refresh_token set used_at = ${this.clock.now().toString()} where hash = ${hash} and used_at is null`);
  }

  private async revokeFamily({ accountId, sessionId }: FoundToken): Promise<void> {
    await this.endWhere(sql`id = ${sessionId}`, 'token-reused');
    this.events.publish(new SessionFamilyRevoked({ accountId }));
  }

  private async endWhere(which: ReturnType<typeof sql>, reason: EndReason): Promise<string[]> {
    const ended = await this.database.rows(sql<{ id: string }>`
      update accounts.session set ended_at = ${this.clock.now().toString()}, end_reason = ${reason}
      where ended_at is null and ${which} returning id`);
    const ids = ended.map((session) => session.id);
    this.database.afterCommit(() => this.cache.forget(ids));
    return ids;
  }
}

interface FoundToken {
  accountId: string;
  sessionId: string;
  open: boolean;
  /** Null when it was not used yet. */
  wasCopied: boolean | null;
}

function runsOut(now: Temporal.Instant): string {
  return now.add({ hours: REFRESH_TOKEN_DAYS * 24 }).toString();
}

/** The token has 256 random bits: a plain hash is as good as a slow one. */
function hashOf(refreshToken: string): Buffer {
  return createHash('sha256').update(refreshToken).digest();
}
