import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Metrics } from '../../../platform/health/metrics.js';

/** Money that somebody has to look after. */
@Injectable()
export class MoneyMetrics implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.add({
      name: 'frontcounter_payment_notices_unsettled',
      help: 'What the payment provider has told and the books do not show yet: payments, refunds and disputes.',
      count: () => this.count(sql<Count>`select count(*)::int as count from payments.provider_event where handled_at is null`),
    });
    this.metrics.add({
      name: 'frontcounter_refunds_failed',
      help: 'Refunds that did not reach their payer and wait for a cashier.',
      count: () => this.count(sql<Count>`select count(*)::int as count from payments.refund where status = 'failed'`),
    });
  }

  private async count(question: RawBuilder<Count>): Promise<number> {
    const row = await this.database.row(question);
    return row!.count;
  }
}

interface Count {
  count: number;
}
