import createClient from 'openapi-fetch';
import { answer } from '../api/answer';
import { queryClient } from '../api/query-client';
import type { paths } from '../api/schema';
import type { Shape } from '../api/types';
import { ProblemError } from '../problems/problem';

export type Account = Shape<'AccountDto'>;
type Tokens = Shape<'SessionTokensDto'>;

interface Session {
  account: Account;
  accessToken: string;
  /** By `performance.now()`. */
  renewAt: number;
}

/** Renewed this long before it ends, so that no request meets an ended token. */
const SPARE_SECONDS = 30;
/** Whose session the cookie keeps that no script can read. Tabs hear of each other by it, and visitors are not asked for a cookie. */
const KEPT = 'frontcounter.account';
/** So the refresh token never comes here. */
const BY_COOKIE = { session: 'cookie' } as const;

const anyone = createClient<paths>({ baseUrl: location.origin });
const listeners = new Set<() => void>();
let session: Session | undefined;
let renewing: Promise<string | undefined> | undefined;
let isRestored = false;

window.addEventListener('storage', ({ key, newValue }) => {
  if (key !== KEPT || newValue === (session?.account.id ?? null)) return;
  if (newValue) void restoreSession();
  else end();
});

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is signed in. */
export function currentAccount(): Account | undefined {
  return session?.account;
}

/** Finds the session again that this browser keeps, if it keeps one. */
async function restoreSession(): Promise<void> {
  // Without a connection nobody is signed in yet; the next page finds the cookie still there.
  if (localStorage.getItem(KEPT)) await renew().catch(() => undefined);
}

/** Done when it is known who is here; what depends on it waits in a `Suspense`. */
export const sessionRestored = restoreSession().then(() => {
  isRestored = true;
});

export async function signIn(credentials: Omit<Shape<'SignInDto'>, 'session'>): Promise<Account> {
  return begin(await answer(anyone.POST('/v1/sessions', { body: { ...credentials, ...BY_COOKIE } }))).account;
}

/** Begins anew at the home page, so that nothing of whoever was here stays behind. */
export async function signOut(): Promise<void> {
  await anyone.DELETE('/v1/sessions/current').catch(() => undefined);
  localStorage.removeItem(KEPT);
  location.assign('/');
}

/** As `signOut`, but the page stays, since it has something to say: a password set anew ends every session. */
export async function endSession(): Promise<void> {
  await anyone.DELETE('/v1/sessions/current').catch(() => undefined);
  end();
  void queryClient.resetQueries();
}

/** What the account's own page has changed. */
export function setAccount(account: Account): void {
  if (session) session = { ...session, account };
  tell();
}

/** The token for the next request; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  await sessionRestored;
  if (!session) return undefined;
  return performance.now() < session.renewAt ? session.accessToken : renewSession(session.accessToken);
}

/** A newer token than the refused one; undefined when the session has ended, which every page then shows. */
export async function renewSession(refused: string): Promise<string | undefined> {
  if (session && session.accessToken !== refused) return session.accessToken;
  renewing ??= renew().finally(() => (renewing = undefined));
  return renewing;
}

async function renew(): Promise<string | undefined> {
  try {
    return begin(await answer(anyone.POST('/v1/sessions/refresh', { body: BY_COOKIE }))).accessToken;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.isPassing) throw error;
    end();
    return undefined;
  }
}

function begin({ account, accessToken, expiresInSeconds }: Tokens): Session {
  // What was read as somebody else is nobody's business now; before it is known who is here nothing is read.
  if (isRestored && session?.account.id !== account.id) void queryClient.resetQueries();
  const begun = { account, accessToken, renewAt: performance.now() + (expiresInSeconds - SPARE_SECONDS) * 1000 };
  session = begun;
  localStorage.setItem(KEPT, account.id);
  tell();
  return begun;
}

function end(): void {
  session = undefined;
  localStorage.removeItem(KEPT);
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
