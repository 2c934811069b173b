import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Job, ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { Clock } from '../../../platform/time/clock.js';
import { WITHDRAW_CHECKOUT } from '../ledger/fee-ledger.js';
import { RefundSending } from '../payment/refund-sending.js';
import { CheckoutEnding } from './checkout-ending.js';
import { CheckoutsQueries, type CheckoutFacts } from './checkouts.queries.js';

const BATCH = 50;
const KEY_KEPT_HOURS = 24;

/** What the clock does for checkouts: no reservation outlives its time, and no payment is lost because nobody told us of it. */
@Injectable()
export class CheckoutsJobs {
  private readonly logger = new Logger(CheckoutsJobs.name);

  constructor(
    private readonly database: Database,
    private readonly queries: CheckoutsQueries,
    private readonly ending: CheckoutEnding,
    private readonly refunds: RefundSending,
    private readonly clock: Clock,
  ) {}

  @ScheduledJob({
    id: 'payments.end-overdue-checkouts',
    cron: '* * * * *',
    description:
      'Closes checkouts whose half hour is up at the payment provider and frees their fees, or takes a payment that came in time.',
  })
  async endOverdue(): Promise<void> {
    const now = this.clock.now();
    await this.forEach(
      (after) => this.queries.overdue(now, after, BATCH),
      (checkout) => this.ending.end(checkout, 'expired', 'Not paid in time'),
    );
  }

  @ScheduledJob({
    id: 'payments.ask-provider',
    cron: '*/2 * * * *',
    description: 'Asks the payment provider about open checkouts it has not told us about, and about refunds on their way.',
  })
  async askProvider(): Promise<void> {
    const now = this.clock.now();
    await this.forEach(
      (after) => this.queries.silent(now, after, BATCH),
      async (checkout) => {
        await this.ending.ask(checkout);
        await this.database.execute(sql`update payments.checkout set asked_at = ${now.toString()} where id = ${checkout.id}`);
      },
    );
    await this.askAboutRefunds(now);
    await this.database.execute(sql`
      update payments.checkout set idempotency_key = null
      where idempotency_key is not null and opened_at < ${now.subtract({ hours: KEY_KEPT_HOURS }).toString()}`);
  }

  /** A fee of this checkout was paid or changed otherwise: what the provider's page asks for is not right any more. */
  @Job(WITHDRAW_CHECKOUT)
  async withdraw({ checkoutId }: { checkoutId: string }): Promise<void> {
    const checkout = await this.queries.get(checkoutId);
    if (checkout?.status === 'open') await this.ending.end(checkout, 'cancelled', 'One of its fees was paid or changed otherwise');
  }

  private async askAboutRefunds(now: Temporal.Instant): Promise<void> {
    for (const { refundId, provider, paymentReference, isSent } of await this.refunds.pending(now.subtract({ minutes: 10 }), BATCH)) {
      try {
        if (isSent) await this.refunds.sync(provider, paymentReference);
        else await this.refunds.send({ refundId });
      } catch (error) {
        this.logger.warn(`Refund ${refundId} has to wait: ${(error as Error).message}`);
      }
    }
  }

  /** One that fails does not keep the others waiting: it comes up again at the next run. */
  private async forEach(
    batchAfter: (after: CheckoutFacts | undefined) => Promise<CheckoutFacts[]>,
    work: (checkout: CheckoutFacts) => Promise<unknown>,
  ): Promise<void> {
    for (let batch = await batchAfter(undefined); batch.length > 0; batch = await batchAfter(batch.at(-1))) {
      for (const checkout of batch) {
        try {
          await work(checkout);
        } catch (error) {
          this.logger.warn(`Checkout ${checkout.id} has to wait: ${(error as Error).message}`);
        }
      }
    }
  }
}
