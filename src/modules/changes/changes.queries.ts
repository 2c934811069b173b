import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import type { Position } from './position.rules.js';

/** What one account is told of: a record by its number, a message by its id, or its cart; `session`: one of its sessions ended. */
export interface Change {
  accountId: string;
  about: 'record' | 'message' | 'cart' | 'session';
  number: string | null;
  messageId: string | null;
}

interface Look {
  at: number;
  snapshot: string;
  changes: Change[] | null;
}

/** Reads what changed. */
@Injectable()
export class ChangesQueries {
  constructor(private readonly database: Database) {}

  /**
   * What was committed since a position, and the position that this look has come to. Transactions end in another order than they
   * begin, so a position is a snapshot of those that were done; nothing is told twice and nothing is left out.
   */
  async since(position: Position | undefined, accountId?: string): Promise<{ position: Position; changes: Change[] }> {
    const snapshot = position?.snapshot ?? null;
    const row = await this.database.row(sql<Look>`
      with fresh as (
        select distinct about, account_id, record_id, message_id, owners_only from changes.change
        where transaction >= pg_snapshot_xmin(${snapshot}::pg_snapshot)
          and not pg_visible_in_snapshot(transaction, ${snapshot}::pg_snapshot)
      ), told as (
        select distinct coalesce(f.account_id, p.account_id) as account_id, f.about, r.number, f.message_id
        from fresh f
          left join records.record r on r.id = f.record_id
          left join records.party p on f.account_id is null and p.record_id = f.record_id and (p.relation = 'owner' or not f.owners_only)
      )
      select extract(epoch from now())::int as at, pg_current_snapshot()::text as snapshot, (
        select json_agg(json_build_object('accountId', account_id, 'about', about, 'number', number, 'messageId', message_id)) from told
        where account_id is not null and (${accountId ?? null}::uuid is null or account_id = ${accountId ?? null}::uuid)
      ) as changes`);
    const { changes, ...now } = row!;
    return { position: now, changes: changes ?? [] };
  }

  /** Forgets what nobody who comes back would be told any more. */
  forget(hours: number): Promise<number> {
    return this.database.execute(sql`delete from changes.change where written_at < now() - make_interval(hours => ${hours}::int)`);
  }
}
