import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  AccountLinks,
  AccountRegistered,
  AccountsService,
  PasswordResetRequested,
  UsernameReminderRequested,
} from '../../src/modules/accounts/index.js';
import { Database } from '../../src/platform/database/database.js';
import { eventsOf, resetToken, tokenIn, verificationToken } from '../support/accounts.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../support/app.js';
import { anonymous, contractorAccount, PASSWORD, problemOf, signUp, staff } from '../support/builders.js';
import { queuedJobs } from '../support/queue.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ANA = {
  username: 'ana.lopez',
  email: 'ana@example.com',
  password: 'three boats on a quiet lake',
  firstName: 'Ana',
  lastName: 'Lopez',
  phone: '555-010-1234',
};

const LONGER_THAN_ANY = 'word '.repeat(103);

/** What waits in the job queue, by task. */
const queued = async (task: string) => (await queuedJobs(app)).filter((job) => job.task === task).length;

describe('A-01 an account is needed for what is personal, and for nothing else', () => {
  it.each([
    ['GET', '/v1/accounts/me'],
    ['PATCH', '/v1/accounts/me'],
    ['POST', '/v1/accounts/me/password'],
    ['GET', '/v1/sessions'],
    ['DELETE', '/v1/sessions/current'],
    ['GET', '/v1/admin/accounts'],
  ])('%s %s asks who is there', async (method, path) => {
    const refused = await anonymous(app).raw(path, { method });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await refused.json()).toMatchObject({ code: 'platform.unauthenticated' });
  });

  it('says so too when a token was sent that is none, also where nobody needs one', async () => {
    const ask = (headers: Record<string, string>) =>
      anonymous(app).post('/username-reminders', { profile: 'public', email: 'a@example.com' }, headers);
    const refused = await ask({ authorization: 'Bearer not.a.token' });
    expect(problemOf(refused)).toMatchObject({ status: 401, code: 'platform.unauthenticated' });
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect((await ask({})).status).toBe(202);
  });
});

describe('A-02 residents register online', () => {
  it('with an e-mail address that they prove by the link', async () => {
    const registered = await anonymous(app).post('/accounts', ANA);
    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({
      profile: 'public',
      username: 'ana.lopez',
      emailVerified: false,
      roles: [],
      contractorKind: null,
    });
    expect(JSON.stringify(registered.body)).not.toMatch(/password_?hash|argon2|boats/i);

    const [event] = await eventsOf(app, AccountRegistered, registered.body.id);
    const token = await verificationToken(app, event.verificationId);
    const preview = await anonymous(app).post('/accounts/email-verification/preview', { token });
    expect(preview).toMatchObject({ status: 200, body: { username: 'ana.lopez', email: ANA.email } });
    const verify = (password?: string) => anonymous(app).post('/accounts/email-verification', { token, password });
    expect(problemOf(await verify())).toMatchObject({ status: 403, code: 'accounts.account-not-shown' });
    expect(problemOf(await verify('not the right password'))).toMatchObject({ status: 422, errors: [{ pointer: '/password' }] });
    expect((await anonymous(app).post('/sessions', { profile: 'public', login: ANA.email, password: ANA.password })).status).toBe(401);
    expect((await verify(ANA.password)).status).toBe(204);
    expect((await verify(ANA.password)).status).toBe(204);

    const byName = await anonymous(app).post('/sessions', { profile: 'public', login: ' Ana.Lopez ', password: ANA.password });
    expect(byName).toMatchObject({
      status: 201,
      body: { expiresInSeconds: 900, account: { id: registered.body.id, emailVerified: true } },
    });
    const byEmail = await anonymous(app).post('/sessions', { profile: 'public', login: 'ANA@example.com', password: ANA.password });
    expect(byEmail.status).toBe(201);
    const me = await anonymous(app).get('/accounts/me', { authorization: `Bearer ${byName.body.accessToken}` });
    expect(me.body).toEqual(byName.body.account);
  });

  it('under a name that nobody else has, whoever is first', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        anonymous(app).post('/accounts', { ...ANA, username: i % 2 ? 'Wanted.Name' : 'wanted.name', email: `wanted${i}@example.com` }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    const refused = problemOf(answers.find((answer) => answer.status === 409)!);
    expect(refused).toMatchObject({ code: 'accounts.username-taken', errors: [{ pointer: '/username' }] });
  });

  it('without learning whether somebody has the e-mail address', async () => {
    const owner = await signUp(app);
    const second = await anonymous(app).post('/accounts', { ...ANA, username: 'second.try', email: owner.email });
    const fresh = await anonymous(app).post('/accounts', { ...ANA, username: 'fresh.try', email: 'fresh.try@example.com' });
    expect(second.status).toBe(fresh.status);
    expect(Object.keys(second.body)).toEqual(Object.keys(fresh.body));
    const signIn = (username: string) => anonymous(app).post('/sessions', { profile: 'public', login: username, password: ANA.password });
    expect((await signIn('second.try')).status).toBe((await signIn('fresh.try')).status);

    const [event] = await eventsOf(app, AccountRegistered, second.body.id);
    const token = await verificationToken(app, event.verificationId);
    const clicked = await anonymous(app).post('/accounts/email-verification', { token, password: ANA.password });
    expect(problemOf(clicked)).toMatchObject({ status: 409, code: 'accounts.email-in-use' });
    expect(await app.get(AccountsService).findByEmail('public', owner.email)).toMatchObject({ id: owner.accountId });
  });

  it('where an address that a stranger has typed first stays its owner’s', async () => {
    await anonymous(app).post('/accounts', { ...ANA, username: 'stranger', email: 'mine@example.com' });
    const owner = await anonymous(app).post('/accounts', { ...ANA, username: 'true.owner', email: 'mine@example.com' });
    const [event] = await eventsOf(app, AccountRegistered, owner.body.id);
    const proved = await anonymous(app).post('/accounts/email-verification', {
      token: await verificationToken(app, event.verificationId),
      password: ANA.password,
    });
    expect(proved.status).toBe(204);
    const byEmail = await anonymous(app).post('/sessions', { profile: 'public', login: 'mine@example.com', password: ANA.password });
    expect(byEmail.body.account.id).toBe(owner.body.id);
  });

  it('once, when the request is repeated with its Idempotency-Key', async () => {
    const key = { 'idempotency-key': 'a-registration-of-ana' };
    const person = { ...ANA, username: 'impatient', email: 'impatient@example.com' };
    const first = await anonymous(app).post('/accounts', person, key);
    const again = await anonymous(app).post('/accounts', person, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id]);
    expect(problemOf(await anonymous(app).post('/accounts', { ...person, password: 'another long passphrase' }, key)).code).toBe(
      'platform.idempotency-key-reused',
    );
  });

  it.each([
    [{ password: 'too short' }, '/password', '15 characters'],
    [{ password: 'passwordpassword1' }, '/password', 'common'],
    [{ password: 'never.made and more' }, '/password', 'username'],
    [{ password: 'Fairview forever 7' }, '/password', 'city'],
    [{ username: 'ana lopez' }, '/username', '3 to 40'],
    [{ username: 'ana@example.com' }, '/username', '3 to 40'],
    [{ email: 'no-address' }, '/email', 'e-mail address'],
    [{ firstName: '  ' }, '/firstName', 'must'],
    [{ phone: 'call me' }, '/phone', 'phone number'],
    [{ roles: ['administrator'] }, '/roles', 'not a field'],
    [{ profile: 'staff' }, '/profile', 'not a field'],
    [{ password: LONGER_THAN_ANY }, '/password', '512'],
  ])('and reads what is wrong with %.60j', async (change, pointer, detail) => {
    const refused = problemOf(await anonymous(app).post('/accounts', { ...ANA, username: 'never.made', ...change }));
    expect(refused).toMatchObject({ status: 422, code: 'platform.invalid-input' });
    expect(refused.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
    expect(await anonymous(app).post('/sessions', { profile: 'public', login: 'never.made', password: ANA.password })).toMatchObject({
      status: 401,
    });
  });

  it('and reads everything that is wrong at once, the password too', async () => {
    const wrong = { ...ANA, username: 'a', email: 'no-address', password: 'too short' };
    const { errors } = problemOf(await anonymous(app).post('/accounts', wrong));
    expect(errors!.map(({ pointer }) => pointer)).toEqual(['/username', '/email', '/password']);
  });

  it('with a passphrase of any characters and great length', async () => {
    const password = 'Größe ist alles, auch bei Wörtern – 🦊 '.repeat(6);
    expect((await anonymous(app).post('/accounts', { ...ANA, username: 'long.words', email: 'long@example.com', password })).status).toBe(
      201,
    );
    const typedOtherwise = password.normalize('NFD');
    expect((await anonymous(app).post('/sessions', { profile: 'public', login: 'long.words', password: typedOtherwise })).status).toBe(201);
  });

  it('and has the link sent again, until it is needed no more', async () => {
    const registered = await anonymous(app).post('/accounts', { ...ANA, username: 'again', email: 'again@example.com' });
    const session = await anonymous(app).post('/sessions', { profile: 'public', login: 'again', password: ANA.password });
    const authorization = `Bearer ${session.body.accessToken}`;
    expect((await anonymous(app).post('/accounts/me/email-verification', {}, { authorization })).status).toBe(202);
    const [first] = await eventsOf(app, AccountRegistered, registered.body.id);
    const [later] = await app.get(Database).rows(sql<{ id: string }>`
      select facts->>'verificationId' as id from platform.event where type = 'accounts.email-verification-requested' and facts->>'accountId' = ${registered.body.id}`);
    expect(later.id).not.toBe(first.verificationId);
    const token = await verificationToken(app, later.id);
    expect((await anonymous(app).post('/accounts/email-verification', { token }, { authorization })).status).toBe(204);
    expect(problemOf(await anonymous(app).post('/accounts/me/email-verification', {}, { authorization })).code).toBe(
      'accounts.email-verified',
    );
  });

  it('but not by a link that is three days old', async () => {
    const registered = await anonymous(app).post('/accounts', { ...ANA, username: 'late.riser', email: 'late@example.com' });
    const [event] = await eventsOf(app, AccountRegistered, registered.body.id);
    const token = await verificationToken(app, event.verificationId);
    app.clock.advance({ days: 3, seconds: 1 });
    const late = await anonymous(app).post('/accounts/email-verification', { token, password: ANA.password });
    expect(problemOf(late).code).toBe('accounts.link-invalid');
    expect(await verificationToken(app, event.verificationId)).toBeNull();
    app.clock.set(Temporal.Instant.from(MONDAY_MORNING));
  });
});

describe('A-03 contractors whom the city has registered', () => {
  it('set their account up by choosing the first password', async () => {
    const { accountId, created } = await app.get(AccountsService).createContractorAccount({
      email: 'office@example.net',
      contactName: 'Maria de la Cruz',
      businessName: 'Cruz Electric',
      contractorKind: 'contractor',
    });
    expect(created).toBe(true);
    const signIn = () => anonymous(app).post('/sessions', { profile: 'contractor', login: 'Office@example.net', password: PASSWORD });
    expect((await signIn()).status).toBe(401);

    app.clock.advance({ days: 6 });
    const token = tokenIn(await app.get(AccountLinks).firstPassword(accountId));
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).status).toBe(204);
    const session = await signIn();
    expect(session).toMatchObject({
      status: 201,
      body: { account: { id: accountId, username: null, emailVerified: true, firstName: 'Maria de la', lastName: 'Cruz' } },
    });
    app.clock.set(Temporal.Instant.from(MONDAY_MORNING));
  });

  it('or by asking for a reset with the address on file', async () => {
    const { accountId } = await app.get(AccountsService).createContractorAccount({
      email: 'second.office@example.net',
      contactName: 'Solo',
      contractorKind: 'developer',
    });
    await anonymous(app).post('/password-resets', { profile: 'contractor', email: 'second.office@example.net' });
    await app.settle();
    const [event] = await eventsOf(app, PasswordResetRequested, accountId);
    const token = await resetToken(app, event.resetId);
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).status).toBe(204);
    expect(
      (await anonymous(app).post('/sessions', { profile: 'contractor', login: 'second.office@example.net', password: PASSWORD })).status,
    ).toBe(201);
  });

  it('have one account, however often they are registered', async () => {
    const contractor = { email: 'Same@example.net', contactName: 'Same Person', contractorKind: 'contractor' } as const;
    const made = await Promise.all(Array.from({ length: 4 }, () => app.get(AccountsService).createContractorAccount(contractor)));
    expect(new Set(made.map(({ accountId }) => accountId)).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
  });
});

describe('A-04 residents reset by username', () => {
  it('and all their sessions end', async () => {
    const ana = await signUp(app);
    await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username!.toUpperCase() });
    await app.settle();
    const [event] = await eventsOf(app, PasswordResetRequested, ana.accountId);
    const token = (await resetToken(app, event.resetId))!;
    const newPassword = 'nine green kites by the mill';
    const refused = await anonymous(app).post('/password-resets/confirmation', { token, newPassword: 'short' });
    expect(problemOf(refused).errors).toEqual([{ pointer: '/newPassword', detail: expect.stringContaining('15 characters') }]);

    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword })).status).toBe(204);
    expect((await ana.get('/accounts/me')).status).toBe(401);
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken: ana.refreshToken })).status).toBe(401);
    const signIn = (password: string) => anonymous(app).post('/sessions', { profile: 'public', login: ana.username, password });
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn(newPassword)).status).toBe(201);
    expect(problemOf(await anonymous(app).post('/password-resets/confirmation', { token, newPassword })).code).toBe(
      'accounts.link-invalid',
    );
    const told = await app
      .get(Database)
      .rows(sql`select 1 from platform.event where type = 'accounts.password-changed' and facts->>'accountId' = ${ana.accountId}`);
    expect(told).toHaveLength(1);
  });

  it('with the same answer, the same work and no word about who exists', async () => {
    const ana = await signUp(app);
    await app.settle();
    const known = await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
    expect(await queued('accounts.begin-password-reset')).toBe(1);
    const unknown = await anonymous(app).post('/password-resets', { profile: 'public', username: 'nobody.at.all' });
    expect(await queued('accounts.begin-password-reset')).toBe(2);
    expect([known.status, known.body]).toEqual([202, '']);
    expect([unknown.status, unknown.body]).toEqual([202, '']);
    expect(await eventsOf(app, PasswordResetRequested, ana.accountId)).toHaveLength(0);
    await app.settle();
    expect(await eventsOf(app, PasswordResetRequested, ana.accountId)).toHaveLength(1);
  });

  it('by a link that works once, whoever clicks it twice', async () => {
    const ana = await signUp(app);
    await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
    await app.settle();
    const [event] = await eventsOf(app, PasswordResetRequested, ana.accountId);
    const token = await resetToken(app, event.resetId);
    const passwords = ['four quiet bridges at noon', 'five quiet bridges at noon', 'six quiet bridges at noon'];
    const answers = await Promise.all(
      passwords.map((newPassword) => anonymous(app).post('/password-resets/confirmation', { token, newPassword })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 422, 422]);
    const opened = await Promise.all(
      passwords.map((password) => anonymous(app).post('/sessions', { profile: 'public', login: ana.username, password })),
    );
    expect(opened.map((answer) => answer.status)).toEqual(answers.map((answer) => (answer.status === 204 ? 201 : 401)));
  });

  it('by a link that is not older than half an hour, unaltered, and the last one used', async () => {
    const ana = await signUp(app);
    for (let i = 0; i < 2; i++) {
      await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
      await app.settle();
    }
    const [first, second] = await eventsOf(app, PasswordResetRequested, ana.accountId);
    const confirm = (token: string | null) => anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD });
    const tokens = [(await resetToken(app, first.resetId))!, (await resetToken(app, second.resetId))!];
    const [id, seal] = tokens[0].split('.') as [string, string];
    for (const forged of [`${id}.${'A'.repeat(seal.length)}`, `${tokens[1].split('.')[0]}.${seal}`, id, `${id}.`, '.', 'x'.repeat(200)]) {
      expect(problemOf(await confirm(forged)).code).toBe('accounts.link-invalid');
    }
    app.clock.advance({ minutes: 29 });
    expect((await confirm(tokens[1])).status).toBe(204);
    expect((await confirm(tokens[0])).status).toBe(422);

    await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
    await app.settle();
    const [, , third] = await eventsOf(app, PasswordResetRequested, ana.accountId);
    const late = await resetToken(app, third.resetId);
    app.clock.advance({ minutes: 30, seconds: 1 });
    expect(problemOf(await confirm(late)).code).toBe('accounts.link-invalid');
    app.clock.set(Temporal.Instant.from(MONDAY_MORNING));
  });

  it('without their mailbox being filled by somebody else’s asking', async () => {
    const ana = await signUp(app);
    for (let i = 0; i < 6; i++) await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
    await app.settle();
    expect((await eventsOf(app, PasswordResetRequested, ana.accountId)).length).toBeLessThanOrEqual(3);
  });

  it.each([
    [{ profile: 'public' }, '/username'],
    [{ profile: 'public', email: 'ana@example.com' }, '/username'],
    [{ profile: 'contractor', username: 'ana' }, '/email'],
    [{ profile: 'contractor', email: 'ana' }, '/email'],
    [{ username: 'ana' }, '/profile'],
  ])('and reads what is wrong with %j', async (body, pointer) => {
    const refused = problemOf(await anonymous(app).post('/password-resets', body));
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.errors?.map((error) => error.pointer)).toContain(pointer);
  });
});

describe('A-05 contractors reset by the main e-mail address on file', () => {
  it('and by no other', async () => {
    const firm = await contractorAccount(app);
    await anonymous(app).post('/password-resets', { profile: 'contractor', email: 'another@example.com' });
    await anonymous(app).post('/password-resets', { profile: 'public', username: firm.email });
    await app.settle();
    expect(await eventsOf(app, PasswordResetRequested, firm.accountId)).toHaveLength(0);
    await anonymous(app).post('/password-resets', { profile: 'contractor', email: firm.email.toUpperCase() });
    await app.settle();
    expect(await eventsOf(app, PasswordResetRequested, firm.accountId)).toHaveLength(1);
  });

  it('which staff change: the old address is told, and what was sent to it is worth nothing', async () => {
    const firm = await contractorAccount(app);
    const administrator = await staff(app, 'administrator');
    await anonymous(app).post('/password-resets', { profile: 'contractor', email: firm.email });
    await app.settle();
    const [event] = await eventsOf(app, PasswordResetRequested, firm.accountId);
    const token = await resetToken(app, event.resetId);

    const changed = await administrator.post(`/admin/accounts/${firm.accountId}/email`, { email: 'new.office@example.net' });
    expect(changed).toMatchObject({ status: 200, body: { email: 'new.office@example.net', emailVerified: false } });
    const [{ changeId }] = (await app.get(Database).rows(sql<{ changeId: string }>`
      select facts->>'changeId' as change_id from platform.event where type = 'accounts.account-email-changed'`)) as [{ changeId: string }];
    expect(await app.get(AccountsService).emailChange(changeId)).toEqual({ oldEmail: firm.email, newEmail: 'new.office@example.net' });
    expect(problemOf(await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).code).toBe(
      'accounts.link-invalid',
    );
    const signIn = (login: string) => anonymous(app).post('/sessions', { profile: 'contractor', login, password: PASSWORD });
    expect((await signIn(firm.email)).status).toBe(401);
    expect((await signIn('new.office@example.net')).status).toBe(201);
  });

  it('unless another account has it', async () => {
    const [one, other] = [await contractorAccount(app), await contractorAccount(app)];
    const administrator = await staff(app, 'administrator');
    const refused = await administrator.post(`/admin/accounts/${one.accountId}/email`, { email: other.email.toUpperCase() });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'accounts.email-in-use' });
    const same = await administrator.post(`/admin/accounts/${one.accountId}/email`, { email: one.email });
    expect(problemOf(same)).toMatchObject({ status: 409, code: 'accounts.state-unchanged' });
  });
});

describe('A-06 a forgotten username is mailed', () => {
  it('to the address of the account, with the same answer for any address', async () => {
    const ana = await signUp(app);
    await app.settle();
    const known = await anonymous(app).post('/username-reminders', { profile: 'public', email: ana.email });
    const unknown = await anonymous(app).post('/username-reminders', { profile: 'public', email: 'nobody@example.com' });
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
    expect(known.status).toBe(202);
    expect(await queued('accounts.remind-username')).toBe(2);
    await app.settle();
    expect(await eventsOf(app, UsernameReminderRequested, ana.accountId)).toHaveLength(1);
  });

  it('three times in a quarter of an hour at most: nobody fills the mailbox of another', async () => {
    const ana = await signUp(app);
    const ask = async (times: number) => {
      for (let time = 0; time < times; time += 1) {
        expect((await anonymous(app).post('/username-reminders', { profile: 'public', email: ana.email })).status).toBe(202);
      }
      await app.settle();
      return (await eventsOf(app, UsernameReminderRequested, ana.accountId)).length;
    };
    expect(await ask(5)).toBe(3);
    app.clock.advance({ minutes: 15, seconds: 1 });
    expect(await ask(1)).toBe(4);
  });
});
