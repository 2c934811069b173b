import type { Cents } from '../../../platform/money/money.js';

export const PROVIDERS = ['sandbox', 'stripe'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What a payer is to pay on the provider's page. The same order opens the same page, however often it is sent. */
export interface CheckoutOrder {
  checkoutId: string;
  lines: { description: string; amountCents: Cents }[];
  /** When the portal's own reservation ends; the provider's page closes soon after. */
  expiresAt: Temporal.Instant;
  /** Where the payer goes afterwards. */
  returnUrl: string;
}

export interface HostedPage {
  /** The provider's name for it. */
  session: string;
  url: string;
}

export interface ReceivedMoney {
  /** The provider's name for the payment, unique. */
  reference: string;
  amountCents: Cents;
}

/** `processing`: the payer has done their part and the bank takes its time. `paid` never changes again. */
export type SessionState = { state: 'open' } | { state: 'processing' } | { state: 'closed' } | { state: 'paid'; money: ReceivedMoney };

export interface RefundOrder {
  refundId: string;
  /** Grows when staff try again after a failure. */
  attempt: number;
  paymentReference: string;
  amountCents: Cents;
}

export interface ProviderRefund {
  reference: string;
  /** The order it came from; null when it was not made by the portal but at the provider's own desk. */
  order: { refundId: string; attempt: number } | null;
  amountCents: Cents;
  status: 'pending' | 'succeeded' | 'failed';
  failure: string | null;
}

/** Money that moved at the provider, for the reconciliation. */
export interface Movement {
  kind: 'payment' | 'refund';
  reference: string;
  /** Of a refund: the payment it belongs to. */
  paymentReference: string;
  amountCents: Cents;
  at: Temporal.Instant;
}

/** What an event of the provider tells us; null when it is nothing that concerns us. */
export type Notice =
  | { about: 'checkout'; session: string; checkoutId: string | null; state: SessionState }
  | { about: 'refunds'; paymentReference: string }
  | { about: 'dispute'; reference: string; paymentReference: string; amountCents: Cents; status: string; reason: string };

export interface ProviderEvent {
  eventId: string;
  type: string;
  occurredAt: Temporal.Instant;
  notice: Notice | null;
}

/** The provider understood and said no: asking again cannot help. Every other error may pass. */
export class RefusedByProvider extends Error {}

/**
 * A system that takes money on a page of its own. Calls are made outside transactions, and each may be repeated: what was done once
 * is not done again. No card detail ever passes here.
 */
export abstract class PaymentProvider {
  abstract readonly name: ProviderName;
  abstract readonly leastCents: Cents;
  abstract readonly mostCents: Cents;

  abstract open(order: CheckoutOrder): Promise<HostedPage>;
  abstract look(session: string): Promise<SessionState>;
  /** Closes the page unless it was paid in the meantime, and tells which. */
  abstract close(session: string): Promise<SessionState>;
  abstract refund(order: RefundOrder): Promise<ProviderRefund>;
  abstract refundsOf(paymentReference: string): Promise<ProviderRefund[]>;
  abstract movements(from: Temporal.Instant, to: Temporal.Instant): AsyncIterable<Movement>;
  /** Reads a webhook's body after checking its signature; throws `WebhookRefused`. */
  abstract readEvent(body: Buffer, signature: string | undefined): ProviderEvent | Promise<ProviderEvent>;
}
