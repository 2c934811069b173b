import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { toInstant } from '../database/types.js';
import { Clock } from '../time/clock.js';

type Count = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** The counts of all replicas, one row a key. A window starts with its first try; tries beyond the limit do not prolong it. */
@Injectable()
export class RateLimitStore implements ThrottlerStorage {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async increment(key: string, windowMilliseconds: number, limit: number): Promise<Count> {
    const now = this.clock.now();
    const end = now.add({ milliseconds: windowMilliseconds });
    const counted = await this.database.row(sql<{ hits: number; resetsAt: string }>`
      insert into platform.rate_limit as counted (key, hits, resets_at) values (${key}, 1, ${end.toString()})
      on conflict (key) do update set
        hits = case when counted.resets_at <= ${now.toString()} then 1 else counted.hits + 1 end,
        resets_at = case when counted.resets_at <= ${now.toString()} then excluded.resets_at else counted.resets_at end
      returning hits, resets_at`);
    const { hits, resetsAt } = counted!;
    const secondsLeft = Math.max(1, Math.ceil(now.until(toInstant(resetsAt)).total('seconds')));
    return { totalHits: hits, timeToExpire: secondsLeft, isBlocked: hits > limit, timeToBlockExpire: secondsLeft };
  }
}
