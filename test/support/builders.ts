import { AccountsService, StaffAccountsService, type ContractorKind } from '../../src/modules/accounts/index.js';
import type { StaffRole } from '../../src/platform/auth/principal.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { chooseFirstPassword, openSession, registerAndVerify, type Person } from './accounts.js';
import type { TestApp } from './app.js';
import { expectAsDocumented } from './contract.js';

/** What the portal answered. JSON is parsed, other content is text; for bytes use `raw`. */
export interface Answer<Body = any> {
  status: number;
  headers: Headers;
  body: Body;
}

/**
 * Somebody with a browser. Paths of the verbs are those of the contract (`/permits`); `/v1` is put before them. What the verbs get
 * is held against the API document; `raw` takes everything.
 */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token?: string,
    private readonly trusting = false,
  ) {}

  /** The same person, who takes what comes: for requests that no document foresees. */
  unchecked(): Client {
    return new Client(this.url, this.token, true);
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  patch(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('PATCH', path, body, headers);
  }

  put(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('PUT', path, body, headers);
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('DELETE', path, undefined, headers);
  }

  async postForm(path: string, form: FormData, headers: Record<string, string> = {}): Promise<Answer> {
    return this.read('POST', versioned(path), { body: form, headers });
  }

  /** The answer as `fetch` gives it, redirects not followed; the path is taken as it is, `/v1` included or not. */
  raw(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.token && !headers.has('authorization')) headers.set('authorization', `Bearer ${this.token}`);
    return fetch(`${this.url}${path}`, { redirect: 'manual', ...init, headers });
  }

  private async send(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const content =
      body === undefined ? { headers } : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
    return this.read(method, versioned(path), content);
  }

  private async read(method: string, path: string, init: RequestInit): Promise<Answer> {
    const response = await this.raw(path, { ...init, method });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const answer = { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
    if (!this.trusting) expectAsDocumented({ method, path, ...answer });
    return answer;
  }
}

/** Somebody who is signed in. */
export class SignedInClient extends Client {
  constructor(
    url: string,
    readonly accountId: string,
    readonly email: string,
    /** Null for contractors, who sign in with their e-mail address. */
    readonly username: string | null,
    readonly accessToken: string,
    readonly refreshToken: string,
  ) {
    super(url, accessToken);
  }
}

export { PASSWORD, type Person } from './accounts.js';

let count = 0;

function somebody(kind: string, overrides: Partial<Person>): Person {
  const username = overrides.username ?? `${kind}.${++count}`;
  return { username, email: `${username}@example.com`, firstName: 'Demo', lastName: 'Resident', phone: '555-010-1234', ...overrides };
}

/** A resident: registered, with a proved e-mail address, signed in. */
export async function signUp(app: TestApp, overrides: Partial<Person> = {}): Promise<SignedInClient> {
  return signedInAs(app, await registerAndVerify(app, somebody('resident', overrides)));
}

/** A contractor whom the city has registered and who has chosen a password. */
export async function contractorAccount(
  app: TestApp,
  overrides: { email?: string; contactName?: string; businessName?: string; contractorKind?: ContractorKind } = {},
): Promise<SignedInClient> {
  const { accountId } = await app.get(AccountsService).createContractorAccount({
    email: `contractor.${++count}@example.com`,
    contactName: 'Demo Contractor',
    businessName: 'Demo Contracting',
    contractorKind: 'contractor',
    ...overrides,
  });
  await chooseFirstPassword(app, accountId);
  return signedInAs(app, accountId);
}

/** A member of the city's staff. */
export async function staff(app: TestApp, ...roles: StaffRole[]): Promise<SignedInClient> {
  const person = somebody('staff', { lastName: 'Clerk' });
  const account = await app.get(StaffAccountsService).create({ ...person, roles });
  await chooseFirstPassword(app, account.id);
  return signedInAs(app, account.id);
}

/** Nobody in particular. */
export function anonymous(app: TestApp): Client {
  return new Client(app.url);
}

/** The problem document of a refusal; fails when the answer is none. */
export function problemOf(answer: Answer): Problem {
  const contentType = answer.headers.get('content-type') ?? '';
  if (!contentType.startsWith('application/problem+json')) {
    throw new Error(`Expected a problem document, got ${answer.status} ${contentType}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body as Problem;
}

/** A new sign-in of an account; its tokens are good at the clock of now. */
export async function signedInAs(app: TestApp, accountId: string): Promise<SignedInClient> {
  const { accessToken, refreshToken } = await openSession(app, accountId);
  const account = (await app.get(AccountsService).get(accountId))!;
  return new SignedInClient(app.url, account.id, account.email, account.username, accessToken, refreshToken);
}

/** The same person with a new session, at this or another process: access tokens last a quarter of an hour, and tests let time pass. */
export async function signInAgain(app: TestApp, { accountId, email, username }: SignedInClient, url = app.url): Promise<SignedInClient> {
  const { accessToken, refreshToken } = await openSession(app, accountId);
  return new SignedInClient(url, accountId, email, username, accessToken, refreshToken);
}

function versioned(path: string): string {
  return path.startsWith('/v1/') ? path : `/v1${path}`;
}
