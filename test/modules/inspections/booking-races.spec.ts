import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { openSession } from '../../support/accounts.js';
import { startApp, type TestApp } from '../../support/app.js';
import { SignedInClient, signUp, type Answer } from '../../support/builders.js';
import { Child } from '../../support/child.js';
import { anInspector, book, inspectionId, recordToInspect, type InspectorView } from '../../support/inspections.js';

jest.setTimeout(120_000);

const RESIDENTS = 200;
const DAY = '2026-03-05';
const SLOTS = ['10:00', '10:30', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00', '14:30'];

let app: TestApp;
let second: Child;
let secondUrl: string;
let inspector: InspectorView;

beforeAll(async () => {
  app = await startApp();
  inspector = await anInspector(app);
  second = new Child('dist/src/main.js', {
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO: 'off',
    RATE_LIMITS: 'off',
    WORKER: 'off',
    LOG_LEVEL: 'error',
    JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
    DATABASE_URL: app.databaseUrl,
    PUBLIC_URL: app.url,
    CLOCK: app.clock.now().toString(),
  });
  await second.says(/http:\/\/localhost:\d+/);
  secondUrl = /http:\/\/localhost:\d+/.exec(second.output)![0];
});
afterAll(async () => {
  await second.kill();
  await app.close();
});

/** Somebody with an account, made without the slow hashing of a password; each second one asks the other process. */
async function resident(n: number): Promise<SignedInClient> {
  const id = newId();
  const username = `racer.${n}`;
  await app.get(Database).execute(sql`
    insert into accounts.account (id, profile, username, email, email_verified_at, first_name, last_name, created_at)
    values (${id}, 'public', ${username}, ${`${username}@example.com`}, now(), 'Demo', 'Resident', now())`);
  const { accessToken, refreshToken } = await openSession(app, id);
  return new SignedInClient(n % 2 === 0 ? app.url : secondUrl, id, `${username}@example.com`, username, accessToken, refreshToken);
}

const codeOf = ({ status, body }: Answer): string => (status === 200 ? '200' : `${status} ${body.code}`);

it('I-02 lets 200 residents at two processes have the last ten times of a day: ten win, the others learn which times are free', async () => {
  const early = await signUp(app);
  for (const start of ['09:00', '09:30']) {
    const { number } = await recordToInspect(app, early);
    expect((await book(early, await inspectionId(early, number), DAY, start)).status).toBe(200);
  }
  const hopeful: { client: SignedInClient; id: string }[] = [];
  for (let n = 0; n < RESIDENTS; n++) {
    const client = await resident(n);
    const { number } = await recordToInspect(app, client);
    hopeful.push({ client, id: await inspectionId(client, number) });
  }
  const answers = await Promise.all(hopeful.map(({ client, id }, n) => book(client, id, DAY, SLOTS[n % SLOTS.length]!)));

  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(codeOf(answer), (counts.get(codeOf(answer)) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({ '200': SLOTS.length, '409 inspections.slot-taken': RESIDENTS - SLOTS.length });
  for (const { status, body } of answers) if (status === 409) expect(body.alternatives).toHaveLength(5);
  const booked = await app.get(Database).rows(sql<{ startMinute: number }>`
    select start_minute from inspections.appointment where inspector_id = ${inspector.id} and date = ${DAY}::date and status = 'booked'
    order by 1`);
  expect(booked.map(({ startMinute: minute }) => minute)).toEqual(Array.from({ length: 12 }, (_, n) => 540 + 30 * n));
});

it('a double click books once, and a move and a cancellation at the same moment leave one truth', async () => {
  const owner = await signUp(app);
  const elsewhere = new SignedInClient(secondUrl, owner.accountId, owner.email, owner.username, owner.accessToken, owner.refreshToken);
  for (let round = 0; round < 6; round++) {
    const { number } = await recordToInspect(app, owner);
    const id = await inspectionId(owner, number);
    const start = SLOTS[round]!;
    const clicks = await Promise.all([owner, elsewhere, owner].map((client) => book(client, id, '2026-03-06', start)));
    expect(clicks.map(codeOf)).toEqual(['200', '200', '200']);
    const [moved, cancelled] = await Promise.all([
      book(elsewhere, id, '2026-03-09', start),
      owner.delete(`/inspections/${id}/appointment`),
    ]);
    expect([moved.status, cancelled.status]).toEqual([200, 204]);
    const row = await app.get(Database).row(sql<{ inspection: string; appointment: string }>`
      select i.status as inspection, a.status as appointment from inspections.inspection i
      join inspections.appointment a on a.inspection_id = i.id where i.id = ${id}`);
    expect([
      { inspection: 'scheduled', appointment: 'booked' },
      { inspection: 'ready', appointment: 'cancelled' },
    ]).toContainEqual(row);
  }
});
