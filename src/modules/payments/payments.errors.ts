import { DomainError } from '../../platform/errors/domain-error.js';

export class NothingDue extends DomainError {
  static override readonly code = 'payments.nothing-due';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'Nothing is due on this record';
}

export class CartEmpty extends DomainError {
  static override readonly code = 'payments.cart-empty';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'There is nothing to pay in the cart';
}

export class CartChanged extends DomainError {
  static override readonly code = 'payments.cart-changed';
  static override readonly kind = 'conflict';
  static override readonly title = 'The cart comes to another sum by now';
  static override readonly members = { totalCents: 12_500 };
}

/** `checkoutId` and `redirectUrl` only for one's own checkout. */
export class FeeReserved extends DomainError {
  static override readonly code = 'payments.fee-reserved';
  static override readonly kind = 'conflict';
  static override readonly title = 'Somebody is paying this fee just now';
  static override readonly members = {
    recordNumber: 'ZAS-2026-00017',
    until: '2026-03-02T15:30:00Z',
    checkoutId: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11',
    redirectUrl: 'https://pay.example.org/c/8f0c2b7d5a',
  };
}

export class AmountNotPayableOnline extends DomainError {
  static override readonly code = 'payments.amount-not-payable-online';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'This sum cannot be paid online';
}

export class CheckoutNotFound extends DomainError {
  static override readonly code = 'payments.checkout-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such checkout';

  constructor() {
    super('There is no such checkout of yours.');
  }
}

export class CheckoutOver extends DomainError {
  static override readonly code = 'payments.checkout-over';
  static override readonly kind = 'conflict';
  static override readonly title = 'The checkout is over';
  static override readonly members = { currentStatus: 'expired' };
}

export class PaymentUnderway extends DomainError {
  static override readonly code = 'payments.payment-underway';
  static override readonly kind = 'conflict';
  static override readonly title = 'The bank is carrying out the payment';
}

export class ProviderUnavailable extends DomainError {
  static override readonly code = 'payments.provider-unavailable';
  static override readonly kind = 'unavailable';
  static override readonly title = 'Paying online does not work at the moment';
  static override readonly logLevel = 'warn';
}

export class FeeNotFound extends DomainError {
  static override readonly code = 'payments.fee-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such fee';
}

export class FeeNotUnpaid extends DomainError {
  static override readonly code = 'payments.fee-not-unpaid';
  static override readonly kind = 'conflict';
  static override readonly title = 'The fee is not to be paid any more';
  static override readonly members = { currentStatus: 'paid' };
}

export class PaymentNotFound extends DomainError {
  static override readonly code = 'payments.payment-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such payment';

  constructor() {
    super('There is no such payment, or it is not yours.');
  }
}

/** Nothing was paid for a fee: the money went straight back, so there is nothing to confirm. */
export class NoReceipt extends DomainError {
  static override readonly code = 'payments.no-receipt';
  static override readonly kind = 'conflict';
  static override readonly title = 'There is no receipt for this payment';
}

export class RefundExceedsPayment extends DomainError {
  static override readonly code = 'payments.refund-exceeds-payment';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'More than what was paid cannot be refunded';
  static override readonly members = { refundableCents: 4_500 };
}

export class RefundNotFound extends DomainError {
  static override readonly code = 'payments.refund-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such refund';
}

export class RefundNotFailed extends DomainError {
  static override readonly code = 'payments.refund-not-failed';
  static override readonly kind = 'conflict';
  static override readonly title = 'The refund has not failed';
  static override readonly members = { currentStatus: 'done' };
}

export class WebhookRefused extends DomainError {
  static override readonly code = 'payments.webhook-refused';
  static override readonly kind = 'unreadable';
  static override readonly title = 'The event does not come from the payment provider';
  static override readonly logLevel = 'warn';
}

export class ProviderNotInUse extends DomainError {
  static override readonly code = 'payments.provider-not-in-use';
  static override readonly kind = 'not-found';
  static override readonly title = 'This payment provider is not in use';

  constructor() {
    super('This portal does not work with that payment provider.');
  }
}

export class SandboxSessionNotFound extends DomainError {
  static override readonly code = 'payments.sandbox-session-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such sandbox checkout';

  constructor() {
    super('The sandbox has no such checkout.');
  }
}
