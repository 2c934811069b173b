import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { AttachmentsService } from '../../src/modules/attachments/index.js';
import { Database } from '../../src/platform/database/database.js';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { EICAR, startClamd, type FakeClamd } from '../support/clamd.js';
import { pdf, uploadForm } from '../support/files.js';
import { openRecord } from '../support/records.js';
import { startS3Server, type S3Server } from '../support/s3-server.js';

let app: TestApp;
let clamd: FakeClamd;
let s3: S3Server;
let owner: SignedInClient;
let clerk: SignedInClient;

beforeAll(async () => {
  clamd = await startClamd();
  s3 = await startS3Server();
  app = await startApp({ CLAMD_URL: clamd.url, STORAGE_URL: `s3://city-files?endpoint=${s3.endpoint}&region=us-east-2` });
  [owner, clerk] = await Promise.all([signUp(app), staff(app, 'permit-technician')]);
});
afterAll(async () => {
  await app?.close();
  await Promise.all([clamd?.close(), s3?.close()]);
});

async function uploaded(file: Buffer): Promise<{ recordId: string; number: string; id: string; scan: string }> {
  const record = await openRecord(app, { ownerAccountId: owner.accountId });
  const { body } = await owner.postForm(`/records/${record.number}/attachments`, uploadForm({ file }));
  return { recordId: record.id, number: record.number, id: body.id, scan: body.scan };
}

const scanOf = async (number: string) => (await owner.get(`/records/${number}/attachments`)).body.items[0].scan as string;

it('R-05 keeps an upload back until it was scanned, and gives it out once it is clean', async () => {
  const file = pdf(9 * 1_048_576);
  const { id, number, scan } = await uploaded(file);
  expect(scan).toBe('pending');
  for (const who of [owner, clerk]) {
    const early = await who.get(`/attachments/${id}/content`);
    expect([early.status, problemOf(early).code]).toEqual([409, 'records.attachment-not-scanned']);
  }
  await app.settle();
  expect(await scanOf(number)).toBe('clean');
  expect(clamd.scanned.at(-1)).toBe(file.length);
  const whole = await owner.raw(`/v1/attachments/${id}/content`);
  expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
  const part = await clerk.raw(`/v1/attachments/${id}/content`, { headers: { range: 'bytes=5-9' } });
  expect([part.status, await part.text()]).toEqual([206, file.subarray(5, 10).toString('latin1')]);
});

it('R-05 gives an infected file to nobody, does not count it, and tells so', async () => {
  const { id, number, recordId } = await uploaded(Buffer.concat([pdf(), EICAR]));
  await app.settle();
  expect(await scanOf(number)).toBe('infected');
  for (const who of [owner, clerk]) {
    const refused = await who.get(`/attachments/${id}/content`);
    expect([refused.status, problemOf(refused).code]).toEqual([403, 'records.attachment-infected']);
  }
  expect(await app.get(AttachmentsService).current(recordId)).toEqual([]);
  const events = await app.get(Database).rows(sql`
    select facts from platform.event where type = 'records.attachment-found-infected' and facts->>'recordId' = ${recordId}`);
  expect(events).toEqual([{ facts: { recordId, number, attachmentId: id, documentType: 'site-plan', accountId: owner.accountId } }]);
  expect((await owner.get(`/records/${number}/events`)).body.items[0]).toMatchObject({
    type: 'records.attachment-found-infected',
    by: 'system',
  });
});

it('R-05 falls back on the older version when the newer one is infected', async () => {
  const first = await uploaded(pdf());
  await owner.postForm(`/records/${first.number}/attachments`, uploadForm({ file: Buffer.concat([pdf(), EICAR]), replaces: first.id }));
  await app.settle();
  expect((await app.get(AttachmentsService).current(first.recordId)).map(({ id, version }) => [id, version])).toEqual([[first.id, 1]]);
});

it('R-05 scans later what could not be scanned when it came', async () => {
  clamd.trouble('hang-up');
  const { id, number } = await uploaded(pdf());
  await app.settle();
  expect(await scanOf(number)).toBe('pending');
  clamd.trouble(null);
  app.clock.advance({ days: 1 });
  await app.get(JobRegistry).schedules.get('records.scan-waiting-attachments')!.run({ dueAt: app.clock.now() });
  await app.settle();
  const row = await app.get(Database).row(sql`select scan from records.attachment where id = ${id}`);
  expect(row).toEqual({ scan: 'clean' });
});

it('R-05 removes from the bucket what belongs to nothing', async () => {
  owner = await signUp(app);
  const { id } = await uploaded(pdf());
  const before = s3.objects.size;
  await owner.delete(`/attachments/${id}`);
  app.clock.advance({ days: 2 });
  await app.get(JobRegistry).schedules.get('records.remove-orphan-files')!.run({ dueAt: app.clock.now() });
  expect(s3.objects.size).toBe(before - 1);
  expect(s3.openUploads()).toBe(0);
});
