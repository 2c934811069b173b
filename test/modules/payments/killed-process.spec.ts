import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { CheckoutsJobs } from '../../../src/modules/payments/checkout/checkouts.jobs.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { SignedInClient, signUp, staff, signInAgain } from '../../support/builders.js';
import { Doomed } from '../../support/doomed.js';
import {
  checkBooks,
  checkOut,
  checkOutRecord,
  feesOf,
  onSandboxPage,
  pay,
  payLate,
  recordWithFees,
  sendSandboxEvent,
  sessionOf,
  type OpenedCheckout,
} from '../../support/payments.js';
import { StripeServer } from '../../support/stripe.js';

jest.setTimeout(90_000);

const checkoutOf = async (payer: SignedInClient, id: string) => (await payer.get(`/checkouts/${id}`)).body;

describe('Y-05 a portal that is killed', () => {
  let app: TestApp;
  const payers: Record<string, SignedInClient> = {};
  const records: Record<string, { id: string; number: string }> = {};
  const keys = { reserved: randomUUID(), unkept: randomUUID(), unanswered: randomUUID() };
  let cancelled: OpenedCheckout;
  let untold: OpenedCheckout;

  const openOf = async (who: string) =>
    (await app.get(Database).row(sql<{ id: string; session: string | null; url: string | null }>`
      select id, session, redirect_url as url from payments.checkout where account_id = ${payers[who]!.accountId} order by opened_at desc limit 1`))!;
  const hasCheckout = (who: string) => sql`select 1 from payments.checkout where account_id = ${payers[who]!.accountId}`;

  beforeAll(async () => {
    app = await startApp();
    for (const who of ['reserved', 'gone', 'unkept', 'unanswered', 'cancelling', 'untold']) {
      payers[who] = await signUp(app);
      records[who] = await recordWithFees(app, payers[who], 5_900);
      await payers[who].post('/cart/items', { recordNumber: records[who].number });
    }
    cancelled = await checkOutRecord(payers.cancelling!, records.cancelling!.number);
    untold = await checkOutRecord(payers.untold!, records.untold!.number);
    const doomed = new Doomed(app);
    await doomed.start();

    // Two that get past the provider: one is stopped before it keeps the page's address, one before it answers.
    const provider = await doomed.lock('lock table sandbox_provider.session in exclusive mode');
    doomed.ask(payers.unkept!, (client) => checkOut(client, keys.unkept));
    doomed.ask(payers.unanswered!, (client) => checkOut(client, keys.unanswered));
    await doomed.reaches(hasCheckout('unkept'));
    await doomed.reaches(hasCheckout('unanswered'));
    await doomed.lock('select 1 from payments.checkout where id = $1 for update', [(await openOf('unkept')).id]);
    await doomed.lock('select 1 from platform.idempotency_key where key = $1 for update', [keys.unanswered]);
    await doomed.isStuck(2);
    await provider.release();
    await doomed.reaches(sql`select 1 from sandbox_provider.session where client_reference = ${(await openOf('unkept')).id}`);
    await doomed.reaches(sql`select 1 from payments.checkout where id = ${(await openOf('unanswered')).id} and redirect_url is not null`);
    await doomed.isStuck(2);

    // One that has closed the provider's page and has not freed the fees.
    await doomed.lock('select 1 from payments.fee where record_id = $1 for update', [records.cancelling!.id]);
    doomed.ask(payers.cancelling!, (client) => client.delete(`/checkouts/${cancelled.id}`));
    await doomed.reaches(sql`select 1 from sandbox_provider.session where id = ${sessionOf(cancelled)} and status = 'expired'`);
    await doomed.isStuck(3);

    // One that is being told of a payment.
    await doomed.lock('lock table payments.provider_event in exclusive mode');
    doomed.ask(payers.untold!, () => onSandboxPage(`${doomed.url}${new URL(untold.redirectUrl).pathname}`, 'pay'));
    await doomed.reaches(sql`select 1 from sandbox_provider.payment where session_id = ${sessionOf(untold)}`);
    await doomed.isStuck(4);

    // Two that have reserved the fees and not asked the provider.
    await doomed.lock('lock table sandbox_provider.session in exclusive mode');
    doomed.ask(payers.reserved!, (client) => checkOut(client, keys.reserved));
    doomed.ask(payers.gone!, (client) => checkOut(client));
    await doomed.reaches(hasCheckout('reserved'));
    await doomed.reaches(hasCheckout('gone'));
    await doomed.isStuck(6);
    await doomed.die();
  });
  afterAll(() => app.close());

  it('between reserving the fees and asking the provider: the same key goes on', async () => {
    await checkBooks(app);
    expect(await feesOf(payers.reserved!, records.reserved!.number)).toEqual([['Permit fee', 5_900, 'reserved']]);
    app.clock.advance({ seconds: 61 });
    const again = await checkOut(payers.reserved!, keys.reserved);
    expect(again.status).toBe(201);
    expect(again.body.id).toBe((await openOf('reserved')).id);
    await onSandboxPage(again.body.redirectUrl, 'pay');
    await app.settle();
    expect((await checkoutOf(payers.reserved!, again.body.id)).status).toBe('paid');
    expect(await feesOf(payers.reserved!, records.reserved!.number)).toEqual([['Permit fee', 5_900, 'paid']]);
  });

  it('between the provider’s page and keeping its address: the same key gets a page, and no other can charge twice', async () => {
    const before = await openOf('unkept');
    expect(before).toMatchObject({ session: null, url: null });
    const again = await checkOut(payers.unkept!, keys.unkept);
    expect(again.body.id).toBe(before.id);
    const sessions = await app.get(Database).rows(sql<{ id: string }>`
      select id from sandbox_provider.session where client_reference = ${before.id} order by created_at`);
    expect(sessions).toHaveLength(2);

    // Whoever got hold of the lost page pays there, and then on the other one.
    await onSandboxPage(again.body.redirectUrl.replace(sessions[1]!.id, sessions[0]!.id), 'pay');
    await onSandboxPage(again.body.redirectUrl, 'pay');
    await app.settle();
    expect(await feesOf(payers.unkept!, records.unkept!.number)).toEqual([['Permit fee', 5_900, 'paid']]);
    const { items } = (await payers.unkept!.get('/payments')).body;
    expect(items.map((payment: { totalCents: number; refundedCents: number }) => [payment.totalCents, payment.refundedCents])).toEqual([
      [0, 5_900],
      [5_900, 0],
    ]);
  });

  it('between keeping the address and answering: the same key gets the same page', async () => {
    const before = await openOf('unanswered');
    const again = await checkOut(payers.unanswered!, keys.unanswered);
    expect(again.body).toMatchObject({ id: before.id, redirectUrl: before.url });
    await onSandboxPage(again.body.redirectUrl, 'pay');
    await app.settle();
    expect((await checkoutOf(payers.unanswered!, before.id)).status).toBe('paid');
  });

  it('between closing the provider’s page and freeing the fees: the provider’s word frees them', async () => {
    await app.settle();
    expect((await checkoutOf(payers.cancelling!, cancelled.id)).status).toBe('cancelled');
    expect(await feesOf(payers.cancelling!, records.cancelling!.number)).toEqual([['Permit fee', 5_900, 'due']]);
  });

  it('while it is being told of a payment: it is told again', async () => {
    await app.settle();
    expect((await checkoutOf(payers.untold!, untold.id)).status).toBe('paid');
    expect((await payers.untold!.get('/payments')).body.items).toHaveLength(1);
    await checkBooks(app);
  });

  it('and whoever never comes back finds the fees free after half an hour', async () => {
    expect(await feesOf(payers.gone!, records.gone!.number)).toEqual([['Permit fee', 5_900, 'reserved']]);
    app.clock.advance({ minutes: 31 });
    await app.get(CheckoutsJobs).endOverdue();
    expect(await feesOf(await signInAgain(app, payers.gone!), records.gone!.number)).toEqual([['Permit fee', 5_900, 'due']]);
    await checkBooks(app);
  });
});

describe('Y-05 a worker that is killed', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('in the middle of settling a payment and between refunding and noting it: both are done once', async () => {
    const [ana, bob, cashier] = [await signUp(app), await signUp(app), await staff(app, 'cashier')];
    const settling = await recordWithFees(app, ana, 5_900, 1_000);
    const refunding = await recordWithFees(app, bob, 5_900);
    const checkout = await checkOutRecord(ana, settling.number);
    const paymentId = await pay(app, bob, refunding.number);
    const [fee] = (await bob.get(`/records/${refunding.number}/fees`)).body;
    const refund = { lines: [{ feeId: fee.id }], reason: 'The shed was never built' };
    await cashier.post(`/admin/payments/${paymentId}/refunds`, refund, { 'idempotency-key': randomUUID() });
    await sendSandboxEvent(app, await payLate(app, checkout));

    const doomed = new Doomed(app);
    // After the payment, its lines and the fees are written, before the cart is emptied and anyone is told.
    await doomed.lock('select 1 from payments.cart_item where account_id = $1 for update', [ana.accountId]);
    await doomed.lock('select 1 from payments.refund for update');
    await doomed.start({ WORKER: 'on' });
    await doomed.reaches(sql`select 1 from sandbox_provider.refund`);
    await doomed.isStuck(2);
    await doomed.die();
    expect(await feesOf(ana, settling.number)).toEqual([
      ['Permit fee', 5_900, 'reserved'],
      ['Fee 2', 1_000, 'reserved'],
    ]);

    await doomed.takeOver();
    expect((await checkoutOf(ana, checkout.id)).status).toBe('paid');
    expect((await ana.get('/payments')).body.items).toHaveLength(1);
    expect((await bob.get(`/payments/${paymentId}`)).body.refunds).toMatchObject([{ amountCents: 5_900, status: 'succeeded' }]);
    expect(await app.get(Database).rows(sql`select 1 from sandbox_provider.refund`)).toHaveLength(1);
    await checkBooks(app);
  });
});

describe('Y-05 a portal that is killed while it waits for Stripe', () => {
  it('goes on with the same key, and the session nobody heard of charges nobody', async () => {
    const stripe = await StripeServer.start();
    const app = await startApp(stripe.environment);
    stripe.clock = app.clock;
    const ana = await signUp(app);
    const record = await recordWithFees(app, ana, 5_900);
    await ana.post('/cart/items', { recordNumber: record.number });
    const key = randomUUID();
    const doomed = new Doomed(app);
    await doomed.start(stripe.environment);
    stripe.trouble('/v1/checkout/sessions', 'never-answers');
    doomed.ask(ana, (client) => checkOut(client, key));
    await doomed.reaches(() => stripe.exchanges.length === 1);
    await doomed.die();

    app.clock.advance({ seconds: 61 });
    const again = await checkOut(ana, key);
    expect(again.status).toBe(201);
    expect(stripe.exchanges[1]!.idempotencyKey).not.toBe(stripe.exchanges[0]!.idempotencyKey);
    const session = new URL(again.body.redirectUrl).pathname.split('/').at(-1)!;
    await stripe.send(app.url, stripe.event('checkout.session.completed', stripe.pay(session)));
    await app.settle();
    expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
    await checkBooks(app);
    await app.close();
    await stripe.close();
  });
});
