import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { formatCents } from '../../../platform/money/money.js';
import { AccountParts, type AccountPart, type Lists, type OpenMatter } from '../../accounts/index.js';

/** The money of an account: what is on its way keeps it open, and what was paid stays in the books under the payer's name. */
@Injectable()
export class OwnPayments implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async openMatters(accountId: string): Promise<OpenMatter[]> {
    const checkouts = await this.database.rows(sql<{ totalCents: number }>`
      select total_cents from payments.checkout where account_id = ${accountId} and status = 'open'`);
    const refunds = await this.database.rows(sql<{ receiptNumber: string; recordNumber: string | null; amountCents: number }>`
      select p.receipt_number, c.record_number, -c.amount_cents as amount_cents
      from payments.fee c join payments.payment_item i on i.fee_id = c.source_id join payments.payment p on p.id = i.payment_id
      where p.account_id = ${accountId} and c.kind = 'credit' and c.status = 'due'
      union all
      select p.receipt_number, null, r.amount_cents from payments.refund r join payments.payment p on p.id = r.payment_id
      where p.account_id = ${accountId} and r.status <> 'succeeded'`);
    return [
      ...checkouts.map(({ totalCents }): OpenMatter => ({
        code: 'checkout-open',
        recordNumber: null,
        label: `A payment of ${formatCents(totalCents)} is under way: finish it or cancel it.`,
      })),
      ...refunds.map(({ receiptNumber, recordNumber, amountCents }): OpenMatter => ({
        code: 'refund-due',
        recordNumber,
        label: `${formatCents(amountCents)} of ${receiptNumber} has not come back to you yet.`,
      })),
    ];
  }

  async forget(accountId: string, name: string): Promise<void> {
    await this.database.query.deleteFrom('payments.cart_item').where('accountId', '=', accountId).execute();
    await this.database.query
      .updateTable('payments.payment')
      .set({ payerName: name })
      .where('accountId', '=', accountId)
      .where('payerName', 'is', null)
      .execute();
  }

  copy(accountId: string): Lists {
    const { query } = this.database;
    return {
      cart: () =>
        query
          .selectFrom('payments.cart_item as c')
          .innerJoin('payments.fee as f', 'f.id', 'c.feeId')
          .select(['f.recordNumber', 'f.description', 'c.addedAt'])
          .where('c.accountId', '=', accountId)
          .execute(),
      checkouts: () =>
        query
          .selectFrom('payments.checkout')
          .select(['status', 'totalCents', 'openedAt', 'endedAt', 'endReason'])
          .where('accountId', '=', accountId)
          .orderBy('id')
          .execute(),
      payments: () =>
        query
          .selectFrom('payments.payment as p')
          .leftJoin('payments.payment_item as i', 'i.paymentId', 'p.id')
          .select(['p.receiptNumber', 'p.method', 'p.checkNumber', 'p.payerName', 'p.receivedCents', 'p.receivedAt'])
          .select(['i.recordNumber', 'i.description', 'i.amountCents', 'i.refundedCents'])
          .where('p.accountId', '=', accountId)
          .orderBy('p.id')
          .execute(),
      refunds: () =>
        query
          .selectFrom('payments.refund as r')
          .innerJoin('payments.payment as p', 'p.id', 'r.paymentId')
          .select(['p.receiptNumber', 'r.amountCents', 'r.method', 'r.status', 'r.reason', 'r.requestedAt', 'r.settledAt'])
          .where('p.accountId', '=', accountId)
          .orderBy('r.id')
          .execute(),
    };
  }
}
