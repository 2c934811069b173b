import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { ScheduledJob } from '../jobs/job.decorators.js';
import { Clock } from '../time/clock.js';
import { IdempotencyKeyInUse, IdempotencyKeyReused } from './idempotency.errors.js';

/** The right to work on a key; `lockedAt` tells it from an earlier one that was given up. */
export interface Claim {
  scope: string;
  key: string;
  lockedAt: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** JSON as it was sent; null for an answer without a body. */
  body: string | null;
}

interface Row {
  requestHash: string;
  status: number | null;
  headers: Record<string, string>;
  body: string | null;
  expired: boolean;
}

const KEPT_HOURS = 24;
/** Longer than any request runs; a key still claimed then belongs to a process that died. */
const ABANDONED_SECONDS = 60;

/** The keys of the last day, with the answers they got. A claimed key has no answer yet. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Claims the key or finds its answer. Refuses a key that is being worked on, or that came with another request. */
  async claim({ scope, key, requestHash }: { scope: string; key: string; requestHash: string }): Promise<Claim | Answer> {
    // Milliseconds, because the instant comes back from the database to be compared.
    const now = this.clock.now().round('millisecond');
    const lockedAt = now.toString();
    const expiry = now.subtract({ hours: KEPT_HOURS }).toString();
    const claimed = await this.database.execute(sql`
      insert into platform.idempotency_key (scope, key, request_hash, locked_at, created_at)
      values (${scope}, ${key}, ${requestHash}, ${lockedAt}, ${lockedAt}) on conflict (scope, key) do nothing`);
    if (claimed > 0) return { scope, key, lockedAt };

    const row = await this.database.row(sql<Row>`
      select request_hash, status, headers, body #>> '{}' as body, created_at < ${expiry} as expired
      from platform.idempotency_key where scope = ${scope} and key = ${key}`);
    if (row?.status != null && !row.expired) {
      if (row.requestHash !== requestHash) throw reused();
      return { status: row.status, headers: row.headers, body: row.body };
    }

    // Free again, outlived, or left behind by a process that died. One that still works on it in a transaction holds the row.
    const abandoned = now.subtract({ seconds: ABANDONED_SECONDS }).toString();
    const taken = await this.database.execute(sql`
      update platform.idempotency_key
      set request_hash = ${requestHash}, locked_at = ${lockedAt}, created_at = ${lockedAt}, status = null, headers = null, body = null
      where (scope, key) in (
        select scope, key from platform.idempotency_key
        where scope = ${scope} and key = ${key}
          and ((status is null and locked_at < ${abandoned} and request_hash = ${requestHash}) or created_at < ${expiry})
        for update skip locked)`);
    if (taken > 0) return { scope, key, lockedAt };
    if (row && !row.expired && row.requestHash !== requestHash) throw reused();
    throw new IdempotencyKeyInUse('The first request with this Idempotency-Key is still being worked on. Ask again in a moment.');
  }

  /** Locks the claimed key in the open transaction, so that nobody takes it over while this process lives. */
  async hold({ scope, key, lockedAt }: Claim): Promise<void> {
    const held = await this.database.row(sql`
      select 1 from platform.idempotency_key
      where scope = ${scope} and key = ${key} and locked_at = ${lockedAt} and status is null for update`);
    if (!held) throw new IdempotencyKeyInUse('Another request has taken over this Idempotency-Key. Ask again in a moment.');
  }

  async keep({ scope, key, lockedAt }: Claim, { status, headers, body }: Answer): Promise<void> {
    // As a JSON string, because jsonb would reorder the members.
    await this.database.execute(sql`
      update platform.idempotency_key
      set status = ${status}, headers = ${JSON.stringify(headers)}::jsonb, body = to_jsonb(${body}::text)
      where scope = ${scope} and key = ${key} and locked_at = ${lockedAt} and status is null`);
  }

  async release({ scope, key, lockedAt }: Claim): Promise<void> {
    await this.database.execute(sql`
      delete from platform.idempotency_key where scope = ${scope} and key = ${key} and locked_at = ${lockedAt} and status is null`);
  }

  @ScheduledJob({
    id: 'platform.forget-request-counts',
    cron: '40 * * * *',
    description: 'Forgets idempotency keys after a day and the counts of rate limits once their window has passed.',
  })
  async forget(): Promise<void> {
    const now = this.clock.now();
    const day = now.subtract({ hours: KEPT_HOURS }).toString();
    const batches = [
      sql`delete from platform.idempotency_key where (scope, key) in (
        select scope, key from platform.idempotency_key where created_at < ${day} limit 5000 for update skip locked)`,
      sql`delete from platform.rate_limit where key in (
        select key from platform.rate_limit where resets_at < ${now.toString()} limit 5000 for update skip locked)`,
    ];
    for (const batch of batches) while ((await this.database.execute(batch)) > 0);
  }
}

function reused(): IdempotencyKeyReused {
  return new IdempotencyKeyReused('This Idempotency-Key came with another request before. Use a new key for a new request.');
}
