import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, PASSWORD, signUp, staff } from '../support/builders.js';
import { expectAsDocumented } from '../support/contract.js';

let app: TestApp;
let login: string;
beforeAll(async () => {
  app = await startApp();
  login = (await signUp(app)).username!;
});
afterAll(() => app.close());

/** As a tool sends it that knows OAuth 2 and nothing of this API. */
async function asks(form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${app.url}/v1/oauth/token`, { method: 'POST', body: new URLSearchParams(form), headers });
  const body = (await answer.json()) as Record<string, any>;
  expectAsDocumented({ method: 'POST', path: '/v1/oauth/token', status: answer.status, headers: answer.headers, body });
  return { status: answer.status, body, headers: answer.headers };
}

const byPassword = (more: Record<string, string> = {}) => ({
  grant_type: 'password',
  username: login,
  password: PASSWORD,
  scope: 'public',
  ...more,
});
const whoIs = async (token: string) => (await anonymous(app).get('/accounts/me', { authorization: `Bearer ${token}` })).body;

it('A-01 signs in with login, password and profile, whatever the tool says of itself', async () => {
  const ways: [Record<string, string>, Record<string, string>?][] = [
    [byPassword()],
    [byPassword(), { authorization: `Basic ${btoa('docs:')}` }],
    [byPassword({ client_id: 'docs', client_secret: '' })],
  ];
  for (const [form, headers] of ways) {
    const { status, body, headers: told } = await asks(form, headers);
    expect([status, body.token_type, body.expires_in]).toEqual([200, 'Bearer', 900]);
    expect(told.get('cache-control')).toBe('no-store');
    expect((await whoIs(body.access_token)).username).toBe(login);
  }
});

it('goes on with the refresh token, as refreshSession does', async () => {
  const { body } = await asks(byPassword());
  const renewed = await asks({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
  expect((await whoIs(renewed.body.access_token)).username).toBe(login);
  const again = await anonymous(app).post('/sessions/refresh', { refreshToken: renewed.body.refresh_token });
  expect(again.status).toBe(201);
});

it('looks for the account in the profile that is named, and says so in the words of OAuth when it cannot', async () => {
  const clerk = await staff(app, 'cashier');
  expect((await asks(byPassword({ username: clerk.username!, scope: 'staff' }))).status).toBe(200);
  const refused: [Record<string, string>, string][] = [
    [byPassword({ scope: 'staff' }), 'invalid_grant'],
    [byPassword({ password: 'not the password' }), 'invalid_grant'],
    [byPassword({ scope: '' }), 'invalid_scope'],
    [byPassword({ scope: 'public staff' }), 'invalid_scope'],
    [{ grant_type: 'password', scope: 'public' }, 'invalid_request'],
    [{ grant_type: 'refresh_token', refresh_token: 'none' }, 'invalid_grant'],
  ];
  for (const [form, error] of refused) {
    const { status, body } = await asks(form);
    expect([status, body.error, body.code]).toEqual([400, error, 'accounts.token-not-granted']);
    expect(body.error_description).toBe(body.detail);
  }
});

it('takes a form here and nowhere else', async () => {
  const answer = await fetch(`${app.url}/v1/sessions`, { method: 'POST', body: new URLSearchParams(byPassword()) });
  expect(answer.status).toBe(415);
});
