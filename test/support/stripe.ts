import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import type { Clock } from '../../src/platform/time/clock.js';
import {
  chargeObject,
  disputeObject,
  eventObject,
  intentObject,
  listObject,
  refundObject,
  sessionObject,
  type StripeObject,
} from './stripe-objects.js';

/** The version of the API that `stripe` 23.1 is made for. */
export const API_VERSION = '2026-10-28.endive';
export const SECRET_KEY = 'sk_test_for_tests_only';
export const WEBHOOK_SECRET = 'whsec_for_tests_only';

/** One request as it came over the wire. */
export interface Exchange {
  method: string;
  path: string;
  /** Form fields or query parameters, by their full names (`line_items[0][quantity]`). */
  fields: Record<string, string>;
  idempotencyKey: string | undefined;
  status: number;
}

interface Answer {
  status: number;
  body: StripeObject;
}

/** What goes wrong with the next request to a path: before anything was done, or after, when only the answer is lost. */
type Trouble = 'server-error' | 'answer-lost' | 'never-answers';

/**
 * Stripe on loopback, so far as the portal speaks with it: checks method, path, form, version, key and idempotency as Stripe does and
 * answers objects of the real shape. Its pages are paid with `pay`, its events are signed by Stripe's own library.
 */
export class StripeServer {
  readonly exchanges: Exchange[] = [];
  clock!: Clock;
  private readonly sessions = new Map<string, StripeObject>();
  private readonly intents = new Map<string, StripeObject>();
  private readonly charges: StripeObject[] = [];
  private readonly refunds: StripeObject[] = [];
  private readonly kept = new Map<string, { fields: string; answer: Answer }>();
  private readonly troubles = new Map<string, Trouble[]>();
  /** Stripe gives 100 at most. */
  mostPerPage = 100;
  /** What becomes of refunds from now on. */
  refundStatus: 'succeeded' | 'pending' = 'succeeded';
  private server!: Server;

  static async start(): Promise<StripeServer> {
    const stripe = new StripeServer();
    stripe.server = createServer((request, response) => void stripe.serve(request, response));
    await new Promise<void>((resolve) => stripe.server.listen(0, '127.0.0.1', resolve));
    return stripe;
  }

  /** Settings that make the portal speak with this server. */
  get environment(): Record<string, string> {
    return {
      PAYMENT_PROVIDER: 'stripe',
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      STRIPE_API_BASE: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The next requests to a path of Stripe's go wrong, one after another. */
  trouble(path: string, ...troubles: Trouble[]): void {
    this.troubles.set(path, troubles);
  }

  /** As Stripe does with idempotency keys of more than a day. */
  forgetKeys(): void {
    this.kept.clear();
  }

  /** What was asked at a path, the oldest first. */
  asked(path: string): Exchange[] {
    return this.exchanges.filter((exchange) => exchange.path === path);
  }

  session(id: string): StripeObject {
    return this.sessions.get(id)!;
  }

  /** The payer pays on Stripe's page with a card. */
  pay(sessionId: string): StripeObject {
    const session = this.complete(sessionId, 'succeeded');
    session.payment_status = 'paid';
    this.charge(session.payment_intent as string);
    return session;
  }

  /** The payer gives a bank debit, which takes days. */
  payByBankDebit(sessionId: string): StripeObject {
    return this.complete(sessionId, 'processing');
  }

  bankCarriesOut(sessionId: string): StripeObject {
    const session = this.session(sessionId);
    session.payment_status = 'paid';
    this.intents.get(session.payment_intent as string)!.status = 'succeeded';
    this.charge(session.payment_intent as string);
    return session;
  }

  bankRefuses(sessionId: string): StripeObject {
    const session = this.session(sessionId);
    this.intents.get(session.payment_intent as string)!.status = 'requires_payment_method';
    return session;
  }

  /** Somebody refunds on Stripe's dashboard. */
  refundOnDashboard(paymentIntent: string, amount: number): StripeObject {
    return this.addRefund(paymentIntent, amount, {});
  }

  setRefund(reference: string, change: { status: string; failure_reason?: string }): StripeObject {
    return Object.assign(
      this.refunds.find(({ id }) => id === reference)!,
      change,
    );
  }

  refundsOf(paymentIntent: string): StripeObject[] {
    return this.refunds.filter((refund) => refund.payment_intent === paymentIntent);
  }

  chargeOf(paymentIntent: string): StripeObject {
    return this.charges.find((charge) => charge.payment_intent === paymentIntent)!;
  }

  dispute(paymentIntent: string, status: string): StripeObject {
    return disputeObject({
      id: 'dp_1',
      charge: this.chargeOf(paymentIntent).id,
      payment_intent: paymentIntent,
      amount: 5_900,
      status,
      created: this.now(),
    });
  }

  event(type: string, object: StripeObject, id: string = name('evt')): StripeObject {
    return eventObject({ id, type, object: structuredClone(object), created: this.now(), apiVersion: API_VERSION });
  }

  /** Sends an event to the portal, signed now unless told otherwise. */
  async send(portalUrl: string, event: StripeObject, signature?: string): Promise<Response> {
    const payload = JSON.stringify(event, null, 2);
    return fetch(`${portalUrl}/v1/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': signature ?? this.sign(payload) },
      body: payload,
    });
  }

  sign(payload: string, { secret = WEBHOOK_SECRET, timestamp = this.now() } = {}): string {
    return new Stripe(SECRET_KEY).webhooks.generateTestHeaderString({ payload, secret, timestamp });
  }

  private now(): number {
    return Math.floor(this.clock.now().epochMilliseconds / 1000);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://stripe');
    const fields = Object.fromEntries(new URLSearchParams(request.method === 'POST' ? await text(request) : url.search));
    const trouble = this.troubles.get(url.pathname)?.shift();
    const idempotencyKey = request.headers['idempotency-key'] as string | undefined;
    const answer =
      trouble === 'server-error'
        ? fault(500, 'api_error', 'Something went wrong.')
        : this.answer(request, url.pathname, fields, idempotencyKey);
    this.exchanges.push({ method: request.method!, path: url.pathname, fields, idempotencyKey, status: answer.status });
    if (trouble === 'never-answers') return;
    if (trouble === 'answer-lost') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/json', 'request-id': name('req'), 'stripe-version': API_VERSION });
    response.end(JSON.stringify(answer.body, null, 2));
  }

  private answer(request: IncomingMessage, path: string, fields: Record<string, string>, key: string | undefined): Answer {
    const { headers, method } = request;
    if (headers.authorization !== `Bearer ${SECRET_KEY}`)
      return fault(401, 'invalid_request_error', 'Invalid API Key provided: sk_test_***');
    if (headers['stripe-version'] !== API_VERSION)
      return fault(400, 'invalid_request_error', `Invalid Stripe API version: ${String(headers['stripe-version'])}`);
    if (method !== 'POST') return this.route(method!, path, fields);
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return fault(400, 'invalid_request_error', 'Invalid request body');

    const seen = key === undefined ? undefined : this.kept.get(key);
    if (seen && seen.fields !== JSON.stringify([path, fields])) {
      return fault(
        400,
        'idempotency_error',
        'Keys for idempotent requests can only be used with the same parameters they were first used with.',
      );
    }
    const answer = seen?.answer ?? this.route(method, path, fields);
    if (key !== undefined && answer.status < 500)
      this.kept.set(key, { fields: JSON.stringify([path, fields]), answer: structuredClone(answer) });
    return answer;
  }

  private route(method: string, path: string, fields: Record<string, string>): Answer {
    const [, sessionId, verb] = /^\/v1\/checkout\/sessions\/(cs_\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    switch (`${method} ${sessionId ? `session ${verb ?? ''}`.trim() : path}`) {
      case 'POST /v1/checkout/sessions':
        return this.openSession(fields);
      case 'GET session':
        return this.readSession(sessionId!, fields);
      case 'POST session expire':
        return this.expireSession(sessionId!);
      case 'POST /v1/refunds':
        return this.refund(fields);
      case 'GET /v1/refunds':
        return list(path, this.refunds, fields, this.mostPerPage);
      case 'GET /v1/charges':
        return list(path, this.charges, fields, this.mostPerPage);
      default:
        return fault(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
    }
  }

  private openSession(fields: Record<string, string>): Answer {
    const unknown = Object.keys(fields).find((field) => !KNOWN_SESSION_FIELDS.some((known) => known.test(field)));
    if (unknown) return fault(400, 'invalid_request_error', `Received unknown parameter: ${unknown}`, unknown);
    const expiresAt = Number(fields.expires_at);
    if (expiresAt < this.now() + 30 * 60) {
      return fault(
        400,
        'invalid_request_error',
        'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
        'expires_at',
      );
    }
    const amounts = Object.entries(fields).filter(([field]) => field.endsWith('[price_data][unit_amount]'));
    const amount = amounts.reduce(
      (sum, [field, cents]) => sum + Number(cents) * Number(fields[field.replace('[price_data][unit_amount]', '[quantity]')]),
      0,
    );
    if (!(amount >= 50))
      return fault(400, 'invalid_request_error', "The Checkout Session's total amount due must add up to at least $0.50 usd");
    const id = name('cs_test');
    const session = sessionObject({
      id,
      amount,
      created: this.now(),
      expiresAt,
      clientReference: fields.client_reference_id!,
      metadata: { checkoutId: fields['metadata[checkoutId]']! },
      successUrl: fields.success_url!,
      cancelUrl: fields.cancel_url!,
    });
    this.sessions.set(id, session);
    return ok(session);
  }

  private readSession(id: string, fields: Record<string, string>): Answer {
    const session = this.sessions.get(id);
    if (!session) return fault(404, 'invalid_request_error', `No such checkout.session: ${id}`);
    if (session.status === 'open' && (session.expires_at as number) <= this.now()) Object.assign(session, { status: 'expired', url: null });
    const expands = Object.values(fields).includes('payment_intent') && session.payment_intent !== null;
    return ok(expands ? { ...session, payment_intent: this.intents.get(session.payment_intent as string)! } : session);
  }

  private expireSession(id: string): Answer {
    const session = this.sessions.get(id)!;
    if (session.status !== 'open') {
      const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${String(session.status)}\`.`;
      return fault(400, 'invalid_request_error', message);
    }
    return ok(Object.assign(session, { status: 'expired', url: null }));
  }

  private complete(sessionId: string, intentStatus: string): StripeObject {
    const session = this.session(sessionId);
    if (session.status !== 'open') throw new Error(`The session is ${String(session.status)}.`);
    const intent = intentObject({
      id: name('pi'),
      amount: session.amount_total as number,
      status: intentStatus,
      created: this.now(),
      metadata: session.metadata as Record<string, string>,
    });
    this.intents.set(intent.id, intent);
    return Object.assign(session, { status: 'complete', payment_intent: intent.id, url: null });
  }

  private charge(paymentIntent: string): void {
    const { amount, metadata } = this.intents.get(paymentIntent)!;
    this.charges.push(
      chargeObject({
        id: name('ch'),
        paymentIntent,
        amount: amount as number,
        created: this.now(),
        metadata: metadata as Record<string, string>,
      }),
    );
  }

  private refund(fields: Record<string, string>): Answer {
    const charge = this.chargeOf(fields.payment_intent!);
    const amount = Number(fields.amount);
    const left = (charge.amount as number) - (charge.amount_refunded as number);
    if (left === 0) return fault(400, 'invalid_request_error', `Charge ${charge.id} has already been refunded.`);
    if (amount > left) {
      return fault(
        400,
        'invalid_request_error',
        `Refund amount ($${amount / 100}) is greater than unrefunded amount on charge ($${left / 100})`,
        'amount',
      );
    }
    return ok(
      this.addRefund(fields.payment_intent!, amount, { refundId: fields['metadata[refundId]']!, attempt: fields['metadata[attempt]']! }),
    );
  }

  private addRefund(paymentIntent: string, amount: number, metadata: Record<string, string>): StripeObject {
    const charge = this.chargeOf(paymentIntent);
    charge.amount_refunded = (charge.amount_refunded as number) + amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    const refund = refundObject({
      id: name('re'),
      charge: charge.id,
      paymentIntent,
      amount,
      status: this.refundStatus,
      created: this.now(),
      metadata,
    });
    // Newest first, as Stripe lists them.
    this.refunds.unshift(refund);
    return refund;
  }
}

/** What the portal may send; anything else Stripe would refuse as unknown. */
const KNOWN_SESSION_FIELDS = [
  /^(mode|client_reference_id|submit_type|expires_at|success_url|cancel_url)$/,
  /^metadata\[checkoutId\]$/,
  /^payment_intent_data\[metadata\]\[checkoutId\]$/,
  /^adaptive_pricing\[enabled\]$/,
  /^line_items\[\d+\]\[quantity\]$/,
  /^line_items\[\d+\]\[price_data\]\[(currency|unit_amount)\]$/,
  /^line_items\[\d+\]\[price_data\]\[product_data\]\[name\]$/,
];

function list(url: string, all: readonly StripeObject[], fields: Record<string, string>, most: number): Answer {
  const { limit, starting_after: after, payment_intent: intent } = fields;
  const matching = all.filter(
    (object) =>
      (intent === undefined || object.payment_intent === intent) &&
      (fields['created[gte]'] === undefined || (object.created as number) >= Number(fields['created[gte]'])) &&
      (fields['created[lt]'] === undefined || (object.created as number) < Number(fields['created[lt]'])),
  );
  const start = after === undefined ? 0 : matching.findIndex(({ id }) => id === after) + 1;
  const page = matching.slice(start, start + Math.min(Number(limit ?? 10), most));
  return ok(listObject(url, page, start + page.length < matching.length));
}

function ok(body: StripeObject): Answer {
  return { status: 200, body: structuredClone(body) };
}

function fault(status: number, type: string, message: string, param?: string): Answer {
  return { status, body: { error: { message, type, ...(param && { param }) } } as unknown as StripeObject };
}

function name(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`;
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
