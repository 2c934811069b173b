import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RecordsService } from '../../src/modules/records/index.js';
import { STAFF_ROLES, type StaffRole } from '../../src/platform/auth/principal.js';
import { newId } from '../../src/platform/database/ids.js';
import type { FieldError } from '../../src/platform/errors/domain-error.js';
import type { Problem } from '../../src/platform/http/problem.js';
import { startApp, type TestApp } from '../support/app.js';
import { signUp, staff, type SignedInClient } from '../support/builders.js';
import { apiRoutes, expectAsDocumented, type ApiRoute, type ApiSchema } from '../support/contract.js';
import { aNotice, report } from '../support/code-enforcement.js';
import { pdf, uploadForm } from '../support/files.js';
import { exampleOf, placesIn, plain, wrongFor, type Place } from '../support/examples.js';
import { listForm } from '../support/parcels.js';
import { startBusiness, submittedBusiness } from '../support/business.js';
import { createPermit, issued, registerContractor, submitted } from '../support/permits.js';

let app: TestApp;
let resident: SignedInClient;
/** Another resident, who has nothing to do with the first. */
let stranger: SignedInClient;
/** Has every role, so that nothing but the request itself can be wrong. */
let clerk: SignedInClient;
/** Follows all that is the resident's, and owns nothing. */
let follower: SignedInClient;
/** Each has one role. */
const byRole = new Map<StaffRole, SignedInClient>();
/** What there is, by the end of the path that leads to it. */
let there: Record<string, string>;

beforeAll(async () => {
  app = await startApp();
  [resident, stranger, follower] = [await signUp(app), await signUp(app), await signUp(app)];
  clerk = await staff(app, ...STAFF_ROLES);
  for (const role of STAFF_ROLES) byRole.set(role, await staff(app, role));
  there = await aLittleLife();
  await followAll();
}, 60_000);
afterAll(() => app.close());

/** An application of the resident's in each of the states that matter, and one of everything that an address can name. */
async function aLittleLife(): Promise<Record<string, string>> {
  const draft = await createPermit(resident);
  const waiting = await submitted(resident);
  const done = await issued(app, { applicant: resident, reviewer: clerk });
  const contractor = await registerContractor(app, clerk, 'fence');
  const first = async (path: string, id = 'id') => {
    const { body } = await clerk.get(path);
    return String(((body.items ?? body) as Record<string, unknown>[])[0]![id]);
  };
  const [business, handedIn] = [await startBusiness(resident), await submittedBusiness(resident)];
  const charge = { description: 'Replacement of a lost card', amountCents: 1500 };
  const fees = (await clerk.post(`/admin/records/${draft.number}/fees`, charge)).body as { id: string }[];
  await resident.post('/cart/items', { recordNumber: draft.number });
  const checkout = (await resident.post('/checkouts', {}, { 'idempotency-key': newId() })).body;
  const link = (await clerk.post('/record-links', { kind: 'permit', number: waiting.number })).body;
  const project = (await clerk.post('/admin/projects', { name: 'Demo Court', description: 'Two', ownerAccountId: resident.accountId }))
    .body;
  await clerk.post(`/admin/projects/${project.number}/records`, { recordNumber: waiting.number });
  const invitation = (await resident.post(`/records/${waiting.number}/invitations`, { email: 'invited@example.com' })).body;
  const codeCase = await aNotice(clerk, { accountId: resident.accountId });
  const concern = await report(app);
  // Whatever has an address is there by now.
  const place = { parcelNumber: '15-22-104-007', line1: '12 Maple Street', zip: '60501' };
  const parcel = (await clerk.post('/admin/parcels', place)).body as { number: string; addresses: { id: string }[] };
  const list = (await clerk.postForm('/admin/parcels/imports', listForm('number,address\n'))).body as { id: string };
  const schedule = (await clerk.post('/admin/fee-schedules', { note: 'Next year', tables: [], permitTypes: [], globalFees: [] })).body;
  return {
    '/permits/{number}': draft.number,
    '/admin/permits/{number}': waiting.number,
    '/records/{number}': waiting.number,
    '/permits/{number}/document': done.number,
    '/contractors/{number}': contractor.number,
    '/admin/parcels/{number}': parcel.number,
    '/addresses/{id}': parcel.addresses[0]!.id,
    '/admin/parcels/imports/{id}': list.id,
    '/business-registrations/{number}': business,
    '/admin/business-registrations/{number}': handedIn,
    '/reviews/{id}': await first(`/records/${waiting.number}/reviews`),
    '/fees/{feeId}': fees[0]!.id,
    '/checkouts/{checkoutId}': checkout.id,
    '/record-links/{id}': link.id,
    '/record-invitations/{id}': invitation.id,
    '/projects/{number}': project.number,
    '/admin/projects/{number}': project.number,
    '/records/{recordNumber}': waiting.number,
    '/attachments/{id}': await first(`/records/${waiting.number}/attachments`),
    '/inspections/{id}': await first(`/records/${done.number}/inspections`),
    '/payments/{paymentId}': await first('/admin/payments'),
    '/admin/accounts/{id}': (await staff(app, 'cashier')).accountId,
    '/code-cases/{number}': codeCase.number,
    '/notices/{sequence}': '1',
    '/concerns/{code}': concern.followUpCode,
    '/notifications/{id}': (await resident.get('/notifications')).body.items[0].id,
    '/permit-types/{code}': 'ZAS-FNC-R',
    '/fee-schedules/{scheduleVersion}': String(schedule.scheduleVersion),
    '/jobs/{job}': 'permits.expire',
  };
}

/** As whoever typed the numbers of all the resident's records. */
async function followAll(): Promise<void> {
  const owned = await app.get(RecordsService).idsOfParty(resident.accountId);
  for (const recordId of owned) await app.get(RecordsService).addParty(recordId, follower.accountId, 'linked', 'link');
}

/** The address of something that is there, where there is such a thing. */
function real(path: string): string {
  const filledIn = Object.keys(there)
    .filter((end) => path.startsWith(`/v1${end}`) || path.includes(end))
    .sort((a, b) => b.length - a.length)
    .reduce((address, end) => address.replace(end, end.replace(/\{\w+\}/, there[end]!)), path);
  return filled(filledIn);
}

interface Question {
  path?: string;
  token?: string | null;
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  form?: FormData;
  headers?: Record<string, string>;
}

interface Answer {
  status: number;
  headers: Headers;
  text: string;
  problem: Problem;
}

/** Asks, and holds whatever comes against the document and against what must never come. */
async function ask({ method, path, operation }: ApiRoute, question: Question = {}): Promise<Answer> {
  const token = question.token === undefined ? tokenFor(operation['x-access']) : question.token;
  const text = question.text ?? (question.body === undefined ? undefined : JSON.stringify(question.body));
  const address = question.path ?? filled(path);
  const response = await fetch(`${app.url}${address}`, {
    method: method.toUpperCase(),
    redirect: 'manual',
    body: question.form ?? text,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...(operation.parameters.some(({ name }) => name === 'Idempotency-Key') ? { 'idempotency-key': newId() } : {}),
      ...question.headers,
    },
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const answered = isStream ? '' : await response.text();
  // It has no end.
  if (isStream) await response.body!.cancel();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  const answer = {
    status: response.status,
    headers: response.headers,
    text: answered,
    problem: (isJson && answered ? JSON.parse(answered) : undefined) as Problem,
  };
  expectAsDocumented({ method: method.toUpperCase(), path: address, status: answer.status, headers: answer.headers, body: answer.problem });
  expectNothingOfTheInside(answer, `${method} ${address} ${(text ?? '').slice(0, 200)}`);
  return answer;
}

function tokenFor(access: ApiRoute['operation']['x-access']): string | null {
  return access === 'anyone' ? null : access === 'staff' ? clerk.accessToken : resident.accessToken;
}

/** Stacks, statements and files, which nobody outside should ever read. */
const INSIDE =
  /\bat [\w.<>]+ \(|node_modules|file:\/\/|\/(src|dist|tmp|home|root)\/|\.(ts|js|mjs):\d|\b(select|insert into|update|delete from)\b.*\b(from|values|set|where)\b|violates|duplicate key|relation "|column "|syntax error|undefined|\[object|TypeError|null value/i;

function expectNothingOfTheInside(answer: Answer, question: string): void {
  const faults = answer.status >= 500 ? [`is answered with ${answer.status}`] : [];
  if (answer.status >= 400) {
    const contentType = answer.headers.get('content-type')?.split(';')[0];
    if (contentType !== 'application/problem+json') faults.push(`is refused as ${contentType}`);
    if (answer.problem?.status !== answer.status) faults.push(`says status ${answer.problem?.status}`);
    const inside = INSIDE.exec(answer.text)?.[0];
    if (inside) faults.push(`tells of the inside: ${inside}`);
  }
  // Made only when there is something to say: there are thousands of answers.
  if (faults.length > 0) throw new Error(`${question} ${faults.join(', ')}`);
}

/** Names and ids of things that are nowhere. */
const NOWHERE: Record<string, string> = {
  number: 'ZAS-2031-99999',
  code: 'NOWHERE',
  job: 'nowhere.nothing',
  kind: 'discipline',
  date: '2026-03-02',
  scheduleVersion: '999',
  step: 'business',
  typeVersion: '999',
};

function filled(path: string, values: Record<string, string> = NOWHERE): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? newId());
}

function jsonOf({ operation }: ApiRoute): ApiSchema | undefined {
  return operation.requestBody?.content['application/json']?.schema;
}

function exampleBody(route: ApiRoute, id: string): object | undefined {
  const schema = jsonOf(route) ?? route.operation.requestBody?.content['application/x-www-form-urlencoded']?.schema;
  return schema && { ...(exampleOf(plain(schema)) as object), ...TOGETHER[id] };
}

function filesFor({ operation }: ApiRoute): Partial<Question> {
  if (!operation.requestBody?.content['multipart/form-data']) return {};
  return { form: uploadForm({ file: pdf(), fileName: 'plan.pdf', documentType: 'site-plan' }) };
}

function named(routes: ApiRoute[]): [string, ApiRoute][] {
  return routes.map((route) => [route.operation.operationId, route]);
}

const errorsOf = ({ problem }: Answer): FieldError[] => problem.errors ?? [];
const pointersOf = (answer: Answer): string[] => errorsOf(answer).map(({ pointer }) => pointer);

const withToken = apiRoutes.filter(({ operation }) => operation['x-access'] !== 'anyone');
const forStaff = apiRoutes.filter(({ operation }) => operation['x-access'] === 'staff');
const withJson = apiRoutes.filter((route) => jsonOf(route) && !route.path.includes('/webhooks/'));

it.each(named(withToken))('%s asks who it is', async (_id, route) => {
  const answer = await ask(route, { token: null });
  expect([answer.status, answer.problem.code]).toEqual([401, 'platform.unauthenticated']);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
});

it.each(named(apiRoutes))('%s takes no token that is none', async (_id, route) => {
  const answer = await ask(route, { token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' });
  expect([answer.status, answer.problem.code]).toEqual([401, 'platform.unauthenticated']);
});

it.each(named(forStaff))('%s is for staff, with the role that the document names', async (_id, route) => {
  const roles = route.operation['x-roles'] ?? [];
  const answer = await ask(route, { token: resident.accessToken });
  expect([answer.status, answer.problem.code]).toEqual([403, 'platform.forbidden']);
  expect(answer.problem.requiredRoles).toEqual(roles);
  for (const role of roles) expect(answer.problem.detail).toContain(role);
});

const forSomeStaff = apiRoutes.filter(({ operation }) => operation['x-access'] === 'signed-in' && operation['x-roles']);

it.each(named([...forStaff, ...forSomeStaff]))(
  '%s is, of staff, for the roles that the document names and for no other',
  async (_id, route) => {
    const named = route.operation['x-roles'] ?? [];
    const roles = named.length > 0 ? named : STAFF_ROLES;
    await inTurn([...STAFF_ROLES], async (role) => {
      const answer = await ask(route, { token: byRole.get(role)!.accessToken });
      const isRefused = answer.problem?.code === 'platform.forbidden';
      expect([role, isRefused]).toEqual([role, !roles.includes(role)]);
      if (isRefused) expect([answer.status, answer.problem.requiredRoles]).toEqual([403, roles]);
    });
  },
);

const ofSomebody = apiRoutes.filter(({ path, operation }) => operation['x-access'] === 'signed-in' && path.includes('{'));

it.each(named(ofSomebody))('%s lets no stranger in', async (id, route) => {
  const body = exampleBody(route, id);
  const answer = await ask(route, { token: stranger.accessToken, path: real(route.path), body, ...filesFor(route) });
  expect([answer.status, answer.problem.code]).toEqual([expect.any(Number), expect.stringMatching(/(not-found|not-linked|not-named)$/)]);
  expect([403, 404]).toContain(answer.status);
});

/**
 * What whoever follows a record may do with it; an operation that is not named here is for its owners. Whoever follows a code case was
 * named as its respondent.
 */
const FOLLOWERS_MAY = [
  'downloadCompletionCertificate',
  'downloadPermit',
  'getAvailability',
  'getBusinessRegistration',
  'getCase',
  'getPermit',
  'getPermitRequirements',
  'getProject',
  'getReview',
  'listAttachments',
  'listFees',
  'listRecordEvents',
  'listRecordInspections',
  'listReviews',
  'respondToCase',
  'scheduleInspection',
  'uploadAttachment',
];

it.each(named(ofSomebody))('%s is for owners, or for followers where that is meant', async (id, route) => {
  const body = exampleBody(route, id);
  const answer = await ask(route, { token: follower.accessToken, path: real(route.path), body, ...filesFor(route) });
  expect([403, 404].includes(answer.status) ? 'owners' : 'followers').toBe(FOLLOWERS_MAY.includes(id) ? 'followers' : 'owners');
});

describe.each(named(withJson))('%s', (_id, route) => {
  const schema = plain(jsonOf(route)!);
  const fields = placesIn(schema);
  const example = () => ({ ...(exampleOf(schema) as object), ...TOGETHER[route.operation.operationId] });

  it('refuses a field that it does not know', async () => {
    const answer = await ask(route, { body: { ...example(), favoriteColor: 'green' } });
    expect([answer.status, errorsOf(answer)]).toEqual([422, [{ pointer: '/favoriteColor', detail: 'is not a field of this request' }]]);
  });

  it('names the field that is of a wrong type', async () => {
    await inTurn(fields, async (field) => {
      const answer = await ask(route, { body: field.holding(example(), wrongFor(field.schema)) });
      expect([field.pointer, answer.status, pointersOf(answer)]).toEqual([field.pointer, 422, expect.arrayContaining([field.pointer])]);
    });
  });

  it('names every field that is missing', async () => {
    for (const body of [{}, undefined]) {
      const answer = await ask(route, { body });
      const required = (schema.required ?? []).map((name) => `/${name}`);
      if (required.length > 0) expect([answer.status, pointersOf(answer)]).toEqual([422, expect.arrayContaining(required)]);
    }
  });

  it('takes only JSON that is whole, an object and not too large', async () => {
    const broken = await ask(route, { text: '{"a": ' });
    expect([broken.status, broken.problem.code]).toEqual([400, 'platform.malformed-json']);
    const list = await ask(route, { body: [] });
    expect([list.status, errorsOf(list)]).toEqual([422, [{ pointer: '', detail: 'must be an object' }]]);
    const large = await ask(route, { text: `{"a":"${'x'.repeat(1_100_000)}"}` });
    expect([large.status, large.problem.code]).toEqual([413, 'platform.body-too-large']);
    const text = await ask(route, { text: 'a=b', headers: { 'content-type': 'text/plain' } });
    expect([text.status, text.problem.code]).toEqual([415, 'platform.unsupported-media-type']);
  });

  it('lets no name be a link and no address a header, and reads telephone numbers as people write them', async () => {
    const tries = fields.flatMap((field) => {
      const name = field.pointer.split('/').at(-1)!;
      const [, refused, taken] = GIVEN.find(([pattern]) => pattern.test(name)) ?? [/$/, [], []];
      const isText = [plain(field.schema).type].flat().includes('string') && !plain(field.schema).enum;
      return isText
        ? [...refused.map((value) => ({ field, value, isRefused: true })), ...taken.map((value) => ({ field, value, isRefused: false }))]
        : [];
    });
    await inTurn(tries, async ({ field, value, isRefused }) => {
      const answer = await ask(route, { body: field.holding(example(), value) });
      expect([field.pointer, value, pointersOf(answer).includes(field.pointer)]).toEqual([field.pointer, value, isRefused]);
    });
  });

  it('takes blanks for nothing', async () => {
    const needed = (schema.required ?? []).filter(
      (name) => (plain(schema.properties![name]!).minLength ?? 0) > 0 && !/password/i.test(name),
    );
    await inTurn(needed, async (name) => {
      const answer = await ask(route, { body: { ...example(), [name]: ' \n ' } });
      expect([name, answer.status, pointersOf(answer)]).toEqual([name, 422, expect.arrayContaining([`/${name}`])]);
    });
  });

  it('stands whatever its fields hold', async () => {
    const tries = fields.flatMap((field) => oddFor(field).map((value) => field.holding(example(), value)));
    await inTurn(tries, (body) => ask(route, { body, path: real(route.path) }));
  });
});

const LINKS = ['your refund waits at https://evil.example', 'go to evil.com/refund', 'two\nlines', '<b>bold</b>'];

/** By the name of a field: what it refuses, and what it takes. */
const GIVEN: [RegExp, string[], string[]][] = [
  [/^(first|last|contact|business|legal|dba|payer)Name$|^owner(Business|Contact)?Name$|^line[12]$/, LINKS, ['Łukasz O’Neill-Smith Jr.']],
  [/phone$/i, ['call me', '12'], ['(630) 555-0100', ' 630-555-0100 ext. 12 ', '+1 630 555 0100']],
  [/^email$|Email$/, ['"a\r\nBcc: x"@example.org', 'jöhn@example.org', 'two@example.org,three@example.org'], []],
];

/** Fields that make sense only together, where the document's single examples do not say it. */
const TOGETHER: Record<string, object> = {
  requestPasswordReset: { profile: 'public', username: 'demo.resident' },
  assessFee: { code: 'plan-revision' },
  registerConveyance: { owner: { name: 'Demo Tower LLC', email: 'owner@example.com' } },
  transferConveyance: { owner: { name: 'Demo Tower LLC', email: 'owner@example.com' } },
};

/** Values of the right type, or nearly, that nobody had in mind; a few of them for what lies deeper. */
function oddFor({ schema, pointer }: Place): unknown[] {
  const type = [plain(schema).type].flat().find((name) => name !== 'null') ?? 'string';
  return [null, ...ODD_VALUES[type]!].slice(0, pointer.lastIndexOf('/') > 0 ? 4 : undefined);
}

const ODD_VALUES: Record<string, unknown[]> = {
  string: ['', "'; drop table x; --", '2026-02-30', '9999-12-31', '  ', '\u202e😀ﷺ\uffff', 'x'.repeat(100_000)],
  integer: [-1, 0.5, 1e308, 2 ** 53],
  number: [-1, 0.0001, 1e308, { constructor: 1, toString: 'x' }],
  boolean: ['true', 1],
  array: [[], [null], [[]], [{}], {}],
  object: [{}, [], { constructor: 1, toString: 'x' }, { a: { b: [[{}]] } }],
};

const withPlace = apiRoutes.filter(({ path }) => path.includes('{'));

/** What there is for every day, kind or name. */
const EVERYWHERE_SOMETHING = ['getReconciliation', 'definePermitWord'];

it.each(named(withPlace.filter(({ operation }) => !EVERYWHERE_SOMETHING.includes(operation.operationId))))(
  '%s says when there is nothing of that number or id',
  async (id, route) => {
    const answer = await ask(route, { body: exampleBody(route, id), ...filesFor(route) });
    expect([answer.status, answer.problem.code]).toEqual([404, expect.stringMatching(/^[a-z-]+\.[a-z-]*(not-found|unknown)$/)]);
  },
);

it.each(named(withPlace))('%s stands whatever its address holds', async (_id, route) => {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const odd = names.flatMap((name) => ODD_PARTS.map((part) => filled(route.path, { ...NOWHERE, [name]: part })));
  const tries = odd.filter((path) => !path.startsWith(PARCEL_OF_THAT_NAME));
  await inTurn(tries, async (path) => {
    const answer = await ask(route, { path });
    expect([path, answer.status < 400 && answer.status]).toEqual([path, false]);
  });
});

/** A parcel may be called so, and the odd fields above have made it. */
const PARCEL_OF_THAT_NAME = '/v1/admin/parcels/2026-02-30';

const ODD_PARTS = [
  '%00',
  '%E0%A4%A',
  '..%2f..%2fetc%2fpasswd',
  "'%20or%201=1",
  '%F0%9F%98%80',
  '-1',
  '9'.repeat(30),
  '2026-02-30',
  'x'.repeat(2000),
];

const withQuery = apiRoutes.filter(({ operation }) => operation.parameters.some((parameter) => parameter.in === 'query'));

it.each(named(withQuery))('%s refuses what its query does not know, and stands whatever it holds', async (_id, route) => {
  const unknown = await ask(route, { path: `${filled(route.path)}?favoriteColor=green` });
  expect([unknown.status, pointersOf(unknown)]).toEqual([422, ['/favoriteColor']]);
  // `limit` is the same class everywhere, and has tests of its own.
  const names = route.operation.parameters.flatMap((parameter) =>
    parameter.in === 'query' && parameter.name !== 'limit' ? parameter.name : [],
  );
  const tries = names.flatMap((name) => [
    ...[...ODD_QUERIES, ...(name === 'cursor' ? ODD_CURSORS : [])].map((value) => `${name}=${value}`),
    `${name}=a&${name}=b`,
    `${name}[]=a`,
    `${name}[constructor]=a`,
  ]);
  await inTurn(tries, (query) => ask(route, { path: `${real(route.path)}?${query}` }));
});

const ODD_QUERIES = [
  '',
  '%20',
  'x',
  '-1',
  '1e9',
  '1.5',
  '%00',
  '%ED%A0%80',
  '%F0%9F%98%80',
  "'",
  '%25',
  '2026-02-30',
  '9999-12-31',
  'x'.repeat(5000),
];
/** Not base64, and lists that no page ended with. */
const ODD_CURSORS = ['WyJ4Il0', 'WzFd', 'WyJ4IiwieCJd', 'WyJ4IiwxXQ', 'WzFlOTksIngiXQ', 'WyIwMDAwLTAwLTAwIiwieCJd'];

const headersOf = ({ operation }: ApiRoute) =>
  operation.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);

/** A header is read by the platform, for all operations alike: of those with the same headers and the same verb, one stands for all. */
const withHeaders = [
  ...new Map(
    apiRoutes.filter((route) => headersOf(route).length > 0).map((route) => [`${route.method} ${headersOf(route).join()}`, route]),
  ).values(),
];

it.each(named(withHeaders))('%s stands odd headers', async (_id, route) => {
  const tries = headersOf(route).flatMap((name) =>
    ['', ' ', '"', '*', 'W/"', '"999999999999999999999"', 'bytes=-', 'bytes=9-1', 'x'.repeat(3000)].map((value) => ({ [name]: value })),
  );
  await inTurn(tries, (headers) => ask(route, { headers, path: real(route.path), body: jsonOf(route) && {} }));
});

/** A request at a time for each of a few hands. */
async function inTurn<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  const hand = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, hand));
}
