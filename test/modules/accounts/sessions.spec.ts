import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { SessionFamilyRevoked } from '../../../src/modules/accounts/index.js';
import { AccessTokens } from '../../../src/platform/auth/access-tokens.js';
import { SessionCache } from '../../../src/platform/auth/session-cache.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { eventsOf } from '../../support/accounts.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../../support/app.js';
import { anonymous, Client, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => app.clock.set(Temporal.Instant.from(MONDAY_MORNING)));
afterAll(() => app.close());

const refresh = (refreshToken: string) => anonymous(app).post('/sessions/refresh', { refreshToken });
const signIn = (who: SignedInClient) => anonymous(app).post('/sessions', { profile: 'public', login: who.username, password: PASSWORD });

describe('a session', () => {
  it('is continued with new tokens, each good for one use', async () => {
    const ana = await signUp(app);
    const next = await refresh(ana.refreshToken);
    expect(next).toMatchObject({ status: 201, body: { expiresInSeconds: 900, account: { id: ana.accountId } } });
    expect(next.body.refreshToken).not.toBe(ana.refreshToken);
    expect((await new Client(app.url, next.body.accessToken).get('/accounts/me')).status).toBe(200);
    expect((await refresh(next.body.refreshToken)).status).toBe(201);
  });

  it('ends for everybody when a used token comes back later than within half a minute', async () => {
    const ana = await signUp(app);
    const next = await refresh(ana.refreshToken);
    const bystander = await signIn(ana);
    app.clock.advance({ seconds: 31 });
    expect(problemOf(await refresh(ana.refreshToken))).toMatchObject({ status: 401, code: 'accounts.refresh-token-invalid' });
    expect((await refresh(next.body.refreshToken)).status).toBe(401);
    expect((await new Client(app.url, next.body.accessToken).get('/accounts/me')).status).toBe(401);
    expect(await eventsOf(app, SessionFamilyRevoked, ana.accountId)).toEqual([{ accountId: ana.accountId }]);
    expect((await refresh(bystander.body.refreshToken)).status).toBe(201);
    expect((await refresh(ana.refreshToken)).status).toBe(401);
    expect(await eventsOf(app, SessionFamilyRevoked, ana.accountId)).toHaveLength(1);
  });

  it('goes on in every tab that brings the same token at once, and for whoever lost the answer', async () => {
    const ana = await signUp(app);
    const tabs = await Promise.all(Array.from({ length: 8 }, () => refresh(ana.refreshToken)));
    app.clock.advance({ seconds: 29 });
    const again = await refresh(ana.refreshToken);
    for (const { status, body } of [...tabs, again]) {
      expect(status).toBe(201);
      expect((await new Client(app.url, body.accessToken).get('/accounts/me')).status).toBe(200);
      expect((await refresh(body.refreshToken)).status).toBe(201);
    }
    expect((await ana.get('/sessions')).body.items).toHaveLength(1);
    expect(await eventsOf(app, SessionFamilyRevoked, ana.accountId)).toEqual([]);

    app.clock.advance({ seconds: 2 });
    expect((await refresh(ana.refreshToken)).status).toBe(401);
    expect((await refresh(again.body.refreshToken)).status).toBe(401);
    expect(await eventsOf(app, SessionFamilyRevoked, ana.accountId)).toHaveLength(1);
  });

  it('keeps no token in the database', async () => {
    const ana = await signUp(app);
    const rows = await app.get(Database).rows(sql<{ row: string }>`select t::text as row from accounts.refresh_token t`);
    expect(rows.some(({ row }) => row.includes(ana.refreshToken) || row.includes(Buffer.from(ana.refreshToken).toString('hex')))).toBe(
      false,
    );
    expect(rows.length).toBeGreaterThan(0);
  });

  it('needs a new access token every quarter of an hour', async () => {
    const ana = await signUp(app);
    app.clock.advance({ minutes: 14, seconds: 55 });
    expect((await ana.get('/accounts/me')).status).toBe(200);
    app.clock.advance({ seconds: 6 });
    const refused = await ana.get('/accounts/me');
    expect(problemOf(refused).code).toBe('platform.unauthenticated');
    expect((await refresh(ana.refreshToken)).status).toBe(201);
  });

  it('runs out 30 days after it was last continued', async () => {
    const ana = await signUp(app);
    app.clock.advance({ days: 29 });
    const next = await refresh(ana.refreshToken);
    expect(next.status).toBe(201);
    app.clock.advance({ days: 30, seconds: 1 });
    expect(problemOf(await refresh(next.body.refreshToken)).code).toBe('accounts.refresh-token-invalid');
    expect(await eventsOf(app, SessionFamilyRevoked, ana.accountId)).toHaveLength(0);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(200)])('is not continued with %p', async (token) => {
    expect([401, 422]).toContain((await refresh(token)).status);
  });

  it('is ended by signing out, at once', async () => {
    const ana = await signUp(app);
    expect((await ana.get('/accounts/me')).status).toBe(200);
    expect((await ana.delete('/sessions/current')).status).toBe(204);
    expect((await ana.get('/accounts/me')).status).toBe(401);
    expect((await refresh(ana.refreshToken)).status).toBe(401);
  });
});

describe('my sessions', () => {
  it('are listed with what they are called, this one marked', async () => {
    const ana = await signUp(app);
    app.clock.advance({ minutes: 5 });
    const answer = await anonymous(app).post(
      '/sessions',
      { profile: 'public', login: ana.username, password: PASSWORD },
      { 'user-agent': `Browser on a telephone ${'x'.repeat(300)}` },
    );
    const telephone = new Client(app.url, answer.body.accessToken);
    const { items } = (await telephone.get('/sessions')).body;
    expect(items).toMatchObject([
      {
        current: true,
        client: expect.stringMatching(/^Browser on a telephone x+$/),
        signedInAt: expect.stringMatching(/^2026-03-02T15:05:.*Z$/),
      },
      { current: false, client: 'a test' },
    ]);
    expect(items[0].client).toHaveLength(200);
    const first = (await telephone.get('/sessions?limit=1')).body;
    const second = (await telephone.get(`/sessions?limit=1&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeNull();
  });

  it('can be ended one by one, and those of others cannot', async () => {
    const ana = await signUp(app);
    const ben = await signUp(app);
    const telephone = await signIn(ana);
    const { items } = (await new Client(app.url, telephone.body.accessToken).get('/sessions')).body;
    const { id } = items.find((session: { current: boolean }) => session.current);
    for (const other of [id, newId()]) expect(problemOf(await ben.delete(`/sessions/${other}`)).code).toBe('accounts.session-not-found');
    expect((await ben.delete('/sessions/none')).status).toBe(404);
    expect((await ana.delete(`/sessions/${id}`)).status).toBe(204);
    expect((await new Client(app.url, telephone.body.accessToken).get('/accounts/me')).status).toBe(401);
    expect((await refresh(telephone.body.refreshToken)).status).toBe(401);
    expect((await ana.get('/accounts/me')).status).toBe(200);
    expect((await ana.delete(`/sessions/${id}`)).status).toBe(404);
  });
});

describe('what an access token is worth', () => {
  it('its own account, however many ask at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => signUp(app)));
    const askers = Array.from({ length: 60 }, (_, i) => people[i % people.length]);
    const answers = await Promise.all(askers.map((who) => who.get('/accounts/me')));
    expect(answers.map((answer) => answer.body.id)).toEqual(askers.map((who) => who.accountId));
  });

  it('nothing when it was signed by somebody else, or names a session that never was', async () => {
    const ana = await signUp(app);
    const [header, claims, signature] = ana.accessToken.split('.') as [string, string, string];
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object;
    const forged = [
      `${header}.${encode({ ...decoded, sid: newId() })}.${signature}`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${header}.${claims}.${'A'.repeat(signature.length)}`,
      app.get(AccessTokens).issue(ana.accountId, newId()),
    ];
    for (const token of forged) expect((await new Client(app.url, token).get('/accounts/me')).status).toBe(401);
    expect(Object.keys(decoded).sort()).toEqual(['exp', 'iat', 'iss', 'sid', 'sub']);
  });

  it('what the account may do now, not when it was issued', async () => {
    const administrator = await staff(app, 'administrator');
    const clerk = await staff(app, 'cashier');
    expect(problemOf(await clerk.get('/admin/accounts'))).toMatchObject({
      status: 403,
      code: 'platform.forbidden',
      detail: expect.stringContaining('administrator'),
      requiredRoles: ['administrator'],
    });
    await administrator.patch(`/admin/accounts/${clerk.accountId}`, { roles: ['administrator'] });
    expect((await clerk.get('/admin/accounts')).status).toBe(200);
    await administrator.patch(`/admin/accounts/${clerk.accountId}`, { roles: [] });
    expect((await clerk.get('/admin/accounts')).status).toBe(403);
    expect(problemOf(await (await signUp(app)).get('/admin/accounts'))).toMatchObject({
      status: 403,
      detail: expect.stringContaining('staff'),
    });
  });
});

describe('a replica', () => {
  it('notices within seconds that a session was ended elsewhere', async () => {
    const ana = await signUp(app);
    expect((await ana.get('/accounts/me')).status).toBe(200);
    const cache = app.get(SessionCache);
    const sessionId = (JSON.parse(Buffer.from(ana.accessToken.split('.')[1], 'base64url').toString()) as { sid: string }).sid;
    await app.get(Database).execute(sql`update accounts.session set ended_at = now(), end_reason = 'signed-out' where id = ${sessionId}`);
    // Another process ended it, so this one still believes what it read; what it knows is never older than a few seconds.
    expect(await cache.principalOf(sessionId)).not.toBeNull();
    const realNow = performance.now.bind(performance);
    performance.now = () => realNow() + 3_001;
    try {
      expect((await ana.get('/accounts/me')).status).toBe(401);
    } finally {
      performance.now = realNow;
    }
  });
});
