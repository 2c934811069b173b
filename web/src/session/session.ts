import createClient from 'openapi-fetch';
import { answer } from '../api/answer';
import type { paths } from '../api/schema';
import type { Shape } from '../api/types';
import { ProblemError } from '../problems/problem';

export type Account = Shape<'AccountDto'>;
type Tokens = Shape<'SessionTokensDto'>;

interface Session {
  account: Account;
  accessToken: string;
  refreshToken: string;
  /** By `performance.now()`. */
  renewAt: number;
}

/** Renewed this long before it ends, so that no request meets an ended token. */
const SPARE_SECONDS = 30;

const anyone = createClient<paths>({ baseUrl: location.origin });
const listeners = new Set<() => void>();
let session: Session | undefined;
let renewing: Promise<string | undefined> | undefined;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is signed in. */
export function currentAccount(): Account | undefined {
  return session?.account;
}

export async function signIn(credentials: Shape<'SignInDto'>): Promise<Account> {
  return begin(await answer(anyone.POST('/v1/sessions', { body: credentials }))).account;
}

export async function signOut(): Promise<void> {
  const token = session?.accessToken;
  end();
  if (token) await anyone.DELETE('/v1/sessions/current', { headers: { Authorization: `Bearer ${token}` } }).catch(() => undefined);
}

/** What the account's own page has changed. */
export function setAccount(account: Account): void {
  if (session) session = { ...session, account };
  tell();
}

/** The token for the next request; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
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
  if (!session) return undefined;
  try {
    return begin(await answer(anyone.POST('/v1/sessions/refresh', { body: { refreshToken: session.refreshToken } }))).accessToken;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.isPassing) throw error;
    end();
    return undefined;
  }
}

function begin({ account, accessToken, refreshToken, expiresInSeconds }: Tokens): Session {
  session = { account, accessToken, refreshToken, renewAt: performance.now() + (expiresInSeconds - SPARE_SECONDS) * 1000 };
  tell();
  return session;
}

function end(): void {
  session = undefined;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
