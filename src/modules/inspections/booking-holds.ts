import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { Clock } from '../../platform/time/clock.js';

/** Why nothing can be booked on a record for now, as the module that says so put it. */
export interface BookingHold {
  /** Who holds it, such as `permits.contractor`: each source has one hold on a record and lifts only its own. */
  source: string;
  code: string;
  /** For the parties to read. */
  reason: string;
}

export interface HoldOnRecord extends BookingHold {
  since: Temporal.Instant;
}

/** What keeps a record's inspections from being booked. Visits that are booked already stay. */
@Injectable()
export class BookingHolds {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** True when the source did not hold the record before; another reason takes the place of the one before. */
  async set(recordId: string, { source, code, reason }: BookingHold): Promise<boolean> {
    const row = await this.database.row(sql<{ isNew: boolean }>`
      insert into inspections.booking_hold (record_id, source, code, reason, since)
      values (${recordId}, ${source}, ${code}, ${reason}, ${this.clock.now().toString()})
      on conflict (record_id, source) do update set code = excluded.code, reason = excluded.reason
      returning (xmax = 0) as is_new`);
    return row!.isNew;
  }

  /** True when there was one. */
  async lift(recordId: string, source: string): Promise<boolean> {
    const { numDeletedRows } = await this.database.query
      .deleteFrom('inspections.booking_hold')
      .where('recordId', '=', recordId)
      .where('source', '=', source)
      .executeTakeFirst();
    return numDeletedRows === 1n;
  }

  async liftAll(recordId: string): Promise<void> {
    await this.database.query.deleteFrom('inspections.booking_hold').where('recordId', '=', recordId).execute();
  }

  /** The oldest first. */
  async on(recordId: string): Promise<HoldOnRecord[]> {
    return (await this.onEach([recordId])).get(recordId) ?? [];
  }

  /** The same of several records; those that nobody holds are left out. */
  async onEach(recordIds: readonly string[]): Promise<Map<string, HoldOnRecord[]>> {
    if (recordIds.length === 0) return new Map();
    const rows = await this.database.query
      .selectFrom('inspections.booking_hold')
      .select(['recordId', 'source', 'code', 'reason', 'since'])
      .where('recordId', 'in', recordIds)
      .orderBy('since')
      .orderBy('source')
      .execute();
    const byRecord = Map.groupBy(rows, ({ recordId }) => recordId);
    return new Map(
      [...byRecord].map(([recordId, holds]) => [
        recordId,
        holds.map(({ source, code, reason, since }) => ({ source, code, reason, since: toInstant(since) })),
      ]),
    );
  }
}
