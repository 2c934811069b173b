import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { CheckoutsJobs } from '../../../src/modules/payments/checkout/checkouts.jobs.js';
import { CheckoutsService } from '../../../src/modules/payments/checkout/checkouts.service.js';
import { FeesService } from '../../../src/modules/payments/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff, type Answer, type SignedInClient, signInAgain } from '../../support/builders.js';
import {
  aFee,
  checkBooks,
  checkOut,
  checkOutRecord,
  feesOf,
  onSandboxPage,
  payLate,
  recordWithFees,
  sendSandboxEvent,
} from '../../support/payments.js';

jest.setTimeout(60_000);

const ROUNDS = 8;
let app: TestApp;
let ana: SignedInClient;
let bob: SignedInClient;
let cashier: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  [ana, bob, cashier] = [await signUp(app), await signUp(app), await staff(app, 'cashier')];
});
afterAll(() => app.close());
afterEach(() => checkBooks(app));

const outcome = ({ status, body }: Answer): string => (status < 300 ? String(status) : `${status} ${body.code}`);

/** A record of Ana's that Bob has linked, with its fees in both carts. */
async function inBothCarts(...amounts: number[]): Promise<{ id: string; number: string }> {
  const record = await recordWithFees(app, ana, ...amounts);
  await bob.post('/record-links', { kind: 'permit', number: record.number });
  for (const payer of [ana, bob]) await payer.post('/cart/items', { recordNumber: record.number });
  return record;
}

async function emptyCarts(): Promise<void> {
  await app.get(Database).execute(sql`delete from payments.cart_item`);
}

async function paymentsFor(number: string): Promise<number> {
  return (await cashier.get(`/admin/payments?recordNumber=${number}`)).body.items.length;
}

it('Y-05 lets one of two payers through', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await inBothCarts(5_900, 1_000);
    const answers = await Promise.all([checkOut(ana), checkOut(bob)]);
    expect(answers.map(outcome).sort()).toEqual(['201', '409 payments.fee-reserved']);
    expect((await feesOf(ana, record.number)).map(([, , status]) => status)).toEqual(['reserved', 'reserved']);
  }
});

it('Y-05 opens one checkout for a double click', async () => {
  await emptyCarts();
  await recordWithFees(app, ana, 5_900).then(({ number }) => ana.post('/cart/items', { recordNumber: number }));
  const key = randomUUID();
  const answers = await Promise.all([checkOut(ana, key), checkOut(ana, key), checkOut(ana, key)]);
  const opened = answers.filter(({ status }) => status === 201);
  expect(opened.length).toBeGreaterThan(0);
  expect(new Set(opened.map(({ body }) => body.id)).size).toBe(1);
  for (const answer of answers) expect(['201', '409 platform.idempotency-key-in-use']).toContain(outcome(answer));
  expect((await checkOut(ana, key)).body).toEqual(opened[0]!.body);
});

it('Y-05 finishes one checkout when the same key is worked on twice at once', async () => {
  await emptyCarts();
  await recordWithFees(app, ana, 5_900).then(({ number }) => ana.post('/cart/items', { recordNumber: number }));
  const principal = { accountId: ana.accountId, sessionId: randomUUID(), profile: 'public' as const, roles: [] };
  const key = randomUUID();
  const both = await Promise.all([app.get(CheckoutsService).checkOut(principal, key), app.get(CheckoutsService).checkOut(principal, key)]);
  expect(both[0]!.checkout.redirectUrl).toMatch(/^http/);
  expect(both[1]).toEqual(both[0]);
});

it('Y-05 opens one checkout for two keys of one payer', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    await recordWithFees(app, ana, 5_900).then(({ number }) => ana.post('/cart/items', { recordNumber: number }));
    const answers = await Promise.all([checkOut(ana), checkOut(ana)]);
    expect(answers.map(outcome).sort()).toEqual(['201', '409 payments.fee-reserved']);
    const [opened, refused] = answers[0]!.status === 201 ? answers : [answers[1]!, answers[0]!];
    expect(refused!.body.checkoutId).toBe(opened!.body.id);
  }
});

it('Y-05 untangles carts that overlap in different orders', async () => {
  await emptyCarts();
  const records: { number: string }[] = [];
  for (let count = 0; count < 6; count += 1) records.push(await recordWithFees(app, ana, 500, 700));
  const payers = [ana];
  for (let count = 0; count < 3; count += 1) payers.push(await signUp(app));
  for (const payer of payers.slice(1)) for (const { number } of records) await payer.post('/record-links', { kind: 'permit', number });
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(
      payers.map(async (payer, index) => {
        const turned = [...records.slice(index), ...records.slice(0, index)].slice(0, 3);
        for (const { number } of index % 2 ? turned : turned.reverse()) await payer.post('/cart/items', { recordNumber: number });
      }),
    );
    const answers = await Promise.all(payers.map((payer) => checkOut(payer)));
    for (const answer of answers) expect(['201', '409 payments.fee-reserved']).toContain(outcome(answer));
    expect(answers.map(outcome)).toContain('201');
    await checkBooks(app);
    const opened = answers.flatMap(({ status, body }, index) => (status === 201 ? [{ payer: payers[index]!, id: body.id as string }] : []));
    await Promise.all(opened.map(({ payer, id }) => payer.delete(`/checkouts/${id}`)));
  }
  for (const { number } of records) expect((await feesOf(ana, number)).every(([, , status]) => status === 'due')).toBe(true);
});

it('Y-05 either cancels or pays, never both', async () => {
  const ends: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await recordWithFees(app, ana, 5_900);
    const checkout = await checkOutRecord(ana, record.number);
    const cancelling = () => ana.delete(`/checkouts/${checkout.id}`);
    const paying = () => onSandboxPage(checkout.redirectUrl, 'pay');
    // The first to set out is mostly the first to arrive, so each goes first in turn.
    const [first, second] = round % 2 === 0 ? [cancelling(), paying()] : [paying(), cancelling()];
    const cancelled = (await Promise.all([first, second]))[round % 2] as Answer;
    await app.settle();
    const { status } = (await ana.get(`/checkouts/${checkout.id}`)).body;
    ends.push(status);
    expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, status === 'paid' ? 'paid' : 'due']]);
    expect(await paymentsFor(record.number)).toBe(status === 'paid' ? 1 : 0);
    expect(outcome(cancelled)).toBe(status === 'paid' ? '409 payments.checkout-over' : '200');
  }
  expect(ends.every((status) => ['paid', 'cancelled'].includes(status))).toBe(true);
});

it('Y-05 takes the money that arrives while the time runs out', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await recordWithFees(app, ana, 5_900);
    const checkout = await checkOutRecord(ana, record.number);
    await onSandboxPage(checkout.redirectUrl, 'pay');
    app.clock.advance({ minutes: 31 });
    [ana, cashier] = [await signInAgain(app, ana), await signInAgain(app, cashier)];
    await Promise.all([app.settle(), app.get(CheckoutsJobs).endOverdue(), app.get(CheckoutsJobs).askProvider()]);
    expect((await ana.get(`/checkouts/${checkout.id}`)).body.status).toBe('paid');
    expect(await paymentsFor(record.number)).toBe(1);
  }
});

it('Y-05 takes a fee at the counter or reserves it, never both', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await recordWithFees(app, ana, 5_900);
    await ana.post('/cart/items', { recordNumber: record.number });
    const cash = { recordNumbers: [record.number], method: 'cash', tenderedCents: 5_900 };
    const [online, counter] = await Promise.all([
      checkOut(ana),
      cashier.post('/admin/counter-payments', cash, { 'idempotency-key': randomUUID() }),
    ]);
    const both = [outcome(online), outcome(counter)];
    expect([
      ['201', '409 payments.fee-reserved'],
      ['422 payments.cart-empty', '201'],
    ]).toContainEqual(both);
  }
});

it('Y-05 pays once when cash and the provider’s money meet', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await recordWithFees(app, ana, 5_900, 100);
    const checkout = await checkOutRecord(ana, record.number);
    await sendSandboxEvent(app, await payLate(app, checkout));
    const cash = { recordNumbers: [record.number], method: 'cash', tenderedCents: 6_000, cancelOpenCheckouts: true };
    const [counter] = await Promise.all([cashier.post('/admin/counter-payments', cash, { 'idempotency-key': randomUUID() }), app.settle()]);
    await app.settle();
    expect(['201', '422 payments.nothing-due']).toContain(outcome(counter));
    expect((await feesOf(ana, record.number)).map(([, , status]) => status)).toEqual(['paid', 'paid']);
    const online = (await ana.get('/payments')).body.items[0];
    expect(online).toMatchObject(
      counter.status === 201 ? { receivedCents: 6_000, totalCents: 0, refundedCents: 6_000 } : { totalCents: 6_000, refundedCents: 0 },
    );
  }
});

it('Y-05 never asks for more than is left when staff waive at the same moment', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await recordWithFees(app, ana, 5_900);
    await ana.post('/cart/items', { recordNumber: record.number });
    const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
    const [online] = await Promise.all([
      checkOut(ana),
      cashier.post(`/admin/fees/${fee.id}/waiver`, { reason: 'Hardship', amountCents: 900 }),
    ]);
    await app.settle();
    await checkBooks(app);
    const { body: checkout } = await ana.get(`/checkouts/${online.body.id}`);
    // Before the waiver: ended, because it asks for too much. After it: open, for what is left.
    expect([`cancelled 5900`, `open 5000`]).toContain(`${checkout.status} ${checkout.totalCents}`);
  }
});

it('P-03 reclassifies while somebody pays, and no cent is lost', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await emptyCarts();
    const record = await recordWithFees(app, ana, 5_900);
    const checkout = await checkOutRecord(ana, record.number);
    await sendSandboxEvent(app, await payLate(app, checkout));
    await Promise.all([app.settle(), app.get(FeesService).reassess(record.id, [aFee(8_000, { description: 'Fence permit' })])]);
    await app.settle();
    const due = (await app.get(FeesService).totals(record.id)).dueCents;
    // Paid first: credited, and the difference is due. Reclassified first: the money went back, and all is due.
    expect([2_100, 8_000]).toContain(due);
  }
});
