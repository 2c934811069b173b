import { domainEvent } from '../../platform/events/domain-event.js';

/** Whether the fee schedule asks for it, as a consequence of something else, or staff did it by itself. */
type Origin = 'schedule' | 'staff';

/** Fees were added to a record; `totalCents` is their sum, waivers and credits included. */
export class FeesAssessed extends domainEvent<{ recordId: string; totalCents: number; origin: Origin }>('payments.fees-assessed') {}

/** Fees of a record were taken back or waived: less is due without anyone having paid. */
export class FeesVoided extends domainEvent<{ recordId: string; origin: Origin }>('payments.fees-voided') {}

/** Money settled fees of a record; one event for each record of a payment. */
export class FeesPaid extends domainEvent<{ recordId: string; paymentId: string; amountCents: number; outstandingCents: number }>(
  'payments.fees-paid',
) {}

/** A payment settled fees and has a receipt. At the counter there may be no account. */
export class PaymentReceived extends domainEvent<{ paymentId: string; accountId?: string; totalCents: number }>(
  'payments.payment-received',
) {}

/** Money went back to the payer, all of it or a part. */
export class PaymentRefunded extends domainEvent<{
  paymentId: string;
  refundId: string;
  accountId?: string;
  amountCents: number;
  reason: string;
}>('payments.payment-refunded') {}

/** A second person let a cashier's refund go, or did not; `accountId` is the cashier's. */
export class RefundDecided extends domainEvent<{
  requestId: string;
  paymentId: string;
  receiptNumber: string;
  recordId: string;
  accountId: string;
  amountCents: number;
  decision: 'approved' | 'rejected';
  comments: string | null;
}>('payments.refund-decided') {}

/** A checkout ran out without a payment; its fees are free again. */
export class CheckoutExpired extends domainEvent<{ checkoutId: string; accountId: string }>('payments.checkout-expired') {}
