import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STAFF_ROLES } from '../../../src/platform/auth/principal.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { aHouse, made, MOW, report } from '../../support/code-enforcement.js';
import { jpeg } from '../../support/files.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';

const NAME = 'Quillonia Featherstone';
const EMAIL = 'quillonia@example.com';
const PHONE = '+1 630-555-0177';
const WORDS = 'I live next door at 14 and saw him from my kitchen.';

let app: TestApp;
let mailbox: TestMailbox;
let officer: SignedInClient;
let respondent: SignedInClient;
let reporter: SignedInClient;
let number: string;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  [officer, respondent] = [await staff(app, 'code-officer'), await signUp(app)];
  reporter = await signUp(app, { firstName: 'Quillonia', lastName: 'Featherstone', email: EMAIL });
  const address = aHouse();
  const named = await report(app, { address, text: WORDS, contact: { name: NAME, email: EMAIL, phone: PHONE } });
  const signedIn = await report(app, { address, text: WORDS }, reporter);
  number = named.caseNumber;
  for (const [client, key, fileName] of [
    [anonymous(app), named.followUpCode, 'quillonia-featherstone.jpg'],
    [reporter, signedIn.id, 'featherstone-kitchen.jpg'],
  ] as const) {
    made(await client.post(`/concerns/${key}/additions`, { text: WORDS }));
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(jpeg())]), fileName);
    made(await client.postForm(`/concerns/${key}/photos`, form));
  }
  const act = async (what: string, body: object) => made(await officer.post(`/admin/code-cases/${number}/${what}`, body));
  await act('assignment', {});
  await act('inspections', { violationFound: true, findings: 'Grass up to 20 inches.' });
  const { respondents } = await act('respondents', { name: 'Demo Owner', address, accountId: respondent.accountId });
  await act('notices', { respondentId: respondents[0]!.id, violations: MOW, complyBy: '2026-03-16' });
  made(await respondent.post(`/code-cases/${number}/responses`, { text: 'It was mown.' }));
  await act('reinspection', { complied: true, findings: 'Mown.' });
  await act('closure', { reason: 'complied' });
  await app.settle();
}, 60_000);
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

/** Everything that could tell who it was. */
const traces = () => [/quillonia/i, /featherstone/i, /555-0177/, /kitchen/, new RegExp(reporter.accountId)];

async function everythingOf(client: SignedInClient, paths: string[]): Promise<string> {
  const texts = await Promise.all(
    paths.map(async (path) => {
      const response = await client.raw(`/v1${path}`);
      expect([path, response.status]).toEqual([path, 200]);
      return response.text();
    }),
  );
  return texts.join('\n');
}

const ofTheCase = () => [
  `/records/${number}`,
  `/records/${number}/events?limit=100`,
  `/records/${number}/attachments?limit=100`,
  `/records/${number}/fees`,
  `/records/${number}/inspections`,
  `/code-cases/${number}`,
  `/records?q=${number}`,
  '/records?q=featherstone',
  '/dashboard',
  '/notifications?limit=100',
];

it('E-01 the respondent learns nothing of who raised the concern, in the portal or by mail', async () => {
  const seen = await everythingOf(respondent, ofTheCase());
  expect(seen).toContain(`${number} is closed`);
  for (const trace of traces()) expect(seen).not.toMatch(trace);
  const letters = mailbox.to(respondent.email).map(({ subject, text, html }) => `${subject} ${text} ${html}`);
  expect(letters.length).toBeGreaterThan(2);
  for (const trace of traces()) expect(letters.join('\n')).not.toMatch(trace);
});

it('E-01 nor do staff of all other roles, in chronology, files, notes, exports, the work list or the audit log', async () => {
  const others = await staff(app, ...STAFF_ROLES.filter((role) => role !== 'code-officer'));
  const paths = [
    ...ofTheCase(),
    `/admin/records/${number}/notes`,
    '/admin/records/export?kind=case',
    '/admin/work-queue?limit=100',
    `/admin/audit-entries?limit=100&subject=${number}`,
    '/admin/audit-entries?limit=100&action=code-enforcement.',
    '/admin/event-handlers/failures?limit=100',
    '/admin/failed-messages?limit=100',
  ];
  const seen = await everythingOf(others, paths);
  expect(seen).toContain('code-enforcement.close');
  expect(seen).toContain('A concern came in.');
  for (const trace of traces()) expect(seen).not.toMatch(trace);

  const { items } = (await officer.get(`/admin/code-cases/${number}/concerns`)).body;
  for (const [id] of items.map(({ attachmentIds }: { attachmentIds: string[] }) => attachmentIds)) {
    expect((await officer.raw(`/v1/attachments/${id}/content`)).status).toBe(200);
    for (const client of [others, respondent, reporter]) expect((await client.raw(`/v1/attachments/${id}/content`)).status).toBe(404);
  }
  expect((await others.get(`/admin/code-cases/${number}/concerns`)).status).toBe(403);
});

it('E-01 code officers alone can ask back', async () => {
  const { items } = (await officer.get(`/admin/code-cases/${number}/concerns`)).body;
  expect(items).toMatchObject([
    { text: WORDS, reporter: { accountId: reporter.accountId, name: NAME, email: EMAIL } },
    { text: WORDS, reporter: { accountId: null, name: NAME, email: EMAIL, phone: PHONE } },
  ]);
  const seen = await everythingOf(officer, [`/records/${number}/events?limit=100`]);
  for (const trace of traces()) expect(seen).not.toMatch(trace);
});

it('E-01 who raised it hears that it came in and what it led to, and no more', async () => {
  const subjects = mailbox.to(EMAIL).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject === 'We have received your concern')).toHaveLength(2);
  expect(subjects.filter((subject) => subject === 'Your concern has been closed')).toHaveLength(2);
  const letters = mailbox.to(EMAIL).map(({ text }) => text);
  expect(letters.join('\n')).not.toMatch(/CEC-2026|Maple|Demo Owner|mown/i);
  expect((await reporter.get(`/records/${number}/events`)).status).not.toBe(200);
  expect((await reporter.get(`/code-cases/${number}`)).status).not.toBe(200);
});
