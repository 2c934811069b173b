import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { toInstant } from '../../../platform/database/types.js';
import { Job } from '../../../platform/jobs/job.decorators.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { RefusedByProvider, type ProviderName, type ProviderRefund } from '../provider/payment-provider.js';
import { PaymentProviders } from '../provider/payment-providers.js';
import { RefundLedger, SEND_REFUND } from './refund-ledger.js';

/** Stripe forgets the keys of orders after a day. */
const KEY_KNOWN_HOURS = 23;

interface UnsentRefund {
  attempt: number;
  requestedAt: string;
  amountCents: Cents;
  provider: ProviderName;
  paymentReference: string;
}

/** Carries refunds to the provider and brings back what became of them. */
@Injectable()
export class RefundSending {
  private readonly logger = new Logger(RefundSending.name);

  constructor(
    private readonly database: Database,
    private readonly refunds: RefundLedger,
    private readonly providers: PaymentProviders,
    private readonly clock: Clock,
  ) {}

  /**
   * Safe to repeat: the provider knows the order by its key and makes one refund of it. Of an order so old that the key may be
   * forgotten, the provider's list tells whether it arrived.
   */
  @Job(SEND_REFUND)
  async send({ refundId }: { refundId: string }): Promise<void> {
    let refund = await this.unsent(refundId);
    if (refund && this.isOld(refund)) {
      await this.sync(refund.provider, refund.paymentReference);
      refund = await this.unsent(refundId);
    }
    if (!refund) return;
    const { attempt, amountCents, provider, paymentReference } = refund;
    try {
      const made = await this.providers.of(provider).refund({ refundId, attempt, paymentReference, amountCents });
      await this.refunds.note({ refundId, attempt }, made);
    } catch (error) {
      if (!(error instanceof RefusedByProvider)) throw error;
      this.logger.warn(`The provider refuses refund ${refundId}: ${error.message}`);
      await this.refunds.note({ refundId, attempt }, { status: 'failed', reference: null, failure: error.message });
    }
  }

  /** Looks at all refunds of a payment, so that it does not matter which event came first. */
  async sync(provider: ProviderName, paymentReference: string): Promise<void> {
    for (const refund of await this.providers.of(provider).refundsOf(paymentReference)) {
      if (refund.order) await this.refunds.note(refund.order, refund);
      else await this.noteForeign(provider, paymentReference, refund);
    }
  }

  /** Refunds whose outcome nobody has told yet. */
  async pending(
    requestedBefore: Temporal.Instant,
    limit: number,
  ): Promise<{ refundId: string; provider: ProviderName; paymentReference: string; isSent: boolean }[]> {
    return this.database.rows(sql<{ refundId: string; provider: ProviderName; paymentReference: string; isSent: boolean }>`
      select r.id as refund_id, p.provider, p.provider_reference as payment_reference, r.provider_reference is not null as is_sent
      from payments.refund r join payments.payment p on p.id = r.payment_id
      where r.status = 'pending' and r.requested_at <= ${requestedBefore.toString()} order by r.requested_at limit ${limit}`);
  }

  private unsent(refundId: string): Promise<UnsentRefund | undefined> {
    return this.database.row(sql<UnsentRefund>`
      select r.attempt, r.requested_at, r.amount_cents, p.provider, p.provider_reference as payment_reference
      from payments.refund r join payments.payment p on p.id = r.payment_id
      where r.id = ${refundId} and r.status = 'pending' and r.provider_reference is null`);
  }

  private isOld({ requestedAt }: UnsentRefund): boolean {
    return this.clock.now().since(toInstant(requestedAt)).total('hours') >= KEY_KNOWN_HOURS;
  }

  /** Made at the provider's own desk: the portal does not know for which fee, so staff are told by the reconciliation. */
  private async noteForeign(
    provider: ProviderName,
    paymentReference: string,
    { reference, amountCents, status, failure }: ProviderRefund,
  ): Promise<void> {
    const now = this.clock.now().toString();
    await this.database.execute(sql`
      insert into payments.provider_notice (id, provider, kind, reference, payment_id, amount_cents, status, detail, noted_at, changed_at)
      select ${newId()}::uuid, ${provider}, 'refund-made-at-provider', ${reference}, p.id, ${amountCents}::int, ${status}, ${failure}, ${now}::timestamptz, ${now}::timestamptz
      from payments.payment p where p.provider = ${provider} and p.provider_reference = ${paymentReference}
      on conflict (provider, kind, reference) do update set status = excluded.status, detail = excluded.detail, changed_at = excluded.changed_at`);
  }
}
