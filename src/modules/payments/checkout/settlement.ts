import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { Lifecycle } from '../../records/index.js';
import { FeeLedger } from '../ledger/fee-ledger.js';
import { PaymentLedger, type PaidFee } from '../payment/payment-ledger.js';
import { RefundLedger } from '../payment/refund-ledger.js';
import type { ProviderName, ReceivedMoney } from '../provider/payment-provider.js';
import type { Checkout } from './checkout.entity.js';
import type { CheckoutFacts } from './checkouts.queries.js';
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
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  settle({ id, accountId, provider }: Pick<CheckoutFacts, 'id' | 'accountId' | 'provider'>, money: ReceivedMoney): Promise<void> {
    return this.database.transaction(async () => {
      await this.lockFees(id);
      const checkout = await this.reservations.lock(id);
      const items = await this.items(id);
      if (await this.isKnown(provider, money.reference)) return;

      const paid = covered(items, money.amountCents);
      const paymentId = await this.payments.receive({
        method: 'online',
        accountId,
        provider,
        providerReference: money.reference,
        checkoutId: id,
        receivedCents: money.amountCents,
        fees: paid,
      });
      await this.reservations.letGo(id);
      await this.close(checkout, paid.length > 0);
      await this.database.flush();
      const rest = money.amountCents - total(paid);
      if (rest > 0) await this.refunds.sendBack(paymentId, rest, 'The fees had been paid or taken back in the meantime');
    });
  }

  /** In the order of the house. */
  private async lockFees(checkoutId: string): Promise<void> {
    const fees = this.database.query.selectFrom('payments.checkout_item as item').innerJoin('payments.fee as fee', 'fee.id', 'item.feeId');
    const records = await fees.select('fee.recordId').distinct().where('item.checkoutId', '=', checkoutId).execute();
    await this.fees.lockRecords(records.map(({ recordId }) => recordId));
    await this.reservations.lockFees(checkoutId);
  }

  /** Read when they are locked: only then they are sure. */
  private items(checkoutId: string): Promise<Item[]> {
    return this.database.rows(sql<Item>`
      select c.id as fee_id, c.record_id, c.record_number, c.code, c.description, i.amount_cents,
        (c.status = 'due' or (c.status = 'reserved' and i.holds)) and c.net_cents = i.amount_cents as is_payable
      from payments.checkout_item i join payments.charge c on c.id = i.fee_id
      where i.checkout_id = ${checkoutId} order by c.id`);
  }

  private async isKnown(provider: ProviderName, reference: string): Promise<boolean> {
    const known = this.database.query.selectFrom('payments.payment').select('id').where('provider', '=', provider);
    return (await known.where('providerReference', '=', reference).executeTakeFirst()) !== undefined;
  }

  private async close(checkout: Checkout, isPaid: boolean): Promise<void> {
    const now = this.clock.now();
    if (isPaid && checkout.can('pay')) await this.lifecycle.make(checkout.pay(now));
    else if (!isPaid && checkout.can('end')) {
      await this.lifecycle.make(checkout.end('cancelled', 'Paid otherwise; the money went back', now));
    }
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
