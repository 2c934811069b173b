import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { FirstAdministrator } from '../../../src/modules/accounts/staff/first-administrator.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, Client, problemOf, staff } from '../../support/builders.js';

let app: TestApp;
let printed: string;
beforeEach(() => {
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

const restart = () => app.get(FirstAdministrator).onApplicationBootstrap();
const signIn = (login: string, password: string) => anonymous(app).post('/sessions', { profile: 'staff', login, password });
const printedPassword = () => /password {2}(\S+)/.exec(printed)?.[1] ?? '';
const administrators = async () =>
  (await app
    .get(Database)
    .row(sql<{ count: number }>`select count(*)::int as count from accounts.account where roles @> array['administrator']`))!.count;

describe('the first administrator', () => {
  it('is made with ADMIN_EMAIL and ADMIN_PASSWORD when there is none', async () => {
    const settings = { ADMIN_EMAIL: 'chief@fairview.example', ADMIN_PASSWORD: 'one key for the whole house' };
    app = await startApp(settings);
    const session = await signIn(settings.ADMIN_EMAIL, settings.ADMIN_PASSWORD);
    expect(session).toMatchObject({ status: 201, body: { account: { roles: ['administrator'], passwordMustChange: false } } });
    expect((await new Client(app.url, session.body.accessToken).get('/admin/accounts')).status).toBe(200);
    expect((await signIn('administrator', settings.ADMIN_PASSWORD)).status).toBe(201);
    await Promise.all([restart(), restart()]);
    expect(await administrators()).toBe(1);
    expect(printed).toBe('');
  });

  it('gets a one-time password on the console otherwise', async () => {
    app = await startApp({ LOG_LEVEL: 'error' });
    const password = printedPassword();
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){4}$/);
    await restart();
    expect(await administrators()).toBe(1);
    expect(printedPassword()).toBe(password);

    const session = await signIn('administrator', password);
    expect(session).toMatchObject({ status: 201, body: { account: { passwordMustChange: true } } });
    expect((await signIn('administrator', password)).status).toBe(401);
    const administrator = new Client(app.url, session.body.accessToken);
    const newPassword = 'nine green kites by the mill';
    expect((await administrator.post('/accounts/me/password', { currentPassword: password, newPassword })).status).toBe(204);
    expect((await signIn('administrator', newPassword)).body.account.passwordMustChange).toBe(false);
    printed = '';
    await restart();
    expect(printed).toBe('');
  });

  it('gets another one at the next start when the last was spent or ran out', async () => {
    app = await startApp({ LOG_LEVEL: 'error' });
    const first = printedPassword();
    app.clock.advance({ days: 7, seconds: 1 });
    expect((await signIn('administrator', first)).status).toBe(401);
    printed = '';
    await restart();
    const second = printedPassword();
    expect(second).not.toBe(first);
    expect((await signIn('administrator', second)).status).toBe(201);
    printed = '';
    await restart();
    expect(await administrators()).toBe(1);
    expect((await signIn('administrator', printedPassword())).status).toBe(201);
  });

  it('is made beside accounts that had the name and the address before, and the console tells which name to use', async () => {
    app = await startApp({ LOG_LEVEL: 'error' });
    await app.get(Database).execute(sql`
      update accounts.account set roles = array['cashier'], one_time_password_until = null where username = 'administrator'`);
    printed = '';
    await restart();
    expect(printed).toContain('administrator-2');
    expect((await signIn('administrator-2', printedPassword())).status).toBe(201);
  });

  it('is not made where there is one, or where nobody could read the password', async () => {
    app = await startApp();
    expect(await administrators()).toBe(0);
    await staff(app, 'administrator');
    await restart();
    expect(await administrators()).toBe(1);
    expect(printed).toBe('');
    expect(problemOf(await signIn('administrator', '')).status).toBe(422);
  });
});
