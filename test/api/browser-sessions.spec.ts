import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, PASSWORD, problemOf, signUp } from '../support/builders.js';

let app: TestApp;
let login: string;
beforeAll(async () => {
  app = await startApp({ PUBLIC_URL: 'https://permits.example', FRONT_END_URL: 'https://portal.example' });
  login = (await signUp(app)).username!;
});
afterAll(() => app.close());

const BY_COOKIE = { session: 'cookie' };
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

const signIn = (headers: Record<string, string> = OWN_PAGE) =>
  anonymous(app).post('/sessions', { profile: 'public', login, password: PASSWORD, ...BY_COOKIE }, headers);

/** The line of the answer that sets the cookie. */
const cookieIn = ({ headers }: { headers: Headers }) => headers.get('set-cookie') ?? '';
/** The same as a browser sends it back. */
const sent = (line: string) => ({ cookie: line.split(';')[0] });
const refresh = (cookie: Record<string, string>, headers: Record<string, string> = OWN_PAGE) =>
  anonymous(app).post('/sessions/refresh', BY_COOKIE, { ...cookie, ...headers });
const me = (accessToken: string) => anonymous(app).get('/accounts/me', { authorization: `Bearer ${accessToken}` });

describe('A-01 a browser keeps its session where no script can read it', () => {
  it('in a cookie of this site alone, which the answer does not repeat', async () => {
    const answer = await signIn();
    expect(answer).toMatchObject({ status: 201, body: { refreshToken: null, account: { username: login } } });
    expect(cookieIn(answer)).toMatch(
      /^__Secure-session=[\w-]{43}; Max-Age=2592000; Path=\/v1\/sessions; .*HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  it('and continues it from every tab, also after a reload that missed the answer', async () => {
    const cookie = sent(cookieIn(await signIn()));
    const tabs = await Promise.all([refresh(cookie), refresh(cookie), refresh(cookie)]);
    for (const tab of tabs) {
      expect(tab).toMatchObject({ status: 201, body: { refreshToken: null } });
      expect((await me(tab.body.accessToken)).status).toBe(200);
    }
  });

  it('until somebody signs out, with or without an access token at hand', async () => {
    const answer = await signIn();
    const cookie = sent(cookieIn(answer));
    const signedOut = await anonymous(app).delete('/sessions/current', { ...cookie, ...OWN_PAGE });
    expect(signedOut.status).toBe(204);
    expect(cookieIn(signedOut)).toMatch(/^__Secure-session=; Path=\/v1\/sessions; Expires=Thu, 01 Jan 1970/);
    expect((await me(answer.body.accessToken)).status).toBe(401);
    expect(problemOf(await refresh(cookie)).code).toBe('accounts.refresh-token-invalid');
  });

  it('while nothing is in the cookie of whoever is not signed in', async () => {
    expect(problemOf(await refresh({}))).toMatchObject({
      status: 401,
      code: 'accounts.refresh-token-invalid',
      detail: 'No refresh token came along, neither in the body nor as a cookie. Sign in again.',
    });
    expect(problemOf(await refresh(sent('__Secure-session=made-up')))).toMatchObject({ status: 401 });
  });

  it('and the token of the cookie is good for nothing else', async () => {
    const refreshToken = cookieIn(await signIn())
      .split(';')[0]
      .split('=')[1];
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken })).status).toBe(401);
  });
});

describe('pages of other sites cannot use it', () => {
  const OTHERS: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://blog.permits.example' },
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
  ];

  it.each(OTHERS)('from %j', async (headers) => {
    const cookie = sent(cookieIn(await signIn()));
    for (const answer of [
      await signIn(headers),
      await refresh(cookie, headers),
      await anonymous(app).delete('/sessions/current', { ...cookie, ...headers }),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 403, code: 'accounts.cross-site-request' });
      expect(cookieIn(answer)).toBe('');
    }
    expect((await refresh(cookie)).status).toBe(201);
  });

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'same-site', origin: 'https://portal.example' },
    { origin: 'https://permits.example' },
  ])('but the city’s own can: %j', async (headers) => {
    const answer = await signIn(headers);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  });
});
