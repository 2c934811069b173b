import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { RecordsService } from '../../records/index.js';
import { FeeLedger } from '../ledger/fee-ledger.js';
import { FeesPaid, PaymentReceived } from '../payments.events.js';
import type { ProviderName } from '../provider/payment-provider.js';
import type { PaymentMethod } from './refund.status.js';
import { FeeMachine } from '../ledger/fee.status.js';

export interface PaidFee {
  feeId: string;
  recordId: string;
  recordNumber: string;
  code: string;
  description: string;
  amountCents: Cents;
}

export interface Receipt {
  method: PaymentMethod;
  receivedCents: Cents;
  /** All locked and still to be paid; may be fewer than the money would pay for. */
  fees: PaidFee[];
  accountId?: string;
  payerName?: string;
  provider?: ProviderName;
  providerReference?: string;
  checkoutId?: string;
  checkNumber?: string;
  tenderedCents?: Cents;
  changeCents?: Cents;
  receivedBy?: string;
}

/** Money that came in. Called with the fees locked; a fee is paid once, which the database makes sure of. */
@Injectable()
export class PaymentLedger {
  constructor(
    private readonly database: Database,
    private readonly ledger: FeeLedger,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async receive(receipt: Receipt): Promise<string> {
    const paymentId = newId();
    await this.write(paymentId, receipt);
    if (receipt.fees.length === 0) return paymentId;

    const feeIds = receipt.fees.map(({ feeId }) => feeId);
    await this.database.execute(sql`update payments.fee set status = 'paid'
      where id = any(${feeIds}::uuid[]) and status = any(${FeeMachine.from('pay')}::text[])`);
    await this.database.execute(sql`delete from payments.cart_item where fee_id = any(${feeIds}::uuid[])`);
    for (const [recordId, fees] of Map.groupBy(receipt.fees, (fee) => fee.recordId)) await this.settleRecord(paymentId, recordId, fees);
    this.events.publish(new PaymentReceived({ paymentId, accountId: receipt.accountId, totalCents: total(receipt.fees) }));
    return paymentId;
  }

  private async write(paymentId: string, receipt: Receipt): Promise<void> {
    const now = this.clock.now();
    const day = this.calendar.dateOf(now);
    await this.database.execute(sql`
      insert into payments.payment (id, receipt_number, account_id, payer_name, method, provider, provider_reference, checkout_id, check_number,
        received_cents, tendered_cents, change_cents, received_at, received_on, received_by)
      values (${paymentId}, 'RCT-' || ${String(day.year)} || '-' || lpad(nextval('payments.receipt_number')::text, 6, '0'),
        ${receipt.accountId ?? null}, ${receipt.payerName ?? null}, ${receipt.method}, ${receipt.provider ?? null}, ${receipt.providerReference ?? null},
        ${receipt.checkoutId ?? null}, ${receipt.checkNumber ?? null}, ${receipt.receivedCents}, ${receipt.tenderedCents ?? null},
        ${receipt.changeCents ?? null}, ${now.toString()}, ${day.toString()}, ${receipt.receivedBy ?? null})`);
    await this.database.execute(sql`
      insert into payments.payment_item (fee_id, payment_id, record_id, record_number, code, description, amount_cents)
      select f."feeId", ${paymentId}::uuid, f."recordId", f."recordNumber", f.code, f.description, f."amountCents"
      from jsonb_to_recordset(${JSON.stringify(receipt.fees)}::jsonb)
        as f ("feeId" uuid, "recordId" uuid, "recordNumber" text, code text, description text, "amountCents" int)`);
  }

  private async settleRecord(paymentId: string, recordId: string, fees: readonly PaidFee[]): Promise<void> {
    const amountCents = total(fees);
    const outstandingCents = await this.ledger.refresh(recordId);
    const rest = outstandingCents > 0 ? `${formatCents(outstandingCents)} is still to be paid.` : 'Nothing is left to be paid.';
    await this.records.tell(recordId, {
      type: 'payments.fees-paid',
      summary: `${formatCents(amountCents)} was paid. ${rest}`,
      visibility: 'parties',
      details: { paymentId },
    });
    this.events.publish(new FeesPaid({ recordId, paymentId, amountCents, outstandingCents }));
  }
}

function total(fees: readonly PaidFee[]): Cents {
  return fees.reduce((sum, { amountCents }) => sum + amountCents, 0);
}
