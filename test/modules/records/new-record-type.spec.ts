import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { defineFollowUp, FollowUps } from '../../../src/modules/back-office/index.js';
import { definePaper, groupedCode, IssuedPapers, letterheadOf } from '../../../src/modules/official-documents/index.js';
import { defineRecordType, RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, signUp, staff, type Client, type SignedInClient } from '../../support/builders.js';
import { waitsFor } from '../../support/waiting.js';

// Dog licenses, as a module that keeps them would bring them in; the published document does not list them, so nothing is held against it.
const DOG = defineRecordType({ kind: 'dog', role: 'cashier', isLinkable: true, hasCoOwners: true });
const STRAY = defineRecordType({ kind: 'dog', typeCode: 'stray', role: 'code-officer', isLinkable: true, hasCoOwners: false });
const TAG = definePaper<{ dogName: string }>({
  kind: 'dog-tag',
  name: 'dog tag',
  recordName: 'Dog',
  draw: ({ dogName }, { city, code, verificationUrl, issuedAt }) => ({
    letterhead: letterheadOf(city),
    title: dogName,
    facts: [],
    sections: [],
    qr: { text: verificationUrl, caption: groupedCode(code) },
    footer: city.email,
    createdAt: issuedAt,
  }),
  fileName: (number) => `${number}.pdf`,
  standing: ({ status, statusLabel }) => ({ valid: status === 'alive', status, statusLabel, issuedOn: '2026-03-02', expiresOn: null }),
});
const FOUND = defineFollowUp({
  kind: 'dog-found',
  about: 'a dog that was found',
  remedies: [{ operationId: 'settleFollowUp', label: 'Call' }],
});

let app: TestApp;
let owner: SignedInClient;
let stranger: Client;

beforeAll(async () => {
  app = await startApp();
  stranger = anonymous(app).unchecked();
  owner = await signUp(app);
});
afterAll(() => app?.close());

const open = (typeCode: string) =>
  app.get(RecordsService).open({
    kind: DOG.kind,
    prefix: 'DOG',
    typeCode,
    typeName: 'Dog',
    status: 'alive',
    statusLabel: 'Alive',
    address: null,
    ownerAccountId: owner.accountId,
    isPublic: true,
    outstanding: waitsFor({ actor: 'city', label: 'Check the rabies certificate' }),
  });

it('opens records of a kind that a module brings, and finds, links and shares them by what it said of them', async () => {
  const [dog, stray] = [await open('dog'), await open('stray')];
  const found = (await stranger.get('/records?kind=dog&limit=5')).body.items;
  expect(found.map(({ number }: { number: string }) => number).sort()).toEqual([dog.number, stray.number]);
  expect((await stranger.get('/records?kind=cat')).status).toBe(422);

  const neighbor = (await signUp(app)).unchecked();
  expect((await neighbor.post('/record-links', { kind: 'dog', number: dog.number })).status).toBe(201);
  const invite = (number: string) =>
    owner.unchecked().post(`/records/${number}/invitations`, { email: 'walker@example.com', relation: 'owner' });
  expect([(await invite(dog.number)).status, (await invite(stray.number)).status]).toEqual([201, 422]);
});

it('puts them on the work list of the role that the module named, with its own matters and remedies', async () => {
  const { id, number } = await open('stray');
  await app.get(FollowUps).raise({ recordId: id, kind: FOUND, key: 'dog:1', summary: 'Found in the park.', role: STRAY.role });
  const officer = (await staff(app, 'code-officer')).unchecked();
  const items = (await officer.get('/admin/work-queue?kind=dog&role=code-officer&limit=100')).body.items;
  expect(items.filter((item: { number: string }) => item.number === number)).toMatchObject([
    { task: 'next-step', role: 'code-officer' },
    { task: 'follow-up', followUp: { kind: 'dog-found', remedies: [{ operationId: 'settleFollowUp', label: 'Call' }] } },
  ]);
});

it('vouches for what it hands out', async () => {
  const { id, number } = await open('dog');
  const paperId = await app.get(IssuedPapers).issue({ recordId: id, kind: TAG.kind, snapshot: { dogName: 'Rex' } });
  expect((await app.get(IssuedPapers).pdf(paperId)).subarray(0, 5).toString()).toBe('%PDF-');
  const paper = await app.get(Database).row(sql<{ code: string }>`
    select verification_code as code from records.issued_paper where id = ${paperId}`);
  expect((await stranger.get(`/verifications/${paper!.code}`)).body).toMatchObject({ valid: true, kind: 'dog-tag', number });
});
