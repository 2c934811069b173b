import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import PDFDocument from 'pdfkit';
import { AttachmentFiles, AttachmentsService } from '../../src/modules/attachments/index.js';
import { ReviewsService } from '../../src/modules/reviews/index.js';
import { RecordsService } from '../../src/modules/records/index.js';
import { Database } from '../../src/platform/database/database.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { profileWith } from '../support/city.js';
import { exe, jpeg, pdf, png, uploadForm, zip } from '../support/files.js';
import { openRecord } from '../support/records.js';
import { waitsFor } from '../support/waiting.js';

const MEGABYTE = 1_048_576;
const MOST_BYTES = 2 * MEGABYTE;
const MOST_FILES = 12;

let app: TestApp;
let dataDir: string;
let owner: SignedInClient;
let linked: SignedInClient;
let stranger: SignedInClient;
let clerk: SignedInClient;
let record: { id: string; number: string };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'frontcounter-files-'));
  app = await startApp({ DATA_DIR: dataDir, CITY_PROFILE: profileWithLimits(dataDir) });
  [owner, linked, stranger, clerk] = await Promise.all([signUp(app), signUp(app), signUp(app), staff(app, 'permit-technician')]);
});
afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  record = await openRecord(app, { ownerAccountId: owner.accountId });
  await app.get(RecordsService).addParty(record.id, linked.accountId, 'linked', 'link');
});

/** The city's profile, with room for less. */
const profileWithLimits = (folder: string) =>
  profileWith(folder, { attachments: { maxMegabytes: MOST_BYTES / MEGABYTE, maxPerRecord: MOST_FILES } });

const upload = (who: SignedInClient, fields: Parameters<typeof uploadForm>[0] = {}, headers?: Record<string, string>) =>
  who.postForm(`/records/${record.number}/attachments`, uploadForm(fields), headers);

/** Files in the store, finished or not. */
function storedFiles(): string[] {
  const folder = join(dataDir, 'files');
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    : [];
}

async function eventsOf(type: string): Promise<Record<string, string>[]> {
  const rows = await app.get(Database).rows(sql<{ facts: Record<string, string> }>`
    select facts from platform.event where type = ${type} and facts->>'recordId' = ${record.id} order by id`);
  return rows.map(({ facts }) => facts);
}

it('R-05 attaches a file: hashed, named safely, told to whom it concerns', async () => {
  const file = pdf();
  const zoning = { code: 'zoning', name: 'Zoning', businessDays: 5 };
  await app.get(Database).transaction(() => app.get(ReviewsService).openCycle(record.id, record.number, [zoning]));
  const reviewId: string = (await owner.get(`/records/${record.number}/reviews`)).body.items[0].id;
  const answer = await upload(owner, { file, fileName: '../Plano de ubicación.pdf', reviewId });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.any(String),
    fileName: 'Plano de ubicación.pdf',
    contentType: 'application/pdf',
    sizeBytes: file.length,
    sha256: createHash('sha256').update(file).digest('hex'),
    documentType: 'site-plan',
    version: 1,
    current: true,
    scan: 'not-scanned',
    reviewId,
    uploadedBy: 'you',
    uploadedAt: expect.any(String),
  });
  expect(await eventsOf('records.attachment-uploaded')).toEqual([
    {
      recordId: record.id,
      number: record.number,
      attachmentId: answer.body.id,
      documentType: 'site-plan',
      reviewId,
      accountId: owner.accountId,
    },
  ]);
  const [summary] = await app.get(AttachmentsService).current(record.id);
  expect(summary).toMatchObject({ id: answer.body.id, documentType: 'site-plan', version: 1, reviewId, uploadedBy: owner.accountId });
});

it('R-05 says of a PDF that opens only with a password while the applicant is there', async () => {
  const document = new PDFDocument({ userPassword: 'secret' });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.end();
  await once(document, 'end');
  const before = storedFiles().length;
  const refused = await upload(owner, { file: Buffer.concat(chunks), fileName: 'plan.pdf' });
  expect(problemOf(refused)).toMatchObject({ status: 415, code: 'records.file-locked', detail: expect.stringContaining('plan.pdf') });
  expect(storedFiles()).toHaveLength(before);
});

it('R-05 gives the file back whole, in part, and not again', async () => {
  const file = pdf(10_000);
  const { body } = await upload(owner, { file, fileName: 'Plano "A" — 平面図.pdf' });
  const path = `/v1/attachments/${body.id}/content`;

  const whole = await owner.raw(path);
  expect(whole.status).toBe(200);
  expect(Buffer.from(await whole.arrayBuffer()).equals(file)).toBe(true);
  expect(whole.headers.get('content-type')).toBe('application/pdf');
  expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
  expect(whole.headers.get('content-length')).toBe('10000');
  expect(whole.headers.get('accept-ranges')).toBe('bytes');
  expect(whole.headers.get('etag')).toBe(`"${body.sha256}"`);
  expect(whole.headers.get('content-disposition')).toBe(
    `attachment; filename="Plano _A_  .pdf"; filename*=UTF-8''Plano%20_A_%20%E2%80%94%20%E5%B9%B3%E9%9D%A2%E5%9B%B3.pdf`,
  );

  const part = await owner.raw(path, { headers: { range: 'bytes=100-199' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('content-range')).toBe('bytes 100-199/10000');
  expect(Buffer.from(await part.arrayBuffer()).equals(file.subarray(100, 200))).toBe(true);

  const end = await owner.raw(path, { headers: { range: 'bytes=-8', 'if-range': `"${body.sha256}"` } });
  expect(await end.text()).toBe('\n%%EOF\n ');
  expect((await owner.raw(path, { headers: { range: 'bytes=0-9', 'if-range': '"older"' } })).status).toBe(200);

  const beyond = await owner.get(path, { range: 'bytes=10000-' });
  expect(beyond.status).toBe(416);
  expect(problemOf(beyond).code).toBe('records.no-such-range');
  expect(beyond.headers.get('content-range')).toBe('bytes */10000');

  const again = await owner.raw(path, { headers: { 'if-none-match': `"${body.sha256}"` } });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

it('R-05 keeps older versions, marked, and refuses to replace one of them', async () => {
  const first = (await upload(owner)).body;
  const second = await upload(owner, { file: pdf(3_000), replaces: first.id });
  expect(second.body).toMatchObject({ version: 2, current: true });

  const late = await upload(owner, { file: pdf(4_000), replaces: first.id });
  expect(late.status).toBe(409);
  expect(problemOf(late)).toMatchObject({ code: 'records.attachment-superseded', currentAttachmentId: second.body.id });

  const all = await owner.get(`/records/${record.number}/attachments`);
  expect(all.body.items.map(({ version, current }: { version: number; current: boolean }) => [version, current])).toEqual([
    [2, true],
    [1, false],
  ]);
  const current = await owner.get(`/records/${record.number}/attachments?current=true`);
  expect(current.body.items.map(({ id }: { id: string }) => id)).toEqual([second.body.id]);
  expect((await app.get(AttachmentsService).current(record.id)).map(({ id }) => id)).toEqual([second.body.id]);

  await owner.delete(`/attachments/${second.body.id}`);
  expect((await app.get(AttachmentsService).current(record.id)).map(({ id }) => id)).toEqual([first.id]);
  expect((await upload(owner, { replaces: first.id })).body.version).toBe(3);
});

it('R-05 lets only one of two replace the same version at once', async () => {
  const first = (await upload(owner)).body;
  const answers = await Promise.all([upload(owner, { replaces: first.id }), upload(owner, { replaces: first.id })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await app.get(AttachmentsService).current(record.id)).toHaveLength(1);
});

it('R-05 pages through the list', async () => {
  for (const documentType of ['A1', 'B2', 'A1']) await upload(owner, { documentType });
  const first = await owner.get(`/records/${record.number}/attachments?limit=2`);
  const second = await owner.get(`/records/${record.number}/attachments?limit=2&cursor=${first.body.nextCursor}`);
  expect([...first.body.items, ...second.body.items].map(({ documentType }) => documentType)).toEqual(['A1', 'B2', 'A1']);
  expect(second.body.nextCursor).toBeNull();
  expect((await owner.get(`/records/${record.number}/attachments?documentType=A1`)).body.items).toHaveLength(2);
});

it('R-05 shows linked accounts their own documents and those of the city, nobody else’s', async () => {
  const mine = (await upload(linked)).body;
  const owners = (await upload(owner)).body;
  const citys = (await upload(clerk, { documentType: 'permit' })).body;
  const idsFor = async (who: SignedInClient) =>
    (await who.get(`/records/${record.number}/attachments`)).body.items.map(({ id }: { id: string }) => id);
  expect(await idsFor(linked)).toEqual([citys.id, mine.id]);
  expect(await idsFor(owner)).toEqual([citys.id, owners.id, mine.id]);
  expect(await idsFor(clerk)).toEqual([citys.id, owners.id, mine.id]);

  expect(problemOf(await linked.get(`/attachments/${owners.id}/content`)).code).toBe('records.attachment-not-found');
  expect((await linked.get(`/attachments/${citys.id}/content`)).status).toBe(200);
  expect(problemOf(await upload(linked, { replaces: owners.id }))).toMatchObject({ status: 422, errors: [{ pointer: '/replaces' }] });
  expect(problemOf(await linked.delete(`/attachments/${owners.id}`)).code).toBe('records.attachment-not-found');
  expect(problemOf(await owner.delete(`/attachments/${citys.id}`)).code).toBe('records.not-your-attachment');
  expect(problemOf(await stranger.get(`/attachments/${citys.id}/content`)).code).toBe('records.attachment-not-found');
  expect(problemOf(await stranger.get(`/records/${record.number}/attachments`)).code).toBe('records.not-linked');
});

it('R-05 refuses what is not for the uploader, before and without reading it', async () => {
  expect(problemOf(await upload(stranger)).code).toBe('records.not-linked');
  const draft = await openRecord(app, { isPublic: false });
  expect(problemOf(await stranger.postForm(`/records/${draft.number}/attachments`, uploadForm())).code).toBe('records.not-found');
  await app.get(RecordsService).update(record.id, { closed: true, status: 'withdrawn', statusLabel: 'Withdrawn' });
  expect(problemOf(await upload(owner))).toMatchObject({ code: 'records.closed', status: 409 });
  // The refusal comes although the body never does.
  const answer = await answerTo(
    `POST /v1/records/${record.number}/attachments HTTP/1.1`,
    stranger,
    'Content-Length: 1000000\r\nContent-Type: multipart/form-data; boundary=x',
  );
  expect(answer).toMatch(/^HTTP\/1.1 403 /);
});

it.each([
  ['a program called a plan', { file: exe(), fileName: 'plan.pdf' }, 415, 'records.file-type-mismatch'],
  ['a picture of another kind', { file: png(), fileName: 'photo.jpg' }, 415, 'records.file-type-mismatch'],
  ['a page called a picture', { file: Buffer.from('<html><script>1</script>'), fileName: 'photo.png' }, 415, 'records.file-type-mismatch'],
  ['a PDF called a table', { file: pdf(), fileName: 'table.csv' }, 415, 'records.file-type-mismatch'],
  ['text that is not UTF-8', { file: Buffer.from('caf\xe9', 'latin1'), fileName: 'note.txt' }, 415, 'records.file-type-mismatch'],
  [
    'text that ends within a character',
    { file: Buffer.from('café').subarray(0, 4), fileName: 'note.txt' },
    415,
    'records.file-type-mismatch',
  ],
  ['an archive', { file: zip({ 'a.pdf': 'x' }), fileName: 'plans.zip' }, 415, 'records.file-type-not-allowed'],
  ['a program', { file: exe(), fileName: 'setup.exe' }, 415, 'records.file-type-not-allowed'],
  ['a name without an extension', { file: pdf(), fileName: 'plan' }, 415, 'records.file-type-not-allowed'],
  ['an empty file', { file: Buffer.alloc(0), fileName: 'plan.pdf' }, 422, 'platform.invalid-input'],
  ['an unknown document type', { documentType: 'site plan' }, 422, 'platform.invalid-input'],
  ['a review that is no id', { reviewId: 'seven' }, 422, 'platform.invalid-input'],
  ['another type than the replaced', { replaces: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10' }, 422, 'platform.invalid-input'],
])('R-05 refuses %s and keeps nothing of it', async (_what, fields, status, code) => {
  const before = storedFiles();
  const answer = await upload(owner, fields);
  expect([answer.status, problemOf(answer).code]).toEqual([status, code]);
  expect(storedFiles()).toEqual(before);
  expect((await owner.get(`/records/${record.number}/attachments`)).body.items).toEqual([]);
});

it('R-05 refuses forms that are none, and fields that nobody knows', async () => {
  const path = `/records/${record.number}/attachments`;
  expect((await owner.post(path, { documentType: 'site-plan' })).status).toBe(415);

  const without = uploadForm();
  without.delete('file');
  expect(problemOf(await owner.postForm(path, without)).errors).toEqual([{ pointer: '/file', detail: expect.any(String) }]);

  const extra = uploadForm();
  extra.set('colour', 'blue');
  expect(problemOf(await owner.postForm(path, extra)).errors).toEqual([{ pointer: '/colour', detail: expect.any(String) }]);

  const two = uploadForm();
  two.append('file', new Blob([new Uint8Array(pdf())]), 'second.pdf');
  expect(problemOf(await owner.postForm(path, two)).errors).toEqual([{ pointer: '/file', detail: expect.any(String) }]);

  const garbage = await owner.raw(`/v1${path}`, {
    method: 'POST',
    body: 'no form at all',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  });
  expect([garbage.status, ((await garbage.json()) as Problem).code]).toEqual([400, 'records.upload-unreadable']);
  expect(storedFiles().filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('R-05 keeps nothing of an upload that breaks off', async () => {
  const before = storedFiles();
  const socket = open(
    `POST /v1/records/${record.number}/attachments HTTP/1.1`,
    owner,
    'Content-Length: 1000000\r\nContent-Type: multipart/form-data; boundary=x',
  );
  socket.write('--x\r\nContent-Disposition: form-data; name="documentType"\r\n\r\nsite-plan\r\n');
  socket.write('--x\r\nContent-Disposition: form-data; name="file"; filename="plan.pdf"\r\n\r\n');
  socket.write(pdf(500_000));
  await eventually(() => expect(storedFiles().filter((name) => name.endsWith('.part'))).toHaveLength(1));
  socket.destroy();
  await eventually(() => expect(storedFiles()).toEqual(before));
  await eventually(async () => expect(await untiedKeys()).toBe(0));
  expect((await owner.get(`/records/${record.number}/attachments`)).body.items).toEqual([]);
});

it('R-05 refuses a file that is too large, told or not told beforehand', async () => {
  const before = storedFiles();
  const told = await answerTo(
    `POST /v1/records/${record.number}/attachments HTTP/1.1`,
    owner,
    `Content-Length: ${MOST_BYTES * 2}\r\nContent-Type: multipart/form-data; boundary=x`,
  );
  expect(told).toMatch(/^HTTP\/1.1 413 [^]*records\.file-too-large/);

  const untold = await upload(owner, { file: pdf(MOST_BYTES + 1) });
  expect([untold.status, problemOf(untold).code]).toEqual([413, 'records.file-too-large']);
  expect(storedFiles()).toEqual(before);
  expect((await upload(owner, { file: pdf(MOST_BYTES) })).status).toBe(201);
});

it('R-05 answers a repeated upload with what the first one made', async () => {
  const key = { 'idempotency-key': 'the-site-plan' };
  const first = await upload(owner, {}, key);
  const second = await upload(owner, {}, key);
  expect(second.body).toEqual(first.body);
  expect(await app.get(AttachmentsService).current(record.id)).toHaveLength(1);
});

it('R-05 lets a record take so many files and no more, also at once', async () => {
  await app.get(Database).execute(sql`
    insert into records.attachment (id, record_id, family_id, version, document_type, file_name, content_type, size_bytes, sha256, file_key,
      visibility, uploaded_by, uploaded_at, scan)
    select id, ${record.id}, id, 1, 'PHOTO', 'photo.jpg', 'image/jpeg', 1, repeat('0', 64), id::text, 'private', ${owner.accountId}, now(), 'not-scanned'
    from (select gen_random_uuid() as id from generate_series(1, ${MOST_FILES - 2})) ids`);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => upload(owner, { file: jpeg(), fileName: 'photo.jpg', documentType: 'PHOTO' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409]);
  expect(problemOf(answers.find(({ status }) => status === 409)!).code).toBe('records.too-many-attachments');
});

it('R-05 lets applicants delete a document until the city has had it, and staff always', async () => {
  const early = (await upload(owner)).body;
  const kept = (await upload(linked)).body;
  expect((await owner.delete(`/attachments/${early.id}`)).status).toBe(204);
  expect(problemOf(await owner.get(`/attachments/${early.id}/content`)).code).toBe('records.attachment-not-found');
  expect(await eventsOf('records.attachment-deleted')).toEqual([
    { recordId: record.id, attachmentId: early.id, documentType: 'site-plan' },
  ]);

  app.clock.advance({ minutes: 1 });
  await app.get(RecordsService).update(record.id, { outstanding: waitsFor({ actor: 'city', label: 'Review the plans' }) });
  expect(problemOf(await linked.delete(`/attachments/${kept.id}`)).code).toBe('records.attachment-in-review');
  app.clock.advance({ minutes: 1 });
  await app.get(RecordsService).update(record.id, { outstanding: waitsFor({ actor: 'applicant', label: 'Answer the comments' }) });
  expect(problemOf(await owner.delete(`/attachments/${kept.id}`)).code).toBe('records.attachment-in-review');
  app.clock.advance({ minutes: 1 });
  const late = (await upload(linked)).body;
  expect((await linked.delete(`/attachments/${late.id}`)).status).toBe(204);

  expect((await clerk.delete(`/attachments/${kept.id}`)).status).toBe(204);
  const entries = await app
    .get(Database)
    .rows(sql`select action, actor_id, before->>'attachmentId' as id from platform.audit_entry where record_id = ${record.id}`);
  expect(entries).toEqual([{ action: 'records.delete-attachment', actorId: clerk.accountId, id: kept.id }]);
});

it('R-05 removes files that belong to nothing a day later, and no others', async () => {
  const kept = (await upload(owner)).body;
  const deleted = (await upload(owner, { file: pdf(777) })).body;
  await owner.delete(`/attachments/${deleted.id}`);
  const filesBefore = storedFiles().length;
  const removeOrphans = app.get(JobRegistry).schedules.get('records.remove-orphan-files')!;
  await removeOrphans.run({ dueAt: app.clock.now() });
  expect(storedFiles()).toHaveLength(filesBefore);
  app.clock.advance({ days: 2 });
  await removeOrphans.run({ dueAt: app.clock.now() });
  expect(storedFiles()).toHaveLength(filesBefore - 1 - (await deletedEarlier()));
  expect(await untiedKeys()).toBe(0);
  const fresh = await app.get(AttachmentsService).current(record.id);
  expect(fresh.map(({ id }) => id)).toEqual([kept.id]);
});

it('R-05 goes on past a file that cannot be removed, and says so', async () => {
  const files = app.get(AttachmentFiles);
  await files.reserve();
  await files.reserve();
  const removed: string[] = [];
  const store = app.get(FileStore as unknown as Type<FileStore>);
  const remove = jest.spyOn(store, 'remove').mockImplementation(async (key) => {
    if (removed.length === 0 && removed.push(key)) throw new Error('the disk is read-only');
    removed.push(key);
  });
  app.clock.advance({ days: 2 });
  const job = app.get(JobRegistry).schedules.get('records.remove-orphan-files')!;
  await expect(job.run({ dueAt: app.clock.now() })).rejects.toThrow('1 files could not be removed.');
  expect(removed).toHaveLength(2);
  remove.mockRestore();
  await job.run({ dueAt: app.clock.now() });
  expect(await untiedKeys()).toBe(0);
});

async function untiedKeys(): Promise<number> {
  const row = await app.get(Database).row(sql<{ count: number }>`
    select count(*)::int as count from records.attachment_file f where attachment_id is null
      and not exists (select 1 from records.attachment a where a.file_key = f.key)`);
  return row!.count;
}

/** Deleted attachments of the tests before, whose files went in the same run. */
async function deletedEarlier(): Promise<number> {
  const row = await app.get(Database).row(sql<{ count: number }>`
    select count(*)::int as count from records.attachment where deleted_at is not null and record_id <> ${record.id}`);
  return row!.count;
}

/** Speaks HTTP by hand. */
function open(request: string, who: SignedInClient, headers: string): Socket {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  socket.write(`${request}\r\nHost: portal\r\nAuthorization: Bearer ${who.accessToken}\r\n${headers}\r\n\r\n`);
  return socket;
}

/** What the portal answers although the body does not come. */
function answerTo(request: string, who: SignedInClient, headers: string): Promise<string> {
  const socket = open(request, who, headers);
  let answer = '';
  return new Promise((resolve, reject) => {
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.endsWith('}')) socket.destroy();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

/** What happens after a broken connection happens without an answer to wait for. */
async function eventually(check: () => unknown): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
