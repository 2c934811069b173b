import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { RecordNumbers } from '../../../src/modules/records/record-numbers.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { openRecord } from '../../support/records.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

it('gives 50 submitters their numbers while none of their transactions has ended', async () => {
  const numbers = app.get(RecordNumbers);
  // Half of the pool stays in open transactions that hold their numbers; the others must not wait for them.
  const held = 10;
  let release!: () => void;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const given: string[] = [];
  const waiting = Array.from({ length: held }, () =>
    app.get(Database).transaction(async () => {
      given.push((await openRecord(app, { prefix: 'WAI' })).number);
      await gate;
    }),
  );
  const free = await Promise.all(Array.from({ length: 40 }, () => numbers.next('WAI', 2026)));
  while (given.length < held) await new Promise((resolve) => setImmediate(resolve));
  release();
  await Promise.all(waiting);
  expect(new Set([...given, ...free]).size).toBe(50);
});

it('makes a missing sequence once for all who need it first, on several replicas and with a full pool', async () => {
  const replica = new RecordNumbers(app.get(Database));
  const numbers = app.get(RecordNumbers);
  const opened = await Promise.all([
    ...Array.from({ length: 25 }, () => app.get(Database).transaction(() => numbers.next('NEW', 2026))),
    ...Array.from({ length: 25 }, () => app.get(Database).transaction(() => replica.next('NEW', 2026))),
  ]);
  expect(opened.sort()).toEqual(Array.from({ length: 50 }, (_, index) => `NEW-2026-${String(index + 1).padStart(5, '0')}`));
});

it('a transaction that fails leaves a gap and no duplicate', async () => {
  const lost = app.get(Database).transaction(async () => {
    await openRecord(app, { prefix: 'GAP' });
    throw new Error('changed my mind');
  });
  await expect(lost).rejects.toThrow('changed my mind');
  expect((await openRecord(app, { prefix: 'GAP' })).number).toBe('GAP-2026-00002');
  expect(await app.get(RecordsService).byNumber('GAP-2026-00001')).toBeNull();
});

it('grows past 99999', async () => {
  const { number } = await openRecord(app, { prefix: 'BIG' });
  await app.get(Database).execute(sql`select setval('records.number_big_2026', 99999)`);
  expect((await openRecord(app, { prefix: 'BIG' })).number).toBe('BIG-2026-100000');
  expect((await app.get(RecordsService).byNumber('big 2026 100000'))!.number).toBe('BIG-2026-100000');
  expect((await app.get(RecordsService).byNumber('big20261'))!.number).toBe(number);
});

it('takes the year from the city’s civil time', async () => {
  const before = app.clock.now();
  app.clock.set(Temporal.Instant.from('2027-01-01T05:30:00Z'));
  expect((await openRecord(app, { prefix: 'NYE' })).number).toBe('NYE-2026-00001');
  app.clock.advance({ hours: 1 });
  expect((await openRecord(app, { prefix: 'NYE' })).number).toBe('NYE-2027-00001');
  app.clock.set(before);
});

it('refuses a prefix that is none', async () => {
  await expect(openRecord(app, { prefix: "X'; drop schema records" })).rejects.toThrow('A record number cannot start with');
});
