import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Settings } from '../../src/platform/config/settings.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp } from '../support/app.js';
import { Client, PASSWORD, SignedInClient, signUp, staff } from '../support/builders.js';
import { fill, SHOP, startBusiness } from '../support/business.js';
import { report } from '../support/code-enforcement.js';
import { Child } from '../support/child.js';
import { copyDatabase, type TestDatabase } from '../support/database.js';
import { issued } from '../support/permits.js';

/** What a portal in tests has in place of `DATA_KEY`. */
const OLD = 'for-tests-only-for-tests-only-for-tests-only';
const NEW = 'the-new-data-key-of-more-than-thirty-two-characters';

/** What somebody did before the portal was lost. */
let before: {
  username: string;
  business: string;
  permit: string;
  code: string;
  followUpCode: string;
  attachment: { id: string; bytes: Buffer };
};
let database: TestDatabase;
let folder: string;
let clock: string;
let portal: Child | undefined;

/** A life, and of it what docs/operating.md says to keep: the database, the files and the keys. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-restored-'));
  const app = await startApp();
  const [owner, reviewer] = [await signUp(app), await staff(app, 'plan-reviewer')];
  const business = await startBusiness(owner);
  await fill(owner, business, 'business', SHOP);
  const permit = await issued(app, { applicant: owner, reviewer });
  const paper = await app.get(Database).row(sql<{ code: string }>`
    select p.verification_code as code from records.issued_paper p join records.record r on r.id = p.record_id where r.number = ${permit.number}`);
  const { id } = (await owner.get(`/records/${permit.number}/attachments`)).body.items[0] as { id: string };
  const bytes = Buffer.from(await (await owner.raw(`/v1/attachments/${id}/content`)).arrayBuffer());
  const { followUpCode } = await report(app);
  before = { username: owner.username!, business, permit: permit.number, code: paper!.code, followUpCode, attachment: { id, bytes } };
  clock = app.clock.now().toString();
  cpSync(app.get(Settings).dataDir, join(folder, 'data'), { recursive: true });
  database = await copyDatabase(app.databaseUrl, () => app.nest.close());
  await app.close();
}, 90_000);
afterAll(async () => {
  await portal?.kill();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function run(script: string, environment: Record<string, string>): Child {
  return new Child(script, {
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO: 'off',
    WORKER: 'off',
    CLOCK: clock,
    DATABASE_URL: database.url,
    DATA_DIR: join(folder, 'data'),
    JWT_SECRET: 'another-secret-than-the-one-before-the-loss',
    ...environment,
  });
}

it('does not start without the key of what is stored, and says which setting', async () => {
  portal = run('dist/src/main.js', { DATA_KEY: NEW });
  expect(await portal.end()).toBe(1);
  expect(portal.output).toMatch(/DATA_KEY does not open what is stored under the key [0-9a-f]{8}/);
  expect(portal.output).not.toMatch(/\n\s+at /);
}, 60_000);

it('is encrypted anew by rotate-keys, with both keys', async () => {
  const rotating = run('dist/src/rotate-keys.js', { DATA_KEY: `${NEW},${OLD}` });
  expect([await rotating.end(), rotating.output]).toEqual([0, expect.stringContaining('Encrypted anew: 2 tax numbers.')]);
}, 60_000);

it('then starts without the old key: people sign in, files, numbers and papers are there', async () => {
  portal = run('dist/src/main.js', { DATA_KEY: NEW });
  await portal.says('the portal is ready');
  expect(portal.output).toMatch(/DATA_KEY lacks the key [0-9a-f]{8}/);
  const url = /http:\/\/localhost:\d+/.exec(portal.output)![0];

  const signIn = await new Client(url).post('/sessions', { profile: 'public', login: before.username, password: PASSWORD });
  expect(signIn.status).toBe(201);
  const owner = new SignedInClient(url, signIn.body.account.id, '', before.username, signIn.body.accessToken, '');
  const numbers = (await owner.get(`/business-registrations/${before.business}/confidential`)).body;
  expect(numbers).toEqual({ fein: SHOP.fein, ibt: SHOP.ibt });
  const file = await owner.raw(`/v1/attachments/${before.attachment.id}/content`);
  expect(Buffer.from(await file.arrayBuffer()).equals(before.attachment.bytes)).toBe(true);
  expect((await new Client(url).get(`/verifications/${before.code}`)).body).toMatchObject({ valid: true, number: before.permit });
  expect((await owner.raw(`/v1/permits/${before.permit}/document`)).headers.get('content-type')).toBe('application/pdf');
}, 60_000);
