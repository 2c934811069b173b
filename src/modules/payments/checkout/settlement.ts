import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { FeeLedger } from '../ledger/fee-ledger.js';
import { PaymentLedger, type PaidFee } from '../payment/payment-ledger.js';
import { RefundLedger } from '../payment/refund-ledger.js';
import type { ProviderName, ReceivedMoney } from '../provider/payment-provider.js';
import { CheckoutMachine } from './checkout.status.js';
import { Reservations } from './reservations.js';

interface Item extends PaidFee {
  /** Whether the fee can still be paid through this checkout, with exactly this amount. */
  isPayable: boolean;
}

/**
 * Turns money that has arrived into paid fees. The money is at the provider already, so nothing is refused here: what pays for a fee is
 * taken, the rest goes back at once. Settling the same money again does nothing.
 */
@Injectable()
export class Settlement {
  constructor(
    private readonly database: Database,
    private readonly fees: FeeLedger,
    private readonly reservations: Reservations,
    private readonly payments: PaymentLedger,
    private readonly refunds: RefundLedger,
    private readonly clock: Clock,
  ) {}

  settle(checkout: { id: string; accountId: string; provider: ProviderName }, money: ReceivedMoney): Promise<void> {
    return this.database.transaction(async () => {
      const items = await this.lock(checkout.id);
      if (await this.isKnown(checkout.provider, money.reference)) return;

      const paid = covered(items, money.amountCents);
      const paymentId = await this.payments.receive({
        method: 'online',
        accountId: checkout.accountId,
        provider: checkout.provider,
        providerReference: money.reference,
        checkoutId: checkout.id,
        receivedCents: money.amountCents,
        fees: paid,
      });
      await this.reservations.letGo(checkout.id);
      await this.close(checkout.id, paid.length > 0);
      const rest = money.amountCents - total(paid);
      if (rest > 0) await this.refunds.sendBack(paymentId, rest, 'The fees had been paid or taken back in the meantime');
    });
  }

  /** Locks in the order of the house, then reads: only what is locked is sure. */
  private async lock(checkoutId: string): Promise<Item[]> {
    const records = await this.database.rows(sql<{ recordId: string }>`
      select distinct f.record_id from payments.checkout_item i join payments.fee f on f.id = i.fee_id where i.checkout_id = ${checkoutId}`);
    await this.fees.lockRecords(records.map(({ recordId }) => recordId));
    await this.reservations.lockFees(checkoutId);
    await this.database.execute(sql`select 1 from payments.checkout where id = ${checkoutId} for no key update`);
    return this.database.rows(sql<Item>`
      select c.id as fee_id, c.record_id, c.record_number, c.code, c.description, i.amount_cents,
        (c.status = 'due' or (c.status = 'reserved' and i.holds)) and c.net_cents = i.amount_cents as is_payable
      from payments.checkout_item i join payments.charge c on c.id = i.fee_id
      where i.checkout_id = ${checkoutId} order by c.id`);
  }

  private async isKnown(provider: ProviderName, reference: string): Promise<boolean> {
    const known = await this.database.row(sql`
      select 1 from payments.payment where provider = ${provider} and provider_reference = ${reference}`);
    return known !== undefined;
  }

  private async close(checkoutId: string, isPaid: boolean): Promise<void> {
    const ended = sql`coalesce(ended_at, ${this.clock.now().toString()})`;
    await this.database.execute(
      isPaid
        ? sql`update payments.checkout set status = 'paid', end_reason = null, ended_at = ${ended}
            where id = ${checkoutId} and status = any(${CheckoutMachine.from('pay')}::text[])`
        : sql`update payments.checkout set status = 'cancelled', end_reason = 'Paid otherwise; the money went back', ended_at = ${ended}
            where id = ${checkoutId} and status = any(${CheckoutMachine.from('end')}::text[])`,
    );
  }
}

/** The fees that the money pays for, each whole or not at all. */
function covered(items: readonly Item[], amountCents: Cents): PaidFee[] {
  let left = amountCents;
  return items.filter((item) => {
    if (!item.isPayable || item.amountCents > left) return false;
    left -= item.amountCents;
    return true;
  });
}

function total(fees: readonly PaidFee[]): Cents {
  return fees.reduce((sum, { amountCents }) => sum + amountCents, 0);
}
