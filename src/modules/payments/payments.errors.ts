import { domainError } from '../../platform/errors/domain-error.js';
import type { RefundRequestStatus } from './payment/refund-request.status.js';
import type { RefundStatus } from './payment/refund.status.js';

export class NothingDue extends domainError('payments.nothing-due', 'rule-broken', 'Nothing is due on this record') {}

export class CartEmpty extends domainError('payments.cart-empty', 'rule-broken', 'There is nothing to pay in the cart') {}

export class CartChanged extends domainError('payments.cart-changed', 'conflict', 'The cart total has changed', {
  totalCents: 12_500,
}) {}

/** `checkoutId` and `redirectUrl` only for one's own checkout; whose it is not learns only until when. */
export class FeeReserved extends domainError(
  'payments.fee-reserved',
  'conflict',
  'This fee is being paid right now',
  {
    recordNumber: 'ZAS-2026-00017',
    until: '2026-03-02T15:30:00Z',
    checkoutId: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11',
    redirectUrl: 'https://pay.example.org/c/8f0c2b7d5a',
  },
  ['checkoutId', 'redirectUrl'],
) {}

export class AmountNotPayableOnline extends domainError(
  'payments.amount-not-payable-online',
  'rule-broken',
  'This amount cannot be paid online',
) {}

export class CheckoutNotFound extends domainError('payments.checkout-not-found', 'not-found', 'No such checkout') {
  constructor() {
    super('There is no such checkout of yours.');
  }
}

export class CheckoutOver extends domainError('payments.checkout-over', 'conflict', 'The checkout is over', { currentStatus: 'expired' }) {}

export class PaymentUnderway extends domainError('payments.payment-underway', 'conflict', 'The bank is carrying out the payment') {}

export class ProviderUnavailable extends domainError(
  'payments.provider-unavailable',
  'unavailable',
  'Paying online does not work at the moment',
) {
  static override readonly logLevel = 'warn';
}

export class FeeNotFound extends domainError('payments.fee-not-found', 'not-found', 'No such fee') {}

export class FeeNotUnpaid extends domainError('payments.fee-not-unpaid', 'conflict', 'The fee no longer needs to be paid', {
  currentStatus: 'paid',
}) {}

export class PaymentNotFound extends domainError('payments.payment-not-found', 'not-found', 'No such payment') {
  constructor() {
    super('There is no such payment, or it is not yours.');
  }
}

/** Nothing was paid for a fee: the money went straight back, so there is nothing to confirm. */
export class NoReceipt extends domainError('payments.no-receipt', 'conflict', 'There is no receipt for this payment') {}

export class RefundExceedsPayment extends domainError(
  'payments.refund-exceeds-payment',
  'rule-broken',
  'More than what was paid cannot be refunded',
  { refundableCents: 4_500 },
) {}

export class RefundNotFound extends domainError('payments.refund-not-found', 'not-found', 'No such refund') {}

export class RefundNotFailed extends domainError('payments.refund-not-failed', 'conflict', 'The refund has not failed', {
  currentStatus: 'succeeded',
}) {
  constructor(currentStatus: RefundStatus) {
    const where = currentStatus === 'pending' ? 'is on its way' : 'has gone through';
    super(`This refund ${where}. Only one that failed can be paid out another way.`, { extensions: { currentStatus } });
  }
}

export class RefundRequestNotFound extends domainError('payments.refund-request-not-found', 'not-found', 'No such refund to decide') {
  constructor() {
    super('There is no such refund that waits, or waited, for a second person.');
  }
}

export class RefundRequestDecided extends domainError('payments.refund-request-decided', 'conflict', 'The refund was decided already', {
  currentStatus: 'approved',
}) {
  constructor(currentStatus: RefundRequestStatus) {
    super(`This refund was ${currentStatus} already.`, { extensions: { currentStatus } });
  }
}

export class RefundBySamePerson extends domainError(
  'payments.refund-by-same-person',
  'forbidden',
  'Somebody else must decide this refund',
) {
  constructor() {
    super('You took this money and asked for the refund. Another cashier or an administrator decides it.');
  }
}

export class WebhookRefused extends domainError(
  'payments.webhook-refused',
  'unreadable',
  'The event does not come from the payment provider',
) {
  static override readonly logLevel = 'warn';
}

export class ProviderNotInUse extends domainError('payments.provider-not-in-use', 'not-found', 'This payment provider is not in use') {
  constructor() {
    super('This portal does not work with that payment provider.');
  }
}

export class SandboxSessionNotFound extends domainError('payments.sandbox-session-not-found', 'not-found', 'No such sandbox checkout') {
  constructor() {
    super('The sandbox has no such checkout.');
  }
}
