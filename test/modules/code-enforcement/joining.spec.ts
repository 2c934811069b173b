import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { aHouse, made, report, weeds } from '../../support/code-enforcement.js';
import { jpeg } from '../../support/files.js';
import { forDays } from '../../support/inspections.js';

let app: TestApp;
let officer: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  officer = forDays(app, await staff(app, 'code-officer'));
});
afterAll(() => app?.close());

const concernsOf = async (number: string) =>
  made<{ items: { id: string; attachmentIds: string[] }[] }>(await officer.get(`/admin/code-cases/${number}/concerns?limit=100`)).items;

it('E-01 many who report one thing at one moment come to one case, each with a concern of their own', async () => {
  const address = aHouse();
  const people = [anonymous(app), await signUp(app), anonymous(app), await signUp(app)];
  const spellings = [address.line1, address.line1.replace('Street', 'St.'), address.line1.toUpperCase(), `  ${address.line1} `];
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => people[n % 4]!.post('/code-cases', weeds({ address: { ...address, line1: spellings[n % 4] } }))),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  const [number, ...others] = new Set(answers.map(({ body }) => body.caseNumber as string));
  expect(others).toEqual([]);
  expect(new Set(answers.map(({ body }) => body.followUpCode)).size).toBe(12);
  expect(await concernsOf(number!)).toHaveLength(12);

  const elsewhere = await report(app, { address, category: 'junk-trash' });
  expect(elsewhere.caseNumber).not.toBe(number);
});

it('the database itself keeps a second open case away from the place', async () => {
  const { caseNumber } = await report(app);
  await expect(
    app.get(Database).execute(sql`
      insert into code_enforcement.code_case
        (record_id, number, category, place_key, place, status, opened_at, search_text)
      select record_id, number || 'x', category, place_key, place, 'reported', now(), '' from code_enforcement.code_case where number = ${caseNumber}`),
  ).rejects.toThrow(/duplicate key/);
});

it('E-01 what comes in after a case is closed opens the next one, and the closed one stays closed while that is open', async () => {
  const address = aHouse();
  const first = await report(app, { address });
  made(await officer.post(`/admin/code-cases/${first.caseNumber}/closure`, { reason: 'not-a-city-matter' }));
  const second = await report(app, { address });
  expect(second.caseNumber).not.toBe(first.caseNumber);
  const refused = await officer.post(`/admin/code-cases/${first.caseNumber}/reopening`, { reason: 'Looked at again.' });
  expect(problemOf(refused)).toMatchObject({ code: 'code-enforcement.open-case-at-place', number: second.caseNumber });
  const opened = await officer.post('/admin/code-cases', { category: 'high-weeds', address });
  expect(problemOf(opened)).toMatchObject({ code: 'code-enforcement.open-case-at-place', number: second.caseNumber });
});

it('E-01 a concern that comes in while its case is being closed opens the next one, and is not lost with it', async () => {
  const address = aHouse();
  const { caseNumber } = await report(app, { address });
  const database = app.get(Database);
  let second: Promise<any> | undefined;
  await database.transaction(async () => {
    await database.execute(sql`select 1 from code_enforcement.code_case where number = ${caseNumber} for update`);
    second = report(app, { address });
    await someoneWaits(database);
    await database.execute(sql`
      update code_enforcement.code_case set status = 'closed', close_reason = 'not-a-city-matter', closed_at = now() where number = ${caseNumber}`);
  });
  const { caseNumber: next, open } = await second;
  expect([next === caseNumber, open]).toEqual([false, true]);
});

it('E-01 tells the officer of photos that come later, and not of each', async () => {
  const concern = await report(app);
  made(await officer.post(`/admin/code-cases/${concern.caseNumber}/assignment`, {}));
  const send = async (name: string) => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(jpeg())]), name);
    made(await anonymous(app).postForm(`/concerns/${concern.followUpCode}/photos`, form));
  };
  const heard = async () => {
    await app.settle();
    const { items } = (await officer.get('/notifications?limit=100')).body as { items: { kind: string; recordNumber: string }[] };
    return items.filter(({ kind, recordNumber }) => kind === 'code-case-heard-more' && recordNumber === concern.caseNumber).length;
  };
  await send('now.jpg');
  expect(await heard()).toBe(0);
  app.clock.advance({ minutes: 61 });
  await send('later.jpg');
  await send('side.jpg');
  expect(await heard()).toBe(1);
});

it('E-01 staff set a concern apart with its photos, and join what the portal could not see to be one', async () => {
  const address = aHouse();
  const first = await report(app, { address });
  const second = await report(app, { address });
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(jpeg())]), 'car.jpg');
  made(await anonymous(app).postForm(`/concerns/${second.followUpCode}/photos`, form));
  const separation = `/admin/code-cases/${first.caseNumber}/concerns/${second.id}/separation`;
  const { number } = made(await officer.post(separation, { category: 'inoperable-vehicle' }));
  expect(problemOf(await officer.post(separation)).code).toBe('code-enforcement.concern-not-found');
  expect((await concernsOf(number)).map(({ id }) => id)).toEqual([second.id]);
  expect((await officer.get(`/records/${number}/attachments`)).body.items).toMatchObject([{ fileName: 'car.jpg', uploadedBy: 'outsider' }]);
  expect((await anonymous(app).get(`/concerns/${second.followUpCode}`)).body.caseNumber).toBe(number);
  const only = await officer.post(`/admin/code-cases/${first.caseNumber}/concerns/${first.id}/separation`);
  expect(problemOf(only).code).toBe('code-enforcement.last-concern');
  // A third about the weeds goes on joining the first.
  expect((await report(app, { address })).caseNumber).toBe(first.caseNumber);

  const into = `/admin/code-cases/${number}/joining`;
  expect(problemOf(await officer.post(into, { into: number })).errors).toMatchObject([{ pointer: '/into' }]);
  // Two officers who join the two cases with each other at one moment: one of them finds the case ended.
  const both = await Promise.all([
    officer.post(into, { into: first.caseNumber }),
    officer.post(`/admin/code-cases/${first.caseNumber}/joining`, { into: number }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  const kept = both.find(({ status }) => status === 201)!.body.number;
  expect(await concernsOf(kept)).toHaveLength(3);
  expect((await concernsOf(kept)).flatMap(({ attachmentIds }) => attachmentIds)).toHaveLength(1);
});

/** Until somebody waits for what this transaction holds. */
async function someoneWaits(database: Database): Promise<void> {
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while (!(await database.row(waiting))) await new Promise((resolve) => setTimeout(resolve, 10));
}
