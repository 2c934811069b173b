import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { ScheduleTicker } from '../../../src/platform/jobs/schedule-ticker.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, SignedInClient, signUp, staff, signInAgain } from '../../support/builders.js';
import {
  fill,
  getBusiness,
  getSteps,
  OFFICE,
  registered,
  SHOP,
  startBusiness,
  submittedBusiness,
  type BusinessView,
} from '../../support/business.js';
import { Child } from '../../support/child.js';
import { expectStatus } from '../../support/permits.js';

jest.setTimeout(120_000);

/** As they are typed, as digits, and as bytes and letters that stand for the digits. */
const SECRETS = ['98-7654321', '987654321', '4321-8765', '43218765', '77-1234567', '771234567'].flatMap((text) => [
  text,
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('base64').replaceAll('=', ''),
]);

let app: TestApp;
/** The same portal in a process of its own, which writes everything that it can into its log. */
let talkative: Child;
let address: string;
let owner: SignedInClient;
let technician: SignedInClient;
let cashier: SignedInClient;
let city: { reviewer: SignedInClient; inspector: SignedInClient };

beforeAll(async () => {
  app = await startApp();
  talkative = new Child('dist/src/main.js', {
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO: 'off',
    RATE_LIMITS: 'off',
    WORKER: 'off',
    LOG_LEVEL: 'trace',
    JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
    DATABASE_URL: app.databaseUrl,
    PUBLIC_URL: app.url,
    CLOCK: app.clock.now().toString(),
  });
  await talkative.says(/http:\/\/localhost:\d+/);
  address = /http:\/\/localhost:\d+/.exec(talkative.output)![0];
  owner = await heard(await signUp(app));
  technician = await heard(await staff(app, 'permit-technician'));
  cashier = await heard(await staff(app, 'cashier'));
  city = { reviewer: await staff(app, 'plan-reviewer'), inspector: await staff(app, 'inspector') };
});
afterAll(async () => {
  await talkative.kill();
  await app.close();
});

/** Somebody who asks the talkative process. */
const heard = (somebody: SignedInClient) => signInAgain(app, somebody, address);

describe('B-01 tax numbers', () => {
  let number: string;

  it('are shown in full to the owner who entered them, and to staff who need them, and every look is kept', async () => {
    number = await submittedBusiness(owner, { business: SHOP });
    const inFull = { fein: '98-7654321', ibt: '4321-8765' };
    expect((await owner.get(`/business-registrations/${number}/confidential`)).body).toEqual(inFull);
    expect((await technician.get(`/business-registrations/${number}/confidential`)).body).toEqual(inFull);
    const refused = await cashier.get(`/business-registrations/${number}/confidential`);
    expect([refused.status, problemOf(refused).code]).toEqual([403, 'business-registration.confidential']);
    const looks = await app.get(Database).rows(sql<{ actor: string; after: object }>`
      select actor_id as actor, after from platform.audit_entry where action = 'business-registration.read-confidential' order by id`);
    expect(looks).toEqual([
      { actor: owner.accountId, after: { shown: ['fein', 'ibt'] } },
      { actor: technician.accountId, after: { shown: ['fein', 'ibt'] } },
    ]);
  });

  it('are told by their last four digits everywhere else', async () => {
    for (const reader of [owner, technician, cashier]) {
      const business = await getBusiness(reader, number);
      expect(business.business).toMatchObject({ feinLastFour: '4321', ibtLastFour: '8765' });
      for (const secret of SECRETS) expect(JSON.stringify(business)).not.toContain(secret);
    }
  });

  it('stay when a step is sent without them, and go when null is sent', async () => {
    const draft = await startBusiness(owner);
    const { fein: _fein, ibt: _ibt, ...rest } = OFFICE;
    await fill(owner, draft, 'business', OFFICE);
    expect((await fill(owner, draft, 'business', rest)).business).toMatchObject({ feinLastFour: '4321' });
    const { business, steps } = await fill(owner, draft, 'business', { ...rest, entityType: 'sole-proprietor', fein: null });
    expect([business, steps[0].state]).toMatchObject([{ feinLastFour: null, ibtLastFour: '8765' }, 'complete']);
    const needed = await owner.put(`/business-registrations/${draft}/steps/business`, { ...OFFICE, fein: null });
    expect(problemOf(needed).errors?.map(({ pointer }) => pointer)).toEqual(['/fein']);
  });

  it('warn staff, and nobody else, of a second registration with the same FEIN', async () => {
    const second = await submittedBusiness(owner, { business: { ...OFFICE, fein: '987654321' } });
    expect((await getBusiness(technician, second)).sameFein).toEqual([number]);
    expect((await getBusiness(owner, second)).sameFein).toBeNull();
    const told = async (reader: SignedInClient) =>
      ((await reader.get(`/records/${second}/events?limit=100`)).body.items as { summary: string }[]).map(({ summary }) => summary);
    expect(await told(technician)).toContain(`The same FEIN is on file for ${number}.`);
    expect((await told(owner)).join()).not.toContain('FEIN');
  });

  it('stand in no table and no log, whatever was done with them', async () => {
    // A renewal gives them again, with a key whose answer is kept.
    const business = await registered(app, await signInAgain(app, owner), city, { business: OFFICE });
    app.clock.set(Temporal.Instant.from('2026-11-20T15:00:00Z'));
    await app.get(ScheduleTicker).tick();
    await app.settle();
    const here = await signInAgain(app, owner);
    const { fees } = await getSteps(here, business.number);
    const renewal = {
      business: { ...OFFICE, fein: '77-1234567', legalName: 'Demo Advice Two LLC' },
      confirmed: true,
      totalCents: fees!.totalCents,
    };
    expectStatus(await here.post(`/business-registrations/${business.number}/renewals`, renewal, { 'idempotency-key': randomUUID() }), 201);
    expect(((await getBusiness(here, business.number)) as BusinessView).business).toMatchObject({ feinLastFour: '4567' });
    const wrong = await owner
      .unchecked()
      .put(`/business-registrations/${number}/steps/business`, { ...SHOP, fein: '98-7654321', size: 'x' });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    await app.settle();

    const tables = await app.get(Database).rows(sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`);
    expect(tables.length).toBeGreaterThan(50);
    for (const { name } of tables) {
      const found = await app.get(Database).rows(sql<{ row: string }>`
        select t::text as row from ${sql.raw(name)} t where ${sql.join(
          SECRETS.map((secret) => sql`strpos(t::text, ${secret}) > 0`),
          sql` or `,
        )} limit 1`);
      expect([name, found]).toEqual([name, []]);
    }
    expect(talkative.output).toContain('business-registrations');
    for (const secret of SECRETS) expect(talkative.output).not.toContain(secret);
  });

  it('open nothing when their row is copied to another registration', async () => {
    const other = await startBusiness(await signInAgain(app, owner));
    await app.get(Database).execute(sql`
      insert into business_registration.tax_number (record_id, kind, sealed, last_four, fingerprint, entered_by, entered_at)
      select r.record_id, n.kind, n.sealed, n.last_four, n.fingerprint, n.entered_by, n.entered_at
      from business_registration.tax_number n, business_registration.registration r
      where r.number = ${other} and n.record_id = (select record_id from business_registration.registration where number = ${number})`);
    const here = await signInAgain(app, owner);
    expect((await here.get(`/business-registrations/${other}/confidential`)).body).toEqual({ fein: null, ibt: null });
  });
});
