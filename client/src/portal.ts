import createClient, { type Client } from 'openapi-fetch';
import { answer, ProblemError } from './problem.js';
import type { components, paths } from './schema.js';

export type Account = components['schemas']['AccountDto'];
type Credentials = Omit<components['schemas']['SignInDto'], 'session'>;
type Tokens = components['schemas']['SessionTokensDto'];

/** `cookie`: for pages of the city's own site, where no script shall hold what keeps somebody signed in. */
export type SessionKeeping = 'token' | 'cookie';

export interface PortalOptions {
  /** Such as `https://permits.fairview.example`. */
  baseUrl: string;
  session?: SessionKeeping;
  fetch?: (request: Request) => Promise<Response>;
}

/** Renewed so long before it ends, so that no request meets an ended token. */
const SPARE_SECONDS = 30;

/** A portal as one person sees it: the whole API in `api`, and the session, which renews itself. */
export class Portal {
  /** Every operation with its types. Give what it returns to `answer`. */
  readonly api: Client<paths>;
  /** The same without a token. */
  private readonly anyone: Client<paths>;
  private readonly keeping: SessionKeeping;
  private readonly send: (request: Request) => Promise<Response>;
  private tokens: Tokens | undefined;
  private renewAt = 0;
  private renewing: Promise<void> | undefined;

  constructor({ baseUrl, session = 'token', fetch: send = (request) => fetch(request) }: PortalOptions) {
    this.keeping = session;
    this.send = send;
    this.anyone = createClient<paths>({ baseUrl, fetch: send });
    this.api = createClient<paths>({ baseUrl, fetch: (request) => this.sendAsMe(request) });
  }

  /** Who is signed in. */
  get account(): Account | undefined {
    return this.tokens?.account;
  }

  /** To keep for `resume`; it changes with each renewal. Undefined with `session: 'cookie'`. */
  get refreshToken(): string | undefined {
    return this.tokens?.refreshToken ?? undefined;
  }

  async signIn(credentials: Credentials): Promise<Account> {
    const body = { ...credentials, session: this.keeping };
    return this.begin(await answer(this.anyone.POST('/v1/sessions', { body })));
  }

  /** Goes on with a session that was begun before; without a token, with the one in the browser's cookie. */
  async resume(refreshToken?: string): Promise<Account> {
    const body = refreshToken ? { refreshToken } : ({ session: 'cookie' } as const);
    return this.begin(await answer(this.anyone.POST('/v1/sessions/refresh', { body })));
  }

  async signOut(): Promise<void> {
    await answer(this.api.DELETE('/v1/sessions/current'));
    this.tokens = undefined;
  }

  /** The token of the next request; undefined when nobody is signed in. For what is not sent through `api`, such as streams. */
  async accessToken(): Promise<string | undefined> {
    if (this.tokens && Date.now() >= this.renewAt) await this.renew();
    return this.tokens?.accessToken;
  }

  private async sendAsMe(request: Request): Promise<Response> {
    const again = request.clone();
    const token = await this.accessToken();
    const response = await this.send(withToken(request, token));
    if (response.status !== 401 || !token) return response;
    if (this.tokens?.accessToken === token) await this.renew();
    return this.tokens ? this.send(withToken(again, this.tokens.accessToken)) : response;
  }

  /** However many requests ask, once. A session that has ended leaves nobody signed in; any other failure leaves all as it was. */
  private renew(): Promise<void> {
    const { refreshToken } = this;
    this.renewing ??= this.resume(refreshToken)
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error;
        this.tokens = undefined;
      })
      .finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private begin(tokens: Tokens): Account {
    this.tokens = tokens;
    this.renewAt = Date.now() + (tokens.expiresInSeconds - SPARE_SECONDS) * 1000;
    return tokens.account;
  }
}

function withToken(request: Request, token: string | undefined): Request {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  return request;
}
