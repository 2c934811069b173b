import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { welcome } from '../../demo/people.js';
import { DEMO_PASSWORD, PortalClient } from '../../demo/portal-client.js';
import { newId } from '../../src/platform/database/ids.js';
import { startApp, type TestApp } from '../support/app.js';
import { apiDocument, apiRoutes, type ApiRoute } from '../support/contract.js';
import { prefilled } from '../support/examples.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ WORKER: 'on', ADMIN_EMAIL: 'demo.administrator@example.com', ADMIN_PASSWORD: DEMO_PASSWORD });
  const administrator = { login: 'administrator', password: DEMO_PASSWORD };
  await welcome({ url: app.url, clock: app.clock as never, administrator }, '2027-02-28');
}, 60_000);
afterAll(() => app.close());

const needsOf = ({ operation }: ApiRoute): string | undefined => (operation as { 'x-example-needs'?: string })['x-example-needs'];

/** An operation whose address is spelled out; what stands for a number or an id is taken from a list first. */
const whole = apiRoutes.filter(({ path }) => !path.includes('{'));

/** Who may, by the first role that may. */
const BY_ROLE: Record<string, string> = {
  'permit-technician': 'demo.clerk',
  cashier: 'demo.clerk',
  'plan-reviewer': 'demo.reviewer',
  inspector: 'demo.inspector',
  'code-officer': 'demo.officer',
  administrator: 'administrator',
};

async function tokenFor({ operation }: ApiRoute): Promise<string | undefined> {
  const access = operation['x-access'];
  if (access === 'anyone') return undefined;
  // Whose password is changed is nobody's whom others need.
  const resident = operation.operationId === 'changePassword' ? 'demo.neighbor' : 'demo.resident';
  const [profile, login] = access === 'staff' ? ['staff', BY_ROLE[operation['x-roles']?.[0] ?? 'administrator']] : ['public', resident];
  const { accessToken } = await new PortalClient(app.url).post('/sessions', { profile, login, password: DEMO_PASSWORD });
  return accessToken as string;
}

/** What the page of the document fills in when an operation is tried. */
async function send(route: ApiRoute): Promise<{ status: number; text: string }> {
  const { method, path, operation } = route;
  const token =
    operation.operationId === 'signOut'
      ? await tokenFor(apiRoutes.find((each) => each.operation.operationId === 'getMyAccount')!)
      : await tokenFor(route);
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const body = media && ((media as { example?: unknown }).example ?? prefilled(media.schema));
  const answer = await fetch(`${app.url}${path}`, {
    method: method.toUpperCase(),
    redirect: 'manual',
    body:
      body === undefined
        ? undefined
        : type === 'application/json'
          ? JSON.stringify(body)
          : new URLSearchParams(body as Record<string, string>),
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(type ? { 'content-type': type } : {}),
      'idempotency-key': newId(),
    },
  });
  // A stream goes on for as long as somebody listens.
  const goesOn = answer.headers.get('content-type')?.startsWith('text/event-stream');
  if (goesOn) await answer.body?.cancel();
  return { status: answer.status, text: goesOn ? '' : await answer.text() };
}

const ORDER = ['get', 'post', 'put', 'patch', 'delete'];

it('can be sent as they stand, but for those that say what they need', async () => {
  const ready = whole.filter((route) => !needsOf(route)).sort((a, b) => ORDER.indexOf(a.method) - ORDER.indexOf(b.method));
  expect(ready.length).toBeGreaterThan(75);
  const refused: string[] = [];
  for (const route of ready) {
    const { status, text } = await send(route);
    if (status >= 300) refused.push(`${route.operation.operationId} ${status} ${text.slice(0, 500)}`);
  }
  expect(refused).toEqual([]);
}, 60_000);

it('are refused without what they need, and say so of nothing else', async () => {
  const waiting = whole.filter(needsOf);
  expect(apiRoutes.filter(needsOf).map(({ operation }) => operation.operationId)).toEqual(
    waiting.map(({ operation }) => operation.operationId),
  );
  const taken: string[] = [];
  for (const route of waiting.filter(({ operation }) => !operation.requestBody?.content['multipart/form-data'])) {
    const { status } = await send(route);
    if (status < 300) taken.push(`${route.operation.operationId} ${status}`);
  }
  expect(taken).toEqual([]);
  expect(apiDocument.info.description).toContain('x-example-needs');
}, 60_000);
