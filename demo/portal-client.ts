/** What the portal answered: parsed JSON, or the bytes of a paper. */
type Body = any;

/** The demo's passwords are public; the demo does not exist in production. */
export const DEMO_PASSWORD = 'nine maples by the river';

export interface Letter {
  id: string;
  receivedAt: string;
  to: string;
  subject: string;
  text: string;
  attachments: { fileName: string }[];
}

/** The portal as somebody with a browser uses it: the documented routes, the sandbox's payment page and the mailbox. */
export class PortalClient {
  private token?: string;
  /** There is one cart for each account. */
  private paying: Promise<unknown> = Promise.resolve();

  constructor(readonly url: string) {}

  get<T = Body>(path: string): Promise<T> {
    return this.send<T>('GET', path);
  }

  post<T = Body>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<T> {
    return this.send<T>('POST', path, body, headers);
  }

  put<T = Body>(path: string, body: unknown): Promise<T> {
    return this.send<T>('PUT', path, body);
  }

  async register(person: { username: string; email: string; firstName: string; lastName: string }): Promise<void> {
    await this.post('/accounts', { ...person, password: DEMO_PASSWORD });
    const letter = await this.letter(person.email, (found) => found.text.includes('verify-email'));
    await this.post('/accounts/email-verification', { token: tokenIn(letter), password: DEMO_PASSWORD });
  }

  /** Follows the link that an account made by staff gets, and chooses the demo's password. */
  async choosePassword(email: string): Promise<void> {
    const letter = await this.letter(email, (found) => found.text.includes('reset-password'));
    await this.post('/password-resets/confirmation', { token: tokenIn(letter), newPassword: DEMO_PASSWORD });
  }

  async signIn(profile: 'public' | 'contractor' | 'staff', login: string, password = DEMO_PASSWORD): Promise<this> {
    const session = await this.post<{ accessToken: string }>('/sessions', { profile, login, password });
    this.token = session.accessToken;
    return this;
  }

  async upload(
    number: string,
    documentType: string,
    fileName: string,
    content: Uint8Array<ArrayBuffer>,
    contentType = 'application/pdf',
  ): Promise<void> {
    const form = new FormData();
    form.append('documentType', documentType);
    form.append('file', new Blob([content], { type: contentType }), fileName);
    await this.answer(await fetch(`${this.url}/v1/records/${number}/attachments`, { method: 'POST', body: form, headers: this.headers() }));
  }

  /** Loads the city's list of parcels, and waits until it is done. */
  async loadParcels(fileName: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
    const form = new FormData();
    form.append('file', new Blob([content], { type: 'text/csv' }), fileName);
    const begun = await fetch(`${this.url}/v1/admin/parcels/imports`, { method: 'POST', body: form, headers: this.headers() });
    const { id } = await this.answer<{ id: string }>(begun);
    await this.until(`/admin/parcels/imports/${id}`, (found) => found.status === 'done');
  }

  /** Puts everything that is due on a record into the cart and pays it on the sandbox's page, one record after another. */
  pay(number: string): Promise<{ totalCents: number }> {
    const payment = this.paying.then(() => this.checkOut(number));
    this.paying = payment.catch(() => {});
    return payment;
  }

  private async checkOut(number: string): Promise<{ totalCents: number }> {
    await this.post('/cart/items', { recordNumber: number });
    const checkout = await this.post<{ id: string; redirectUrl: string; totalCents: number }>(
      '/checkouts',
      {},
      { 'Idempotency-Key': crypto.randomUUID() },
    );
    const page = new URL(checkout.redirectUrl);
    const paid = await fetch(`${this.url}${page.pathname}${page.search}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'outcome=pay',
    });
    if (paid.status >= 400) throw new Error(`The payment page answered ${paid.status}: ${await paid.text()}`);
    await this.until(`/checkouts/${checkout.id}`, (found) => found.status === 'paid');
    return checkout;
  }

  /** Asks again until what is told has come true; events need some milliseconds. */
  async until<T = Body>(path: string, true_: (body: T) => boolean): Promise<T> {
    let body: T | undefined;
    for (let tries = 0; tries < 200; tries++) {
      body = await this.get<T>(path);
      if (true_(body)) return body;
      await pause();
    }
    throw new Error(`${path} did not come to the expected state; it answers ${JSON.stringify(body)}`);
  }

  async letter(to: string, wanted: (letter: Letter) => boolean = () => true): Promise<Letter> {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await fetch(`${this.url}/dev/mailbox/letters?to=${encodeURIComponent(to)}`);
      const found = ((await answer.json()) as Letter[]).find(wanted);
      if (found) return found;
      await pause();
    }
    throw new Error(`No such letter came for ${to}.`);
  }

  async paper(path: string): Promise<Uint8Array> {
    const answer = await fetch(`${this.url}/v1${path}`, { headers: this.headers() });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  private async send<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}/v1${path}`, {
      method,
      ...content,
      headers: { ...this.headers(), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    });
    return this.answer<T>(answer);
  }

  private async answer<T>(answer: Response): Promise<T> {
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${new URL(answer.url).pathname} answered ${answer.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  private headers(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

function tokenIn(letter: Letter): string {
  const token = /[?&]token=([^\s&"<>]+)/.exec(letter.text)?.[1];
  if (!token) throw new Error(`The letter "${letter.subject}" has no link.`);
  return decodeURIComponent(token);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 25));
}
