import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { AccountLinks, AccountsService, FirstPasswordRequested, PasswordResetRequested } from '../../../src/modules/accounts/index.js';
import { AccountsJobs } from '../../../src/modules/accounts/accounts.jobs.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { eventsOf, tokenIn } from '../../support/accounts.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../../support/app.js';
import { anonymous, contractorAccount, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';

let app: TestApp;
let administrator: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  administrator = await staff(app, 'administrator');
});
afterEach(() => app.clock.set(Temporal.Instant.from(MONDAY_MORNING)));
afterAll(() => app.close());

const CLERK = { username: 'new.clerk', email: 'new.clerk@fairview.example', firstName: 'New', lastName: 'Clerk', roles: ['cashier'] };

async function audited(subject: string): Promise<{ action: string; actorId: string; before: unknown; after: unknown }[]> {
  return app.get(Database).rows(sql`
    select action, actor_id, before, after from platform.audit_entry where subject = ${subject} order by at, id`);
}

describe('an administrator', () => {
  it('makes accounts for staff, who choose their first password by the link', async () => {
    const made = await administrator.post('/admin/accounts', CLERK);
    expect(made).toMatchObject({
      status: 201,
      body: { profile: 'staff', roles: ['cashier'], hasPassword: false, disabled: false, emailVerified: false },
    });
    expect(await eventsOf(app, FirstPasswordRequested, made.body.id)).toHaveLength(1);
    const token = tokenIn(await app.get(AccountLinks).firstPassword(made.body.id));
    app.clock.advance({ days: 6, hours: 23 });
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).status).toBe(204);
    const session = await anonymous(app).post('/sessions', { profile: 'staff', login: CLERK.username, password: PASSWORD });
    expect(session).toMatchObject({ status: 201, body: { account: { roles: ['cashier'], emailVerified: true } } });
    expect(await audited(made.body.id)).toEqual([
      {
        action: 'accounts.create-staff',
        actorId: administrator.accountId,
        before: null,
        after: { username: 'new.clerk', roles: ['cashier'] },
      },
    ]);
  });

  it('once for a name and an address, and once for an Idempotency-Key', async () => {
    const person = { ...CLERK, username: 'only.once', email: 'only.once@fairview.example' };
    const key = { 'idempotency-key': newId() };
    const first = await administrator.post('/admin/accounts', person, key);
    const again = await administrator.post('/admin/accounts', person, key);
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect(problemOf(await administrator.post('/admin/accounts', { ...person, email: 'x@fairview.example' })).code).toBe(
      'accounts.username-taken',
    );
    expect(problemOf(await administrator.post('/admin/accounts', { ...person, username: 'other.name' })).code).toBe(
      'accounts.email-in-use',
    );
  });

  it.each([
    [{ roles: ['mayor'] }, '/roles'],
    [{ roles: undefined }, '/roles'],
    [{ roles: ['cashier', 'cashier'] }, '/roles'],
    [{ profile: 'public' }, '/profile'],
    [{ username: 'x' }, '/username'],
  ])('not with %j', async (change, pointer) => {
    const refused = problemOf(
      await administrator.post('/admin/accounts', { ...CLERK, username: 'never', email: 'never@fairview.example', ...change }),
    );
    expect(refused).toMatchObject({ status: 422, errors: [{ pointer }] });
  });

  it('finds accounts by name, address, profile and role, page by page', async () => {
    const names = ['Aalto', 'Abara', 'Abbot', 'Abdi', 'Abel'];
    for (const [i, lastName] of names.entries()) await signUp(app, { lastName, firstName: 'Zoë', username: `lister.${i}` });
    const first = await administrator.get('/admin/accounts?q=zo%C3%AB&limit=2');
    expect(first.body.items.map((account: { lastName: string }) => account.lastName)).toEqual(names.slice(0, 2));
    const second = await administrator.get(`/admin/accounts?q=zo%C3%AB&limit=2&cursor=${first.body.nextCursor}`);
    const third = await administrator.get(`/admin/accounts?q=zo%C3%AB&limit=2&cursor=${second.body.nextCursor}`);
    expect([...second.body.items, ...third.body.items].map((account: { lastName: string }) => account.lastName)).toEqual(names.slice(2));
    expect(third.body.nextCursor).toBeNull();
    const cashier = await staff(app, 'cashier');
    const found = await administrator.get(`/admin/accounts?profile=staff&role=cashier&q=${cashier.email}`);
    expect(found.body.items.map((account: { id: string }) => account.id)).toEqual([cashier.accountId]);
    expect((await administrator.get('/admin/accounts?q=100%25_')).body.items).toEqual([]);
    for (const bad of ['role=mayor', 'profile=x', 'limit=0', 'cursor=x', 'what=ever']) {
      expect((await administrator.get(`/admin/accounts?${bad}`)).status).toBe(422);
    }
  });

  it('changes names and roles of staff, seeing the newest state', async () => {
    const clerk = await staff(app, 'cashier');
    const read = await administrator.get(`/admin/accounts/${clerk.accountId}`);
    const etag = read.headers.get('etag')!;
    const changed = await administrator.patch(
      `/admin/accounts/${clerk.accountId}`,
      { roles: ['inspector'], lastName: 'Moved' },
      { 'if-match': etag },
    );
    expect(changed).toMatchObject({ status: 200, body: { roles: ['inspector'], lastName: 'Moved' } });
    expect(problemOf(await administrator.patch(`/admin/accounts/${clerk.accountId}`, { roles: [] }, { 'if-match': etag })).status).toBe(
      412,
    );
    expect((await audited(clerk.accountId)).at(-1)).toMatchObject({
      action: 'accounts.update-staff',
      before: { roles: ['cashier'], lastName: 'Clerk' },
      after: { roles: ['inspector'], lastName: 'Moved' },
    });
    const ana = await signUp(app);
    expect(problemOf(await administrator.patch(`/admin/accounts/${ana.accountId}`, { lastName: 'X' })).code).toBe('accounts.not-staff');
    for (const nobody of [newId(), 'nobody']) expect((await administrator.get(`/admin/accounts/${nobody}`)).status).toBe(404);
    expect(problemOf(await administrator.patch(`/admin/accounts/${newId()}`, { roles: [] })).code).toBe('accounts.not-found');
  });

  it('shuts an account out at once, and lets it in again', async () => {
    const ana = await signUp(app);
    const path = `/admin/accounts/${ana.accountId}/disablement`;
    expect(problemOf(await administrator.delete(path))).toMatchObject({ status: 409, code: 'accounts.state-unchanged' });
    expect(await administrator.post(path, { reason: 'Asked for by its owner.' })).toMatchObject({
      status: 200,
      body: { disabled: true, disabledReason: 'Asked for by its owner.' },
    });
    expect((await ana.get('/accounts/me')).status).toBe(401);
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken: ana.refreshToken })).status).toBe(401);
    expect(problemOf(await administrator.post(path)).code).toBe('accounts.state-unchanged');
    await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
    await anonymous(app).post('/username-reminders', { profile: 'public', email: ana.email });
    await app.settle();
    expect(await eventsOf(app, PasswordResetRequested, ana.accountId)).toHaveLength(0);
    expect((await administrator.delete(path)).body).toMatchObject({ disabled: false, disabledReason: null });
    expect((await anonymous(app).post('/sessions', { profile: 'public', login: ana.username, password: PASSWORD })).status).toBe(201);
    expect((await audited(ana.accountId)).map((entry) => entry.action)).toEqual(['accounts.disable', 'accounts.enable']);
  });

  it('is needed: the only one keeps the role, and two do not shut out each other', async () => {
    const lonely = await startApp();
    try {
      const [one, two] = [await staff(lonely, 'administrator'), await staff(lonely, 'administrator')];
      expect(problemOf(await one.post(`/admin/accounts/${one.accountId}/disablement`)).code).toBe('accounts.not-for-yourself');
      const answers = await Promise.all([
        one.post(`/admin/accounts/${two.accountId}/disablement`),
        two.post(`/admin/accounts/${one.accountId}/disablement`),
      ]);
      expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
      const left = answers[0].status === 200 ? one : two;
      expect(problemOf(await left.patch(`/admin/accounts/${left.accountId}`, { roles: ['cashier'] })).code).toBe(
        'accounts.last-administrator',
      );
      // Somebody who has not chosen a password yet cannot sign in to take over.
      const heir = { ...CLERK, roles: ['administrator'] };
      expect((await left.post('/admin/accounts', heir)).status).toBe(201);
      expect(problemOf(await left.patch(`/admin/accounts/${left.accountId}`, { roles: ['cashier'] })).code).toBe(
        'accounts.last-administrator',
      );
    } finally {
      await lonely.close();
    }
  });

  it('is somebody with that role', async () => {
    for (const stranger of [await signUp(app), await contractorAccount(app), await staff(app, 'permit-technician')]) {
      for (const path of ['', `/${stranger.accountId}`]) {
        expect(problemOf(await stranger.get(`/admin/accounts${path}`))).toMatchObject({
          code: 'platform.forbidden',
          requiredRoles: ['administrator'],
        });
      }
      expect((await stranger.post('/admin/accounts', CLERK)).status).toBe(403);
    }
  });
});

describe('the front door', () => {
  it('tells other modules who somebody is', async () => {
    const accounts = app.get(AccountsService);
    const firm = await contractorAccount(app, { contactName: 'Ada B. Carver', businessName: 'Carver Roofing' });
    expect(await accounts.get(firm.accountId)).toMatchObject({
      profile: 'contractor',
      username: null,
      displayName: 'Ada B. Carver',
      firstName: 'Ada B.',
      lastName: 'Carver',
      businessName: 'Carver Roofing',
      contractorKind: 'contractor',
      emailVerified: true,
      disabled: false,
    });
    expect(await accounts.findByEmail('contractor', ` ${firm.email.toUpperCase()} `)).toMatchObject({ id: firm.accountId });
    expect(await accounts.findByEmail('public', firm.email)).toBeNull();
    expect(await accounts.get(newId())).toBeNull();
    expect(await accounts.getMany([])).toEqual([]);
    const ana = await signUp(app);
    const many = await accounts.getMany([ana.accountId, firm.accountId, newId()]);
    expect(many.map((account) => account.id).sort()).toEqual([ana.accountId, firm.accountId].sort());
    const inspector = await staff(app, 'inspector');
    expect((await accounts.staffWithRole('inspector')).map((account) => account.id)).toContain(inspector.accountId);
  });

  it('renders the same link again and again, until it has done its work', async () => {
    const { accountId } = await app.get(AccountsService).createContractorAccount({
      email: 'links@example.net',
      contactName: 'Linked',
      contractorKind: 'design-professional',
    });
    const links = app.get(AccountLinks);
    const first = await links.firstPassword(accountId);
    expect(await links.firstPassword(accountId)).toBe(first);
    app.clock.advance({ days: 7, seconds: 1 });
    const renewed = await links.firstPassword(accountId);
    expect(renewed).not.toBe(first);
    const token = tokenIn(renewed);
    expect((await anonymous(app).post('/password-resets/confirmation', { token: tokenIn(first), newPassword: PASSWORD })).status).toBe(422);
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).status).toBe(204);
    expect(new URL(await links.firstPassword(accountId)).pathname).toBe('/account/forgot-password');
  });
});

describe('tidying up', () => {
  it('frees the name of a registration that nobody ever used, and keeps the others', async () => {
    const register = (username: string) =>
      anonymous(app).post('/accounts', { username, email: `${username}@example.com`, password: PASSWORD, firstName: 'A', lastName: 'B' });
    const [unused, used] = [await register('unused.one'), await register('used.one')];
    await anonymous(app).post('/sessions', { profile: 'public', login: 'used.one', password: PASSWORD });
    const proved = await signUp(app);
    app.clock.advance({ days: 7, seconds: 1 });
    await app.get(AccountsJobs).tidy();
    expect(await app.get(AccountsService).get(unused.body.id)).toBeNull();
    expect(await app.get(AccountsService).get(used.body.id)).toMatchObject({ username: 'used.one' });
    expect(await app.get(AccountsService).get(proved.accountId)).toMatchObject({ username: proved.username });
    const row = await app
      .get(Database)
      .row(sql<{ all: string }>`select a::text as all from accounts.account a where id = ${unused.body.id}`);
    expect(row!.all).not.toMatch(/unused|example/);
    expect((await register('unused.one')).status).toBe(201);
  });

  it('never empties an account that was used, however long ago', async () => {
    const person = { username: 'back.after.months', email: 'back@example.com', password: PASSWORD, firstName: 'A', lastName: 'B' };
    const { body } = await anonymous(app).post('/accounts', person);
    const signIn = () => anonymous(app).post('/sessions', { profile: 'public', login: person.username, password: PASSWORD });
    await signIn();
    for (const days of [8, 25, 30, 30]) {
      app.clock.advance({ days });
      await app.get(AccountsJobs).tidy();
    }
    expect(await app.get(AccountsService).get(body.id)).toMatchObject({ username: person.username, email: person.email });
    expect((await signIn()).status).toBe(201);
  });

  it('removes what is over, and nothing that is not', async () => {
    const ana = await signUp(app);
    const count = async () => {
      const row = await app.get(Database).row(sql<{ sessions: number; tokens: number; links: number }>`
        with mine as (select id from accounts.session where account_id = ${ana.accountId})
        select (select count(*)::int from mine) as sessions,
          (select count(*)::int from accounts.refresh_token where session_id in (select id from mine)) as tokens,
          (select count(*)::int from accounts.link where account_id = ${ana.accountId}) as links`);
      return row!;
    };
    await app.get(AccountsJobs).tidy();
    expect(await count()).toEqual({ sessions: 1, tokens: 1, links: 1 });
    app.clock.advance({ days: 31 });
    const fresh = await anonymous(app).post('/sessions', { profile: 'public', login: ana.username, password: PASSWORD });
    app.clock.advance({ days: 29, hours: 12 });
    await app.get(AccountsJobs).tidy();
    expect(await count()).toEqual({ sessions: 1, tokens: 1, links: 0 });
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken: fresh.body.refreshToken })).status).toBe(201);
  });
});
