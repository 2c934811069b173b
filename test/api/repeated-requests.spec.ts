import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { IdempotencyKeys } from '../../src/platform/http/idempotency-keys.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { report } from '../support/code-enforcement.js';
import { Doomed } from '../support/doomed.js';
import { jpeg, pdf, uploadForm } from '../support/files.js';
import { listForm } from '../support/parcels.js';
import { openRecord } from '../support/records.js';

let app: TestApp;
let owner: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  owner = await signUp(app);
});
afterAll(() => app.close());

const key = (value: string) => ({ 'idempotency-key': value });
const plan = (letter = 'a') => uploadForm({ file: pdf().fill(letter, 100, 200), fileName: 'plan.pdf', documentType: 'site-plan' });
const documentsOf = async (number: string) => (await owner.get(`/records/${number}/attachments`)).body.items as { sha256: string }[];
const storedFiles = async () => {
  const row = await app.get(Database).row(sql<{ count: number }>`select count(*)::int as count from records.attachment_file`);
  return row!.count;
};

it('R-05 an upload that is sent again with its key is stored once, and gets the first answer', async () => {
  const { number } = await openRecord(app, { ownerAccountId: owner.accountId });
  const first = await owner.postForm(`/records/${number}/attachments`, plan(), key('one-plan'));
  const before = await storedFiles();
  const again = await owner.postForm(`/records/${number}/attachments`, plan(), key('one-plan'));
  expect(again).toMatchObject({ status: 201, body: first.body });
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await documentsOf(number)).toHaveLength(1);
  expect(await storedFiles()).toBe(before);
});

it('R-05 another file of the same length is not taken for the first', async () => {
  const { number } = await openRecord(app, { ownerAccountId: owner.accountId });
  expect((await owner.postForm(`/records/${number}/attachments`, plan('a'), key('a-plan'))).status).toBe(201);
  const other = await owner.postForm(`/records/${number}/attachments`, plan('b'), key('a-plan'));
  expect(problemOf(other)).toMatchObject({ status: 422, code: 'platform.idempotency-key-reused' });
  const otherType = uploadForm({ file: pdf().fill('a', 100, 200), fileName: 'plan.pdf', documentType: 'surveyplat' });
  expect(problemOf(await owner.postForm(`/records/${number}/attachments`, otherType, key('a-plan')))).toMatchObject({ status: 422 });
});

it('R-05 an upload whose process was killed before it answered is stored once when it is sent again', async () => {
  const { id, number } = await openRecord(app, { ownerAccountId: owner.accountId });
  const doomed = new Doomed(app);
  await doomed.start();
  await doomed.lock('select from records.record where id = $1 for update', [id]);
  doomed.ask(owner, (client) => client.postForm(`/records/${number}/attachments`, plan(), key('killed-plan')));
  await doomed.isStuck(1);
  await doomed.die();
  expect(await documentsOf(number)).toEqual([]);
  app.clock.advance({ seconds: 61 });
  const again = await owner.postForm(`/records/${number}/attachments`, plan(), key('killed-plan'));
  expect(again.status).toBe(201);
  expect(await documentsOf(number)).toMatchObject([{ sha256: again.body.sha256 }]);
}, 60_000);

it('photos of a concern and lists are told apart by their content as well', async () => {
  const { followUpCode } = await report(app);
  const photo = (letter: string) => uploadForm({ file: Buffer.concat([jpeg(), Buffer.alloc(500, letter)]), fileName: 'photo.jpg' });
  const send = (letter: string) => anonymous(app).postForm(`/concerns/${followUpCode}/photos`, photo(letter), key('a-photo'));
  expect([(await send('a')).status, (await send('a')).status, (await send('b')).status]).toEqual([201, 201, 422]);

  const administrator = await staff(app, 'administrator');
  const load = (zone: string) =>
    administrator.postForm('/admin/parcels/imports', listForm(`number,address,zone\n1,9 Main Street,${zone}\n`), key('a-list'));
  const [first, same, other] = [await load('R-1'), await load('R-1'), await load('R-2')];
  expect([first.status, same.status, other.status]).toEqual([202, 202, 422]);
  expect(same.body.id).toBe(first.body.id);
  expect((await administrator.get('/admin/parcels/imports')).body.items).toHaveLength(1);
});

it('A-02 whoever asks again after a crash is not told that their own username is taken', async () => {
  const person = { username: 'in.doubt', email: 'in.doubt@example.com', password: PASSWORD, firstName: 'Demo', lastName: 'Resident' };
  const register = () => anonymous(app).post('/accounts', person, key('a-registration'));
  const keys = app.get(IdempotencyKeys);
  const keep = keys.keep.bind(keys);
  const crash = jest.spyOn(keys, 'keep').mockImplementationOnce(keep).mockRejectedValueOnce(new Error('killed here'));
  const lost = await anonymous(app).unchecked().post('/accounts', person, key('a-registration'));
  crash.mockRestore();
  expect(lost.status).toBe(500);
  expect(await register()).toMatchObject({ status: 201, body: { username: 'in.doubt' } });
  expect(problemOf(await anonymous(app).post('/accounts', person)).code).toBe('accounts.username-taken');
});
