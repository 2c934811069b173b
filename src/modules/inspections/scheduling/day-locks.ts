import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';

/**
 * Those who give out the times of one day take turns, for a moment each. The exclusion constraint alone would be as safe, but two who
 * insert into each other's way wait for each other until the database breaks one off.
 */
@Injectable()
export class DayLocks {
  constructor(private readonly database: Database) {}

  /** Until the end of the open transaction; always in the order of the calendar. */
  async lock(dates: readonly Temporal.PlainDate[]): Promise<void> {
    this.database.transactionKey();
    const days = [...new Set(dates.map((date) => date.toString()))].sort();
    await this.database.execute(sql`
      select pg_advisory_xact_lock(hashtextextended('inspections.day ' || day, 0))
      from unnest(${days}::text[]) with ordinality as given (day, n) order by n`);
  }
}
