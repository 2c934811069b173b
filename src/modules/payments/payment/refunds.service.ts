import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { FeeLedger } from '../ledger/fee-ledger.js';
import { PaymentNotFound, RefundExceedsPayment, RefundNotFound } from '../payments.errors.js';
import { RefundLedger, type NewRefund } from './refund-ledger.js';
import type { PaymentMethod, RefundMethod } from './refund.status.js';

export interface RefundRequest {
  lines: { feeId: string; amountCents?: Cents }[];
  reason: string;
  method?: RefundMethod;
  checkNumber?: string;
}

/** A paid fee, and what may be taken back of it: not what waits as unused credit, which is a line of its own. */
interface RefundableItem {
  feeId: string;
  recordId: string;
  recordNumber: string;
  description: string;
  amountCents: Cents;
  refundedCents: Cents;
  creditCents: Cents;
}

interface UnusedCredit {
  id: string;
  sourceId: string;
  recordId: string;
  description: string;
  amountCents: Cents;
}

type RefundItem = NewRefund['items'][number];

/** Refunds by line, as staff make them. */
@Injectable()
export class RefundsService {
  constructor(
    private readonly database: Database,
    private readonly fees: FeeLedger,
    private readonly refunds: RefundLedger,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly audit: AuditLog,
  ) {}

  refund(principal: Principal, paymentId: string, request: RefundRequest): Promise<string> {
    return this.database.transaction(async () => {
      const { payment, items, credits } = await this.lock(paymentId);
      const method = request.method ?? (payment.method === 'online' ? 'provider' : payment.method);
      requireMethod(payment.method, method, request.checkNumber);
      const chosen = request.lines.map((line, index) => choose(line, index, items, credits));
      const amountCents = chosen.reduce((sum, item) => sum + item.amountCents, 0);

      await this.take(chosen, items);
      const refundId = await this.refunds.write({
        paymentId,
        amountCents,
        method,
        reason: request.reason,
        checkNumber: request.checkNumber,
        requestedBy: principal.accountId,
        items: chosen,
      });
      await this.tellRecords({ refundId, receiptNumber: payment.receiptNumber, method, reason: request.reason }, chosen, items);
      return refundId;
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

  /** Records, then fees, then the payment: the order of the house. */
  private async lock(
    paymentId: string,
  ): Promise<{ payment: { method: PaymentMethod; receiptNumber: string }; items: RefundableItem[]; credits: UnusedCredit[] }> {
    const before = await this.database.rows(sql<{ recordId: string }>`
      select distinct record_id from payments.payment_item where payment_id = ${paymentId}`);
    const recordIds = before.map(({ recordId }) => recordId);
    await this.fees.lockRecords(recordIds);
    await this.database.execute(sql`select 1 from payments.fee where record_id = any(${recordIds}::uuid[]) order by id for no key update`);
    const payment = await this.database.row(sql<{ method: PaymentMethod; receiptNumber: string }>`
      select method, receipt_number from payments.payment where id = ${paymentId} for no key update`);
    if (!payment) throw new PaymentNotFound();
    const items = await this.database.rows(sql<RefundableItem>`
      select i.fee_id, i.record_id, i.record_number, i.description, i.amount_cents,
        i.refunded_cents,
        coalesce((select -sum(c.amount_cents) from payments.fee c where c.source_id = i.fee_id and c.kind = 'credit' and c.status = 'due'), 0)::int as credit_cents
      from payments.payment_item i where i.payment_id = ${paymentId} order by i.fee_id`);
    const credits = await this.database.rows(sql<UnusedCredit>`
      select c.id, c.source_id, c.record_id, c.description, -c.amount_cents as amount_cents
      from payments.fee c join payments.payment_item i on i.fee_id = c.source_id
      where i.payment_id = ${paymentId} and c.kind = 'credit' and c.status = 'due'`);
    return { payment, items, credits };
  }

  private async take(chosen: readonly RefundItem[], items: readonly RefundableItem[]): Promise<void> {
    for (const { feeId, creditId, amountCents } of chosen) {
      await this.database.execute(sql`
        update payments.payment_item set refunded_cents = refunded_cents + ${amountCents} where fee_id = ${feeId}`);
      if (creditId) await this.database.execute(sql`update payments.fee set status = 'refunded' where id = ${creditId}`);
    }
    await this.database.execute(sql`
      update payments.fee f set status = 'refunded' from payments.payment_item i
      where i.fee_id = f.id and f.id = any(${items.map(({ feeId }) => feeId)}::uuid[]) and i.refunded_cents = i.amount_cents and f.status = 'paid'`);
  }

  /** In the chronology and in the audit, each record for itself: one payment may have paid for several. */
  private async tellRecords(
    refund: { refundId: string; receiptNumber: string; method: RefundMethod; reason: string },
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

function choose(
  line: { feeId: string; amountCents?: Cents },
  index: number,
  items: readonly RefundableItem[],
  credits: readonly UnusedCredit[],
): RefundItem {
  const credit = credits.find(({ id }) => id === line.feeId);
  if (credit) {
    if (line.amountCents !== undefined && line.amountCents !== credit.amountCents) {
      throw new InvalidInput([
        { pointer: `/lines/${index}/amountCents`, detail: `must be ${credit.amountCents} or left out: a credit is refunded whole` },
      ]);
    }
    return { feeId: credit.sourceId, creditId: credit.id, amountCents: credit.amountCents };
  }
  const item = items.find(({ feeId }) => feeId === line.feeId);
  if (!item)
    throw new InvalidInput([
      { pointer: `/lines/${index}/feeId`, detail: 'must be a line of this payment, or a credit that came from one' },
    ]);
  const refundableCents = item.amountCents - item.refundedCents - item.creditCents;
  const amountCents = line.amountCents ?? refundableCents;
  if (refundableCents === 0 || amountCents > refundableCents) {
    throw new RefundExceedsPayment(
      refundableCents === 0
        ? `Nothing is left to be refunded of ${item.description} on ${item.recordNumber}.`
        : `Of ${item.description} on ${item.recordNumber}, ${formatCents(refundableCents)} can be refunded, not ${formatCents(amountCents)}.`,
      { extensions: { refundableCents } },
    );
  }
  return { feeId: item.feeId, creditId: null, amountCents };
}

function requireMethod(paidBy: PaymentMethod, method: RefundMethod, checkNumber: string | undefined): void {
  if (method === 'provider' && paidBy !== 'online') {
    throw new InvalidInput([{ pointer: '/method', detail: 'must be cash or check: this was paid at the counter' }]);
  }
  if ((method === 'check') !== (checkNumber !== undefined)) {
    throw new InvalidInput([
      { pointer: '/checkNumber', detail: method === 'check' ? 'is needed for a refund by check' : 'belongs to a refund by check only' },
    ]);
  }
}
