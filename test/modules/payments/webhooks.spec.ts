import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { CheckoutsJobs } from '../../../src/modules/payments/checkout/checkouts.jobs.js';
import { CheckoutExpired, FeesService, PaymentReceived } from '../../../src/modules/payments/index.js';
import { SandboxBank } from '../../../src/modules/payments/provider/sandbox/sandbox-bank.js';
import { sign } from '../../../src/modules/payments/provider/sandbox/sandbox-signature.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, type SignedInClient, signInAgain } from '../../support/builders.js';
import {
  checkBooks,
  checkOutRecord,
  feesOf,
  onSandboxPage,
  paidEvent,
  payLate,
  payUnheard,
  published,
  recordWithFees,
  sendSandboxEvent,
  sessionOf,
  type OpenedCheckout,
} from '../../support/payments.js';

jest.setTimeout(60_000);

let app: TestApp;
let ana: SignedInClient;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
afterEach(() => checkBooks(app));

async function opened(...amounts: number[]): Promise<{ record: { id: string; number: string }; checkout: OpenedCheckout }> {
  ana = await signUp(app);
  const record = await recordWithFees(app, ana, ...amounts);
  return { record, checkout: await checkOutRecord(ana, record.number) };
}

async function later(minutes: number): Promise<void> {
  app.clock.advance({ minutes });
  ana = await signInAgain(app, ana);
}

const statusOf = async (checkout: OpenedCheckout): Promise<string> => (await ana.get(`/checkouts/${checkout.id}`)).body.status as string;
const payments = async () => (await ana.get('/payments')).body.items;
const isKept = async (eventId: string) =>
  (await app.get(Database).rows(sql`select 1 from payments.provider_event where event_id = ${eventId}`)).length === 1;

it('Y-05 pays once however often the provider says so', async () => {
  const { checkout } = await opened(5_900);
  const event = await payLate(app, checkout);
  const answers = await Promise.all([sendSandboxEvent(app, event), sendSandboxEvent(app, event)]);
  await app.settle();
  answers.push(await sendSandboxEvent(app, event));
  // The same payment under another event id.
  answers.push(await sendSandboxEvent(app, { ...event, id: `sbe_${randomUUID()}` }));
  await app.settle();
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(await payments()).toHaveLength(1);
  expect((await published(app, PaymentReceived)).filter(({ accountId }) => accountId === ana.accountId)).toHaveLength(1);
});

it('Y-05 comes out right when events arrive in another order', async () => {
  const { record, checkout } = await opened(5_900);
  const paid = await payLate(app, checkout);
  const expired = { ...paid, id: `sbe_${randomUUID()}`, type: 'checkout.expired' as const };
  await sendSandboxEvent(app, expired);
  await app.settle();
  expect(await statusOf(checkout)).toBe('cancelled');
  await sendSandboxEvent(app, paid);
  await app.settle();
  expect(await statusOf(checkout)).toBe('paid');
  await sendSandboxEvent(app, { ...expired, id: `sbe_${randomUUID()}` });
  await app.settle();
  expect(await statusOf(checkout)).toBe('paid');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
});

it('Y-05 refuses events that are forged, altered, unsigned, stale or from the future', async () => {
  const { record, checkout } = await opened(5_900);
  const event = paidEvent(checkout, 'sbp_made-up', app.clock.now().toString());
  const body = JSON.stringify(event);
  const secret = await app.get(SandboxBank).signingSecret();
  const now = app.clock.now();
  const refused = [
    '',
    'nonsense',
    sign(body, 'another secret', now),
    sign(body.replace('5900', '1'), secret, now),
    sign(body, secret, now.subtract({ minutes: 6 })),
    sign(body, secret, now.add({ minutes: 6 })),
    sign(body, secret, now).replace('v1=', 'v0='),
  ];
  for (const signature of refused) {
    const answer = await sendSandboxEvent(app, event, signature);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'payments.webhook-refused',
      title: 'The event does not come from the payment provider',
    });
  }
  await app.settle();
  expect(await isKept(event.id)).toBe(false);
  expect(await statusOf(checkout)).toBe('open');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);

  // The edge that is still good, in both directions.
  for (const stamp of [now.subtract({ minutes: 4, seconds: 30 }), now.add({ minutes: 4, seconds: 30 })]) {
    expect(
      (
        await sendSandboxEvent(
          app,
          { ...event, type: 'checkout.declined' },
          sign(JSON.stringify({ ...event, type: 'checkout.declined' }), secret, stamp),
        )
      ).status,
    ).toBe(200);
  }
});

it('refuses Stripe’s events where Stripe is not set up, and what is no event', async () => {
  const answer = await fetch(`${app.url}/v1/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'payments.provider-not-in-use' });
  const broken = await fetch(`${app.url}/v1/webhooks/sandbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"id":',
  });
  expect(broken.status).toBe(400);
  const empty = await fetch(`${app.url}/v1/webhooks/sandbox`, { method: 'POST' });
  expect(await empty.json()).toMatchObject({ code: 'payments.webhook-refused' });
});

it('Y-05 asks the provider when its event never comes', async () => {
  const { record, checkout } = await opened(5_900);
  await payUnheard(app, checkout);
  await app.get(CheckoutsJobs).askProvider();
  expect(await statusOf(checkout)).toBe('open');

  await later(4);
  await app.get(CheckoutsJobs).askProvider();
  expect(await statusOf(checkout)).toBe('paid');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
  // The event after all.
  await sendSandboxEvent(app, paidEvent(checkout, (await bankPayment(checkout))!, app.clock.now().toString()));
  await app.settle();
  expect(await payments()).toHaveLength(1);
});

it('Y-05 takes a payment that nobody told us of when the half hour is up', async () => {
  const { record, checkout } = await opened(5_900);
  await payUnheard(app, checkout);
  await later(31);
  await app.get(CheckoutsJobs).endOverdue();
  expect(await statusOf(checkout)).toBe('paid');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
});

it('Y-05 frees the fees when the half hour is up, and tells the payer once', async () => {
  const { record, checkout } = await opened(5_900);
  await later(29);
  await app.get(CheckoutsJobs).endOverdue();
  expect(await statusOf(checkout)).toBe('open');
  await later(2);
  await app.get(CheckoutsJobs).endOverdue();
  await app.get(CheckoutsJobs).endOverdue();
  await app.settle();
  expect(await statusOf(checkout)).toBe('expired');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'due']]);
  expect((await published(app, CheckoutExpired)).filter(({ checkoutId }) => checkoutId === checkout.id)).toHaveLength(1);
  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();
  expect(await payments()).toEqual([]);
});

it('Y-05 lets the next payer in when the job has not come round yet', async () => {
  const { record, checkout } = await opened(5_900);
  const bob = await signUp(app);
  await bob.post('/record-links', { kind: 'permit', number: record.number });
  await later(31);
  const next = await checkOutRecord(await signInAgain(app, bob), record.number);
  expect(next.totalCents).toBe(5_900);
  expect(await statusOf(checkout)).toBe('expired');
});

it('Y-05 takes money for an expired checkout while its fees are still due', async () => {
  const { record, checkout } = await opened(5_900);
  await later(31);
  await app.get(CheckoutsJobs).endOverdue();
  expect(await statusOf(checkout)).toBe('expired');
  await sendSandboxEvent(app, await payLate(app, checkout));
  await app.settle();
  expect(await statusOf(checkout)).toBe('paid');
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
});

it('Y-05 sends money back that comes for fees that somebody else is paying', async () => {
  const { record, checkout } = await opened(5_900);
  await ana.delete(`/checkouts/${checkout.id}`);
  const bob = await signUp(app);
  await bob.post('/record-links', { kind: 'permit', number: record.number });
  const second = await checkOutRecord(bob, record.number);
  await sendSandboxEvent(app, await payLate(app, checkout));
  await app.settle();
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'reserved']]);
  expect(await payments()).toMatchObject([
    { receivedCents: 5_900, totalCents: 0, refundedCents: 5_900, refunds: [{ status: 'succeeded' }] },
  ]);
  await onSandboxPage(second.redirectUrl, 'pay');
  await app.settle();
  expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 5_900, 'paid']]);
});

it('Y-05 sends money back that comes for fees taken back in the meantime', async () => {
  const { record, checkout } = await opened(5_900, 1_000);
  const event = await payLate(app, checkout);
  await app.get(FeesService).voidUnpaid(record.id, 'Withdrawn by the applicant');
  await sendSandboxEvent(app, event);
  await app.settle();
  expect((await feesOf(ana, record.number)).map(([, , status]) => status)).toEqual(['void', 'void', 'void', 'void']);
  expect(await payments()).toMatchObject([{ receivedCents: 6_900, totalCents: 0, refundedCents: 6_900, refunds: [{ automatic: true }] }]);
});

it('Y-05 sends a second payment for the same checkout back', async () => {
  const { checkout } = await opened(5_900);
  await sendSandboxEvent(app, await payLate(app, checkout));
  await app.settle();
  await sendSandboxEvent(app, paidEvent(checkout, 'sbp_second', app.clock.now().toString()));
  await app.settle();
  const [second, first] = await payments();
  expect(first).toMatchObject({ totalCents: 5_900, refundedCents: 0 });
  // The sandbox knows nothing of it, so the refund fails and is left to the cashiers.
  expect(second).toMatchObject({ totalCents: 0, receivedCents: 5_900, refunds: [{ status: 'failed', automatic: true }] });
});

it('pays for as many fees as less money covers, and sends the rest back', async () => {
  const { record, checkout } = await opened(5_900, 1_000);
  await sendSandboxEvent(app, await payLate(app, checkout, 6_500));
  await app.settle();
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'paid'],
    ['Fee 2', 1_000, 'due'],
  ]);
  expect(await payments()).toMatchObject([{ receivedCents: 6_500, totalCents: 5_900, refundedCents: 600 }]);
});

it('keeps an event of a checkout it does not know and does nothing', async () => {
  const { checkout } = await opened(5_900);
  const event = paidEvent(
    { ...checkout, id: randomUUID(), redirectUrl: 'http://localhost/sandbox/checkouts/sbs_other' },
    'sbp_x',
    app.clock.now().toString(),
  );
  expect((await sendSandboxEvent(app, event)).status).toBe(200);
  await app.settle();
  expect(await isKept(event.id)).toBe(true);
  expect(await statusOf(checkout)).toBe('open');
});

async function bankPayment(checkout: OpenedCheckout): Promise<string | null> {
  return (await app.get(SandboxBank).session(sessionOf(checkout)))!.paymentId;
}
