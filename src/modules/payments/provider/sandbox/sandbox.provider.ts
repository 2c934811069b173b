import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../platform/config/settings.js';
import { Clock } from '../../../../platform/time/clock.js';
import { CityProfile } from '../../../city/index.js';
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
import { SandboxBank, type SandboxEvent, type SandboxRefund, type SandboxSession } from './sandbox-bank.js';
import { verify } from './sandbox-signature.js';

/** The portal's side of the sandbox. */
@Injectable()
export class SandboxProvider extends PaymentProvider {
  readonly name = 'sandbox';
  readonly leastCents = 1;
  readonly mostCents = 99_999_999;

  constructor(
    private readonly bank: SandboxBank,
    private readonly settings: Settings,
    private readonly profile: CityProfile,
    private readonly clock: Clock,
  ) {
    super();
  }

  async open({ checkoutId, lines, expiresAt, returnUrl }: CheckoutOrder): Promise<HostedPage> {
    const session = await this.bank.openSession({
      idempotencyKey: `${checkoutId}:${expiresAt.epochMilliseconds}`,
      clientReference: checkoutId,
      merchant: this.profile.name,
      lines,
      returnUrl,
      expiresAt,
    });
    return { session, url: `${this.settings.publicUrl}/sandbox/checkouts/${session}` };
  }

  async look(session: string): Promise<SessionState> {
    return stateOf(await this.bank.session(session));
  }

  async close(session: string): Promise<SessionState> {
    await this.bank.endSession(session, 'checkout.expired');
    return this.look(session);
  }

  async refund({ refundId, attempt, paymentReference, amountCents }: RefundOrder): Promise<ProviderRefund> {
    const refund = await this.bank.refund(`${refundId}:${attempt}`, paymentReference, amountCents);
    if (!refund) throw new RefusedByProvider('The payment holds less than that.');
    return toProviderRefund(refund);
  }

  async refundsOf(paymentReference: string): Promise<ProviderRefund[]> {
    return (await this.bank.refundsOf(paymentReference)).map(toProviderRefund);
  }

  async *movements(from: Temporal.Instant, to: Temporal.Instant): AsyncIterable<Movement> {
    for (const { id, amountCents, paidAt } of await this.bank.paymentsBetween(from, to)) {
      yield { kind: 'payment', reference: id, paymentReference: id, amountCents, at: paidAt };
    }
    for (const { id, paymentId, amountCents, createdAt } of await this.bank.refundsBetween(from, to)) {
      yield { kind: 'refund', reference: id, paymentReference: paymentId, amountCents, at: createdAt };
    }
  }

  async readEvent(body: Buffer, signature: string | undefined): Promise<ProviderEvent> {
    const text = body.toString('utf8');
    verify(text, signature, await this.bank.signingSecret(), this.clock.now());
    const { id, type, createdAt, data } = parse(text);
    const about = { about: 'checkout', session: data.session, checkoutId: data.clientReference } as const;
    const occurredAt = Temporal.Instant.from(createdAt);
    switch (type) {
      case 'checkout.paid': {
        const state: SessionState = { state: 'paid', money: { reference: data.payment!, amountCents: data.amountCents } };
        return { eventId: id, type, occurredAt, notice: { ...about, state } };
      }
      case 'checkout.cancelled':
      case 'checkout.expired':
        return { eventId: id, type, occurredAt, notice: { ...about, state: { state: 'closed' } } };
      case 'checkout.declined':
        return { eventId: id, type, occurredAt, notice: null };
    }
  }
}

function stateOf(session: SandboxSession | null): SessionState {
  if (!session || session.status === 'expired') return { state: 'closed' };
  if (session.status === 'open') return { state: 'open' };
  return { state: 'paid', money: { reference: session.paymentId!, amountCents: session.amountCents } };
}

function toProviderRefund({ id, idempotencyKey, amountCents }: SandboxRefund): ProviderRefund {
  const [refundId, attempt] = idempotencyKey.split(':');
  return { reference: id, order: { refundId: refundId!, attempt: Number(attempt) }, amountCents, status: 'succeeded', failure: null };
}

function parse(text: string): SandboxEvent {
  try {
    return JSON.parse(text) as SandboxEvent;
  } catch {
    throw new WebhookRefused('The event is not JSON.');
  }
}
