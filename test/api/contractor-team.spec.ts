import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, contractorAccount, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { fenceContractor, inTheLongRun } from '../support/contractors.js';
import { aUnit, registerUnit } from '../support/conveyances.js';
import { forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { createPermit, expectStatus, FENCE, registerContractor } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = forDays(app, await staff(app, 'permit-technician'));
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

interface Team {
  members: { id: string; email: string; role: string }[];
  invitations: { id: string; email: string; role: string }[];
}

const teamOf = async (client: SignedInClient, number: string) =>
  expectStatus<Team>(await client.get(`/contractors/${number}/members`), 200);
const invite = (client: SignedInClient, number: string, email: string, role = 'member') =>
  client.post(`/contractors/${number}/invitations`, { email, role, name: 'Demo Foreman' });
const accept = (client: { post: SignedInClient['post'] }, token: string | null) =>
  client.post('/contractor-invitations/acceptance', { token });
const preview = (token: string | null) => anonymous(app).post('/contractor-invitations/preview', { token });
const invitationTo = async (email: string) => {
  await app.settle();
  const letter = mailbox
    .to(email)
    .filter(({ subject }) => subject.startsWith('You are invited'))
    .at(-1)!;
  return new URL(linkIn(letter, '/contractor-invitations')).searchParams.get('token');
};

/** Somebody who was invited, accepted and signs in. */
async function joined(manager: SignedInClient, number: string, email: string, role = 'member'): Promise<SignedInClient> {
  expectStatus(await invite(manager, number, email, role), 201);
  expectStatus(await accept(anonymous(app), await invitationTo(email)), 201);
  await app.settle();
  const { id } = (await teamOf(manager, number)).members.find((member) => member.email === email)!;
  return inTheLongRun(app, id);
}

describe('several people act for a contractor', () => {
  it('C-01 invited by mail, an account is made, its first password chosen, and the permits that name the contractor are there', async () => {
    const { number, account: manager } = await fenceContractor(app, clerk);
    const resident = await signUp(app);
    const { number: permit } = await createPermit(resident, { ...FENCE, contractorNumbers: [number] });

    expect(await invite(manager, number, 'foreman@example.com')).toMatchObject({
      status: 201,
      body: { email: 'foreman@example.com', role: 'member' },
    });
    expect((await teamOf(manager, number)).invitations).toMatchObject([{ email: 'foreman@example.com' }]);
    const token = await invitationTo('foreman@example.com');
    expect(await preview(token)).toMatchObject({
      status: 200,
      body: { number, businessName: 'Demo fence company', role: 'member', email: 'foreman@example.com', signInToAccept: false },
    });
    expect(problemOf(await preview('made.up'))).toMatchObject({ status: 422, code: 'contractors.invitation-invalid' });
    const accepted = expectStatus<{ choosePasswordUrl: string }>(await accept(anonymous(app), token), 201);
    expect(accepted).toMatchObject({
      number,
      role: 'member',
      choosePasswordUrl: expect.stringContaining('/account/reset-password?token='),
    });
    const newPassword = 'a ladder against the barn';
    const passwordToken = new URL(accepted.choosePasswordUrl).searchParams.get('token');
    expectStatus(await anonymous(app).post('/password-resets/confirmation', { token: passwordToken, newPassword }), 204);
    await app.settle();

    const { body } = await anonymous(app).post('/sessions', { profile: 'contractor', login: 'foreman@example.com', password: newPassword });
    const foreman = await inTheLongRun(app, body.account.id);
    expect((await foreman.get(`/permits/${permit}`)).body).toMatchObject({ number: permit, relation: 'owner' });
    expect((await foreman.get(`/contractors/${number}/registration`)).body).toMatchObject({
      accounts: expect.arrayContaining([expect.objectContaining({ email: 'foreman@example.com', role: 'member' })]),
    });
    expect(mailbox.to(manager.email).at(-1)!.subject).toContain('Demo Foreman acts for');
    expect(problemOf(await accept(anonymous(app), token))).toMatchObject({ status: 422, code: 'contractors.invitation-invalid' });

    expectStatus(await manager.delete(`/contractors/${number}/members/${foreman.accountId}`), 204);
    await app.settle();
    for (const path of [`/permits/${permit}`, `/contractors/${number}/registration`, `/contractors/${number}/members`]) {
      expect((await foreman.get(path)).status).toBeGreaterThanOrEqual(403);
    }
    expect(mailbox.to('foreman@example.com').at(-1)!.subject).toContain('no longer acts for');
    const { items } = (await manager.get(`/records/${number}/events?limit=100`)).body;
    expect(items.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['contractors.member-invited', 'contractors.member-joined', 'contractors.member-removed']),
    );
  });

  it('R-01 whoever types the number sees what everybody may know, and nobody is let in past the managers', async () => {
    const { number, account: manager } = await fenceContractor(app, clerk);
    const member = await joined(manager, number, 'mason@example.com');
    expect(problemOf(await member.post(`/records/${number}/invitations`, { email: 'friend@example.com' }))).toMatchObject({
      status: 409,
      code: 'records.team-of-its-own',
    });
    expectStatus(await clerk.post(`/admin/contractors/${number}/suspension`, { reason: 'Took deposits and left.' }), 200);
    const stranger = forDays(app, await signUp(app));
    expectStatus(await stranger.post('/record-links', { kind: 'license', number }), 201);
    const seen = JSON.stringify([(await stranger.get(`/records/${number}`)).body, (await stranger.get(`/records/${number}/events`)).body]);
    for (const word of ['mason@example.com', 'Demo Foreman', 'deposits']) expect(seen).not.toContain(word);
    expect(JSON.stringify((await member.get(`/records/${number}/events`)).body)).toContain('Took deposits');
  });

  it('V-01 a unit that the contractor maintains comes and goes with the account', async () => {
    const contractor = await registerContractor(app, clerk, 'elevator');
    const manager = forDays(app, contractor.account);
    const unit = await registerUnit(clerk, { maintenanceContractor: contractor.number });
    const mechanic = await joined(manager, contractor.number, 'mechanic@example.com');
    expect((await mechanic.get(`/conveyances/${unit.number}`)).body).toMatchObject({ number: unit.number });
    expectStatus(await mechanic.delete(`/contractors/${contractor.number}/members/${mechanic.accountId}`), 204);
    await app.settle();
    expect(problemOf(await mechanic.get(`/conveyances/${unit.number}`)).code).toBe('records.not-linked');
    expect((await manager.get(`/conveyances/${unit.number}`)).status).toBe(200);

    expectStatus(await clerk.post(`/admin/contractors/${contractor.number}/revocation`, { reason: 'The license was forged.' }), 200);
    const answer = await clerk.post('/admin/conveyances', aUnit({ maintenanceContractor: contractor.number }));
    expect(problemOf(answer)).toMatchObject({ status: 422, errors: [{ pointer: '/maintenanceContractor' }] });
  });

  it('an account that exists signs in to accept, and nobody else can for it', async () => {
    const { number, account: manager } = await fenceContractor(app, clerk);
    const partner = forDays(app, await contractorAccount(app));
    expectStatus(await invite(manager, number, partner.email, 'manager'), 201);
    const token = await invitationTo(partner.email);
    expect(problemOf(await accept(anonymous(app), token))).toMatchObject({ status: 409, code: 'contractors.sign-in-to-accept' });
    expect((await preview(token)).body).toMatchObject({ email: partner.email, signInToAccept: true });
    expect(problemOf(await accept(manager, token))).toMatchObject({ status: 403, code: 'contractors.invitation-for-another' });
    expect(await accept(partner, token)).toMatchObject({ status: 201, body: { role: 'manager', choosePasswordUrl: null } });
    // Whoever is removed comes back by no invitation of their own.
    expectStatus(await invite(partner, number, 'back.door@example.com', 'manager'), 201);
    const backDoor = await invitationTo('back.door@example.com');
    expectStatus(await manager.delete(`/contractors/${number}/members/${partner.accountId}`), 204);
    expect(problemOf(await accept(anonymous(app), backDoor)).code).toBe('contractors.invitation-invalid');
    expectStatus(await invite(manager, number, partner.email, 'manager'), 201);
    expectStatus(await accept(partner, await invitationTo(partner.email)), 201);
    expect(problemOf(await invite(manager, number, partner.email))).toMatchObject({ status: 409, code: 'contractors.member-already' });
  });

  it('the link runs out after two weeks, is replaced by a newer one, and can be withdrawn', async () => {
    const { number, account: manager } = await fenceContractor(app, clerk);
    expectStatus(await invite(manager, number, 'late@example.com'), 201);
    const first = await invitationTo('late@example.com');
    const { id } = expectStatus<{ id: string }>(await invite(manager, number, 'late@example.com'), 201);
    const second = await invitationTo('late@example.com');
    expect(problemOf(await accept(anonymous(app), first)).code).toBe('contractors.invitation-invalid');
    expectStatus(await manager.delete(`/contractors/${number}/invitations/${id}`), 204);
    expect(problemOf(await accept(anonymous(app), second)).code).toBe('contractors.invitation-invalid');
    expectStatus(await invite(manager, number, 'late@example.com'), 201);
    const third = await invitationTo('late@example.com');
    app.clock.advance({ days: 15 });
    expect((await teamOf(manager, number)).invitations).toEqual([]);
    expect(problemOf(await accept(anonymous(app), third)).code).toBe('contractors.invitation-invalid');
    expect(problemOf(await accept(anonymous(app), 'made.up')).code).toBe('contractors.invitation-invalid');
    expectStatus(await invite(await inTheLongRun(app, manager.accountId), number, 'late@example.com'), 201);
    expect(await accept(anonymous(app), await invitationTo('late@example.com'))).toMatchObject({
      status: 201,
      body: { choosePasswordUrl: expect.stringContaining('/account/reset-password?token=') },
    });
  });

  it('the last manager stays, also when two managers remove each other at the same moment', async () => {
    const { number, account: first } = await fenceContractor(app, clerk);
    expect(problemOf(await first.delete(`/contractors/${number}/members/${first.accountId}`))).toMatchObject({
      status: 409,
      code: 'contractors.last-manager',
    });
    expect(problemOf(await first.patch(`/contractors/${number}/members/${first.accountId}`, { role: 'member' })).code).toBe(
      'contractors.last-manager',
    );
    const second = await joined(first, number, 'second.manager@example.com', 'manager');
    const answers = await Promise.all([
      first.delete(`/contractors/${number}/members/${second.accountId}`),
      second.delete(`/contractors/${number}/members/${first.accountId}`),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const { members } = await teamOf(clerk, number);
    expect(members.map(({ role }) => role)).toEqual(['manager']);
  });

  it('a member sees, but neither renews, invites nor removes; it may leave; the city may correct', async () => {
    const { number, account: manager } = await fenceContractor(app, clerk, '2026-04-30');
    const member = await joined(manager, number, 'member@example.com');
    for (const answer of [
      await invite(member, number, 'friend@example.com'),
      await member.post(`/contractors/${number}/renewals`, { credentials: [] }),
      await member.delete(`/contractors/${number}/members/${manager.accountId}`),
      await member.patch(`/contractors/${number}/members/${member.accountId}`, { role: 'manager' }),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 403, code: 'contractors.managers-only' });
    }
    expect((await teamOf(member, number)).members).toHaveLength(2);
    expect(await clerk.patch(`/contractors/${number}/members/${member.accountId}`, { role: 'manager' })).toMatchObject({ status: 200 });
    expect(await clerk.patch(`/contractors/${number}/members/${member.accountId}`, { role: 'member' })).toMatchObject({ status: 200 });
    expectStatus(await member.delete(`/contractors/${number}/members/${member.accountId}`), 204);
    const stranger = forDays(app, await signUp(app));
    expect((await stranger.get(`/contractors/${number}/members`)).status).toBe(404);
  });
});
