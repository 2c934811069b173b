import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { PermitTypes } from '../../src/modules/permits/index.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Client, type SignedInClient } from '../support/builders.js';

let app: TestApp;
let anyone: Client;
let administrator: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  anyone = anonymous(app);
  administrator = await staff(app, 'administrator');
});
afterAll(() => app.close());

const codes = (body: { items: { code: string }[] }) => body.items.map(({ code }) => code);
const pointers = (answer: Parameters<typeof problemOf>[0]) => (problemOf(answer).errors ?? []).map(({ pointer }) => pointer);

describe('a resident', () => {
  it.each(['chikens', 'siding', 'gutters', 'tree house', 'yard sale', 'window replacement', 'cut down a tree'])(
    'P-02 is told to ask about “%s”, and not led to a permit that merely sounds like it',
    async (q) => {
      const { body } = await anyone.get(`/permit-types?q=${encodeURIComponent(q)}`);
      expect(body).toMatchObject({ items: [], advice: { title: expect.any(String), text: expect.stringMatching(/[Aa]sk the counter/) } });
    },
  );

  it('P-02 gets no such advice where there is a permit', async () => {
    for (const q of ['fence', 'new window opening', 'egress window', 'christmas tree lot', 'garage']) {
      const { body } = await anyone.get(`/permit-types?q=${encodeURIComponent(q)}`);
      expect([q, body.advice, body.items.length > 0]).toEqual([q, null, true]);
    }
  });

  it('P-01 sees all 29 online permits, page by page', async () => {
    const first = await anyone.get('/permit-types?submission=online');
    expect(first.status).toBe(200);
    expect(first.body.items).toHaveLength(20);
    const second = await anyone.get(`/permit-types?submission=online&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: { length: 9 }, nextCursor: null });
    expect(new Set([...codes(first.body), ...codes(second.body)]).size).toBe(29);
  });

  it('P-01 sees one category', async () => {
    const { body } = await anyone.get('/permit-types?category=solar');
    expect(codes(body)).toEqual(['SOL-RR', 'SOL-CR', 'SOL-CG', 'SOL-RG']);
    expect(pointers(await anyone.get('/permit-types?category=moats'))).toEqual(['/category']);
    expect(pointers(await anyone.get('/permit-types?submission=fax&limit=0'))).toEqual(expect.arrayContaining(['/submission', '/limit']));
    expect(pointers(await anyone.get('/permit-types?cursor=rubbish'))).toEqual(['/cursor']);
  });

  it('P-01 learns before applying what a permit asks for', async () => {
    const { status, body, headers } = await anyone.get('/permit-types/zas-fnc-r');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      code: 'ZAS-FNC-R',
      name: 'Fence Residential',
      category: 'zoning-accessory',
      submission: 'online',
      instantIssue: false,
      ownerMayDoWork: true,
      validityDays: 180,
      counter: null,
    });
    expect(body.form[0]).toEqual({
      name: 'lengthFt',
      label: 'How long is the fence, in feet?',
      type: 'number',
      required: true,
      minimum: 1,
      maximum: 100_000,
      decimals: 1,
    });
    expect(body.documents[0]).toMatchObject({ code: 'plat-of-survey', required: true, phase: 'at-submission', condition: null });
    expect(body.documents[3]).toMatchObject({
      code: 'contract',
      required: false,
      condition: '“Will the owner who lives there do the work?” is answered no',
    });
    expect(body.reviewDisciplines[1]).toEqual({
      code: 'engineering',
      name: 'Engineering and public works',
      businessDays: 10,
      condition: '“Is any of it in an easement?” is answered yes',
    });
    expect(body.inspections.map(({ code }: { code: string }) => code)).toEqual(['post-hole', 'fence-final']);
    expect((await anyone.get('/permit-types/ZAS-FNC-R', { 'if-none-match': headers.get('etag')! })).status).toBe(304);
    expect(problemOf(await anyone.get('/permit-types/ZAS-MOAT'))).toMatchObject({ status: 404, code: 'permits.type-not-found' });
  });

  it('P-01 learns which permit is issued at once, and when', async () => {
    const { body } = await anyone.get('/permit-types/ZAS-POD');
    expect(body.instantIssue).toBe(true);
    expect(body.instantIssueCondition).toBe(
      '“Will it stand on the street or parkway?” is answered no and “For how many days will the container stand?” is at most 30',
    );
  });

  it.each([
    ['deck', 'OTC-DECK'],
    ['a/c', 'RST-AC'],
    ['privacy fence', 'ZAS-FNC-R'],
    ['hot tub', 'OTC-POOL-AG'],
    ['rewire my basement', 'RST-ELEC'],
    ['soler panels', 'SOL-RR'],
  ])('P-02 finds the permit for “%s”', async (words, code) => {
    expect(codes((await anyone.get(`/permit-types?q=${encodeURIComponent(words)}`)).body)[0]).toBe(code);
  });

  it('P-02 is told how to submit what is not taken online, and not to go round it', async () => {
    const { body } = await anyone.get('/permit-types?q=deck');
    expect(body.items[0]).toMatchObject({
      code: 'OTC-DECK',
      submission: 'counter',
      form: [],
      counter: { hardCopySets: 3, channels: ['counter', 'mail'] },
    });
    expect(body.items[0].instructions).toMatch(/Bring or mail 3 sets of paper plans.*77 Civic Center Drive/);
    expect(body.items[0].counter.warning).toMatch(/RST-CARP or ZAS-SHED/);
  });

  it('P-02 finds nothing for what is no matter of permits', async () => {
    expect((await anyone.get('/permit-types?q=marriage')).body).toEqual({ items: [], nextCursor: null, advice: null });
  });
});

const pergola = {
  name: 'Pergola Freestanding',
  category: 'zoning-accessory',
  submission: 'online',
  summary: 'A freestanding pergola in the yard.',
  keywords: ['arbor', 'trellis'],
  form: [
    { name: 'areaSqFt', label: 'How large is it, in square feet?', type: 'number', required: true, minimum: 1, maximum: 2000, decimals: 1 },
    { name: 'heightFt', label: 'How high is it, in feet?', type: 'number', required: true, minimum: 1, maximum: 40 },
    { name: 'ownerDoesWork', label: 'Will the owner do the work?', type: 'boolean', required: true },
  ],
  documents: [
    { code: 'plat-of-survey', phase: 'at-submission', required: true },
    { code: 'pergola-drawing', phase: 'at-submission', required: true, when: { field: 'heightFt', gt: 12 } },
  ],
  contractorClasses: [{ code: 'general' }],
  ownerMayDoWork: true,
  disciplines: [{ code: 'zoning', when: { field: 'areaSqFt', gt: 100 } }],
  inspections: [{ code: 'zoning-final', sequence: 1, required: true }],
  instantIssueWhen: {
    all: [
      { field: 'areaSqFt', lte: 100 },
      { field: 'heightFt', lte: 12 },
    ],
  },
};
const pergolaFees = {
  permitType: 'ZAS-PERG',
  rules: [
    { kind: 'flat', code: 'base', description: 'Pergola', due: 'before-issuance', amountCents: 4_000 },
    {
      kind: 'per-unit',
      code: 'area',
      description: 'Area',
      due: 'before-issuance',
      field: 'areaSqFt',
      unit: 'square foot',
      units: 'square feet',
      amountCents: 15,
      included: 100,
    },
  ],
  waivers: [],
};

describe('P-01 a 30th permit needs data, not code', () => {
  let schedule: Record<string, unknown>;
  beforeAll(async () => {
    const { body } = await administrator.get('/admin/fee-schedules/1');
    schedule = { note: 'With pergolas', tables: body.tables, permitTypes: body.permitTypes, globalFees: body.globalFees };
  });

  it('an administrator drafts it, and nobody else sees it', async () => {
    const { status, body, headers } = await administrator.post('/admin/permit-types', { code: 'ZAS-PERG', ...pergola });
    expect(status).toBe(201);
    expect(body).toMatchObject({ code: 'ZAS-PERG', typeVersion: 1, status: 'draft', effectiveOn: null, version: 1 });
    expect(headers.get('etag')).toMatch(/^"1\./);
    expect(body.problems).toEqual([
      { pointer: '/documents/1/code', detail: 'must be a known document type; pergola-drawing is not' },
      { pointer: '/fees', detail: 'must be in the fee schedule; version 1 has none for ZAS-PERG' },
    ]);
    expect((await anyone.get('/permit-types/ZAS-PERG')).status).toBe(404);
    expect(problemOf(await administrator.post('/admin/permit-types', { code: 'ZAS-PERG', ...pergola }))).toMatchObject({
      status: 409,
      code: 'permits.type-exists',
    });
  });

  it('it cannot be published or tried before it makes sense', async () => {
    const refused = await administrator.post('/admin/permit-types/ZAS-PERG/publication');
    expect(problemOf(refused)).toMatchObject({ status: 422, code: 'permits.type-unfit' });
    expect(pointers(refused)).toEqual(['/documents/1/code', '/fees']);
    expect(pointers(await administrator.post('/admin/permit-types/ZAS-PERG/dry-run', { valuationCents: 1 }))).toEqual([
      '/documents/1/code',
    ]);
  });

  it('a new word is defined', async () => {
    const word = { name: 'Pergola drawing with posts and footings' };
    expect((await administrator.put('/admin/permit-vocabulary/document-type/pergola-drawing', word)).body).toEqual({
      kind: 'document-type',
      code: 'pergola-drawing',
      ...word,
    });
    expect(codes((await administrator.get('/admin/permit-vocabulary')).body)).toContain('pergola-drawing');
    expect(pointers(await administrator.put('/admin/permit-vocabulary/discipline/art', word))).toEqual(['/businessDays']);
    expect(pointers(await administrator.put('/admin/permit-vocabulary/document-type/Art!', word))).toEqual(['/code']);
    expect(
      pointers(await administrator.put('/admin/permit-vocabulary/inspection-type/art', { ...word, discipline: 'art', final: true })),
    ).toEqual(['/discipline']);
    expect(problemOf(await administrator.put('/admin/permit-vocabulary/color/red', word)).code).toBe('permits.word-unknown');
  });

  it('its fees are drafted, checked and tried on the draft', async () => {
    const wrong = structuredClone(pergolaFees);
    (wrong.rules[1] as { field: string }).field = 'widthFt';
    const permitTypes = schedule.permitTypes as unknown[];
    const made = await administrator.post('/admin/fee-schedules', { ...schedule, permitTypes: [...permitTypes, wrong] });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ scheduleVersion: 2, status: 'draft', version: 1 });
    expect(made.body.problems).toEqual([
      { pointer: '/permitTypes/29/rules/1/field', detail: 'must be a question of the form; widthFt is not' },
    ]);
    const refused = await administrator.post('/admin/fee-schedules/2/publication');
    expect(problemOf(refused)).toMatchObject({ status: 422, code: 'payments.fee-schedule-unfit' });
    expect(pointers(refused)).toEqual(['/permitTypes/29/rules/1/field']);

    const right = { ...schedule, permitTypes: [...permitTypes, pergolaFees] };
    const stale = await administrator.put('/admin/fee-schedules/2', right, { 'if-match': '"7"' });
    expect(problemOf(stale)).toMatchObject({ status: 412, code: 'platform.stale-version' });
    const updated = await administrator.put('/admin/fee-schedules/2', right, { 'if-match': made.headers.get('etag')! });
    expect(updated.body).toMatchObject({ version: 2, problems: [] });

    const answers = { areaSqFt: 120.5, heightFt: 14, ownerDoesWork: false };
    const tried = await administrator.post('/admin/permit-types/ZAS-PERG/dry-run', {
      valuationCents: 500_000,
      answers,
      scheduleVersion: 2,
    });
    expect(tried.status).toBe(200);
    expect(tried.body).toMatchObject({
      typeVersion: 1,
      status: 'draft',
      openAnswers: [],
      fees: {
        scheduleVersion: 2,
        totalCents: 4_308,
        lines: [{ code: 'base' }, { code: 'area', basis: '20.5 × $0.15 per square foot over 100 square feet', amountCents: 308 }],
      },
      feeProblems: [],
      documents: [
        { code: 'plat-of-survey' },
        { code: 'pergola-drawing', name: 'Pergola drawing with posts and footings', phase: 'at-submission' },
      ],
      contractorClasses: [{ code: 'general', name: 'General contractor' }],
      reviewDisciplines: [{ code: 'zoning', businessDays: 5 }],
      inspections: [{ typeCode: 'zoning-final', sequence: 1 }],
      instantIssue: false,
      largeProject: false,
    });
    const inForce = await administrator.post('/admin/permit-types/ZAS-PERG/dry-run', {
      valuationCents: 1,
      answers: { areaSqFt: 50, heightFt: 9 },
    });
    expect(inForce.body).toMatchObject({
      fees: null,
      feeProblems: [{ pointer: '/fees' }],
      openAnswers: [{ pointer: '/answers/ownerDoesWork' }],
      reviewDisciplines: [],
      instantIssue: true,
    });
  });

  it('both are published, and people find it, read it and get an estimate', async () => {
    const published = await administrator.post('/admin/fee-schedules/2/publication');
    expect(published.body).toMatchObject({ status: 'published', effectiveOn: '2026-03-02', problems: [] });
    expect(problemOf(await administrator.put('/admin/fee-schedules/2', schedule))).toMatchObject({
      status: 409,
      code: 'payments.fee-schedule-published',
    });

    const { status, body } = await administrator.post('/admin/permit-types/ZAS-PERG/publication', {});
    expect([status, body.status, body.effectiveOn]).toEqual([200, 'published', '2026-03-02']);
    expect(codes((await anyone.get('/permit-types?q=trellis')).body)).toEqual(['ZAS-PERG']);
    const estimate = await anyone.post('/fee-estimates', { permitType: 'ZAS-PERG', valuationCents: 500_000, answers: { areaSqFt: 120.5 } });
    expect(estimate.body).toMatchObject({ totalCents: 4_308, scheduleVersion: 2 });
    expect(problemOf(await administrator.post('/admin/permit-types/ZAS-PERG/publication'))).toMatchObject({
      status: 404,
      code: 'permits.no-type-draft',
    });
  });

  it('its next version waits for its day, and the old one stays what it was', async () => {
    const first = (await app.get(PermitTypes).published('ZAS-PERG')).id;
    const draft = await administrator.put('/admin/permit-types/ZAS-PERG/draft', { ...pergola, name: 'Pergola or Arbor' });
    expect(draft.body).toMatchObject({ typeVersion: 2, status: 'draft', problems: [] });
    const yesterday = await administrator.post('/admin/permit-types/ZAS-PERG/publication', { effectiveOn: '2026-03-01' });
    expect(pointers(yesterday)).toEqual(['/effectiveOn']);
    expect((await administrator.post('/admin/permit-types/ZAS-PERG/publication', { effectiveOn: '2026-03-09' })).status).toBe(200);
    expect((await anyone.get('/permit-types/ZAS-PERG')).body).toMatchObject({ typeVersion: 1, name: 'Pergola Freestanding' });

    const start = app.clock.now();
    app.clock.advance({ days: 7 });
    expect((await anyone.get('/permit-types/ZAS-PERG')).body).toMatchObject({ typeVersion: 2, name: 'Pergola or Arbor' });
    expect(await app.get(PermitTypes).version(first)).toMatchObject({ version: 1, name: 'Pergola Freestanding' });
    app.clock.set(start);

    const { body } = await administrator.get('/admin/permit-types/ZAS-PERG/versions');
    expect(body.items.map((item: { typeVersion: number }) => item.typeVersion)).toEqual([2, 1]);
    expect((await administrator.get('/admin/permit-types/ZAS-PERG/versions/1')).body.definition).toMatchObject({
      name: 'Pergola Freestanding',
    });
  });

  it('a word that changes later changes nothing that is published', async () => {
    await administrator.put('/admin/permit-vocabulary/document-type/pergola-drawing', { name: 'Drawing' });
    app.get(PermitTypes).forget();
    expect((await anyone.get('/permit-types/ZAS-PERG')).body.documents[1].name).toBe('Pergola drawing with posts and footings');
  });

  it('a retired type is offered no more, until it is published again', async () => {
    expect((await administrator.post('/admin/permit-types/ZAS-PERG/retirement')).body.retiredOn).toBe('2026-03-02');
    expect((await anyone.get('/permit-types/ZAS-PERG')).status).toBe(404);
    expect(problemOf(await administrator.post('/admin/permit-types/ZAS-PERG/retirement'))).toMatchObject({
      status: 409,
      code: 'permits.type-retired',
    });
    await administrator.put('/admin/permit-types/ZAS-PERG/draft', pergola);
    await administrator.post('/admin/permit-types/ZAS-PERG/publication');
    expect((await anyone.get('/permit-types/ZAS-PERG')).body.typeVersion).toBe(3);
  });

  it('every step is in the audit log, with what was before and what is now', async () => {
    const entries = await app.get(Database).rows(sql<{ action: string; actorId: string; before: unknown; after: unknown }>`
      select action, actor_id, before, after from platform.audit_entry where action like 'permits.%' or action like 'payments.%fee-schedule' order by id`);
    expect(new Set(entries.map(({ action }) => action))).toEqual(
      new Set([
        'permits.create-permit-type',
        'permits.define-word',
        'payments.create-fee-schedule',
        'payments.update-fee-schedule',
        'payments.publish-fee-schedule',
        'permits.publish-permit-type',
        'permits.update-permit-type-draft',
        'permits.retire-permit-type',
      ]),
    );
    expect(new Set(entries.map(({ actorId }) => actorId))).toEqual(new Set([administrator.accountId]));
    expect(entries.find(({ action }) => action === 'permits.update-permit-type-draft')).toMatchObject({
      before: { definition: { name: 'Pergola Freestanding' } },
      after: { definition: { name: 'Pergola or Arbor' } },
    });
  });
});

describe('the administrator', () => {
  it('is told field by field what a definition may not be', async () => {
    const bad = {
      ...pergola,
      code: 'perg',
      form: [{ ...pergola.form[0], type: 'color' }],
      validityDays: 0,
      color: 'red',
      documents: [{ code: 'plat-of-survey' }],
    };
    expect(pointers(await administrator.post('/admin/permit-types', bad)).sort()).toEqual(
      ['/code', '/color', '/documents/0/phase', '/documents/0/required', '/form/0/type', '/validityDays'].sort(),
    );
  });

  it('is told field by field what a fee schedule may not be', async () => {
    const { body } = await administrator.get('/admin/fee-schedules/1');
    const schedule = {
      note: '',
      tables: body.tables,
      permitTypes: [{ permitType: 'RST-AC', rules: [{ kind: 'gift', code: 'A B', due: 'never' }], waivers: [] }],
    };
    expect(pointers(await administrator.post('/admin/fee-schedules', schedule)).sort()).toEqual(
      [
        '/globalFees',
        '/permitTypes/0/rules/0/code',
        '/permitTypes/0/rules/0/description',
        '/permitTypes/0/rules/0/due',
        '/permitTypes/0/rules/0/kind',
      ].sort(),
    );
  });

  it('reads every version of the fee schedule', async () => {
    const { body } = await administrator.get('/admin/fee-schedules?limit=1');
    expect(body).toMatchObject({ items: [{ scheduleVersion: 2 }], nextCursor: expect.any(String) });
    const older = await administrator.get(`/admin/fee-schedules?limit=1&cursor=${body.nextCursor}`);
    expect(older.body).toMatchObject({ items: [{ scheduleVersion: 1, status: 'published', effectiveOn: '2026-01-01' }], nextCursor: null });
    for (const version of ['99', '0', 'x', '99999999999'])
      expect((await administrator.get(`/admin/fee-schedules/${version}`)).status).toBe(404);
  });

  it('cannot make a type impossible to bill by publishing a form that fees do not fit', async () => {
    const { body } = await administrator.get('/admin/permit-types/RST-AC/versions/1');
    const form = body.definition.form.filter(({ name }: { name: string }) => name !== 'units');
    await administrator.put('/admin/permit-types/RST-AC/draft', { ...body.definition, form });
    expect(pointers(await administrator.post('/admin/permit-types/RST-AC/publication'))).toEqual(['/fees/rules/1/field']);
  });

  it('makes one draft, however many press the button at once', async () => {
    const { body } = await administrator.get('/admin/permit-types/RST-ROOF/versions/1');
    const answers = await Promise.all([1, 2, 3].map(() => administrator.put('/admin/permit-types/RST-ROOF/draft', body.definition)));
    expect(answers.map(({ status, body: { typeVersion } }) => [status, typeVersion])).toEqual([1, 2, 3].map(() => [200, 2]));
  });
});

it.each([
  ['get', '/admin/fee-schedules'],
  ['get', '/admin/fee-schedules/1'],
  ['post', '/admin/fee-schedules'],
  ['put', '/admin/fee-schedules/1'],
  ['post', '/admin/fee-schedules/1/publication'],
  ['post', '/admin/permit-types'],
  ['get', '/admin/permit-types/RST-AC/versions'],
  ['get', '/admin/permit-types/RST-AC/versions/1'],
  ['put', '/admin/permit-types/RST-AC/draft'],
  ['post', '/admin/permit-types/RST-AC/publication'],
  ['post', '/admin/permit-types/RST-AC/retirement'],
  ['post', '/admin/permit-types/RST-AC/dry-run'],
  ['get', '/admin/permit-vocabulary'],
  ['put', '/admin/permit-vocabulary/discipline/zoning'],
] as const)('%s %s is for administrators only', async (verb, path) => {
  const resident = await signUp(app);
  const technician = await staff(app, 'permit-technician');
  expect((await anyone[verb](path, {})).status).toBe(401);
  expect((await resident[verb](path, {})).status).toBe(403);
  expect((await technician[verb](path, {})).status).toBe(403);
});
