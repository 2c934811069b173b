import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import { RefundExceedsPayment } from '../payments.errors.js';
import type { NewRefund } from './refund-ledger.js';
import type { PaymentMethod, RefundMethod } from './refund.status.js';

/** A fee that the payment paid, and where its money is now. */
export interface RefundableItem {
  feeId: string;
  recordId: string;
  recordNumber: string;
  description: string;
  amountCents: Cents;
  refundedCents: Cents;
  /** What of it pays for fees that replaced this one. */
  paysOthersCents: Cents;
  /** What of it waits as unused credits, which are lines of their own. */
  unusedCents: Cents;
}

/** Money of the payment that no fee needs. */
export interface UnusedCredit {
  id: string;
  sourceId: string;
  description: string;
  amountCents: Cents;
}

export interface RefundLine {
  feeId: string;
  amountCents?: Cents;
}

/** What one line of a refund takes, and from where; what pays for a fee is not taken as if it were left over. */
export function takenBy(
  { feeId, amountCents }: RefundLine,
  index: number,
  items: readonly RefundableItem[],
  credits: readonly UnusedCredit[],
): NewRefund['items'][number] {
  const credit = credits.find(({ id }) => id === feeId);
  if (credit) {
    if (amountCents !== undefined && amountCents !== credit.amountCents) {
      throw new InvalidInput([
        { pointer: `/lines/${index}/amountCents`, detail: `must be ${credit.amountCents} or left out: a credit is refunded whole` },
      ]);
    }
    return { feeId: credit.sourceId, creditId: credit.id, amountCents: credit.amountCents };
  }
  const item = items.find((each) => each.feeId === feeId);
  if (!item)
    throw new InvalidInput([
      { pointer: `/lines/${index}/feeId`, detail: 'must be a line of this payment, or a credit that came from one' },
    ]);
  const refundableCents = item.amountCents - item.refundedCents - item.paysOthersCents - item.unusedCents;
  const takenCents = amountCents ?? refundableCents;
  if (refundableCents <= 0 || takenCents > refundableCents) throw tooMuch(item, refundableCents, takenCents);
  return { feeId, creditId: null, amountCents: takenCents };
}

function tooMuch(item: RefundableItem, refundableCents: Cents, wantedCents: Cents): RefundExceedsPayment {
  const what = `${item.description} on ${item.recordNumber}`;
  const elsewhere = [
    ...(item.paysOthersCents > 0 ? [`${formatCents(item.paysOthersCents)} of it now pays for other fees`] : []),
    ...(item.unusedCents > 0 ? [`${formatCents(item.unusedCents)} of it is a credit, which is refunded by its own line`] : []),
  ];
  const words = [
    refundableCents > 0
      ? `Of ${what}, ${formatCents(refundableCents)} can be refunded, not ${formatCents(wantedCents)}.`
      : `Nothing is left to be refunded of ${what}.`,
    ...(elsewhere.length > 0 ? [`${elsewhere.join(', and ')}.`] : []),
  ];
  return new RefundExceedsPayment(words.join(' '), { extensions: { refundableCents: Math.max(0, refundableCents) } });
}

export function requireMethod(paidBy: PaymentMethod, method: RefundMethod, checkNumber: string | undefined): void {
  if (method === 'provider' && paidBy !== 'online') {
    throw new InvalidInput([{ pointer: '/method', detail: 'must be cash or check: this was paid at the counter' }]);
  }
  if ((method === 'check') !== (checkNumber !== undefined)) {
    throw new InvalidInput([
      { pointer: '/checkNumber', detail: method === 'check' ? 'is needed for a refund by check' : 'belongs to a refund by check only' },
    ]);
  }
}
