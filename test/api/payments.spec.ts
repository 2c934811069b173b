import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CartQueries, FeesPaid, PaymentReceived } from '../../src/modules/payments/index.js';
import { RecordsService } from '../../src/modules/records/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, PASSWORD, problemOf, SignedInClient, signUp } from '../support/builders.js';
import { checkOut, checkOutRecord, feesOf, onSandboxPage, pay, published, recordWithFees } from '../support/payments.js';

let app: TestApp;
let ana: SignedInClient;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ana = await signUp(app);
});

/** By how many seconds an instant misses half an hour from now. */
function halfHourFrom(portal: TestApp, instant: string): number {
  return Math.abs(portal.clock.now().add({ minutes: 30 }).since(instant).total('seconds'));
}

it('Y-01 puts the balance of a record into the cart, once', async () => {
  const record = await recordWithFees(app, ana, 5_900, 3_835);
  const added = await ana.post('/cart/items', { recordNumber: record.number.toLowerCase() });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({
    items: [
      { recordNumber: record.number, description: 'Permit fee', basis: 'flat', amountCents: 5_900, reservedUntil: null },
      { recordNumber: record.number, description: 'Fee 2', amountCents: 3_835 },
    ],
    totalCents: 9_735,
    openCheckout: null,
  });
  expect((await ana.post('/cart/items', { recordNumber: record.number })).body).toEqual(added.body);
});

it('Y-02 takes selected items out of the cart, and leaves them due', async () => {
  const record = await recordWithFees(app, ana, 5_900, 3_835);
  const { body: cart } = await ana.post('/cart/items', { recordNumber: record.number });
  const removed = await ana.post('/cart/removals', { itemIds: [cart.items[0].id] });
  expect(removed.status).toBe(200);
  expect(removed.body).toMatchObject({ items: [{ description: 'Fee 2' }], totalCents: 3_835 });
  expect((await ana.post('/cart/removals', { itemIds: [cart.items[0].id] })).body).toEqual(removed.body);
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'due'],
    ['Fee 2', 3_835, 'due'],
  ]);
});

it('Y-03 keeps the cart over sign-ins and takes more records in', async () => {
  const first = await recordWithFees(app, ana, 5_900);
  const second = await recordWithFees(app, ana, 100);
  await ana.post('/cart/items', { recordNumber: first.number });
  expect((await ana.delete('/sessions/current')).status).toBe(204);

  const { body: session } = await anonymous(app).post('/sessions', { profile: 'public', login: ana.username, password: PASSWORD });
  const again = new SignedInClient(app.url, ana.accountId, ana.email, ana.username, session.accessToken, session.refreshToken);
  await again.post('/cart/items', { recordNumber: second.number });
  const { body } = await again.get('/cart');
  expect(body.items.map((item: { recordNumber: string }) => item.recordNumber)).toEqual([first.number, second.number]);
  expect(body.totalCents).toBe(6_000);
  expect(await app.get(CartQueries).summary(ana.accountId)).toEqual({ itemCount: 2, totalCents: 6_000 });
});

it('Y-04 lists what was paid, with a receipt as a PDF', async () => {
  const record = await recordWithFees(app, ana, 5_900, 3_835);
  const paymentId = await pay(app, ana, record.number);

  const { body: list } = await ana.get('/payments');
  expect(list.items).toHaveLength(1);
  expect(list.items[0]).toMatchObject({
    id: paymentId,
    receiptNumber: expect.stringMatching(/^RCT-2026-\d{6}$/),
    method: 'online',
    totalCents: 9_735,
    receivedCents: 9_735,
    refundedCents: 0,
    receivedOn: '2026-03-02',
    lines: [
      { recordNumber: record.number, description: 'Permit fee', basis: 'flat', amountCents: 5_900, refundedCents: 0 },
      { recordNumber: record.number, description: 'Fee 2', amountCents: 3_835, refundedCents: 0 },
    ],
    refunds: [],
  });
  expect((await ana.get(`/payments/${paymentId}`)).body).toEqual(list.items[0]);

  const receipt = await ana.raw(`/v1/payments/${paymentId}/receipt`);
  expect(receipt.status).toBe(200);
  expect(receipt.headers.get('content-type')).toBe('application/pdf');
  expect(receipt.headers.get('content-disposition')).toBe(`attachment; filename="receipt-${list.items[0].receiptNumber}.pdf"`);
  expect(
    Buffer.from(await receipt.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  const bob = await signUp(app);
  expect(problemOf(await bob.get(`/payments/${paymentId}`)).code).toBe('payments.payment-not-found');
  expect((await bob.get(`/payments/${paymentId}/receipt`)).status).toBe(404);
  expect((await bob.get('/payments')).body).toEqual({ items: [], nextCursor: null });
});

it('Y-05 pays on the provider’s page, and says once that it did', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  expect(checkout).toMatchObject({ status: 'open', totalCents: 5_900, isProcessing: false });
  expect(halfHourFrom(app, checkout.expiresAt)).toBeLessThan(5);

  const page = await (await fetch(checkout.redirectUrl)).text();
  expect(page).toContain('$59.00');
  expect(page).toContain(`${record.number} – Permit fee`);
  expect(page).not.toMatch(/card number|cvc|expiry/i);

  const back = await onSandboxPage(checkout.redirectUrl, 'pay');
  expect(back).toBe(`${app.url}/checkouts/${checkout.id}`);
  const withoutFrontEnd = `${app.url}/v1/checkouts/${checkout.id}/return`;
  expect(await (await fetch(withoutFrontEnd)).text()).toContain('We are waiting for your payment');
  await app.settle();
  expect(await (await fetch(withoutFrontEnd)).text()).toContain('Your payment has arrived');

  expect((await ana.get(`/checkouts/${checkout.id}`)).body).toMatchObject({ status: 'paid', redirectUrl: null });
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
  expect((await ana.get('/cart')).body).toEqual({ items: [], totalCents: 0, openCheckout: null });
  expect((await app.get(RecordsService).byId(record.id))!.feesDueCents).toBe(0);
  expect(await published(app, FeesPaid)).toContainEqual({
    recordId: record.id,
    paymentId: expect.any(String),
    amountCents: 5_900,
    outstandingCents: 0,
  });
  expect((await published(app, PaymentReceived)).filter(({ accountId }) => accountId === ana.accountId)).toHaveLength(1);
});

it('Y-05 lets the bank decline and the payer try again', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  const again = await onSandboxPage(checkout.redirectUrl, 'decline');
  expect(await (await fetch(`${app.url}${again}`)).text()).toContain('The bank declined the payment');
  await app.settle();
  expect((await ana.get(`/checkouts/${checkout.id}`)).body).toMatchObject({ status: 'open', paymentId: null });
  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();
  expect((await ana.get(`/checkouts/${checkout.id}`)).body.status).toBe('paid');
});

it('Y-05 frees the fees when the payer cancels on the provider’s page', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);
  expect((await ana.get('/cart')).body.openCheckout).toEqual({
    id: checkout.id,
    redirectUrl: checkout.redirectUrl,
    expiresAt: checkout.expiresAt,
  });
  await onSandboxPage(checkout.redirectUrl, 'cancel');
  await app.settle();
  expect((await ana.get(`/checkouts/${checkout.id}`)).body.status).toBe('cancelled');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'due']]);
  expect((await ana.get('/cart')).body).toMatchObject({ totalCents: 5_900, openCheckout: null });
});

it('Y-05 cancels in the portal, and then nothing can be paid on the provider’s page', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  const cancelled = await ana.delete(`/checkouts/${checkout.id}`);
  expect(cancelled.body).toMatchObject({ status: 'cancelled', redirectUrl: null });
  expect(await (await fetch(checkout.redirectUrl)).text()).toContain('This page is closed');
  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'due']]);

  const twice = problemOf(await ana.delete(`/checkouts/${checkout.id}`));
  expect(twice).toMatchObject({ status: 409, code: 'payments.checkout-over' });
  expect(twice.detail).toContain('was cancelled');
});

it('Y-05 refuses to cancel what has been paid', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  await onSandboxPage(checkout.redirectUrl, 'pay');
  // The webhook has been stored and not yet worked off: only the provider knows.
  const refused = await ana.delete(`/checkouts/${checkout.id}`);
  expect(problemOf(refused).code).toBe('payments.checkout-over');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
  await app.settle();
  expect((await ana.get('/payments')).body.items).toHaveLength(1);
});

it('Y-05 tells a second payer who is faster, and until when', async () => {
  const bob = await signUp(app);
  const record = await recordWithFees(app, ana, 5_900);
  await bob.post('/record-links', { kind: 'permit', number: record.number });
  await bob.post('/cart/items', { recordNumber: record.number });
  const checkout = await checkOutRecord(ana, record.number);

  const refused = problemOf(await checkOut(bob));
  expect(refused).toMatchObject({ status: 409, code: 'payments.fee-reserved', recordNumber: record.number, until: checkout.expiresAt });
  expect(refused.detail).toMatch(/try again in 30 minutes\.$/);
  expect(refused).not.toHaveProperty('redirectUrl');
  expect((await bob.get('/cart')).body.items[0]).toMatchObject({ reservedUntil: checkout.expiresAt, isReservedByMe: false });

  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();
  expect((await bob.get('/cart')).body.items).toEqual([]);
  expect(problemOf(await checkOut(bob)).code).toBe('payments.cart-empty');
});

it('Y-05 leads a payer with another key back to their own open checkout', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  expect(problemOf(await checkOut(ana))).toMatchObject({
    code: 'payments.fee-reserved',
    checkoutId: checkout.id,
    redirectUrl: checkout.redirectUrl,
    until: checkout.expiresAt,
  });
});

it('Y-05 answers the same key with the same checkout', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  await ana.post('/cart/items', { recordNumber: record.number });
  const key = randomUUID();
  const first = await checkOut(ana, key);
  const second = await checkOut(ana, key);
  expect(second.status).toBe(201);
  expect(second.body).toEqual(first.body);

  expect(problemOf(await ana.post('/checkouts', { totalCents: 5_900 }, { 'idempotency-key': key })).code).toBe(
    'platform.idempotency-key-reused',
  );
  expect(problemOf(await ana.post('/checkouts', {})).code).toBe('platform.idempotency-key-required');
});

it('refuses to check out a cart that comes to another sum than the payer saw', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  await ana.post('/cart/items', { recordNumber: record.number });
  const refused = problemOf(await ana.post('/checkouts', { totalCents: 4_000 }, { 'idempotency-key': randomUUID() }));
  expect(refused).toMatchObject({ status: 409, code: 'payments.cart-changed', totalCents: 5_900 });
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'due']]);
});

it('says when nothing is due, also when all there is comes to nothing', async () => {
  const record = await recordWithFees(app, ana, 0);
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 0, 'paid']]);
  const refused = problemOf(await ana.post('/cart/items', { recordNumber: record.number }));
  expect(refused).toMatchObject({ status: 422, code: 'payments.nothing-due' });
  expect(refused.detail).toContain(record.number);
  expect(problemOf(await checkOut(ana)).code).toBe('payments.cart-empty');
});

it('sends nobody to the provider with a sum that it cannot take', async () => {
  const record = await recordWithFees(app, ana, 60_000_000, 60_000_000);
  await ana.post('/cart/items', { recordNumber: record.number });
  const refused = problemOf(await checkOut(ana));
  expect(refused).toMatchObject({ status: 422, code: 'payments.amount-not-payable-online' });
  expect(refused.detail).toContain('$1,200,000.00');
  expect((await feesOf(ana, record.number)).map(([, , status]) => status)).toEqual(['due', 'due']);
});

it('keeps carts, fees and checkouts from those who are no party', async () => {
  const eve = await signUp(app);
  const record = await recordWithFees(app, ana, 5_900);
  expect(problemOf(await eve.post('/cart/items', { recordNumber: record.number })).code).toBe('records.not-linked');
  expect(problemOf(await eve.get(`/records/${record.number}/fees`)).code).toBe('records.not-linked');
  expect(problemOf(await eve.post('/cart/items', { recordNumber: 'RST-2026-99999' })).code).toBe('records.not-found');

  const checkout = await checkOutRecord(ana, record.number);
  expect(problemOf(await eve.get(`/checkouts/${checkout.id}`)).code).toBe('payments.checkout-not-found');
  expect(problemOf(await eve.delete(`/checkouts/${checkout.id}`)).code).toBe('payments.checkout-not-found');
  expect((await anonymous(app).get('/cart')).status).toBe(401);
  expect((await anonymous(app).post('/checkouts', {}, { 'idempotency-key': randomUUID() })).status).toBe(401);
  expect((await eve.post('/admin/counter-payments', { recordNumbers: [record.number], method: 'cash', tenderedCents: 1 })).status).toBe(
    403,
  );
});

it('takes a record out of the cart of somebody who is unlinked', async () => {
  const bob = await signUp(app);
  const record = await recordWithFees(app, ana, 5_900);
  const { body: link } = await bob.post('/record-links', { kind: 'permit', number: record.number });
  await bob.post('/cart/items', { recordNumber: record.number });
  expect((await ana.delete(`/record-links/${link.id}`)).status).toBe(204);
  await app.settle();
  expect((await bob.get('/cart')).body.items).toEqual([]);
});

it('refuses what it does not understand and changes nothing', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const wrong: [string, unknown][] = [
    ['/cart/items', {}],
    ['/cart/items', { recordNumber: 7 }],
    ['/cart/items', { recordNumber: record.number, amountCents: 1 }],
    ['/cart/removals', { itemIds: ['one'] }],
    ['/cart/removals', { itemIds: [] }],
  ];
  for (const [path, body] of wrong) expect(problemOf(await ana.post(path, body)).code).toBe('platform.invalid-input');
  expect(problemOf(await ana.post('/checkouts', { cardNumber: '4242424242424242' }, { 'idempotency-key': randomUUID() })).errors).toEqual([
    { pointer: '/cardNumber', detail: 'is not a field of this request' },
  ]);
  expect((await ana.get('/checkouts/7')).status).toBe(404);
  expect((await ana.get('/payments/7')).status).toBe(404);
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'due']]);
});
