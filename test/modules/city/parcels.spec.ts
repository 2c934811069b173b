import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Client } from 'pg';
import { Addresses } from '../../../src/modules/city/index.js';
import { AddressSearchQueries } from '../../../src/modules/city/parcels/address-search.queries.js';
import { addressWords } from '../../../src/modules/city/parcels/address-words.rules.js';
import type { ParcelImportDto } from '../../../src/modules/city/parcels/parcel-imports.dto.js';
import { PARCEL_LIST } from '../../../src/modules/city/parcels/parcel-list.js';
import { ParcelLoader } from '../../../src/modules/city/parcels/parcel-loader.js';
import { CsvImportQueries } from '../../../src/platform/csv/csv-imports.queries.js';
import { CsvImportsService } from '../../../src/platform/csv/csv-imports.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { Readable } from 'node:stream';
import { startApp, type TestApp } from '../../support/app.js';
import { Doomed } from '../../support/doomed.js';
import { plansOf } from '../../support/queries.js';
import { queuedJobs } from '../../support/queue.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const HEADING = 'number,address,zone,latitude,longitude\n';
const counts = ['lines', 'added', 'changed', 'unchanged', 'refused', 'retired'] as const;

async function upload(csv: string, replace = false): Promise<string> {
  const imports = app.get(CsvImportsService);
  const { importId: id } = await imports.receive(PARCEL_LIST, Readable.from([Buffer.from(csv)]), 'parcels.csv', newId());
  await imports.begin(PARCEL_LIST, id, { replace });
  return id;
}

async function report(id: string) {
  const read = await app.get(CsvImportQueries).get<ParcelImportDto>(PARCEL_LIST, id);
  return { ...read, counts: counts.map((name) => read[name]) };
}

async function load(csv: string, replace = false) {
  const id = await upload(csv, replace);
  await app.settle();
  return report(id);
}

/** `streets` streets with ten houses each, a parcel a house. */
function aTown(streets: number, zone = 'R-1'): string {
  const lines = Array.from(
    { length: streets * 10 },
    (_, n) => `T-${n},${10 + (n % 10)} ${nameOf(Math.floor(n / 10))} Street,${zone},41.${n},-88.3`,
  );
  return HEADING + lines.join('\n');
}

function nameOf(n: number): string {
  return [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('') + 'wood';
}

const inUse = async () =>
  (await app.get(Database).row(sql<{ count: number }>`select count(*)::int as count from city.address where retired_at is null`))!.count;

it('loads the right lines and names the wrong ones by line and column', async () => {
  const list = `${HEADING}A-1,1 Elm Street,R-1,41.7,-88.3
A-2,,R-1,,
A-3,3 Elm Street,R-1,91,-88.3
"A-4","4 Elm Street, rear",R-1,41.7,
A-5,5 Elm Street,R-1,41.7,-88.3,too,many
A-1,7 Elm Street,R-2,,
A-9,1 Elm St,R-1,41.7,-88.3

A-6,6 Elm Street,R-1,,
`;
  const done = await load(list);
  expect(done).toMatchObject({ status: 'done', counts: [8, 2, 0, 0, 6, 0] });
  expect(done.problems).toEqual([
    { line: 3, column: 'address', detail: 'is missing' },
    { line: 4, column: 'latitude', detail: 'must be degrees north from -90 to 90' },
    { line: 5, column: 'longitude', detail: 'is missing beside the latitude' },
    { line: 6, column: null, detail: 'has 7 values, the heading has 5' },
    { line: 7, column: 'zone', detail: 'must agree with an earlier line of parcel A-1, which says R-1' },
    { line: 8, column: 'address', detail: 'is the address of parcel A-1 on an earlier line' },
  ]);
});

it('changes nothing when it is loaded twice, and keeps no file', async () => {
  const town = aTown(110);
  expect((await load(town)).counts).toEqual([1100, 1100, 0, 0, 0, 0]);
  expect((await load(town)).counts).toEqual([1100, 0, 0, 1100, 0, 0]);
  expect((await load(aTown(110, 'R-2'))).counts).toEqual([1100, 0, 1100, 0, 0, 0]);
  expect(await app.get(Database).rows(sql`select 1 from city.parcel_import where file_key is not null`)).toEqual([]);
});

it('goes on where a portal was killed, every line counted once, and lets the next list wait for it', async () => {
  const lines = aTown(210, 'R-3').split('\n');
  for (const index of [500, 1501]) lines.splice(index, 0, 'T-9999,,R-3,,');
  const id = await upload(lines.join('\n'));
  const next = await upload(aTown(210, 'R-3'));
  // It stops in its second batch, before it writes the last of it, at a street that somebody else is writing.
  const doomed = new Doomed(app);
  await doomed.lock(`insert into city.street (name) values ('bfawood st')`);
  await doomed.start({ WORKER: 'on' });
  await doomed.isStuck(1);
  expect(await report(id)).toMatchObject({ status: 'loading', counts: [1000, 0, 999, 0, 1, 0] });
  expect(await report(next)).toMatchObject({ status: 'waiting' });
  await doomed.die();
  expect(await report(id)).toMatchObject({ status: 'loading', counts: [1000, 0, 999, 0, 1, 0] });

  await doomed.takeOver();
  const done = await report(id);
  expect(done).toMatchObject({ status: 'done', counts: [2102, 1000, 1100, 0, 2, 0] });
  expect(done.problems.map(({ line, column }) => [line, column])).toEqual([
    [501, 'address'],
    [1502, 'address'],
  ]);
  expect(await report(next)).toMatchObject({ status: 'done', counts: [2100, 0, 0, 2100, 0, 0] });
});

it('is loaded once when two processes do it at the same time', async () => {
  const id = await upload(aTown(220, 'R-4'));
  const loader = app.get(ParcelLoader);
  await Promise.all([loader.load({ importId: id }), loader.load({ importId: id })]);
  await app.settle();
  expect(await report(id)).toMatchObject({ status: 'done', counts: [2200, 100, 2100, 0, 0, 0] });
});

it('retires what a complete list no longer names, but not while a line of it is wrong', async () => {
  const before = await inUse();
  const wrong = await load(`${aTown(150, 'R-4')}\nT-9999,,R-4,,`, true);
  expect(wrong).toMatchObject({ counts: [1501, 0, 0, 1500, 1, 0] });
  expect(await inUse()).toBe(before);

  const complete = await load(aTown(150, 'R-4'), true);
  expect(complete).toMatchObject({ counts: [1500, 0, 0, 1500, 0, before - 1500] });
  expect(await inUse()).toBe(1500);
  expect(await app.get(Database).rows(sql`select 1 from city.parcel where number = 'T-2000' and retired_at is null`)).toEqual([]);
  expect((await load(aTown(151, 'R-4'))).counts).toEqual([1510, 10, 0, 1500, 0, 0]);
});

it('removes what broke off on its way', async () => {
  const imports = app.get(CsvImportsService);
  const torn = new Readable({
    read() {
      this.destroy(new Error('The line went dead.'));
    },
  });
  await expect(imports.receive(PARCEL_LIST, torn, 'torn.csv', newId())).rejects.toThrow('dead');
  await imports.receive(PARCEL_LIST, Readable.from([Buffer.from(HEADING)]), 'forgotten.csv', newId());
  app.clock.advance({ hours: 25 });
  await app.get(ParcelLoader).discardBroken();
  expect(await app.get(Database).rows(sql`select 1 from city.parcel_import where status = 'receiving'`)).toEqual([]);
  expect((await queuedJobs(app)).filter(({ task }) => task === PARCEL_LIST.task)).toEqual([]);
});

/** A thousand streets of 200 houses, ten to a parcel. */
async function fill(): Promise<void> {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  // What refers to what is known to be right here.
  await client.query(`set session_replication_role = replica`);
  await client.query(`insert into city.parcel (number, zone, changed_at) select 'N-' || n, 'R-1', now() from generate_series(0, 19999) n`);
  await client.query(`
    insert into city.address (id, parcel_number, line1, city, state, zip, house, house_number, street, core, unit)
    select gen_random_uuid(), 'N-' || n / 10, (100 + n % 200) || ' ' || name || ' Street', 'Fairview', 'IL', '60501', (100 + n % 200)::text,
      100 + n % 200, name || ' st', name || ' st', ''
    from generate_series(0, 199999) n, lateral (select translate((n / 200)::text, '0123456789', 'klmnopqrst') || 'field') named (name)`);
  await client.query(`insert into city.street (name) select distinct core from city.address on conflict do nothing`);
  for (const table of ['address', 'parcel', 'street']) await client.query(`analyze city.${table}`);
  await client.end();
}

it('R-04 answers from its indexes on 200,000 addresses', async () => {
  await fill();
  const search = app.get(AddressSearchQueries);
  const found = async (typed: string) => (await search.complete(typed, 10)).map(({ line1 }) => line1);
  const street = 'mlkfield';
  expect(await found(`112 ${street}`)).toEqual([`112 ${street} Street`]);
  expect(await found(`112 ${street} stre`)).toEqual([`112 ${street} Street`]);
  expect(await found('112 mlkfeild')).toContain(`112 ${street} Street`);
  for (const typed of [
    `112 ${street}`,
    `112 ${street} stre`,
    '112',
    street.slice(0, 2),
    '112 mlkfeild',
    'mlkfeild',
    `112 ${street}, 60501`,
  ]) {
    const plan = await plansOf(app, () => search.complete(typed, 10), /city\./);
    expect([typed, plan]).toEqual([typed, expect.not.stringMatching(/Seq Scan/)]);
    expect([typed, plan]).toEqual([typed, expect.stringMatching(/address_house|address_street/)]);
  }
  const place = { line1: `113 ${street} st`, city: 'Fairview', state: 'IL', zip: '60501' };
  expect(await plansOf(app, () => app.get(Addresses).match(place), /city\./)).not.toMatch(/Seq Scan on (address|parcel)/);
  const near = await plansOf(app, () => search.near(addressWords(`999 ${street} st`), 'N-17', 5), /city\./);
  expect(near).not.toMatch(/Seq Scan/);
  expect(await plansOf(app, () => app.get(Addresses).districtOf('N-17'), /city\./)).toMatch(/parcel_key_key/);
}, 120_000);
