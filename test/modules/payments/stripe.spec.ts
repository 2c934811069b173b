import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { CheckoutsJobs } from '../../../src/modules/payments/checkout/checkouts.jobs.js';
import { FeesService, PaymentRefunded } from '../../../src/modules/payments/index.js';
import { RefundLedger } from '../../../src/modules/payments/payment/refund-ledger.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient, signInAgain } from '../../support/builders.js';
import { aFee, checkBooks, checkOut, feesOf, published, recordWithFees } from '../../support/payments.js';
import { StripeServer } from '../../support/stripe.js';
import type { StripeObject } from '../../support/stripe-objects.js';
import { letTimePass } from '../../support/queue.js';

jest.setTimeout(60_000);

const SESSIONS = '/v1/checkout/sessions';
let stripe: StripeServer;
let app: TestApp;
let ana: SignedInClient;
let cashier: SignedInClient;

beforeAll(async () => {
  stripe = await StripeServer.start();
  app = await startApp(stripe.environment);
  stripe.clock = app.clock;
  cashier = await staff(app, 'cashier');
});
afterAll(async () => {
  await app.close();
  await stripe.close();
});
beforeEach(async () => {
  ana = await signUp(app);
  cashier = await signInAgain(app, cashier);
  stripe.exchanges.length = 0;
  stripe.refundStatus = 'succeeded';
});
afterEach(() => checkBooks(app));

const once = () => ({ 'idempotency-key': randomUUID() });

interface Opened {
  record: { id: string; number: string };
  id: string;
  session: string;
}

async function open(...amounts: number[]): Promise<Opened> {
  const record = await recordWithFees(app, ana, ...amounts);
  await ana.post('/cart/items', { recordNumber: record.number });
  const { status, body } = await checkOut(ana);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { record, id: body.id, session: new URL(body.redirectUrl).pathname.split('/').at(-1)! };
}

async function paid(...amounts: number[]): Promise<Opened & { paymentId: string; intent: string }> {
  const opened = await open(...amounts);
  const session = stripe.pay(opened.session);
  await stripe.send(app.url, stripe.event('checkout.session.completed', session));
  await app.settle();
  return { ...opened, paymentId: (await checkoutOf(opened)).paymentId, intent: session.payment_intent as string };
}

const checkoutOf = async ({ id }: { id: string }) => (await ana.get(`/checkouts/${id}`)).body;
const hear = async (type: string, object: StripeObject) => {
  expect((await stripe.send(app.url, stripe.event(type, object))).status).toBe(200);
  await app.settle();
};
const refund = (paymentId: string, feeId: string, amountCents?: number) =>
  cashier.post(`/admin/payments/${paymentId}/refunds`, { lines: [{ feeId, amountCents }], reason: 'Overcharged' }, once());

it('Y-05 opens a Checkout Session with every fee as a line, and nothing about a card', async () => {
  const { record, id } = await open(5_900, 3_835);
  const [exchange] = stripe.exchanges;
  const expiresAt = Math.floor(Temporal.Instant.from((await checkoutOf({ id })).expiresAt).epochMilliseconds / 1000);
  expect(stripe.exchanges).toHaveLength(1);
  expect(exchange).toEqual({
    method: 'POST',
    path: SESSIONS,
    idempotencyKey: `checkout:${id}:${expiresAt}`,
    status: 200,
    fields: {
      mode: 'payment',
      client_reference_id: id,
      'metadata[checkoutId]': id,
      'payment_intent_data[metadata][checkoutId]': id,
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'usd',
      'line_items[0][price_data][unit_amount]': '5900',
      'line_items[0][price_data][product_data][name]': `${record.number} – Permit fee`,
      'line_items[1][quantity]': '1',
      'line_items[1][price_data][currency]': 'usd',
      'line_items[1][price_data][unit_amount]': '3835',
      'line_items[1][price_data][product_data][name]': `${record.number} – Fee 2`,
      'adaptive_pricing[enabled]': 'false',
      submit_type: 'pay',
      expires_at: String(expiresAt + 60),
      success_url: `${app.url}/checkouts/${id}`,
      cancel_url: `${app.url}/checkouts/${id}`,
    },
  });
  expect(await checkoutOf({ id })).toMatchObject({
    status: 'open',
    redirectUrl: expect.stringMatching(/^https:\/\/checkout\.stripe\.com\//),
  });
});

it('Y-05 pays on the verified event, once', async () => {
  const { record, id, session } = await open(5_900);
  const event = stripe.event('checkout.session.completed', stripe.pay(session));
  const answers = [await stripe.send(app.url, event), await stripe.send(app.url, event)];
  await app.settle();
  answers.push(await stripe.send(app.url, event));
  await app.settle();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await checkoutOf({ id })).toMatchObject({ status: 'paid', paymentId: expect.any(String) });
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
  expect((await ana.get('/payments')).body.items).toHaveLength(1);
});

it('Y-05 refuses Stripe events that are forged, altered, stale, from the future or doubly stamped', async () => {
  const { record, session } = await open(5_900);
  const event = stripe.event('checkout.session.completed', stripe.pay(session));
  const payload = JSON.stringify(event, null, 2);
  const now = Math.floor(app.clock.now().epochMilliseconds / 1000);
  const good = stripe.sign(payload);
  const refused = [
    'nonsense',
    stripe.sign(payload, { secret: 'whsec_another' }),
    stripe.sign(payload.replace('5900', '1')),
    stripe.sign(payload, { timestamp: now - 360 }),
    // The library by itself would take this one.
    stripe.sign(payload, { timestamp: now + 360 }),
    `t=${now},${stripe.sign(payload, { timestamp: now - 360 })}`,
    good.replace('v1=', 'v0='),
  ];
  for (const signature of refused) {
    const answer = await stripe.send(app.url, event, signature);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'payments.webhook-refused']);
  }
  await app.settle();
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);
  expect((await stripe.send(app.url, event, good)).status).toBe(200);
});

it('keeps nothing of an event but what it acts upon: no card, no name, no address', async () => {
  const { intent } = await paid(5_900);
  await hear('charge.refunded', stripe.chargeOf(intent));
  await hear('payment_intent.succeeded', stripe.chargeOf(intent));
  const kept = JSON.stringify(await app.get(Database).rows(sql`select * from payments.provider_event`));
  for (const word of ['4242', 'visa', 'Demo Payer', 'payer@example.com', 'Maple', 'last4']) expect(kept).not.toContain(word);
  expect(kept).toContain(intent);
});

it('Y-05 waits for a bank debit and keeps the fees reserved', async () => {
  const opened = await open(5_900);
  await hear('checkout.session.completed', stripe.payByBankDebit(opened.session));
  expect(await checkoutOf(opened)).toMatchObject({ status: 'open', isProcessing: true });
  expect(problemOf(await ana.delete(`/checkouts/${opened.id}`)).code).toBe('payments.payment-underway');

  app.clock.advance({ days: 3 });
  [ana, cashier] = [await signInAgain(app, ana), await signInAgain(app, cashier)];
  await app.get(CheckoutsJobs).endOverdue();
  await app.get(CheckoutsJobs).askProvider();
  expect(await feesOf(ana, opened.record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);

  await hear('checkout.session.async_payment_succeeded', stripe.bankCarriesOut(opened.session));
  expect(await checkoutOf(opened)).toMatchObject({ status: 'paid', isProcessing: false });
  expect(await feesOf(ana, opened.record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
});

it('Y-05 frees the fees when the bank refuses a debit, whether Stripe says so or has to be asked', async () => {
  for (const isTold of [true, false]) {
    const opened = await open(5_900);
    await hear('checkout.session.completed', stripe.payByBankDebit(opened.session));
    const session = stripe.bankRefuses(opened.session);
    if (isTold) {
      await hear('checkout.session.async_payment_failed', session);
    } else {
      app.clock.advance({ hours: 2 });
      [ana, cashier] = [await signInAgain(app, ana), await signInAgain(app, cashier)];
      await app.get(CheckoutsJobs).askProvider();
    }
    expect(await checkoutOf(opened)).toMatchObject({ status: 'cancelled', endReason: 'The bank did not carry the payment out' });
    expect(await feesOf(ana, opened.record.number)).toEqual([['Permit fee', 5_900, 'due']]);
  }
});

it('Y-05 comes out right when the debit’s events arrive in another order', async () => {
  const opened = await open(5_900);
  const unpaid = structuredClone(stripe.payByBankDebit(opened.session));
  const succeeded = stripe.bankCarriesOut(opened.session);
  await hear('checkout.session.async_payment_succeeded', succeeded);
  await hear('checkout.session.completed', unpaid);
  expect(await checkoutOf(opened)).toMatchObject({ status: 'paid', isProcessing: false });
  expect((await ana.get('/payments')).body.items).toHaveLength(1);
});

it('Y-05 expires the session when the payer cancels, and asks again when it was paid at that moment', async () => {
  const cancelled = await open(5_900);
  expect((await ana.delete(`/checkouts/${cancelled.id}`)).body.status).toBe('cancelled');
  expect(stripe.asked(`${SESSIONS}/${cancelled.session}/expire`)).toHaveLength(1);
  await hear('checkout.session.expired', stripe.session(cancelled.session));
  expect((await checkoutOf(cancelled)).status).toBe('cancelled');

  const late = await open(100);
  stripe.pay(late.session);
  expect(problemOf(await ana.delete(`/checkouts/${late.id}`))).toMatchObject({ code: 'payments.checkout-over', currentStatus: 'paid' });
  expect(stripe.asked(`${SESSIONS}/${late.session}`).map(({ fields }) => fields)).toEqual([{ 'expand[0]': 'payment_intent' }]);
  expect(await feesOf(ana, late.record.number)).toEqual([['Permit fee', 100, 'paid']]);
});

it('Y-05 expires sessions whose half hour is up, and asks about those it heard nothing of', async () => {
  const silent = await open(100);
  stripe.pay(silent.session);
  const bob = ana;
  ana = await signUp(app);
  const overdue = await open(5_900);
  app.clock.advance({ minutes: 4 });
  await app.get(CheckoutsJobs).askProvider();
  expect((await bob.get(`/checkouts/${silent.id}`)).body.status).toBe('paid');
  expect((await checkoutOf(overdue)).status).toBe('open');
  await app.get(CheckoutsJobs).askProvider();
  expect(stripe.asked(`${SESSIONS}/${overdue.session}`)).toHaveLength(1);

  app.clock.advance({ minutes: 26 });
  ana = await signInAgain(app, ana);
  await app.get(CheckoutsJobs).endOverdue();
  expect((await checkoutOf(overdue)).status).toBe('expired');
  expect(stripe.asked(`${SESSIONS}/${overdue.session}/expire`).map(({ status }) => status)).toEqual([200]);
});

it('Y-05 takes a payment made in the last minute, when expiring comes too late', async () => {
  const opened = await open(5_900);
  app.clock.advance({ minutes: 30, seconds: 30 });
  stripe.pay(opened.session);
  ana = await signInAgain(app, ana);
  await app.get(CheckoutsJobs).endOverdue();
  expect(stripe.asked(`${SESSIONS}/${opened.session}/expire`).map(({ status }) => status)).toEqual([400]);
  expect((await checkoutOf(opened)).status).toBe('paid');
});

it('Y-05 opens one session when Stripe’s answer is lost', async () => {
  stripe.trouble(SESSIONS, 'answer-lost');
  const { id, session } = await open(5_900);
  const [lost, repeated] = stripe.asked(SESSIONS);
  expect(repeated).toEqual(lost);
  await hear('checkout.session.completed', stripe.pay(session));
  expect((await checkoutOf({ id })).status).toBe('paid');
});

it('Y-05 keeps the fees reserved while Stripe is down, and goes on with the same key', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  await ana.post('/cart/items', { recordNumber: record.number });
  const key = randomUUID();
  stripe.trouble(SESSIONS, 'server-error', 'server-error');
  const refused = await checkOut(ana, key);
  expect(problemOf(refused)).toMatchObject({ status: 503, code: 'payments.provider-unavailable' });
  expect(refused.headers.get('retry-after')).not.toBeNull();
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);

  const opened = await checkOut(ana, key);
  expect(opened.status).toBe(201);
  const asked = stripe.asked(SESSIONS);
  expect(new Set(asked.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(asked.map(({ status }) => status)).toEqual([500, 500, 200]);
});

it('Y-05 starts the half hour anew when the payer comes back minutes later to a checkout that has no page yet', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  await ana.post('/cart/items', { recordNumber: record.number });
  const key = randomUUID();
  stripe.trouble(SESSIONS, 'server-error', 'server-error');
  await checkOut(ana, key);
  app.clock.advance({ minutes: 5 });
  const opened = await checkOut(ana, key);
  expect(opened.status).toBe(201);
  const left = Temporal.Instant.from(opened.body.expiresAt).since(app.clock.now()).total('minutes');
  expect(left).toBeGreaterThan(29);
});

it('Y-05 frees the fees when Stripe refuses the session, and opens another for the same key', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  await ana.post('/cart/items', { recordNumber: record.number });
  // Stripe's clock runs ahead, so that half an hour from ours is too soon.
  stripe.clock = { now: () => app.clock.now().add({ minutes: 10 }) } as typeof app.clock;
  const key = randomUUID();
  const refused = await checkOut(ana, key);
  stripe.clock = app.clock;
  expect(problemOf(refused).code).toBe('payments.provider-unavailable');
  expect(stripe.asked(SESSIONS)).toHaveLength(1);
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'due']]);

  const opened = await checkOut(ana, key);
  expect(opened).toMatchObject({ status: 201, body: { status: 'open', redirectUrl: expect.any(String) } });
});

it('Y-05 keeps an overdue checkout reserved as long as Stripe cannot be asked', async () => {
  const opened = await open(5_900);
  app.clock.advance({ minutes: 31 });
  ana = await signInAgain(app, ana);
  stripe.trouble(`${SESSIONS}/${opened.session}/expire`, 'server-error', 'server-error');
  await app.get(CheckoutsJobs).endOverdue();
  expect(await feesOf(ana, opened.record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);
  await app.get(CheckoutsJobs).endOverdue();
  expect(await feesOf(ana, opened.record.number)).toEqual([['Permit fee', 5_900, 'due']]);
});

it('does not send sums to Stripe that it would refuse', async () => {
  const record = await recordWithFees(app, ana, 49);
  await ana.post('/cart/items', { recordNumber: record.number });
  const refused = problemOf(await checkOut(ana));
  expect(refused).toMatchObject({ status: 422, code: 'payments.amount-not-payable-online' });
  expect(refused.detail).toContain('Add other fees to the cart, or pay at the counter.');
  expect(stripe.exchanges).toEqual([]);
});

it('refunds through Stripe, once although the answer is lost', async () => {
  const { record, paymentId, intent } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  stripe.trouble('/v1/refunds', 'answer-lost', 'answer-lost');
  const refundId = (await refund(paymentId, fee.id, 2_000)).body.refunds[0].id;
  await app.settle();
  await letTimePass(app);
  await app.settle();
  const asked = stripe.asked('/v1/refunds');
  expect(asked).toHaveLength(3);
  for (const exchange of asked) {
    expect(exchange).toEqual({
      method: 'POST',
      path: '/v1/refunds',
      status: 200,
      idempotencyKey: `refund:${refundId}:1`,
      fields: {
        payment_intent: intent,
        amount: '2000',
        reason: 'requested_by_customer',
        'metadata[refundId]': refundId,
        'metadata[attempt]': '1',
      },
    });
  }
  expect(stripe.refundsOf(intent)).toHaveLength(1);
  expect((await ana.get(`/payments/${paymentId}`)).body.refunds).toMatchObject([{ amountCents: 2_000, status: 'succeeded' }]);
});

it('refunds once when the answer is lost and Stripe cannot be asked until it has forgotten the key', async () => {
  const { record, paymentId, intent } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  stripe.trouble('/v1/refunds', 'answer-lost', 'answer-lost');
  await refund(paymentId, fee.id, 2_000);
  await app.settle();
  stripe.forgetKeys();
  app.clock.advance({ hours: 25 });
  await app.get(CheckoutsJobs).askProvider();
  await letTimePass(app);
  await app.settle();
  expect(stripe.refundsOf(intent)).toHaveLength(1);
  ana = await signInAgain(app, ana);
  expect((await ana.get(`/payments/${paymentId}`)).body.refunds).toMatchObject([{ amountCents: 2_000, status: 'succeeded' }]);
});

it('follows a refund that takes its time, in whatever order Stripe tells of it', async () => {
  stripe.refundStatus = 'pending';
  const { record, paymentId, intent } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  await refund(paymentId, fee.id);
  await app.settle();
  const statusNow = async () => (await ana.get(`/payments/${paymentId}`)).body.refunds[0].status;
  expect(await statusNow()).toBe('pending');
  const [made] = stripe.refundsOf(intent) as [StripeObject];
  const before = structuredClone(made);
  await hear('refund.updated', stripe.setRefund(made.id, { status: 'succeeded' }));
  expect(await statusNow()).toBe('succeeded');
  await hear('refund.created', before);
  expect(await statusNow()).toBe('succeeded');
  expect((await published(app, PaymentRefunded)).filter((facts) => facts.paymentId === paymentId)).toHaveLength(1);
  // Weeks later the bank sends it back.
  await hear('refund.failed', stripe.setRefund(made.id, { status: 'failed', failure_reason: 'expired_or_canceled_card' }));
  expect(await statusNow()).toBe('failed');
});

it('keeps a refund settled when Stripe’s first answer comes in after its event, and tells of it once', async () => {
  stripe.refundStatus = 'pending';
  const { record, paymentId, intent } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  const refundId = (await refund(paymentId, fee.id)).body.refunds[0].id as string;
  await app.settle();
  const [made] = stripe.refundsOf(intent) as [StripeObject];
  await hear('refund.updated', stripe.setRefund(made.id, { status: 'succeeded' }));
  await app.get(RefundLedger).note({ refundId, attempt: 1 }, { reference: made.id, status: 'pending', failure: null });
  expect((await ana.get(`/payments/${paymentId}`)).body.refunds[0].status).toBe('succeeded');
  await hear('refund.updated', stripe.setRefund(made.id, { status: 'succeeded' }));
  expect((await published(app, PaymentRefunded)).filter((facts) => facts.paymentId === paymentId)).toHaveLength(1);
});

it('asks about a refund whose outcome nobody told', async () => {
  stripe.refundStatus = 'pending';
  const { record, paymentId, intent } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  await refund(paymentId, fee.id);
  await app.settle();
  stripe.setRefund(stripe.refundsOf(intent)[0]!.id, { status: 'succeeded' });
  app.clock.advance({ minutes: 11 });
  await app.get(CheckoutsJobs).askProvider();
  ana = await signInAgain(app, ana);
  expect((await ana.get(`/payments/${paymentId}`)).body.refunds[0].status).toBe('succeeded');
});

it('leaves a refund that fails to the cashiers, who try again or hand it out', async () => {
  stripe.refundStatus = 'pending';
  const { record, paymentId, intent } = await paid(5_900, 100);
  const fees = (await ana.get(`/records/${record.number}/fees`)).body;
  const refundId = (await refund(paymentId, fees[0].id)).body.refunds[0].id;
  await app.settle();
  const settle = (body: object) => cashier.post(`/admin/refunds/${refundId}/settlement`, body, once());
  expect(problemOf(await settle({ method: 'check', checkNumber: '7' }))).toMatchObject({
    code: 'payments.refund-not-failed',
    currentStatus: 'pending',
  });
  const [first] = stripe.refundsOf(intent) as [StripeObject];
  await hear('refund.failed', stripe.setRefund(first.id, { status: 'failed', failure_reason: 'expired_or_canceled_card' }));

  const due = async () => {
    const { body } = await cashier.get('/admin/refunds-due?limit=100');
    return body.items.filter((item: { paymentId: string }) => item.paymentId === paymentId);
  };
  expect(await due()).toMatchObject([{ kind: 'failed-refund', id: refundId, amountCents: 5_900, recordNumber: record.number }]);
  expect((await settle({ method: 'provider' })).body.refunds).toMatchObject([{ id: refundId, status: 'pending' }]);
  // Stripe gives the money of a failed refund back to the charge.
  Object.assign(stripe.chargeOf(intent), { amount_refunded: 0, refunded: false });
  await app.settle();
  const [second] = stripe.refundsOf(intent) as [StripeObject];
  expect(second.metadata).toEqual({ refundId, attempt: '2' });
  // Late word of the first try changes nothing.
  await hear('refund.updated', first);
  expect(await due()).toEqual([]);
  await hear('refund.failed', stripe.setRefund(second.id, { status: 'failed', failure_reason: 'unknown' }));
  expect(problemOf(await settle({ method: 'check' })).errors![0]!.pointer).toBe('/checkNumber');
  expect((await settle({ method: 'check', checkNumber: '7' })).body.refunds).toMatchObject([
    { status: 'succeeded', method: 'check', checkNumber: '7' },
  ]);
  expect(await due()).toEqual([]);
  expect(problemOf(await cashier.post(`/admin/refunds/${randomUUID()}/settlement`, { method: 'cash' })).code).toBe(
    'payments.refund-not-found',
  );
});

it('tells staff of refunds made on the dashboard and of disputes', async () => {
  const { paymentId, intent, record } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  stripe.refundOnDashboard(intent, 900);
  await hear('charge.refunded', stripe.chargeOf(intent));
  await hear('charge.dispute.created', stripe.dispute(intent, 'needs_response'));
  await hear('charge.dispute.closed', stripe.dispute(intent, 'lost'));
  const day = app.clock.now().toZonedDateTimeISO('America/Chicago').toPlainDate().toString();
  const { body } = await cashier.get(`/admin/reconciliations/${day}`);
  expect(body.happenings.filter((happening: { paymentId: string }) => happening.paymentId === paymentId)).toMatchObject([
    { kind: 'refund-made-at-provider', amountCents: 900, status: 'succeeded' },
    { kind: 'dispute', amountCents: 5_900, status: 'lost', detail: 'fraudulent' },
  ]);
  expect(body.differences).toContainEqual(expect.objectContaining({ kind: 'missing-here', what: 'refund', providerCents: 900 }));

  // More than Stripe still holds: it refuses, and the cashiers are told.
  await refund(paymentId, fee.id);
  await app.settle();
  expect((await ana.get(`/payments/${paymentId}`)).body.refunds).toMatchObject([{ status: 'failed' }]);
});

it('reconciles a day against Stripe’s lists, page by page', async () => {
  app.clock.set(Temporal.Instant.from('2026-05-04T16:00:00Z'));
  [ana, cashier] = [await signInAgain(app, ana), await signInAgain(app, cashier)];
  const { record, paymentId } = await paid(5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  await refund(paymentId, fee.id, 900);
  await app.settle();
  // A payment that the portal has not heard of.
  const unheard = await open(100);
  const unheardIntent = stripe.pay(unheard.session).payment_intent;
  stripe.exchanges.length = 0;
  stripe.mostPerPage = 1;

  const { status, body } = await cashier.get('/admin/reconciliations/2026-05-04');
  expect(status).toBe(200);
  expect(body.methods[0]).toEqual({ method: 'online', paymentCount: 1, receivedCents: 5_900, refundedCents: 900, netCents: 5_000 });
  expect(body.provider).toEqual({ name: 'stripe', receivedCents: 6_000, refundedCents: 900 });
  expect(body.differences).toEqual([
    { kind: 'missing-here', what: 'payment', reference: unheardIntent, paymentId: null, ledgerCents: null, providerCents: 100 },
  ]);
  const [from, to] = ['2026-05-04T00:00-05:00', '2026-05-05T00:00-05:00'].map((at) => Temporal.Instant.from(at).epochMilliseconds / 1000);
  const day = { 'created[gte]': String(from! - 3_600), 'created[lt]': String(to! + 3_600), limit: '100' };
  expect(stripe.exchanges.map(({ method, path, fields }) => [method, path, fields])).toEqual([
    ['GET', '/v1/charges', day],
    ['GET', '/v1/charges', { ...day, starting_after: expect.stringMatching(/^ch_/) }],
    ['GET', '/v1/refunds', day],
  ]);
  stripe.mostPerPage = 100;

  await app.get(CheckoutsJobs).askProvider();
  app.clock.advance({ minutes: 4 });
  await app.get(CheckoutsJobs).askProvider();
  expect((await cashier.get('/admin/reconciliations/2026-05-04')).body.differences).toEqual([]);

  stripe.trouble('/v1/charges', 'server-error', 'server-error');
  expect(problemOf(await cashier.get('/admin/reconciliations/2026-05-04')).code).toBe('payments.provider-unavailable');
});

it('P-03 sends money back through Stripe that comes for fees replaced in the meantime', async () => {
  const opened = await open(5_900);
  const session = stripe.pay(opened.session);
  await app.get(FeesService).reassess(opened.record.id, [aFee(8_000, { description: 'Fence permit' })]);
  await hear('checkout.session.completed', session);
  expect(stripe.refundsOf(session.payment_intent as string)).toMatchObject([{ amount: 5_900 }]);
  expect(await app.get(FeesService).totals(opened.record.id)).toEqual({ dueCents: 8_000, paidCents: 0 });
});
