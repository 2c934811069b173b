import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Metrics } from '../../platform/health/metrics.js';

/** Letters that did not arrive and were not sent anew since. */
@Injectable()
export class LetterMetrics implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.add({
      name: 'frontcounter_letters_failed',
      help: 'Letters whose last delivery failed: staff find them in the list of failed messages.',
      count: () => this.failed(),
    });
  }

  private async failed(): Promise<number> {
    const row = await this.database.row(sql<{ count: number }>`
      select count(*)::int as count from notifications.delivery d
      where d.state = 'failed'
        and not exists (select 1 from notifications.delivery later where later.notification_id = d.notification_id and later.number > d.number)`);
    return row!.count;
  }
}
