import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { sql } from 'kysely';
import { PasswordCheckBusy } from '../../../src/modules/accounts/accounts.errors.js';
import { HASH_COST, OWASP_COST, PasswordHasher, type HashCost } from '../../../src/modules/accounts/passwords/password-hasher.js';
import { PasswordResetRequested } from '../../../src/modules/accounts/index.js';
import { SessionsService } from '../../../src/modules/accounts/sessions/sessions.service.js';
import { SignInService } from '../../../src/modules/accounts/sessions/sign-in.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../../support/app.js';
import { eventsOf, resetToken } from '../../support/accounts.js';
import { anonymous, Client, contractorAccount, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  // Here passwords cost what they cost in a city.
  Object.assign(app.get<HashCost>(HASH_COST), OWASP_COST);
});
afterEach(() => app.clock.set(Temporal.Instant.from(MONDAY_MORNING)));
afterAll(() => app.close());

const signIn = (profile: string, login: string | null, password = PASSWORD) =>
  anonymous(app).post('/sessions', { profile, login, password });

async function storedHash(accountId: string): Promise<string> {
  const row = await app
    .get(Database)
    .row(sql<{ hash: string }>`select password_hash as hash from accounts.account where id = ${accountId}`);
  return row!.hash;
}

describe('signing in', () => {
  it('takes the username or a proved e-mail address, of the right profile', async () => {
    const [ana, firm, clerk] = [await signUp(app), await contractorAccount(app), await staff(app)];
    for (const [profile, login] of [
      ['public', ana.username],
      ['public', ana.email],
      ['contractor', firm.email],
      ['staff', clerk.username],
      ['staff', clerk.email],
    ] as const) {
      expect((await signIn(profile, login)).status).toBe(201);
    }
    for (const [profile, login] of [
      ['contractor', ana.email],
      ['staff', ana.username],
      ['public', firm.email],
      ['public', clerk.username],
    ] as const) {
      expect((await signIn(profile, login)).status).toBe(401);
    }
  });

  it('gives the same answer after the same work for the unknown, the wrong and the disabled', async () => {
    const [ana, ben] = [await signUp(app), await signUp(app)];
    const administrator = await staff(app, 'administrator');
    await administrator.post(`/admin/accounts/${ben.accountId}/disablement`, { reason: 'For the test.' });
    const checks = jest.spyOn(app.get(PasswordHasher), 'matches');
    const answers = [];
    for (const [login, password] of [
      ['nobody.at.all', PASSWORD],
      [ana.username, 'not the right password'],
      [ben.username, PASSWORD],
    ] as const) {
      answers.push(await signIn('public', login, password));
    }
    expect(checks).toHaveBeenCalledTimes(3);
    checks.mockRestore();
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(problemOf(answers[0]).code).toBe('accounts.wrong-credentials');
    expect(answers[0].headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it('waits in the same line where there is no account', async () => {
    const hasher = new PasswordHasher({ memoryCost: 1024, timeCost: 1, parallelism: 1 });
    const done: string[] = [];
    const known = await hasher.hash(PASSWORD);
    await Promise.all([
      hasher.matches('wrong', known).then((right) => done.push(`known ${right}`)),
      hasher.matches(PASSWORD, null).then((right) => done.push(`unknown ${right}`)),
      hasher.matches(PASSWORD, known).then((right) => done.push(`known ${right}`)),
      hasher.matches(PASSWORD, null).then((right) => done.push(`unknown ${right}`)),
    ]);
    expect(done.sort()).toEqual(['known false', 'known true', 'unknown false', 'unknown false']);
    const waiting = Promise.allSettled(Array.from({ length: 400 }, () => hasher.matches(PASSWORD, null)));
    expect((await waiting).filter((answer) => answer.status === 'rejected').length).toBeGreaterThan(100);
  });

  it('makes hashes of another cost anew', async () => {
    const ana = await signUp(app);
    const cheap = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
    await app.get(Database).execute(sql`update accounts.account set password_hash = ${cheap} where id = ${ana.accountId}`);
    expect((await signIn('public', ana.username)).status).toBe(201);
    const fresh = await storedHash(ana.accountId);
    expect(fresh).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn('public', ana.username)).status).toBe(201);
    expect(await storedHash(ana.accountId)).toBe(fresh);
  });

  it('does not succeed with a password that is changed while it is being checked', async () => {
    const ana = await signUp(app);
    const hasher = app.get(PasswordHasher);
    const matches = hasher.matches.bind(hasher);
    const spy = jest.spyOn(hasher, 'matches').mockImplementation(async (password, stored) => {
      const right = await matches(password, stored);
      await app.get(Database).execute(sql`update accounts.account set password_hash = 'changed meanwhile' where id = ${ana.accountId}`);
      return right;
    });
    const answer = await signIn('public', ana.username);
    spy.mockRestore();
    expect(answer.status).toBe(401);
  });

  it('lets others go on while many sign in at once', async () => {
    const ana = await signUp(app);
    let signedIn = 0;
    const burst = Array.from({ length: 40 }, () => signIn('public', ana.username).then((answer) => ((signedIn += 1), answer)));
    expect((await ana.get('/accounts/me')).status).toBe(200);
    expect(signedIn).toBeLessThan(20);
    expect((await Promise.all(burst)).map((answer) => answer.status)).toEqual(Array(40).fill(201));
  });

  it('asks whoever comes when too many wait to come again', async () => {
    const hasher = new PasswordHasher({ memoryCost: 1024, timeCost: 1, parallelism: 1 });
    const answers = await Promise.allSettled(Array.from({ length: 400 }, () => hasher.hash(PASSWORD)));
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.length).toBeGreaterThan(100);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(PasswordCheckBusy);
    expect(answers.length - refused.length).toBeGreaterThan(200);
    await expect(hasher.hash(PASSWORD)).resolves.toMatch(/^\$argon2id\$/);
  });
});

describe('changing a password', () => {
  const NEW = 'nine green kites by the mill';

  it('ends the other sessions and tells the owner', async () => {
    const ana = await signUp(app);
    const elsewhere = await signIn('public', ana.username);
    expect((await ana.post('/accounts/me/password', { currentPassword: PASSWORD, newPassword: NEW })).status).toBe(204);
    expect((await ana.get('/accounts/me')).status).toBe(200);
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken: elsewhere.body.refreshToken })).status).toBe(401);
    expect((await signIn('public', ana.username)).status).toBe(401);
    expect((await signIn('public', ana.username, NEW)).status).toBe(201);
  });

  it('needs the current one, and a new one that can be used', async () => {
    const ana = await signUp(app);
    const refused = async (currentPassword: string, newPassword: string) =>
      problemOf(await ana.post('/accounts/me/password', { currentPassword, newPassword }));
    expect(await refused('something else entirely', NEW)).toMatchObject({
      status: 422,
      code: 'accounts.wrong-password',
      errors: [{ pointer: '/currentPassword' }],
    });
    expect(await refused(PASSWORD, 'Kq2#vLm9')).toMatchObject({ status: 422, errors: [{ pointer: '/newPassword' }] });
    expect(await refused(PASSWORD, `${ana.username} is my name`)).toMatchObject({
      errors: [{ detail: expect.stringContaining('username') }],
    });
    expect((await signIn('public', ana.username)).status).toBe(201);
  });

  it('counts once for a password, whoever else uses it at the same moment', async () => {
    const ana = await signUp(app);
    const answers = await Promise.all(
      ['one of three new passwords', 'two of three new passwords', 'three of three new passwords'].map((newPassword) =>
        ana.post('/accounts/me/password', { currentPassword: PASSWORD, newPassword }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 422, 422]);
  });
});

describe('my account', () => {
  it('is changed by whoever has read its newest state', async () => {
    const ana = await signUp(app);
    const read = await ana.get('/accounts/me');
    const etag = read.headers.get('etag')!;
    const changed = await ana.patch('/accounts/me', { lastName: 'Lopez-Reyes', phone: null }, { 'if-match': etag });
    expect(changed).toMatchObject({
      status: 200,
      body: { firstName: 'Demo', lastName: 'Lopez-Reyes', phone: null, version: read.body.version + 1 },
    });
    const stale = await ana.patch('/accounts/me', { lastName: 'Lost' }, { 'if-match': etag });
    expect(problemOf(stale)).toMatchObject({ status: 412, code: 'platform.stale-version' });
    expect((await ana.patch('/accounts/me', { firstName: 'Ana' })).body).toMatchObject({ firstName: 'Ana', lastName: 'Lopez-Reyes' });
  });

  it.each([
    [{ email: 'other@example.com' }, '/email'],
    [{ username: 'other' }, '/username'],
    [{ roles: ['administrator'] }, '/roles'],
    [{ firstName: null }, '/firstName'],
    [{ firstName: '' }, '/firstName'],
  ])('is not changed by %j', async (body, pointer) => {
    const ana = await signUp(app);
    expect(problemOf(await ana.patch('/accounts/me', body)).errors).toEqual([expect.objectContaining({ pointer })]);
  });
});

describe('guessing', () => {
  let guarded: TestApp;
  let ana: SignedInClient;
  beforeAll(async () => {
    guarded = await startApp({ RATE_LIMITS: 'on' });
  });
  afterAll(() => guarded.close());

  const tryFrom = (address: string, password: string, login = ana.username!) =>
    guarded
      .get(SignInService)
      .signIn({ profile: 'public', login, password }, { address })
      .then(
        () => 'in',
        (error: { rule: { code: string }; extensions: { retryAfterSeconds?: number } }) =>
          error.extensions.retryAfterSeconds ? `wait ${error.extensions.retryAfterSeconds}` : error.rule.code,
      );
  const WRONG = 'accounts.wrong-credentials';

  it('is slowed down where it comes from, and the owner gets in from elsewhere', async () => {
    ana = await signUp(guarded);
    for (let i = 0; i < 5; i++) expect(await tryFrom('192.0.2.1', 'wrong')).toBe(WRONG);
    expect(await tryFrom('192.0.2.1', PASSWORD)).toBe('wait 1');
    guarded.clock.advance({ seconds: 1 });
    expect(await tryFrom('192.0.2.1', 'wrong')).toBe(WRONG);
    expect(await tryFrom('192.0.2.1', 'wrong')).toBe('wait 2');
    expect(await tryFrom('198.51.100.7', PASSWORD)).toBe('in');
    guarded.clock.advance({ seconds: 2 });
    expect(await tryFrom('192.0.2.1', PASSWORD)).toBe('in');
    for (let i = 0; i < 5; i++) expect(await tryFrom('192.0.2.1', 'wrong')).toBe(WRONG);
  });

  it('is told over HTTP when to come again, whether or not there is such an account', async () => {
    ana = await signUp(guarded);
    for (const login of [ana.username, 'nobody.at.all']) {
      const attempt = () => anonymous(guarded).post('/sessions', { profile: 'public', login, password: 'wrong' });
      for (let i = 0; i < 5; i++) expect((await attempt()).status).toBe(401);
      const slowed = await attempt();
      expect(problemOf(slowed)).toMatchObject({ status: 429, code: 'accounts.sign-in-slowed-down', retryAfterSeconds: 1 });
      expect(slowed.headers.get('retry-after')).toBe('1');
    }
  });

  it('gets no further with many tries at once', async () => {
    ana = await signUp(guarded);
    const answers = await Promise.all(Array.from({ length: 30 }, () => tryFrom('192.0.2.2', 'wrong')));
    expect(answers.filter((answer) => answer === WRONG)).toHaveLength(5);
    expect(answers.filter((answer) => answer.startsWith('wait'))).toHaveLength(25);
  });

  it('from many places gets one try in each, and still does not keep the owner out', async () => {
    ana = await signUp(guarded);
    for (let i = 0; i < 21; i++) expect(await tryFrom(`192.0.2.${i}`, 'wrong')).toBe(WRONG);
    expect(await tryFrom('192.0.2.20', 'wrong')).toBe('wait 5');
    expect(await tryFrom('203.0.113.9', 'wrong')).toBe(WRONG);
    expect(await tryFrom('203.0.113.9', PASSWORD)).toBe('wait 5');
    expect(await tryFrom('203.0.113.10', PASSWORD)).toBe('in');
  });

  it('ends after a hundred wrong passwords in a row, by either name and from anywhere, until the owner follows a link', async () => {
    ana = await signUp(guarded);
    const CLOSED = 'accounts.too-many-wrong-passwords';
    for (let i = 0; i < 100; i++) {
      expect(await tryFrom(`10.1.${i}.1`, 'wrong', i % 2 ? ana.email : ana.username!)).toBe(WRONG);
      if (i === 60) guarded.clock.advance({ days: 2 });
    }
    for (const login of [ana.username!, ana.email]) expect(await tryFrom('10.2.0.1', PASSWORD, login)).toBe(CLOSED);
    const { accessToken } = await guarded.get(SessionsService).open(ana.accountId, 'a test');
    const again = await new Client(guarded.url, accessToken).post('/accounts/me/password', {
      currentPassword: PASSWORD,
      newPassword: PASSWORD,
    });
    expect(problemOf(again)).toMatchObject({ status: 403, code: CLOSED });
    for (let i = 0; i < 100; i++) expect(await tryFrom(`10.3.${i}.1`, 'wrong', 'nobody.here')).toBe(WRONG);
    expect(await tryFrom('10.4.0.1', 'wrong', 'nobody.here')).toBe(CLOSED);

    await anonymous(guarded).post('/password-resets', { profile: 'public', username: ana.username });
    await guarded.settle();
    const [{ resetId }] = await eventsOf(guarded, PasswordResetRequested, ana.accountId);
    const newPassword = 'nine green kites by the mill';
    const token = await resetToken(guarded, resetId);
    expect((await anonymous(guarded).post('/password-resets/confirmation', { token, newPassword })).status).toBe(204);
    expect(await tryFrom('10.5.0.1', newPassword)).toBe('in');
  });

  it('is forgotten after a day', async () => {
    ana = await signUp(guarded);
    for (let i = 0; i < 5; i++) await tryFrom('192.0.2.3', 'wrong');
    guarded.clock.advance({ days: 1, seconds: 1 });
    for (let i = 0; i < 5; i++) expect(await tryFrom('192.0.2.3', 'wrong')).toBe(WRONG);
  });

  it('leaves neither login nor address to be read', async () => {
    ana = await signUp(guarded);
    await tryFrom('192.0.2.99', 'wrong');
    const rows = await guarded.get(Database).rows(sql<{ row: string }>`
      select encode(login, 'escape') || encode(client, 'escape') as row from accounts.sign_in_failure`);
    expect(rows.some(({ row }) => row.includes(ana.username!) || row.includes('192.0.2'))).toBe(false);
  });
});
