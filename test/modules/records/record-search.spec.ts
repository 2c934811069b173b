import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { RecordSearchQueries } from '../../../src/modules/records/record-search.queries.js';
import { RecordSearchQuery } from '../../../src/modules/records/records.dto.js';
import { PartyRecords, RecordsService } from '../../../src/modules/records/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { staff } from '../../support/builders.js';
import { plansOf as plansOfTables } from '../../support/queries.js';
import { openRecord } from '../../support/records.js';

const RECORDS = 20_000;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await fill();
}, 60_000);
afterAll(() => app?.close());

/** A city's worth of records: 200 streets, 100 houses each, a hundred of them waiting for the city. */
async function fill(): Promise<void> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  await client.query(`
    insert into records.record (id, number, kind, type_code, type_name, status, status_label, address, contractor_name, is_public, opened_at, opened_on,
      next_step_actor, next_step_label, next_step_since, waiting_since)
    select ('0199f3a1-7d54-7c4e-9a2b-' || lpad(to_hex(n), 12, '0'))::uuid, 'RST-2025-' || lpad(n::text, 5, '0'), 'permit', 'RST-ROOF', 'Roof', 'issued', 'Issued',
      jsonb_build_object('line1', (100 + n % 100) || ' ' || initcap(translate(((n / 100)::text), '0123456789', 'abcdefghij')) || 'wood Avenue',
        'city', 'Fairview', 'state', 'IL', 'zip', '60501'),
      case when n % 10 = 0 then 'Roofing Company ' || n end, true, now(), current_date,
      case when n % 200 = 0 then 'city' else 'none' end, 'Review', now() - n * interval '1 minute', now() - n * interval '1 minute'
    from generate_series(1, ${RECORDS}) n`);
  await client.query('analyze records.record');
  await client.end();
}

async function find(query: Partial<RecordSearchQuery>): Promise<string[]> {
  const { items } = await app.get(RecordSearchQueries).search(Object.assign(new RecordSearchQuery(), query));
  return items.map(({ number }) => number);
}

const plansOf = (work: () => Promise<unknown>) => plansOfTables(app, work, /from records\./);

it('R-04 finds a record among many by its number, however it is written', async () => {
  expect(await find({ q: 'rst 2025 777' })).toEqual(['RST-2025-00777']);
  expect(await plansOf(() => find({ q: 'rst 2025 777' }))).toMatch(/Index Scan using record_number_key/);
});

it('R-04 finds a record among many by its address', async () => {
  expect(await find({ address: '107 bcwood ave' })).toEqual(['RST-2025-01207']);
  expect(await plansOf(() => find({ address: '107 bcwood ave' }))).toMatch(/Bitmap Index Scan on record_address/);
  expect(await find({ q: 'bcwood 107' })).toEqual(['RST-2025-01207']);
  expect(await plansOf(() => find({ q: 'bcwood 107' }))).toMatch(/Bitmap Index Scan on record_search/);
});

it('R-04 finds a record among many by its contractor', async () => {
  expect(await find({ contractor: 'roofing company 19990' })).toEqual(['RST-2025-19990']);
  expect(await plansOf(() => find({ contractor: 'roofing company 19990' }))).toMatch(/Bitmap Index Scan on record_contractor/);
});

it('R-04 finds misspelt words among many', async () => {
  const { number } = await openRecord(app, { address: { line1: '17 Schoolhouse Lane', city: 'Fairview', state: 'IL', zip: '60501' } });
  expect(await find({ q: 'shcoolhouse' })).toEqual([number]);
  const plan = await plansOf(() => find({ q: 'shcoolhouse' }));
  expect(plan).toMatch(/Bitmap Index Scan on record_search/);
  expect(plan).not.toMatch(/Seq Scan on record /);
});

it('R-04 finds a record among many by its place', async () => {
  const address = { line1: '19 Schoolhouse Lane', city: 'Fairview', state: 'IL', zip: '60501', latitude: 41.7606, longitude: -88.3201 };
  const { number } = await openRecord(app, { address });
  const near = { near: '41.7610,-88.3200', withinMeters: 200 };
  expect(await find(near)).toEqual([number]);
  expect(await plansOf(() => find(near))).toMatch(/Index Scan (using|on) record_latitude/);
});

it('R-04 finds the newest of everything without reading everything', async () => {
  expect(await find({ q: 'fairview', limit: 2 })).toHaveLength(2);
  for (const query of [{}, { q: 'fairview' }, { status: 'issued' }, { typeCode: 'RST-ROOF' }]) {
    expect(await plansOf(() => find(query))).not.toMatch(/Seq Scan|Sort/);
  }
});

it('reads the work queue from its index', async () => {
  const clerk = await staff(app, 'permit-technician');
  const plan = await plansOf(() => clerk.get('/admin/work-queue'));
  expect(plan).toMatch(/Index Scan using record_work_queue/);
  expect(plan).not.toMatch(/-> {2}(Incremental )?Sort/);
});

it('R-03 reads the records of one account, and their documents, by their indexes', async () => {
  const plan = await plansOf(() => app.get(PartyRecords).of('0199f3a1-7d54-7c4e-9a2b-000000000000', 100));
  expect(plan).not.toMatch(/Seq Scan on (record|attachment)/);
});

it('reads a record and what an account is on it by their indexes', async () => {
  const principal = { accountId: '0199f3a1-7d54-7c4e-9a2b-000000000000', sessionId: '', profile: 'public' as const, roles: [] };
  const plan = await plansOf(() => app.get(RecordsService).access(principal, 'RST-2025-00777'));
  expect(plan).not.toMatch(/Seq Scan on record/);
});
