import type Stripe from 'stripe';
import type { Movement, Notice, ProviderRefund, SessionState } from '../payment-provider.js';

/** What Stripe's objects say, in the portal's words. Only this is kept of them. */

export function stateOf(session: Stripe.Checkout.Session): SessionState {
  if (session.status === 'expired') return { state: 'closed' };
  if (session.status !== 'complete') return { state: 'open' };
  if (session.payment_status === 'paid') {
    if (session.currency !== 'usd') throw new Error(`The session ${session.id} was paid in ${session.currency}.`);
    return { state: 'paid', money: { reference: idOf(session.payment_intent)!, amountCents: session.amount_total! } };
  }
  return failed(session.payment_intent) ? { state: 'closed' } : { state: 'processing' };
}

/** Of an expanded intent: whether the bank said no after the payer had done their part. */
function failed(intent: Stripe.Checkout.Session['payment_intent']): boolean {
  return typeof intent === 'object' && intent !== null && ['requires_payment_method', 'canceled'].includes(intent.status);
}

export function refundOf(refund: Stripe.Refund): ProviderRefund {
  const status = refund.status === 'succeeded' ? 'succeeded' : ['failed', 'canceled'].includes(refund.status ?? '') ? 'failed' : 'pending';
  return {
    reference: refund.id,
    order: refund.metadata?.refundId ? { refundId: refund.metadata.refundId, attempt: Number(refund.metadata.attempt) } : null,
    amountCents: refund.amount,
    status,
    failure: status === 'failed' ? (refund.failure_reason ?? refund.status) : null,
  };
}

export function movementOfCharge(charge: Stripe.Charge): Movement {
  const reference = idOf(charge.payment_intent)!;
  return { kind: 'payment', reference, paymentReference: reference, amountCents: charge.amount, at: instant(charge.created) };
}

export function movementOfRefund(refund: Stripe.Refund): Movement {
  return {
    kind: 'refund',
    reference: refund.id,
    paymentReference: idOf(refund.payment_intent)!,
    amountCents: refund.amount,
    at: instant(refund.created),
  };
}

export function noticeOf(event: Stripe.Event): Notice | null {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return aboutCheckout(event.data.object, stateOf(event.data.object));
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired':
      return aboutCheckout(event.data.object, { state: 'closed' });
    case 'charge.refunded':
    case 'charge.refund.updated':
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed': {
      const paymentReference = idOf(event.data.object.payment_intent);
      return paymentReference ? { about: 'refunds', paymentReference } : null;
    }
    case 'charge.dispute.created':
    case 'charge.dispute.updated':
    case 'charge.dispute.closed': {
      const { id, payment_intent, amount, status, reason } = event.data.object;
      const paymentReference = idOf(payment_intent);
      return paymentReference ? { about: 'dispute', reference: id, paymentReference, amountCents: amount, status, reason } : null;
    }
    default:
      return null;
  }
}

export function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function aboutCheckout(session: Stripe.Checkout.Session, state: SessionState): Notice {
  return { about: 'checkout', session: session.id, checkoutId: session.metadata?.checkoutId ?? null, state };
}

function instant(epochSeconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(epochSeconds * 1000);
}
