import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { CHECKOUT_STATUSES, type CheckoutStatus } from './checkout.status.js';
import type { CheckoutFacts, CheckoutLine } from './checkouts.queries.js';

export class CheckOutDto {
  /**
   * The total that the payer has seen, in US cents. When the cart comes to another by now, nothing is reserved and the payer can look
   * again. Left out, whatever is in the cart is checked out.
   *
   * @example 12800
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  totalCents?: number;
}

export class CheckoutLineDto {
  feeId: string;
  /** @example RST-2026-00017 */
  recordNumber: string;
  /** @example permit-fee */
  code: string;
  /** @example "Permit fee" */
  description: string;
  /** US cents. @example 5900 */
  amountCents: number;
}

export class CheckoutDto {
  id: string;
  /**
   * `open`: the provider's page can be used, or the bank is carrying the payment out (`isProcessing`). `paid`: the fees are paid and
   * there is a receipt. `expired`, `cancelled`: nothing was charged and the fees are free again. Only `open` changes, except that
   * money which arrives late can still make an ended checkout `paid`.
   */
  @IsIn(CHECKOUT_STATUSES)
  status: CheckoutStatus;
  /** Send the payer there; null once the checkout is over. @example https://checkout.stripe.com/c/pay/cs_live_a1b2c3 */
  redirectUrl: string | null;
  /** US cents. @example 12800 */
  totalCents: number;
  /** Until then nobody else can pay these fees. @example 2026-03-02T15:34:05Z */
  expiresAt: string;
  /** The payer has done their part and the bank takes its time, which can be days for a bank debit. @example false */
  isProcessing: boolean;
  /** The receipt, once there is one: `getPayment`, `downloadReceipt`. */
  paymentId: string | null;
  /** Why it ended without a payment, in words. @example "Not paid in time" */
  endReason: string | null;
  /** What is paid for, fee by fee. */
  lines: CheckoutLineDto[];
}

export function toCheckoutDto(checkout: CheckoutFacts, lines: CheckoutLine[], paymentId: string | null): CheckoutDto {
  return {
    id: checkout.id,
    status: checkout.status,
    redirectUrl: checkout.status === 'open' ? checkout.redirectUrl : null,
    totalCents: checkout.totalCents,
    expiresAt: checkout.expiresAt.toString(),
    isProcessing: checkout.status === 'open' && checkout.processingSince !== null,
    paymentId,
    endReason: checkout.endReason,
    lines,
  };
}
