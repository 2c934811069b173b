import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { FeeLedger } from '../ledger/fee-ledger.js';
import { PaymentNotFound } from '../payments.errors.js';
import type { RefundableItem, UnusedCredit } from './refundable.rules.js';
import type { PaymentMethod } from './refund.status.js';

export interface PaidLines {
  payment: { method: PaymentMethod; receiptNumber: string; receivedBy: string | null };
  items: RefundableItem[];
  credits: UnusedCredit[];
}

/** What a payment paid for and where that money is now, locked. */
@Injectable()
export class PaidLinesOf {
  constructor(
    private readonly database: Database,
    private readonly fees: FeeLedger,
  ) {}

  /** Records, then fees, then the payment: the order of the house. */
  async lock(paymentId: string): Promise<PaidLines> {
    const before = await this.database.rows(sql<{ recordId: string }>`
      select distinct record_id from payments.payment_item where payment_id = ${paymentId}`);
    const recordIds = before.map(({ recordId }) => recordId);
    await this.fees.lockRecords(recordIds);
    await this.database.execute(sql`select 1 from payments.fee where record_id = any(${recordIds}::uuid[]) order by id for no key update`);
    const payment = await this.database.row(sql<PaidLines['payment']>`
      select method, receipt_number, received_by from payments.payment where id = ${paymentId} for no key update`);
    if (!payment) throw new PaymentNotFound();
    const items = await this.database.rows(sql<RefundableItem>`
      select i.fee_id, i.record_id, i.record_number, i.description, i.amount_cents, i.refunded_cents,
        coalesce((select -sum(c.amount_cents) from payments.standing_credit c where c.source_id = i.fee_id and c.pays_id is not null), 0)::int as pays_others_cents,
        coalesce((select -sum(c.amount_cents) from payments.standing_credit c where c.source_id = i.fee_id and c.pays_id is null), 0)::int as unused_cents
      from payments.payment_item i where i.payment_id = ${paymentId} order by i.fee_id`);
    const credits = await this.database.rows(sql<UnusedCredit>`
      select c.id, c.source_id, c.description, -c.amount_cents as amount_cents
      from payments.standing_credit c join payments.payment_item i on i.fee_id = c.source_id
      where i.payment_id = ${paymentId} and c.pays_id is null`);
    return { payment, items, credits };
  }
}
