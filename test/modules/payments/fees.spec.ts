import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { FeeScheduleLoader } from '../../../src/modules/payments/fees/fee-schedule.loader.js';
import { FeesAssessed, FeesService, FeesVoided } from '../../../src/modules/payments/index.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, type SignedInClient } from '../../support/builders.js';
import { aFee, checkBooks, checkOutRecord, feesOf, pay, published, recordWithFees } from '../../support/payments.js';
import { recordQueries } from '../../support/queries.js';
import { openRecord } from '../../support/records.js';

jest.setTimeout(60_000);

let app: TestApp;
let ana: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());
afterEach(() => checkBooks(app));

const dueOn = async (recordId: string) => (await app.get(RecordsService).byId(recordId))!.feesDueCents;
const eventsOf = async (number: string) =>
  (await ana.get(`/records/${number}/events`)).body.items.map(({ summary }: { summary: string }) => summary);

it('fills an empty fee schedule once, however often the portal starts', async () => {
  const count = () => app.get(Database).row(sql`select count(*)::int as schedules from payments.fee_schedule`);
  await app.get(FeeScheduleLoader).onApplicationBootstrap();
  expect(await count()).toEqual({ schedules: 1 });
});

describe('the fees of a record', () => {
  it('are assessed in order, told once and shown on its shell', async () => {
    const record = await openRecord(app, { ownerAccountId: ana.accountId });
    await app
      .get(FeesService)
      .assess(record.id, [
        aFee(5_000, { code: 'application', description: 'Application', due: 'at-application' }),
        aFee(12_800),
        aFee(-2_800, { code: 'program', description: 'Program waiver', basis: '21.88% of $128.00 waived' }),
      ]);
    expect(await feesOf(ana, record.number)).toEqual([
      ['Application', 5_000, 'due'],
      ['Permit fee', 12_800, 'due'],
      ['Program waiver', -2_800, 'due'],
    ]);
    expect(await dueOn(record.id)).toBe(15_000);
    expect(await published(app, FeesAssessed)).toContainEqual({ recordId: record.id, totalCents: 15_000, origin: 'schedule' });
    expect(await eventsOf(record.number)).toContain('Fees assessed: Application $50.00, Permit fee $128.00.');
    expect(await app.get(FeesService).outstanding(record.id)).toMatchObject([
      { code: 'application', amountCents: 5_000, due: 'at-application', status: 'due' },
      { code: 'permit-fee', amountCents: 10_000, due: 'before-issuance', status: 'due' },
    ]);
    expect(await app.get(FeesService).totals(record.id)).toEqual({ dueCents: 15_000, paidCents: 0 });
  });

  it('stand or fall with the transaction that assessed them', async () => {
    const record = await openRecord(app, { ownerAccountId: ana.accountId });
    const assessing = app.get(Database).transaction(async () => {
      await app.get(FeesService).assess(record.id, [aFee(5_900)]);
      throw new Error('changed my mind');
    });
    await expect(assessing).rejects.toThrow('changed my mind');
    expect(await feesOf(ana, record.number)).toEqual([]);
    expect(await dueOn(record.id)).toBe(0);
  });

  it('are taken back when an application is withdrawn, and what was paid stays paid', async () => {
    const record = await recordWithFees(app, ana, 5_900);
    await pay(app, ana, record.number);
    await app.get(FeesService).assess(record.id, [aFee(1_000, { description: 'Plan review' })]);
    await app.get(FeesService).voidUnpaid(record.id, 'The application was withdrawn');
    expect(await feesOf(ana, record.number)).toEqual([
      ['Permit fee', 5_900, 'paid'],
      ['Plan review', 1_000, 'void'],
      ['Taken back: Plan review', -1_000, 'void'],
    ]);
    expect(await dueOn(record.id)).toBe(0);
    expect(await published(app, FeesVoided)).toContainEqual({ recordId: record.id, origin: 'schedule' });
    expect(await eventsOf(record.number)).toContain('Fees taken back: Plan review. The application was withdrawn.');
    await app.get(FeesService).voidUnpaid(record.id, 'Once more');
    expect(await feesOf(ana, record.number)).toHaveLength(3);
  });

  it('P-03 follow a reclassification: what is unpaid goes, what was paid is credited, the difference is due', async () => {
    const record = await openRecord(app, { ownerAccountId: ana.accountId });
    const application = aFee(5_000, { code: 'application', description: 'Application', due: 'at-application' });
    await app.get(FeesService).assess(record.id, [application]);
    await pay(app, ana, record.number);
    await app.get(FeesService).assess(record.id, [aFee(10_000)]);

    await app.get(FeesService).reassess(record.id, [{ ...application, amountCents: 8_000 }, aFee(6_000)]);
    expect(await feesOf(ana, record.number)).toEqual([
      ['Application', 5_000, 'paid'],
      ['Permit fee', 10_000, 'void'],
      ['Taken back: Permit fee', -10_000, 'void'],
      ['Application', 8_000, 'due'],
      ['Credit: Application', -5_000, 'due'],
      ['Permit fee', 6_000, 'due'],
    ]);
    expect(await app.get(FeesService).totals(record.id)).toEqual({ dueCents: 9_000, paidCents: 5_000 });
    expect(await dueOn(record.id)).toBe(9_000);
    await pay(app, ana, record.number);
    expect(await app.get(FeesService).totals(record.id)).toEqual({ dueCents: 0, paidCents: 14_000 });
  });

  it('P-03 leave an open checkout alone when nothing changes for it', async () => {
    const record = await recordWithFees(app, ana, 5_900);
    const checkout = await checkOutRecord(ana, record.number);
    await app.get(FeesService).reassess(record.id, [aFee(5_900)]);
    await app.settle();
    expect((await ana.get(`/checkouts/${checkout.id}`)).body.status).toBe('open');
    await app.get(FeesService).reassess(record.id, [aFee(6_000)]);
    await app.settle();
    expect((await ana.get(`/checkouts/${checkout.id}`)).body).toMatchObject({
      status: 'cancelled',
      endReason: 'One of its fees was paid or changed otherwise',
    });
  });
});

describe('Y-05 the database has the last word', () => {
  const refused = async (statement: ReturnType<typeof sql>, why: string) =>
    expect(app.get(Database).execute(statement)).rejects.toThrow(expect.objectContaining({ message: expect.stringContaining(why) }));

  it('on the ledger: no line is edited or deleted, and none stands where it must not', async () => {
    const record = await recordWithFees(app, ana, 5_900);
    await pay(app, ana, record.number);
    const of = sql`where record_id = ${record.id}`;
    await refused(sql`update payments.fee set amount_cents = 1 ${of}`, 'never edited');
    await refused(sql`update payments.fee set description = 'Free' ${of}`, 'never edited');
    await refused(sql`update payments.fee set status = 'due' ${of}`, 'cannot become due');
    await refused(sql`update payments.fee set status = 'void' ${of}`, 'cannot become void');
    await refused(sql`delete from payments.fee ${of}`, 'never deleted');
  });

  it('on money that was passed on: what pays for a fee, or is kept as a credit, does not go back as if it were over', async () => {
    const record = await recordWithFees(app, ana, 9_500);
    const paymentId = await pay(app, ana, record.number);
    await app.get(FeesService).reassess(record.id, [aFee(5_000, { description: 'Fence permit' })]);
    await refused(
      sql`update payments.payment_item set refunded_cents = 2500 where payment_id = ${paymentId}`,
      'cannot be refunded a second time',
    );
    await refused(
      sql`
        insert into payments.fee (id, record_id, record_number, kind, origin, code, description, basis, amount_cents, due, status, source_id, assessed_at)
        select ${randomUUID()}, record_id, record_number, kind, origin, code, description, basis, amount_cents, due, status, source_id, assessed_at
        from payments.fee where record_id = ${record.id} and kind = 'credit' and status = 'due'`,
      'cannot be refunded a second time',
    );
  });

  it('on reservations: a fee is in one open checkout at most', async () => {
    const record = await recordWithFees(app, ana, 5_900);
    const checkout = await checkOutRecord(ana, record.number);
    await app.get(Database).execute(sql`
      insert into payments.checkout (id, account_id, provider, status, total_cents, opened_at, expires_at)
      select ${randomUUID()}, account_id, provider, status, total_cents, opened_at, expires_at from payments.checkout where id = ${checkout.id}`);
    await refused(
      sql`
        insert into payments.checkout_item (checkout_id, fee_id, amount_cents, holds)
        select o.id, i.fee_id, i.amount_cents, true from payments.checkout o, payments.checkout_item i
        where i.checkout_id = ${checkout.id} and o.id <> ${checkout.id} and o.account_id = ${ana.accountId} and o.session is null limit 1`,
      'checkout_item_held_once',
    );
    await app.get(Database).execute(sql`delete from payments.checkout where session is null and account_id = ${ana.accountId}`);
    await ana.delete(`/checkouts/${checkout.id}`);
  });

  it('on payments: a fee is paid once, a payment of the provider counts once, and no more goes back than came', async () => {
    const record = await recordWithFees(app, ana, 5_900);
    const paymentId = await pay(app, ana, record.number);
    await refused(
      sql`
        insert into payments.payment_item (fee_id, payment_id, record_id, record_number, code, description, amount_cents)
        select fee_id, payment_id, record_id, record_number, code, description, amount_cents from payments.payment_item
        where payment_id = ${paymentId}`,
      'payment_item_pkey',
    );
    await refused(
      sql`
        insert into payments.payment (id, receipt_number, account_id, method, provider, provider_reference, checkout_id, received_cents, received_at, received_on)
        select ${randomUUID()}, 'RCT-2026-999999', account_id, method, provider, provider_reference, checkout_id, received_cents, received_at, received_on
        from payments.payment where id = ${paymentId}`,
      'payment_provider_provider_reference_key',
    );
    await refused(sql`update payments.payment set refunded_cents = 2000000000 where id = ${paymentId}`, 'payment_never_refunds_more');
    await refused(
      sql`update payments.payment_item set refunded_cents = 2000000000 where payment_id = ${paymentId}`,
      'payment_item_never_refunds_more',
    );
  });
});

it('asks the database as often for many lines as for few', async () => {
  const few = await signUp(app);
  const many = await signUp(app);
  const short = await recordWithFees(app, few, 100);
  const long = await recordWithFees(app, many, ...Array.from({ length: 30 }, (_, index) => 100 + index));
  const ways: ((who: SignedInClient, number: string) => Promise<unknown>)[] = [
    (who, number) => who.get(`/records/${number}/fees`),
    (who, number) => who.post('/cart/items', { recordNumber: number }),
    (who) => who.get('/cart'),
    (who) => who.post('/checkouts', {}, { 'idempotency-key': randomUUID() }),
    (who) => who.get('/payments'),
  ];
  for (const way of ways) {
    // The first request of a session reads the session as well.
    await Promise.all([few.get('/cart'), many.get('/cart')]);
    const once = await recordQueries(app, () => way(few, short.number));
    const often = await recordQueries(app, () => way(many, long.number));
    expect(often.map(({ text }) => text)).toEqual(once.map(({ text }) => text));
  }
});

it('has no field for a card anywhere: not in the database, not in the API', async () => {
  const word = /card_?(number|holder|data)|\bcvc|\bcvv|security_?code|expiry_?(month|year)|exp_month|account_?number|routing/i;
  const columns = await app.get(Database).rows(sql<{ name: string }>`
    select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema')`);
  expect(columns.length).toBeGreaterThan(100);
  expect(columns.filter(({ name }) => word.test(name))).toEqual([]);
  const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../../openapi/openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, { properties?: object }> };
  };
  const fields = Object.entries(document.components.schemas).flatMap(([schema, { properties }]) =>
    Object.keys(properties ?? {}).map((field) => `${schema}.${field}`),
  );
  expect(fields.filter((field) => word.test(field))).toEqual([]);
});
