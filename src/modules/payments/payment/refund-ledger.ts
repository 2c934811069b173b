import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { Lifecycle } from '../../records/index.js';
import type { ProviderRefund } from '../provider/payment-provider.js';
import { Refund, type Moment, type RefundedPayment, type RefundRequested } from './refund.entity.js';
import { RefundMachine, type PaymentMethod } from './refund.status.js';

export const SEND_REFUND = 'payments.send-refund';

export interface NewRefund extends RefundRequested {
  /** What it is taken from; empty when the money never paid for a fee. */
  items: { feeId: string; creditId: string | null; amountCents: Cents }[];
}

/** What became of a refund; without a reference when the provider refused it. */
type Word = Pick<ProviderRefund, 'status' | 'failure'> & { reference: string | null };

/** Money that goes back. What a payment gives back is never more than it brought, which the database makes sure of. */
@Injectable()
export class RefundLedger {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lifecycle: Lifecycle,
    private readonly calendar: BusinessCalendar,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Money that paid for nothing goes back through the provider it came from, without anybody asking. */
  async sendBack(paymentId: string, amountCents: Cents, reason: string): Promise<void> {
    await this.write({ paymentId, amountCents, method: 'provider', reason, items: [] });
  }

  /** Cash and checks are handed out at once; the provider is asked by a job, because that cannot be part of a transaction. */
  async write({ items, ...request }: NewRefund): Promise<string> {
    const refund = Refund.request(request, this.clock.now());
    const { id: refundId, paymentId, amountCents } = refund;
    if (refund.method !== 'provider') {
      await this.lifecycle.make(refund.succeed(await this.payment(paymentId), this.now(), refund.requestedBy));
    }
    this.em.persist(refund);
    await this.database.flush();
    if (items.length > 0) {
      await this.database.query
        .insertInto('payments.refund_item')
        .values(items.map((item) => ({ refundId, ...item })))
        .execute();
    }
    await this.database.query
      .updateTable('payments.payment')
      .set((payment) => ({ refundedCents: payment('refundedCents', '+', amountCents) }))
      .where('id', '=', paymentId)
      .execute();
    if (refund.status === 'pending') await this.send(refundId);
    return refundId;
  }

  /** What the provider says of a refund. An answer that was under way while newer word came in changes nothing any more. */
  note({ refundId, attempt }: { refundId: string; attempt: number }, said: Word): Promise<void> {
    return this.database.transaction(async () => {
      const refund = await this.locked(refundId);
      if (!refund?.waitsFor(attempt)) return;
      const verb = ({ succeeded: 'succeed', failed: 'fail', pending: undefined } as const)[said.status];
      if (said.status !== refund.status) {
        if (!verb || !RefundMachine.allows(verb, refund.status)) return;
        const payment = await this.payment(refund.paymentId);
        await this.lifecycle.make(verb === 'succeed' ? refund.succeed(payment, this.now()) : refund.fail(payment));
      }
      refund.noteProvider(said);
      await this.database.flush();
    });
  }

  /** In the open transaction. */
  locked(refundId: string): Promise<Refund | null> {
    return this.em.findOne(Refund, refundId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  payment(id: string): Promise<RefundedPayment & { method: PaymentMethod }> {
    const payment = this.database.query.selectFrom('payments.payment').select(['receiptNumber', 'accountId', 'method']);
    return payment.where('id', '=', id).executeTakeFirstOrThrow();
  }

  now(): Moment {
    const at = this.clock.now();
    return { at, on: this.calendar.dateOf(at) };
  }

  send(refundId: string): Promise<void> {
    return this.jobs.enqueue(SEND_REFUND, { refundId }, { key: `${SEND_REFUND}:${refundId}` });
  }
}
