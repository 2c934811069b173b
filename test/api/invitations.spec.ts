import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { register } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, SignedInClient, signUp, staff, type Client, signInAgain, signedInAs } from '../support/builders.js';
import { QUEUE_TABLE } from '../support/queue.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { openRecord } from '../support/records.js';

let app: TestApp;
let mailbox: TestMailbox;
let owner: SignedInClient;
let partner: SignedInClient;
let stranger: SignedInClient;
let nobody: Client;
let record: { id: string; number: string };

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  [owner, partner, stranger] = await Promise.all([
    signUp(app, { firstName: 'Olive', lastName: 'Demo' }),
    signUp(app, { firstName: 'Piper', lastName: 'Demo' }),
    signUp(app, { firstName: 'Sam', lastName: 'Demo' }),
  ]);
  nobody = anonymous(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});
beforeEach(async () => {
  record = await openRecord(app, { ownerAccountId: owner.accountId });
  await app.settle();
  mailbox.accept();
  mailbox.received.length = 0;
});

let count = 0;
const someone = () => `invited.${++count}@example.com`;
const invite = (email: string, body: object = {}) => owner.post(`/records/${record.number}/invitations`, { email, ...body });
const invitations = async (reader: SignedInClient = owner) => (await reader.get(`/records/${record.number}/invitations`)).body.items;

/** The token in the newest letter to an address. */
async function tokenFor(email: string): Promise<string> {
  await app.settle();
  const letter = mailbox.to(email).at(-1);
  if (!letter) throw new Error(`No letter to ${email}; there are ${mailbox.received.map(({ to }) => to).join(', ')}`);
  return new URL(linkIn(letter, '/record-invitations')).searchParams.get('token')!;
}

async function invited(email = someone(), body: object = {}): Promise<string> {
  expect((await invite(email, body)).status).toBe(201);
  return tokenFor(email);
}

const accept = (who: Client, token: string) => who.post('/record-invitations/acceptance', { token });
const events = async (reader: SignedInClient, query = '') =>
  (await reader.get(`/records/${record.number}/events?limit=100${query}`)).body.items;
const subjectsTo = (person: { email: string }) => mailbox.to(person.email).map(({ subject }) => subject);

describe('R-01 an invitation', () => {
  it('reaches an address without an account, says who invites to what, and leads to a page', async () => {
    const email = someone();
    const answer = await invite(email, { note: 'Please schedule the footing inspection.' });
    expect(answer).toMatchObject({
      status: 201,
      body: {
        email,
        relation: 'linked',
        state: 'open',
        invitedBy: 'Olive Demo',
        acceptedBy: null,
        expiresAt: expect.stringMatching(/^2026-03-16T15:0/),
      },
    });
    const token = await tokenFor(email);
    const [letter] = mailbox.to(email);
    expect(letter!.subject).toBe(`Olive Demo invites you to ${record.number}`);
    expect(letter!.text).toContain('> Please schedule the footing inspection.');
    expect(letter!.text).toContain('March 16, 2026');
    expect((await invitations())[0]).toMatchObject({ email, letter: 'sent' });

    const preview = await nobody.post('/record-invitations/preview', { token });
    expect(preview).toMatchObject({ status: 200, body: { number: record.number, kind: 'permit', invitedBy: 'Olive Demo', email } });
    expect(preview.body).toMatchObject({ typeName: 'Fence', relation: 'linked', address: { line1: '123 Maple Street' } });
  });

  it('answers the same whether or not the address has an account, and keeps no secret where it can be read', async () => {
    const [without, withAccount] = [await invite(someone()), await invite(stranger.email)];
    const shape = (body: object) => ({ ...body, id: '', email: '', invitedAt: '', expiresAt: '' });
    expect(shape(withAccount.body)).toEqual(shape(without.body));
    const token = await tokenFor(stranger.email);
    expect((await stranger.get('/notifications')).body.items.map(({ kind }: { kind: string }) => kind)).not.toContain('record-invitation');
    for (const table of ['notifications.notification', 'records.invitation', 'platform.event', QUEUE_TABLE]) {
      const rows = await app.get(Database).rows(sql<{ row: string }>`select t::text as row from ${sql.raw(table)} t`);
      expect(rows.map(({ row }) => row).join('\n')).not.toContain(token);
    }
  });

  it('is accepted by whoever registers with it, and puts the record on their dashboard', async () => {
    const email = someone();
    const token = await invited(email);
    const newcomer = await signUp(app, { firstName: 'Nora', lastName: 'Demo', email });
    expect(await accept(newcomer, token)).toMatchObject({
      status: 201,
      body: { number: record.number, kind: 'permit', relation: 'linked' },
    });
    expect((await newcomer.get('/dashboard')).body.permits.map(({ number }: { number: string }) => number)).toEqual([record.number]);
    await app.settle();
    expect(subjectsTo(owner)).toContain(`Nora Demo accepted your invitation to ${record.number}`);
    expect((await invitations())[0]).toMatchObject({ state: 'accepted', acceptedBy: 'Nora Demo' });
    expect((await owner.get(`/records/${record.number}/links`)).body.items).toMatchObject([
      { name: 'Nora Demo', relation: 'linked', by: 'invitation' },
    ]);
  });

  it('can be accepted with an account under another address: the link proves the mailbox, and the owner is told', async () => {
    const email = someone();
    expect(await accept(partner, await invited(email))).toMatchObject({ status: 201 });
    await app.settle();
    const letter = mailbox.to(owner.email).find(({ subject }) => subject === `Piper Demo accepted your invitation to ${record.number}`)!;
    expect(letter.text.replace(/\s+/g, ' ')).toContain('another e-mail address than the one that was invited');
    expect(letter.text).toContain(email);
  });

  it('waits until the account has proved its own address', async () => {
    const token = await invited();
    const person = { username: 'unproved.demo', email: someone(), firstName: 'Uma', lastName: 'Demo' };
    const unproved = await signedInAs(app, (await register(app, person)).id);
    expect(problemOf(await accept(unproved, token))).toMatchObject({ status: 403, code: 'records.email-not-proved' });
    expect((await invitations())[0].state).toBe('open');
  });

  it('lets one in when two accept it at the same moment, and answers a second click the same', async () => {
    const token = await invited();
    const answers = await Promise.all([accept(partner, token), accept(stranger, token), accept(partner, token), accept(stranger, token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    expect([answers[0]!.status, answers[1]!.status]).not.toEqual([201, 201]);
    expect((await owner.get(`/records/${record.number}/links`)).body.items).toHaveLength(1);
    await app.settle();
    expect(subjectsTo(owner).filter((subject) => subject.includes('accepted your invitation'))).toHaveLength(1);
  });

  it('is replaced by the next one to the same address, also when both are sent at once', async () => {
    const email = someone();
    const first = await invited(email);
    const answers = await Promise.all([invite(email), invite(email.toUpperCase()), invite(email)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect((await invitations()).map(({ state }: { state: string }) => state).sort()).toEqual(['open', 'replaced', 'replaced', 'replaced']);
    expect(problemOf(await accept(partner, first))).toMatchObject({
      status: 409,
      code: 'records.invitation-ended',
      currentStatus: 'replaced',
    });
  });

  it('runs out after two weeks', async () => {
    const token = await invited();
    app.clock.advance({ hours: 14 * 24 });
    const later = await signUp(app);
    expect(problemOf(await accept(later, token))).toMatchObject({
      status: 409,
      code: 'records.invitation-ended',
      currentStatus: 'expired',
    });
    expect(problemOf(await nobody.post('/record-invitations/preview', { token }))).toMatchObject({ code: 'records.invitation-ended' });
    app.clock.advance({ hours: -14 * 24 });
  });

  it('can be taken back by the owner, and declined by whoever holds the link; the sender is told', async () => {
    const taken = await invited();
    const [{ id }] = await invitations();
    expect(problemOf(await stranger.delete(`/record-invitations/${id}`)).code).toBe('records.invitation-not-found');
    expect((await owner.delete(`/record-invitations/${id}`)).status).toBe(204);
    expect(problemOf(await accept(partner, taken))).toMatchObject({ status: 409, currentStatus: 'withdrawn' });
    expect(problemOf(await owner.delete(`/record-invitations/${id}`))).toMatchObject({ status: 409, code: 'records.invitation-ended' });

    const email = someone();
    const declined = await invited(email);
    expect((await nobody.post('/record-invitations/refusal', { token: declined })).status).toBe(204);
    await app.settle();
    expect(subjectsTo(owner)).toContain(`${record.number}: an invitation was declined`);
    expect(problemOf(await nobody.post('/record-invitations/refusal', { token: declined }))).toMatchObject({ currentStatus: 'declined' });
  });

  it('is sent by owners alone, to others than themselves, without links, and not for ever', async () => {
    const path = `/records/${record.number}/invitations`;
    expect(problemOf(await stranger.post(path, { email: someone() })).code).toBe('records.not-linked');
    await accept(partner, await invited());
    expect(problemOf(await partner.post(path, { email: someone() })).code).toBe('records.owner-only');
    expect(problemOf(await partner.get(path)).code).toBe('records.owner-only');
    expect(problemOf(await invite(owner.email))).toMatchObject({ status: 422, errors: [{ pointer: '/email' }] });
    expect(problemOf(await invite(someone(), { note: 'See https://example.com' }))).toMatchObject({
      status: 422,
      errors: [{ pointer: '/note' }],
    });
    for (let sent = 1; sent < 20; sent++) expect((await invite(someone())).status).toBe(201);
    const refused = await invite(someone());
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'records.too-many-invitations' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is refused by the mail system: the owner sees that it did not arrive', async () => {
    mailbox.refuse({ code: 550, message: 'No such user here' });
    await invite(someone());
    await app.settle();
    expect((await invitations())[0]).toMatchObject({ state: 'open', letter: 'failed' });
  });

  it.each(['', 'x', 'a.b', 'AZnzoX1UfE6aKz8PbxqaEA.c2VhbA'])('takes no forged token (%s)', async (token) => {
    for (const operation of ['preview', 'acceptance', 'refusal']) {
      const answer = await stranger.post(`/record-invitations/${operation}`, { token });
      expect([404, 422]).toContain(answer.status);
    }
  });
});

describe('R-01 a co-owner', () => {
  it('may invite followers, and neither co-owners nor remove anybody who was an owner before', async () => {
    expect(await accept(partner, await invited(someone(), { relation: 'owner' }))).toMatchObject({
      status: 201,
      body: { relation: 'owner' },
    });
    expect((await partner.get(`/records/${record.number}`)).body.relation).toBe('owner');
    const path = `/records/${record.number}/invitations`;
    expect((await partner.post(path, { email: someone() })).status).toBe(201);
    expect(problemOf(await partner.post(path, { email: someone(), relation: 'owner' })).code).toBe('records.first-owner-only');

    await accept(stranger, await invited(someone(), { relation: 'owner' }));
    const links = (await partner.get(`/records/${record.number}/links`)).body.items;
    expect(links.map(({ name }: { name: string }) => name).sort()).toEqual(['Piper Demo', 'Sam Demo']);
    const link = (name: string) => links.find((each: { name: string }) => each.name === name).id as string;
    expect(problemOf(await partner.delete(`/record-links/${link('Sam Demo')}`)).code).toBe('records.first-owner-only');
    expect((await owner.delete(`/record-links/${link('Sam Demo')}`)).status).toBe(204);
    expect((await partner.delete(`/record-links/${link('Piper Demo')}`)).status).toBe(204);
    expect(problemOf(await partner.get(path)).code).toBe('records.not-linked');
  });

  it('can be somebody who follows the record already, and of a license there is none', async () => {
    await partner.post('/record-links', { kind: 'permit', number: record.number });
    expect(problemOf(await accept(partner, await invited())).code).toBe('records.already-linked');
    expect(await accept(partner, await invited(someone(), { relation: 'owner' }))).toMatchObject({
      status: 201,
      body: { relation: 'owner' },
    });

    const license = await openRecord(app, { kind: 'license', prefix: 'CON', ownerAccountId: owner.accountId });
    const refused = await owner.post(`/records/${license.number}/invitations`, { email: someone(), relation: 'owner' });
    expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ pointer: '/relation' }] });
    expect((await owner.post(`/records/${license.number}/invitations`, { email: someone() })).status).toBe(201);
  });
});

describe('R-01 the chronology', () => {
  it('tells the owner by name who came, who left and who looked, once a day, and nobody else who looked', async () => {
    await accept(partner, await invited());
    const { body: link } = await stranger.post('/record-links', { kind: 'permit', number: record.number });
    const look = () => Promise.all([1, 2, 3].map(() => partner.get(`/records/${record.number}`)));
    await look();
    await nobody.get(`/records/${record.number}`);
    const clerk = await staff(app, 'permit-technician');
    await clerk.get(`/records/${record.number}`);
    await stranger.delete(`/record-links/${link.id}`);

    const told = (await events(owner, '&looks=true')).map(({ type, byName }: { type: string; byName: string | null }) => [type, byName]);
    expect(told).toEqual([
      ['records.unlinked', 'Sam Demo'],
      ['records.looked-at', 'Piper Demo'],
      ['records.linked', 'Sam Demo'],
      ['records.joined', 'Piper Demo'],
      ['records.invited', null],
    ]);
    const plain = (await events(owner)).map(({ type }: { type: string }) => type);
    expect(plain).not.toContain('records.looked-at');
    const seenByLinked = (await events(partner, '&looks=true')).map(({ type }: { type: string }) => type);
    expect(seenByLinked).toEqual(['records.unlinked', 'records.linked', 'records.joined']);
    expect((await events(clerk, '&looks=true')).filter(({ type }: { type: string }) => type === 'records.looked-at')).toMatchObject([
      { byName: 'Piper Demo', summary: 'A party looked at the record.', details: { on: '2026-03-02' } },
    ]);

    app.clock.advance({ hours: 24 });
    await (await signInAgain(app, partner)).get(`/records/${record.number}`);
    app.clock.advance({ hours: -24 });
    const days = (await events(owner, '&looks=true')).flatMap(({ details }: { details: { on?: string } | null }) => details?.on ?? []);
    expect(days).toEqual(['2026-03-03', '2026-03-02']);
  });
});

it.each([
  ['license', 'CON'],
  ['license', 'ELV'],
  ['license', 'BUS'],
  ['project', 'PRJ'],
] as const)('R-01 links a %s by its number (%s…), and takes it for no other kind', async (kind, prefix) => {
  const other = await openRecord(app, { kind, prefix, ownerAccountId: owner.accountId });
  expect(problemOf(await partner.post('/record-links', { kind: 'permit', number: other.number }))).toMatchObject({
    status: 404,
    code: 'records.not-found',
  });
  expect(await partner.post('/record-links', { kind, number: other.number })).toMatchObject({
    status: 201,
    body: { kind, relation: 'linked' },
  });
});

it('R-01 links no case by its number: a case is claimed by its notice', async () => {
  const violation = await openRecord(app, { kind: 'case', prefix: 'CEC', isPublic: true });
  for (const kind of ['permit', 'project', 'license']) {
    expect(problemOf(await partner.post('/record-links', { kind, number: violation.number }))).toMatchObject({
      status: 404,
      code: 'records.not-found',
    });
  }
  expect((await partner.post('/record-links', { kind: 'case', number: violation.number })).status).toBe(422);
});
