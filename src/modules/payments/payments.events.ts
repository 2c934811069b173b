import { DomainEvent } from '../../platform/events/domain-event.js';

/** Whether the fee schedule asks for it, as a consequence of something else, or staff did it by itself. */
type Origin = 'schedule' | 'staff';

/** Fees were added to a record; `totalCents` is their sum, waivers and credits included. */
export class FeesAssessed extends DomainEvent<{ recordId: string; totalCents: number; origin: Origin }> {
  static override readonly type = 'payments.fees-assessed';
}

/** Fees of a record were taken back or waived: less is due without anyone having paid. */
export class FeesVoided extends DomainEvent<{ recordId: string; origin: Origin }> {
  static override readonly type = 'payments.fees-voided';
}

/** Money settled fees of a record; one event for each record of a payment. */
export class FeesPaid extends DomainEvent<{ recordId: string; paymentId: string; amountCents: number; outstandingCents: number }> {
  static override readonly type = 'payments.fees-paid';
}

/** A payment settled fees and has a receipt. At the counter there may be no account. */
export class PaymentReceived extends DomainEvent<{ paymentId: string; accountId?: string; totalCents: number }> {
  static override readonly type = 'payments.payment-received';
}

/** Money went back to the payer, all of it or a part. */
export class PaymentRefunded extends DomainEvent<{
  paymentId: string;
  refundId: string;
  accountId?: string;
  amountCents: number;
  reason: string;
}> {
  static override readonly type = 'payments.payment-refunded';
}

/** A checkout ran out without a payment; its fees are free again. */
export class CheckoutExpired extends DomainEvent<{ checkoutId: string; accountId: string }> {
  static override readonly type = 'payments.checkout-expired';
}
