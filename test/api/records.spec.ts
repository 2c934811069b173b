import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { RecordsService, type OpenRecord } from '../../src/modules/records/index.js';
import { Database } from '../../src/platform/database/database.js';
import { RequestContext } from '../../src/platform/http/request-context.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Client, type SignedInClient } from '../support/builders.js';
import { openRecord } from '../support/records.js';
import { waitsFor, type NextStep } from '../support/waiting.js';

let app: TestApp;
let records: RecordsService;
let owner: SignedInClient;
let neighbor: SignedInClient;
let clerk: SignedInClient;
let nobody: Client;
let record: { id: string; number: string };

beforeAll(async () => {
  app = await startApp();
  records = app.get(RecordsService);
  [owner, neighbor, clerk] = await Promise.all([
    signUp(app, { firstName: 'Owner' }),
    signUp(app, { firstName: 'Neighbor' }),
    staff(app, 'permit-technician'),
  ]);
  nobody = anonymous(app);
});
afterAll(() => app?.close());
beforeEach(async () => {
  record = await openRecord(app, { ownerAccountId: owner.accountId, description: 'A cedar fence' });
});

/** Does something so many days ago; nobody's session runs out meanwhile. */
async function daysAgo<T>(days: number, work: () => Promise<T>): Promise<T> {
  app.clock.advance({ days: -days });
  const result = await work();
  app.clock.advance({ days });
  return result;
}

const ofCalled = (line1: string, overrides: Partial<OpenRecord> = {}) =>
  openRecord(app, { address: { line1, city: 'Fairview', state: 'IL', zip: '60501' }, ...overrides });

async function eventsOf(type: string): Promise<unknown[]> {
  const rows = await app.get(Database).rows(sql<{ facts: unknown }>`
    select facts from platform.event where type = ${type} and facts->>'recordId' = ${record.id} order by id`);
  return rows.map(({ facts }) => facts);
}

it('R-01 links a record by its number, however it is typed, and tells the owner', async () => {
  const [prefix, year, sequence] = record.number.split('-');
  const linked = await neighbor.post('/record-links', { kind: 'permit', number: ` ${prefix.toLowerCase()} ${year} ${Number(sequence)} ` });
  expect([linked.status, linked.body]).toEqual([
    201,
    { id: expect.any(String), number: record.number, kind: 'permit', relation: 'linked' },
  ]);
  expect(await eventsOf('records.record-linked')).toEqual([{ recordId: record.id, number: record.number, accountId: neighbor.accountId }]);
  expect((await neighbor.get(`/records/${record.number}`)).body.relation).toBe('linked');

  const again = await neighbor.post('/record-links', { kind: 'permit', number: record.number });
  expect([again.status, problemOf(again).code]).toEqual([409, 'records.already-linked']);
  const own = await owner.post('/record-links', { kind: 'permit', number: record.number });
  expect([own.status, problemOf(own).code]).toEqual([409, 'records.already-linked']);
});

it('R-01 refuses an unknown number, another kind and a stranger’s draft with one and the same answer', async () => {
  const draft = await openRecord(app, { isPublic: false });
  const link = async (kind: string, number: string) => {
    const { status, body } = await neighbor.post('/record-links', { kind, number });
    return { status, ...body, detail: body.detail.replace(number, 'N').replaceAll(kind, 'KIND') };
  };
  const unknown = await link('permit', 'ZAS-2026-88888');
  expect([unknown.status, unknown.code]).toEqual([404, 'records.not-found']);
  expect(unknown.detail).toContain('Check also that it is the number of a KIND.');
  expect(await link('permit', draft.number)).toEqual(unknown);
  expect(await link('license', record.number)).toEqual(unknown);
  expect(await link('permit', 'no number')).toEqual(unknown);
  expect(problemOf(await neighbor.post('/record-links', { kind: 'case', number: record.number }))).toMatchObject({
    status: 422,
    errors: [{ pointer: '/kind' }],
  });
  expect(await eventsOf('records.record-linked')).toEqual([]);
});

it('R-01 links once when the button is clicked twice at the same moment', async () => {
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => neighbor.post('/record-links', { kind: 'permit', number: record.number })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  expect(await eventsOf('records.record-linked')).toHaveLength(1);
});

it('R-01 shows the owner, and only the owner, who has linked the record', async () => {
  const { body: link } = await neighbor.post('/record-links', { kind: 'permit', number: record.number });
  const path = `/records/${record.number}/links`;
  expect((await owner.get(path)).body).toEqual({
    items: [{ id: link.id, name: 'Neighbor Resident', businessName: null, relation: 'linked', by: 'number', linkedAt: expect.any(String) }],
    nextCursor: null,
  });
  expect(problemOf(await neighbor.get(path)).code).toBe('records.owner-only');
  expect(problemOf(await clerk.get(path)).code).toBe('records.owner-only');
  expect(problemOf(await (await signUp(app)).get(path)).code).toBe('records.not-linked');
  expect((await neighbor.get('/record-links')).body.items[0]).toMatchObject({ id: link.id, number: record.number, kind: 'permit' });
});

it('R-01 lets the linked account and the owner remove a link, and nobody else', async () => {
  const link = async () => (await neighbor.post('/record-links', { kind: 'permit', number: record.number })).body.id as string;
  const first = await link();
  expect(problemOf(await (await signUp(app)).delete(`/record-links/${first}`)).code).toBe('records.link-not-found');
  expect(problemOf(await clerk.delete(`/record-links/${first}`)).code).toBe('records.link-not-found');
  expect((await neighbor.delete(`/record-links/${first}`)).status).toBe(204);
  expect((await owner.delete(`/record-links/${await link()}`)).status).toBe(204);
  expect(problemOf(await neighbor.get(`/records/${record.number}/events`)).code).toBe('records.not-linked');
  expect(await eventsOf('records.record-unlinked')).toHaveLength(2);
  expect((await owner.delete(`/record-links/${record.id}`)).status).toBe(404);
  expect((await owner.delete('/record-links/seven')).status).toBe(404);
});

it('R-01 limits how often numbers can be tried', async () => {
  const limited = await startApp({ RATE_LIMITS: 'on' });
  try {
    const guesser = await signUp(limited);
    const tries = await Promise.all(
      Array.from({ length: 25 }, (_, index) => guesser.post('/record-links', { kind: 'permit', number: `ZAS-2026-${index + 1}` })),
    );
    expect(tries.filter(({ status }) => status === 404)).toHaveLength(20);
    const refused = tries.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    expect(Number(refused[0].headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await limited.close();
  }
});

it('R-04 shows everyone the public side of a record, and its parties the rest', async () => {
  record = await daysAgo(4, () => openRecord(app, { ownerAccountId: owner.accountId, description: 'A cedar fence' }));
  const change = {
    outstanding: waitsFor({ actor: 'city', label: 'Review the plans' }),
    feesDueCents: 4500,
    contractorName: 'Demo Fencing',
  };
  await daysAgo(3, () => records.update(record.id, change));
  const publicSide = {
    number: record.number,
    kind: 'permit',
    typeCode: 'ZAS-FNC-R',
    typeName: 'Fence',
    category: 'zoning-accessory',
    status: 'in-review',
    statusLabel: 'In review',
    address: { line1: '123 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
    contractorName: 'Demo Fencing',
    openedOn: '2026-02-26',
    issuedOn: null,
    expiresOn: null,
  };
  const nothingMore = {
    relation: null,
    description: null,
    nextStep: null,
    feesDueCents: null,
    daysWithCity: null,
    daysWithApplicant: null,
    closedAt: null,
    projectNumber: null,
  };
  for (const who of [nobody, neighbor])
    expect((await who.get(`/records/${record.number}`)).body).toEqual({ ...publicSide, ...nothingMore });

  const more = {
    description: 'A cedar fence',
    nextStep: { actor: 'city', label: 'Review the plans', since: expect.any(String), dueOn: '2026-03-06', action: null },
    feesDueCents: 4500,
    daysWithCity: 3,
    daysWithApplicant: 1,
    closedAt: null,
    projectNumber: null,
  };
  expect((await owner.get(`/records/${record.number.toLowerCase().replaceAll('-', '')}`)).body).toEqual({
    ...publicSide,
    ...more,
    relation: 'owner',
  });
  expect((await clerk.get(`/records/${record.number}`)).body).toEqual({ ...publicSide, ...more, relation: 'staff' });
});

it('R-04 revalidates a record by its ETag', async () => {
  const first = await owner.get(`/records/${record.number}`);
  const etag = first.headers.get('etag')!;
  const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
  expect((await owner.get(`/records/${record.number}`, headers)).status).toBe(304);
  await records.update(record.id, { feesDueCents: 100 });
  expect((await owner.get(`/records/${record.number}`, headers)).status).toBe(200);
});

it('keeps a draft from everyone but its owner and staff', async () => {
  const draft = await openRecord(app, { isPublic: false, ownerAccountId: owner.accountId });
  for (const who of [nobody, neighbor]) expect(problemOf(await who.get(`/records/${draft.number}`)).code).toBe('records.not-found');
  expect((await owner.get(`/records/${draft.number}`)).status).toBe(200);
  expect((await clerk.get(`/records/${draft.number}`)).status).toBe(200);
  expect(problemOf(await nobody.get('/records/not-a-number')).code).toBe('records.not-found');
});

it('R-04 finds by number, address, type, contractor, and narrows by kind, type and status', async () => {
  const { number, id } = await ofCalled('4471 Tanglewood Road', {
    typeCode: 'RST-ROOF',
    typeName: 'Roof Replacement',
    prefix: 'RST',
    status: 'issued',
    statusLabel: 'Issued',
  });
  await records.update(id, { contractorName: 'Überdach Roofing' });
  const found = async (query: string) => (await nobody.get(`/records?${query}`)).body.items.map((item: { number: string }) => item.number);
  for (const query of [
    `q=${number}`,
    `q=${number.toLowerCase().replaceAll('-', '+')}`,
    'q=tanglewood',
    'q=TANGLE',
    'q=4471+tanglewood+rd',
    'q=roof+tanglewood',
    'q=uberdach',
    'q=tanglewod',
    'q=tnaglewood+4471',
    'address=4471+tanglewood+rd.',
    'address=tanglewoood',
    'contractor=%C3%BCberdach',
    'contractor=uberdahc',
    'q=tanglewood&typeCode=RST-ROOF&status=issued&kind=permit',
  ]) {
    expect({ query, found: await found(query) }).toEqual({ query, found: [number] });
  }
  for (const query of [
    'q=tanglewood&typeCode=ZAS-FNC-R',
    'q=tanglewood&status=draft',
    'q=tanglewood&kind=license',
    'q=4472+tanglewood',
    'contractor=tanglewood',
    'q=%25',
  ]) {
    expect({ query, found: (await nobody.get(`/records?${query}`)).body.items ?? [] }).toEqual({ query, found: [] });
  }
  const [prefix, year, sequence] = number.split('-') as [string, string, string];
  expect(await found(`q=${prefix[1]}${prefix[0]}${prefix[2]}-${year}-${sequence}`)).toContain(number);
});

it('R-04 finds by place and by the days on which records were opened, from either end', async () => {
  const at = (line1: string, latitude: number, longitude: number) =>
    openRecord(app, { typeName: 'Gazebo', address: { line1, city: 'Fairview', state: 'IL', zip: '60501', latitude, longitude } });
  const [oldest, middle] = [
    await daysAgo(20, () => at('1 Pond Lane', 41.76, -88.32)),
    await daysAgo(10, () => at('9 Pond Lane', 41.7605, -88.3206)),
  ];
  const newest = await at('900 Far Road', 41.8, -88.32);
  const find = async (query: string) => {
    const { status, body } = await nobody.get(`/records?q=gazebo&${query}`);
    expect(status).toBe(200);
    return body.items.map(({ number }: { number: string }) => number);
  };
  expect(await find('')).toEqual([newest.number, middle.number, oldest.number]);
  expect(await find('order=oldest')).toEqual([oldest.number, middle.number, newest.number]);
  expect(await find('near=41.76,-88.32')).toEqual([middle.number, oldest.number]);
  // 50 meters to the west and 56 to the north.
  expect(await find('near=41.76,-88.32&withinMeters=70')).toEqual([oldest.number]);
  expect(await find('near=41.76,-88.32&withinMeters=80')).toEqual([middle.number, oldest.number]);
  expect(await find('openedFrom=2026-02-15')).toEqual([newest.number, middle.number]);
  expect(await find('openedTo=2026-02-20')).toEqual([middle.number, oldest.number]);
  expect(await find('openedFrom=2026-02-15&openedTo=2026-02-20')).toEqual([middle.number]);

  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await nobody.get(`/records?q=gazebo&order=oldest&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
    pages.push(...body.items.map(({ number }: { number: string }) => number));
    cursor = body.nextCursor as string | null;
  }
  expect(pages).toEqual([oldest.number, middle.number, newest.number]);
  expect(problemOf(await nobody.get('/records?near=here')).errors).toEqual([
    { pointer: '/near', detail: 'must be degrees north and east, such as 41.7606,-88.3201' },
  ]);
});

it('R-04 never finds drafts, nor anything that names a person', async () => {
  const draft = await ofCalled('9 Quillwort Court', { isPublic: false, description: 'For Demo Resident', ownerAccountId: owner.accountId });
  for (const who of [nobody, owner, clerk]) {
    expect((await who.get('/records?q=quillwort')).body.items).toEqual([]);
    expect(JSON.stringify((await who.get(`/records?q=${draft.number}`)).body)).not.toContain(draft.number);
  }
  await records.update(draft.id, { isPublic: true });
  const { items } = (await owner.get('/records?q=quillwort')).body;
  expect(Object.keys(items[0]).sort()).toEqual(
    [
      'number',
      'kind',
      'typeCode',
      'typeName',
      'category',
      'status',
      'statusLabel',
      'address',
      'contractorName',
      'openedOn',
      'issuedOn',
      'expiresOn',
    ].sort(),
  );
  expect((await nobody.get('/records?q=Demo+Resident')).body.items).toEqual([]);
});

it('R-04 pages through hits in one order, none lost and none twice, exact and misspelt', async () => {
  const numbers: string[] = [];
  for (let house = 1; house <= 7; house += 1) numbers.unshift((await ofCalled(`${house} Juniperhill Terrace`)).number);
  const walk = async (q: string) => {
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await nobody.get(`/records?limit=3&q=${q}${cursor}`);
      seen.push(...body.items.map(({ number }: { number: string }) => number));
      if (body.nextCursor === null) return seen;
      cursor = `&cursor=${body.nextCursor}`;
    }
  };
  expect(await walk('juniperhill')).toEqual(numbers);
  expect((await walk('jnuiperhill')).sort()).toEqual([...numbers].sort());
});

it.each(['q=', 'q=%20'])('R-04 takes an empty search (%s) for the newest records', async (query) => {
  expect((await nobody.get(`/records?${query}&limit=1`)).body.items).toHaveLength(1);
});

it.each([
  ['q=!!!', '/q'],
  [`q=${'a'.repeat(101)}`, '/q'],
  ['kind=car', '/kind'],
  ['status=Robert%27)', '/status'],
  ['limit=0', '/limit'],
  ['limit=101', '/limit'],
  ['cursor=bm90aGluZw', '/cursor'],
  [`cursor=${Buffer.from('["words","x"]').toString('base64url')}`, '/cursor'],
  ['colour=blue', '/colour'],
])('R-04 refuses ?%s and names the parameter', async (query, pointer) => {
  expect(problemOf(await nobody.get(`/records?${query}`))).toMatchObject({ status: 422, errors: [{ pointer }] });
});

it('tells the parties what happened to a record, and staff also what is for the city alone', async () => {
  const context = app.get(RequestContext);
  const tell = (actorId: string | undefined, summary: string, visibility: 'public' | 'parties' | 'staff') =>
    context.run({ actorId }, () => records.tell(record.id, { type: 'permits.told', summary, visibility }));
  await tell(owner.accountId, 'Submitted.', 'public');
  await tell(clerk.accountId, 'Looked at.', 'staff');
  await tell(clerk.accountId, 'Approved.', 'parties');
  await tell(undefined, 'Issued.', 'public');
  const seenBy = async (who: Client) =>
    (await who.get(`/records/${record.number}/events`)).body.items.map(({ summary, by, byName }: Record<string, unknown>) => [
      summary,
      by,
      byName,
    ]);
  expect(await seenBy(owner)).toEqual([
    ['Issued.', 'system', null],
    ['Approved.', 'city', null],
    ['Submitted.', 'you', null],
  ]);
  expect(await seenBy(clerk)).toEqual([
    ['Issued.', 'system', null],
    ['Approved.', 'you', 'Demo Clerk'],
    ['Looked at.', 'you', 'Demo Clerk'],
    ['Submitted.', 'party', 'Owner Resident'],
  ]);
  const first = (await owner.get(`/records/${record.number}/events?limit=2`)).body;
  const rest = (await owner.get(`/records/${record.number}/events?limit=2&cursor=${first.nextCursor}`)).body;
  expect(rest.items.map(({ summary }: { summary: string }) => summary)).toEqual(['Submitted.']);
  expect((await neighbor.get(`/records/${record.number}/events`)).status).toBe(403);
  expect((await nobody.get(`/records/${record.number}/events`)).status).toBe(401);
});

it('shows staff what waits for the city, longest first, page by page', async () => {
  const waiting: string[] = [];
  for (const [days, label] of [
    [4, 'Review the plans'],
    [2, 'Issue the permit'],
    [1, 'Review the plans'],
  ] as const) {
    const { number } = await daysAgo(days, () =>
      openRecord(app, {
        kind: 'license',
        prefix: 'CON',
        typeCode: 'CON-ROOFING',
        typeName: 'Roofing contractor',
        outstanding: waitsFor({ actor: 'city', label }),
      }),
    );
    waiting.push(number);
  }
  const first = (await clerk.get('/admin/work-queue?kind=license&limit=2')).body;
  expect(first.items[0]).toMatchObject({
    number: waiting[0],
    nextStep: { actor: 'city', label: 'Review the plans' },
    daysWaiting: 4,
    daysWithCity: 4,
  });
  const rest = (await clerk.get(`/admin/work-queue?kind=license&limit=2&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...rest.items].map(({ number }) => number)).toEqual(waiting);
  expect((await clerk.get('/admin/work-queue?typeCode=CON-ROOFING&label=Issue+the+permit')).body.items).toHaveLength(1);
  await records.update((await records.byNumber(waiting[0]))!.id, { closed: true });
  expect((await clerk.get('/admin/work-queue?kind=license')).body.items).toHaveLength(2);
  expect((await owner.get('/admin/work-queue')).status).toBe(403);
  const forged = Buffer.from(`["yesterday","${record.id}"]`).toString('base64url');
  expect(problemOf(await clerk.get(`/admin/work-queue?cursor=${forged}`)).errors).toEqual([
    { pointer: '/cursor', detail: expect.any(String) },
  ]);
});

it('P-09 gives what waits for the city to a role, a day and a person', async () => {
  const open = (typeCode: string, nextStep: NextStep) =>
    openRecord(app, { kind: 'license', prefix: 'CON', typeCode, typeName: 'Concrete contractor', outstanding: waitsFor(nextStep) });
  const dueOn = Temporal.PlainDate.from('2026-02-27');
  const late = await open('CON-LATE', { actor: 'city', label: 'Review the plans', role: 'plan-reviewer', dueOn });
  const usual = await open('CON-USUAL', { actor: 'city', label: 'Check the papers' });
  const queue = async (query: string) =>
    (await clerk.get(`/admin/work-queue?${query}`)).body.items.filter(({ typeCode }: { typeCode: string }) =>
      ['CON-LATE', 'CON-USUAL'].includes(typeCode),
    );

  // Today is Monday, March 2. What has no term of its own is due in five business days.
  expect(await queue('limit=100')).toMatchObject([
    { number: late.number, task: 'next-step', role: 'plan-reviewer', dueOn: '2026-02-27', businessDaysOverdue: 1, owner: null },
    { number: usual.number, role: 'permit-technician', dueOn: '2026-03-09', businessDaysOverdue: 0 },
  ]);
  expect(await queue('role=plan-reviewer')).toHaveLength(1);
  expect(await queue('overdue=true')).toMatchObject([{ number: late.number }]);

  const assign = (accountId: string | null, by = clerk) => by.put(`/admin/work-queue/${late.number}/owner`, { accountId });
  expect((await assign(clerk.accountId)).status).toBe(204);
  expect(await queue('owner=me')).toMatchObject([{ number: late.number, owner: { accountId: clerk.accountId, name: 'Demo Clerk' } }]);
  expect(await queue(`owner=${clerk.accountId}`)).toHaveLength(1);
  expect(await queue('owner=nobody')).toMatchObject([{ number: usual.number }]);
  expect(problemOf(await assign(owner.accountId)).errors).toMatchObject([{ pointer: '/accountId' }]);
  expect((await assign(clerk.accountId, owner)).status).toBe(403);
  await assign(null);
  expect(await queue('owner=me')).toEqual([]);
});

it('keeps notes for staff alone, with an audit entry', async () => {
  const path = `/admin/records/${record.number}/notes`;
  const note = await clerk.post(path, { text: '  Applicant called.  ' });
  expect([note.status, note.body]).toEqual([
    201,
    { id: expect.any(String), text: 'Applicant called.', author: 'Demo Clerk', writtenAt: expect.any(String) },
  ]);
  expect((await clerk.get(path)).body.items).toEqual([note.body]);
  for (const text of ['', '   ', 'x'.repeat(4001)]) expect((await clerk.post(path, { text })).status).toBe(422);
  expect((await owner.get(path)).status).toBe(403);
  expect(problemOf(await clerk.post('/admin/records/ZAS-2026-88888/notes', { text: 'x' })).code).toBe('records.not-found');
  const entries = await app
    .get(Database)
    .rows(sql`select action, subject, actor_id from platform.audit_entry where record_id = ${record.id}`);
  expect(entries).toEqual([{ action: 'records.add-note', subject: record.number, actorId: clerk.accountId }]);
});

it('exports all records as a table that no spreadsheet carries out', async () => {
  const evil = await ofCalled('=HYPERLINK("https://example.com","x")', { typeCode: 'SGN-WALL-N' });
  const answer = await clerk.raw('/v1/admin/records/export?typeCode=SGN-WALL-N');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="records.csv"/);
  const lines = (await answer.text()).split('\r\n');
  expect(lines[0]).toMatch(/^number,kind,typeCode,typeName/);
  expect(lines[1]).toContain(`${evil.number},permit,SGN-WALL-N`);
  expect(lines[1]).toContain(`"'=HYPERLINK(""https://example.com"",""x"")"`);
  expect(lines).toHaveLength(3);
  expect((await owner.get('/admin/records/export')).status).toBe(403);
  expect(problemOf(await clerk.get('/admin/records/export?openedFrom=2026-02-30')).errors).toEqual([
    { pointer: '/openedFrom', detail: expect.any(String) },
  ]);
  const audited = await app.get(Database).rows(sql`select after from platform.audit_entry where action = 'records.export'`);
  expect(audited).toEqual([{ after: { typeCode: 'SGN-WALL-N' } }]);
});

it('exports more records than one batch holds, each once', async () => {
  await app.get(Database).execute(sql`
    insert into records.record (id, number, kind, type_code, type_name, status, status_label, is_public, opened_at, opened_on, next_step_actor, next_step_label,
      next_step_since, waiting_since)
    select gen_random_uuid(), 'EXP-2020-' || lpad(n::text, 5, '0'), 'permit', 'EXP', 'Export', 'issued', 'Issued', true, now(), '2020-01-01', 'none', '', now(), now()
    from generate_series(1, 2500) n`);
  const text = await (await clerk.raw('/v1/admin/records/export?openedFrom=2020-01-01&openedTo=2020-01-01')).text();
  const numbers = text
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]);
  expect([numbers.length, new Set(numbers).size]).toEqual([2500, 2500]);
});
