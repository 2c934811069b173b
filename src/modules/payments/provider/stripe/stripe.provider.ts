import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { Settings } from '../../../../platform/config/settings.js';
import { Clock } from '../../../../platform/time/clock.js';
import { WebhookRefused } from '../../payments.errors.js';
import {
  PaymentProvider,
  RefusedByProvider,
  type CheckoutOrder,
  type HostedPage,
  type Movement,
  type ProviderEvent,
  type ProviderRefund,
  type RefundOrder,
  type SessionState,
} from '../payment-provider.js';
import { requireFresh } from '../signature-age.js';
import { idOf, movementOfCharge, movementOfRefund, noticeOf, refundOf, stateOf } from './stripe.objects.js';

/** Stripe asks for 30 minutes at least, counted from when the session reaches it. */
const SLACK_SECONDS = 60;

/** Stripe Checkout: a page at Stripe's, so that no card number comes near the portal. */
@Injectable()
export class StripeProvider extends PaymentProvider {
  readonly name = 'stripe';
  // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  readonly leastCents = 50;
  readonly mostCents = 99_999_999;
  private client?: Stripe;

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    super();
  }

  async open(order: CheckoutOrder): Promise<HostedPage> {
    const { checkoutId, lines, expiresAt, returnUrl } = order;
    const session = await asked(
      this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: checkoutId,
          metadata: { checkoutId },
          payment_intent_data: { metadata: { checkoutId } },
          line_items: lines.map(({ description, amountCents }) => ({
            quantity: 1,
            price_data: { currency: 'usd', unit_amount: amountCents, product_data: { name: description } },
          })),
          adaptive_pricing: { enabled: false },
          submit_type: 'pay',
          expires_at: seconds(expiresAt) + SLACK_SECONDS,
          success_url: returnUrl,
          cancel_url: returnUrl,
        },
        { idempotencyKey: `checkout:${checkoutId}:${seconds(expiresAt)}` },
      ),
    );
    return { session: session.id, url: session.url! };
  }

  async look(session: string): Promise<SessionState> {
    // A payment that failed at the bank leaves its session complete and unpaid; only the intent tells.
    return stateOf(await asked(this.stripe.checkout.sessions.retrieve(session, { expand: ['payment_intent'] })));
  }

  async close(session: string): Promise<SessionState> {
    try {
      return stateOf(await asked(this.stripe.checkout.sessions.expire(session)));
    } catch (error) {
      // Only open sessions can be expired: it was paid, or is closed already.
      if (error instanceof RefusedByProvider) return this.look(session);
      throw error;
    }
  }

  async refund({ refundId, attempt, paymentReference, amountCents }: RefundOrder): Promise<ProviderRefund> {
    const refund = await asked(
      this.stripe.refunds.create(
        { payment_intent: paymentReference, amount: amountCents, reason: 'requested_by_customer', metadata: { refundId, attempt } },
        { idempotencyKey: `refund:${refundId}:${attempt}` },
      ),
    );
    return refundOf(refund);
  }

  async refundsOf(paymentReference: string): Promise<ProviderRefund[]> {
    const refunds: ProviderRefund[] = [];
    for await (const refund of this.stripe.refunds.list({ payment_intent: paymentReference, limit: 100 })) refunds.push(refundOf(refund));
    return refunds;
  }

  async *movements(from: Temporal.Instant, to: Temporal.Instant): AsyncIterable<Movement> {
    const created = { gte: seconds(from), lt: seconds(to) };
    for await (const charge of this.stripe.charges.list({ created, limit: 100 })) {
      if (charge.status === 'succeeded' && charge.paid && idOf(charge.payment_intent)) yield movementOfCharge(charge);
    }
    for await (const refund of this.stripe.refunds.list({ created, limit: 100 })) {
      if (refund.status === 'succeeded' && idOf(refund.payment_intent)) yield movementOfRefund(refund);
    }
  }

  readEvent(body: Buffer, signature: string | undefined): ProviderEvent {
    const event = this.verified(body, signature);
    return {
      eventId: event.id,
      type: event.type,
      occurredAt: Temporal.Instant.fromEpochMilliseconds(event.created * 1000),
      notice: noticeOf(event),
    };
  }

  private verified(body: Buffer, signature: string | undefined): Stripe.Event {
    const stamps = (signature ?? '').split(',').filter((part) => part.startsWith('t='));
    let event: Stripe.Event;
    try {
      event = this.stripe.webhooks.constructEvent(body, signature ?? '', this.settings.stripeWebhookSecret!, 0);
    } catch {
      // The library's error carries the whole event, which must not end in a log.
      throw new WebhookRefused('The signature does not fit the event.');
    }
    // Stripe's verifier bounds a stamp's age only, and takes the last of several.
    if (stamps.length !== 1) throw new WebhookRefused('The signature must carry one time stamp.');
    requireFresh(Number(stamps[0]!.slice(2)), this.clock.now());
    return event;
  }

  private get stripe(): Stripe {
    this.client ??= this.connect();
    return this.client;
  }

  private connect(): Stripe {
    const { stripeSecretKey, stripeApiBase } = this.settings;
    if (!stripeSecretKey) throw new Error('STRIPE_SECRET_KEY is missing: a payment that was made with Stripe needs it.');
    const base = stripeApiBase === undefined ? undefined : new URL(stripeApiBase);
    return new Stripe(stripeSecretKey, {
      maxNetworkRetries: 1,
      timeout: 20_000,
      telemetry: false,
      appInfo: { name: 'Frontcounter' },
      ...(base && { protocol: base.protocol === 'http:' ? 'http' : 'https', host: base.hostname, port: base.port || undefined }),
    });
  }
}

/** Tells a no of Stripe's from trouble on the way, which may pass. */
async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const isNo = error instanceof Stripe.errors.StripeInvalidRequestError || error instanceof Stripe.errors.StripeIdempotencyError;
    throw isNo ? new RefusedByProvider(`Stripe refused: ${error.message}`, { cause: error }) : error;
  }
}

function seconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}
