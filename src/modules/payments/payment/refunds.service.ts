import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { formatCents } from '../../../platform/money/money.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { RefundNotFound } from '../payments.errors.js';
import { PaidLinesOf, type PaidLines } from './paid-lines.js';
import { RefundLedger, type NewRefund } from './refund-ledger.js';
import { RefundRequests } from './refund-requests.js';
import { requireMethod, takenBy, type RefundableItem, type RefundLine } from './refundable.rules.js';
import type { RefundMethod } from './refund.status.js';

export interface RefundWanted {
  lines: RefundLine[];
  reason: string;
  method?: RefundMethod;
  checkNumber?: string;
}

type RefundItem = NewRefund['items'][number];

/** Refunds by line, as staff make them. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly database: Database,
    private readonly paid: PaidLinesOf,
    private readonly refunds: RefundLedger,
    private readonly requests: RefundRequests,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly audit: AuditLog,
  ) {}

  /** Made at once, or asked of a second person. */
  refund(principal: Principal, paymentId: string, wanted: RefundWanted): Promise<void> {
    return this.database.transaction(async () => {
      const paid = await this.paid.lock(paymentId);
      const refund = newRefund(principal.accountId, paymentId, wanted, paid);
      if (await this.requests.needsSecondPerson(refund, paid)) await this.requests.file(refund, paid);
      else await this.make(refund, paid);
    });
  }

  /** A second person lets a refund go or not. What it takes is looked at anew: meanwhile the money may have gone elsewhere. */
  decide(
    principal: Principal,
    requestId: string,
    { decision, comments }: { decision: 'approved' | 'rejected'; comments?: string },
  ): Promise<void> {
    return this.database.transaction(async () => {
      const { paymentId } = await this.requests.known(requestId);
      const paid = await this.paid.lock(paymentId);
      const request = await this.requests.decide(requestId, decision, { by: principal.accountId, comments: comments ?? null });
      if (decision === 'rejected') return;
      const { requestedBy, lines, reason, method, checkNumber } = request;
      const wanted = { lines, reason, method, checkNumber: checkNumber ?? undefined };
      await this.make(newRefund(requestedBy, paymentId, wanted, paid), paid, principal.accountId);
    });
  }

  /** A refund that failed is tried again, or handed out at the counter. */
  settle(principal: Principal, refundId: string, by: { method: RefundMethod; checkNumber?: string }): Promise<string> {
    return this.database.transaction(async () => {
      const refund = await this.refunds.locked(refundId);
      if (!refund) throw new RefundNotFound('There is no such refund.');
      const payment = await this.refunds.payment(refund.paymentId);
      const isTried = by.method === 'provider';
      const change = isTried
        ? refund.tryAgain(payment)
        : refund.settleByHand(payment, this.refunds.now(), { ...by, by: principal.accountId });
      requireMethod(payment.method, by.method, by.checkNumber);
      await this.lifecycle.make(change);
      await this.database.flush();
      if (isTried) await this.refunds.send(refundId);
      return refund.paymentId;
    });
  }

  private async make(refund: NewRefund, { payment, items }: PaidLines, approvedBy?: string): Promise<void> {
    await this.take(refund.items, items);
    const refundId = await this.refunds.write(refund);
    const { method, reason } = refund;
    await this.tellRecords({ refundId, receiptNumber: payment.receiptNumber, method, reason, approvedBy }, refund.items, items);
  }

  private async take(chosen: readonly RefundItem[], items: readonly RefundableItem[]): Promise<void> {
    for (const { feeId, creditId, amountCents } of chosen) {
      await this.database.execute(sql`
        update payments.payment_item set refunded_cents = refunded_cents + ${amountCents} where fee_id = ${feeId}`);
      if (creditId) await this.database.execute(sql`update payments.fee set status = 'refunded' where id = ${creditId}`);
    }
    // A fee that a credit pays as well stays paid as far as the credit goes.
    await this.database.execute(sql`
      update payments.fee f set status = 'refunded' from payments.payment_item i
      where i.fee_id = f.id and f.id = any(${items.map(({ feeId }) => feeId)}::uuid[]) and i.refunded_cents = i.amount_cents and f.status = 'paid'
        and not exists (select from payments.standing_credit c where c.pays_id = f.id)`);
  }

  /** In the chronology and in the audit, each record for itself: one payment may have paid for several. */
  private async tellRecords(
    refund: { refundId: string; receiptNumber: string; method: RefundMethod; reason: string; approvedBy?: string },
    chosen: readonly RefundItem[],
    items: readonly RefundableItem[],
  ): Promise<void> {
    const named = chosen.map((item) => ({ item, ...items.find(({ feeId }) => feeId === item.feeId)! }));
    for (const [recordId, lines] of Map.groupBy(named, (line) => line.recordId)) {
      const words = lines.map(({ description, item }) => `${formatCents(item.amountCents)} of ${description}`).join(', ');
      const summary = `Refunded: ${words}. ${refund.reason}`;
      await this.records.tell(recordId, { type: 'payments.refunded', summary, visibility: 'parties' });
      await this.audit.record({
        action: 'payments.refund',
        subject: lines[0]!.recordNumber,
        recordId,
        after: { ...refund, lines: lines.map(({ item }) => item) },
      });
    }
  }
}

function newRefund(
  requestedBy: string,
  paymentId: string,
  { lines, reason, checkNumber, ...wanted }: RefundWanted,
  { payment, items: paid, credits }: PaidLines,
): NewRefund & { requestedBy: string } {
  const method = wanted.method ?? (payment.method === 'online' ? 'provider' : payment.method);
  requireMethod(payment.method, method, checkNumber);
  const items = lines.map((line, index) => takenBy(line, index, paid, credits));
  const amountCents = items.reduce((sum, item) => sum + item.amountCents, 0);
  return { paymentId, amountCents, method, reason, checkNumber, requestedBy, items };
}
