import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { PaymentRefunded } from '../payments.events.js';
import type { ProviderRefund } from '../provider/payment-provider.js';
import { RefundMachine, type RefundMethod, type RefundStatus } from './refund.status.js';

export const SEND_REFUND = 'payments.send-refund';

export interface NewRefund {
  paymentId: string;
  amountCents: Cents;
  method: RefundMethod;
  reason: string;
  checkNumber?: string;
  requestedBy?: string;
  /** What it is taken from; empty when the money never paid for a fee. */
  items: { feeId: string; creditId: string | null; amountCents: Cents }[];
}

/** Money that goes back. What a payment gives back is never more than it brought, which the database makes sure of. */
@Injectable()
export class RefundLedger {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Money that paid for nothing goes back through the provider it came from, without anybody asking. */
  async sendBack(paymentId: string, amountCents: Cents, reason: string): Promise<void> {
    await this.write({ paymentId, amountCents, method: 'provider', reason, items: [] });
  }

  /** Cash and checks are handed out at once; the provider is asked by a job, because that cannot be part of a transaction. */
  async write(refund: NewRefund): Promise<string> {
    const refundId = newId();
    const isDone = refund.method !== 'provider';
    const now = this.clock.now();
    await this.database.execute(sql`
      insert into payments.refund (id, payment_id, amount_cents, method, status, automatic, reason, check_number, requested_at, requested_by,
        settled_at, settled_on, settled_by)
      values (${refundId}, ${refund.paymentId}, ${refund.amountCents}, ${refund.method}, ${isDone ? 'succeeded' : 'pending'},
        ${refund.requestedBy === undefined}, ${refund.reason}, ${refund.checkNumber ?? null}, ${now.toString()}, ${refund.requestedBy ?? null},
        ${isDone ? now.toString() : null}, ${isDone ? this.calendar.dateOf(now).toString() : null}, ${isDone ? (refund.requestedBy ?? null) : null})`);
    await this.database.execute(sql`
      insert into payments.refund_item (refund_id, fee_id, credit_id, amount_cents)
      select ${refundId}::uuid, i."feeId", i."creditId", i."amountCents"
      from jsonb_to_recordset(${JSON.stringify(refund.items)}::jsonb) as i ("feeId" uuid, "creditId" uuid, "amountCents" int)`);
    await this.database.execute(sql`
      update payments.payment set refunded_cents = refunded_cents + ${refund.amountCents} where id = ${refund.paymentId}`);
    if (isDone) await this.tell(refundId);
    else await this.jobs.enqueue(SEND_REFUND, { refundId }, { key: `${SEND_REFUND}:${refundId}` });
    return refundId;
  }

  /** What the provider says of a refund. An answer that was under way while newer word came in changes nothing any more. */
  note(order: { refundId: string; attempt: number }, said: Pick<ProviderRefund, 'reference' | 'status' | 'failure'>): Promise<void> {
    return this.become(order, said.status, said);
  }

  /** The provider refuses the refund: staff have to give the money back another way. */
  fail(order: { refundId: string; attempt: number }, failure: string): Promise<void> {
    return this.become(order, 'failed', { reference: null, failure });
  }

  private become(
    { refundId, attempt }: { refundId: string; attempt: number },
    status: RefundStatus,
    { reference, failure }: { reference: string | null; failure: string | null },
  ): Promise<void> {
    return this.database.transaction(async () => {
      const now = this.clock.now();
      const before = await this.database.row(sql<{ status: RefundStatus; method: RefundMethod; attempt: number }>`
        select status, method, attempt from payments.refund where id = ${refundId} for no key update`);
      // Settled by hand since, or tried anew: then this is about something that is over.
      if (!before || before.method !== 'provider' || before.attempt !== attempt) return;
      const verb = ({ succeeded: 'succeed', failed: 'fail', pending: undefined } as const)[status];
      if (status !== before.status && !(verb && RefundMachine.allows(verb, before.status))) return;
      const isDone = status === 'succeeded';
      await this.database.execute(sql`
        update payments.refund set status = ${status}, provider_reference = coalesce(${reference}, provider_reference), failure = ${failure},
          settled_at = case when ${isDone} then coalesce(settled_at, ${now.toString()}) end,
          settled_on = case when ${isDone} then coalesce(settled_on, ${this.calendar.dateOf(now).toString()}) end
        where id = ${refundId}`);
      if (isDone && before.status !== 'succeeded') await this.tell(refundId);
    });
  }

  async tell(refundId: string): Promise<void> {
    const { paymentId, accountId, amountCents, reason } = (await this.database.row(sql<{
      paymentId: string;
      accountId: string | null;
      amountCents: number;
      reason: string;
    }>`
      select r.payment_id, p.account_id, r.amount_cents, r.reason
      from payments.refund r join payments.payment p on p.id = r.payment_id where r.id = ${refundId}`))!;
    this.events.publish(new PaymentRefunded({ paymentId, refundId, accountId: accountId ?? undefined, amountCents, reason }));
  }
}
