import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';

/** Which sessions still stand, for those who keep something open for them. */
@Injectable()
export class OpenSessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async among(sessionIds: string[]): Promise<ReadonlySet<string>> {
    const open = await this.database.rows(sql<{ id: string }>`
      select s.id from accounts.session s join accounts.account a on a.id = s.account_id
      where s.id = any(${sessionIds}::uuid[]) and s.ended_at is null and s.expires_at > ${this.clock.now().toString()}
        and a.disabled_at is null and a.closed_at is null`);
    return new Set(open.map(({ id }) => id));
  }
}
