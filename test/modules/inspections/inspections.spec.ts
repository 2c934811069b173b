import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { InspectionsService, type RequiredInspection } from '../../../src/modules/inspections/index.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { uploadForm } from '../../support/files.js';
import { recordQueries } from '../../support/queries.js';
import { waitsFor } from '../../support/waiting.js';
import { queuedJobs } from '../../support/queue.js';

const POST_HOLE: RequiredInspection = { typeCode: 'post-hole', typeName: 'Post hole', discipline: 'zoning', sequence: 1, required: true };
const FINAL: RequiredInspection = { typeCode: 'fence-final', typeName: 'Fence final', discipline: 'zoning', sequence: 2, required: true };

const TODAY = '2026-03-02';

let app: TestApp;
/** The inspector in the city's list of them, who makes the visits. */
let inspectorId: string;
let resident: SignedInClient;
let inspector: SignedInClient;
let record: { id: string; number: string };

beforeAll(async () => {
  app = await startApp();
  inspector = await staff(app, 'inspector');
  inspectorId = newId();
  await app.get(Database).execute(sql`
    insert into inspections.inspector (id, account_id, name, phone, disciplines, call_from_minute, call_to_minute, day_capacity, created_at)
    values (${inspectorId}, ${inspector.accountId}, 'Demo Inspector', '+1 630-555-0151', '{zoning}', 450, 510, 12, now())`);
});
afterAll(() => app.close());

const inTransaction = <T>(work: () => Promise<T>) => app.get(Database).transaction(work);
const openInspections = (...inspections: RequiredInspection[]) =>
  inTransaction(() => app.get(InspectionsService).open(record.id, record.number, inspections));
interface Item {
  id: string;
  text: string;
  status: string;
  carriedOver: boolean;
}
interface Listed {
  id: string;
  typeCode: string;
  status: string;
  waitsFor: string[];
  appointment: object | null;
  corrections: Item[];
}
const list = async () => (await resident.get(`/records/${record.number}/inspections`)).body.items as Listed[];
const idOf = async (typeCode: string) => (await list()).findLast((inspection) => inspection.typeCode === typeCode)!.id;
const result = async (typeCode: string, outcome: string, comments?: string, more: object = {}) =>
  inspector.post(`/admin/inspections/${await idOf(typeCode)}/result`, { outcome, comments, ...more });
/** What is to be put right after the newest visit: its text, its status, and whether an earlier visit found it. */
const checklist = async (typeCode: string) =>
  (await list())
    .findLast((inspection) => inspection.typeCode === typeCode)!
    .corrections.map(({ text, status, carriedOver }) => [text, status, carriedOver]);
/** A booked visit, as scheduling stores it; half an hour from a minute of the day. */
const book = async (typeCode: string, date: string, startMinute: number) => {
  const id = await idOf(typeCode);
  await app.get(Database).execute(sql`
    with booked as (update inspections.inspection set status = 'scheduled', version = version + 1 where id = ${id} returning id)
    insert into inspections.appointment (inspection_id, inspector_id, date, start_minute, end_minute, status, contact_name, contact_phone,
      note, booked_at, changed_at)
    select id, ${inspectorId}, ${date}::date, ${startMinute}::int, ${startMinute + 30}::int, 'booked', 'Demo Resident', '555-010-1234',
      'The gate is on Alder Court.', ${MONDAY_MORNING}::timestamptz, ${MONDAY_MORNING}::timestamptz from booked`);
  return id;
};
const replanned = async () => (await queuedJobs(app)).flatMap(({ key }) => (key?.startsWith('inspections.replan-day:') ? key : []));
const published = async () =>
  (
    await app.get(Database).rows(sql<{ type: string }>`
      select type from platform.event where type like 'inspections.%' and facts->>'recordId' = ${record.id} order by occurred_at, id`)
  ).map(({ type }) => type.replace('inspections.', ''));

beforeEach(async () => {
  await app.get(Database).execute(sql`delete from inspections.appointment`);
  resident = await signUp(app);
  record = await inTransaction(() =>
    app.get(RecordsService).open({
      kind: 'permit',
      prefix: 'ZAS',
      typeCode: 'ZAS-FNC-R',
      typeName: 'Fence Residential',
      status: 'issued',
      statusLabel: 'Issued',
      address: { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
      ownerAccountId: resident.accountId,
      isPublic: true,
      outstanding: waitsFor({ actor: 'applicant', label: 'Build' }),
    }),
  );
});

describe('the inspections of a record', () => {
  it('I-04 open in order: the final waits until the one before it has passed, and its approval is the last', async () => {
    await openInspections(POST_HOLE, FINAL);
    expect(await list()).toMatchObject([
      { typeCode: 'post-hole', status: 'ready', attempt: 1, waitsFor: [], appointment: null, result: null, corrections: [] },
      { typeCode: 'fence-final', status: 'not-ready', waitsFor: ['Post hole'] },
    ]);
    expect((await result('post-hole', 'approved')).status).toBe(201);
    expect(await list()).toMatchObject([
      { status: 'passed', result: { outcome: 'approved' } },
      { status: 'ready', waitsFor: [] },
    ]);
    expect(await published()).toEqual(['inspection-passed']);
    await result('fence-final', 'approved');
    expect((await published()).sort()).toEqual(['all-inspections-passed', 'inspection-passed', 'inspection-passed']);
  });

  it('I-04 a failed one says why and opens its re-inspection by itself', async () => {
    await openInspections(POST_HOLE, FINAL);
    const failed = await result('post-hole', 'corrections-required', 'Posts 3 and 4 are less than 42 in deep.');
    expect(failed.body).toMatchObject({
      status: 'failed',
      result: { outcome: 'corrections-required', comments: 'Posts 3 and 4 are less than 42 in deep.' },
    });
    expect(await list()).toMatchObject([
      { typeCode: 'post-hole', status: 'failed', attempt: 1 },
      { typeCode: 'post-hole', status: 'ready', attempt: 2, repeatsId: failed.body.id },
      { typeCode: 'fence-final', status: 'not-ready' },
    ]);
    await result('post-hole', 'approved');
    expect((await list()).map(({ status }) => status)).toEqual(['failed', 'passed', 'ready']);
  });

  it.each(['partial', 'no-access', 'not-ready'])('%s does not let the work go on', async (outcome) => {
    await openInspections(POST_HOLE);
    await result('post-hole', outcome, 'Gate locked');
    expect((await list()).map(({ status }) => status)).toEqual(['failed', 'ready']);
    expect(await published()).toEqual(['inspection-failed']);
  });

  it('a result is recorded once, whoever presses twice', async () => {
    await openInspections(POST_HOLE, FINAL);
    const answers = await Promise.all([result('post-hole', 'approved'), result('post-hole', 'no-access')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(problemOf(answers.find(({ status }) => status === 409)!).code).toBe('inspections.wrong-status');
    expect(await list()).toHaveLength(answers[0].status === 201 ? 2 : 3);
  });

  it('is refused before its time, without reasons, with foreign files, and to anyone but inspectors', async () => {
    await openInspections(POST_HOLE, FINAL);
    expect(problemOf(await result('fence-final', 'approved'))).toMatchObject({
      status: 409,
      code: 'inspections.wrong-status',
      currentStatus: 'not-ready',
    });
    expect(problemOf(await result('post-hole', 'partial'))).toMatchObject({ status: 422, errors: [{ pointer: '/comments' }] });
    const id = await idOf('post-hole');
    const foreign = { outcome: 'approved', attachmentIds: ['0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10'] };
    expect((await inspector.post(`/admin/inspections/${id}/result`, foreign)).status).toBe(404);
    expect((await resident.post(`/admin/inspections/${id}/result`, { outcome: 'approved' })).status).toBe(403);
    expect((await list()).map(({ status }) => status)).toEqual(['ready', 'not-ready']);
  });

  it('two inspectors who approve the last two at the same moment end the job exactly once', async () => {
    await openInspections(POST_HOLE, { ...FINAL, sequence: 1 });
    await Promise.all([result('post-hole', 'approved'), result('fence-final', 'approved')]);
    expect((await published()).filter((type) => type === 'all-inspections-passed')).toHaveLength(1);
  });

  it('are cancelled when nobody needs to come any more', async () => {
    await openInspections(POST_HOLE, FINAL);
    await inTransaction(() => app.get(InspectionsService).cancelOpen(record.id));
    expect((await list()).map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect((await result('post-hole', 'approved')).status).toBe(409);
  });
});

describe('what has to be put right', () => {
  const DEPTH = { text: 'Post 3 is 30 in deep; it has to be 42 in.', codeReference: 'IRC R403.1.4' };
  const GATE = { text: 'The gate opens over the sidewalk.' };

  it('I-04 is listed item by item, and is the checklist of the re-inspection', async () => {
    await openInspections(POST_HOLE);
    const photo = (await resident.postForm(`/records/${record.number}/attachments`, uploadForm())).body.id as string;
    const failed = await result('post-hole', 'corrections-required', undefined, { corrections: [{ ...DEPTH, attachmentId: photo }, GATE] });
    expect(failed.status).toBe(201);
    expect(failed.body).toMatchObject({
      status: 'failed',
      result: { comments: null },
      corrections: [
        { ...DEPTH, attachmentId: photo, status: 'open', carriedOver: false },
        { ...GATE, codeReference: null, attachmentId: null, status: 'open', carriedOver: false },
      ],
    });
    expect((await list())[1]).toMatchObject({
      status: 'ready',
      corrections: [
        { ...DEPTH, attachmentId: photo, status: 'open', carriedOver: true },
        { ...GATE, status: 'open', carriedOver: true },
      ],
    });
  });

  it('I-04 is carried from visit to visit until it is put right, and resolved for good by the approval', async () => {
    await openInspections(POST_HOLE);
    await result('post-hole', 'corrections-required', undefined, { corrections: [DEPTH, GATE] });
    const [depth] = (await list())[1]!.corrections;
    await result('post-hole', 'partial', 'Nearly there', {
      resolvedCorrectionIds: [depth!.id],
      corrections: [{ text: 'A picket is loose.' }],
    });
    expect((await list())[1]!.corrections).toMatchObject([
      { ...DEPTH, status: 'resolved' },
      { ...GATE, status: 'open' },
      { text: 'A picket is loose.', status: 'open', carriedOver: false },
    ]);
    expect(await checklist('post-hole')).toEqual([
      [GATE.text, 'open', true],
      ['A picket is loose.', 'open', true],
    ]);
    await result('post-hole', 'no-access');
    expect(await checklist('post-hole')).toHaveLength(2);
    expect((await result('post-hole', 'approved')).status).toBe(201);
    const states = (await list()).map(({ corrections }) => corrections.map(({ status }) => status));
    expect(states.map(({ length }) => length)).toEqual([2, 3, 2, 2]);
    expect(new Set(states.flat())).toEqual(new Set(['resolved']));
  });

  it('is told by comments, by corrections or by both; an approval has none', async () => {
    await openInspections(POST_HOLE);
    for (const outcome of ['partial', 'corrections-required']) {
      const nothing = problemOf(await result('post-hole', outcome, ' ', { corrections: [] }));
      expect([nothing.status, nothing.errors]).toEqual([422, [{ pointer: '/comments', detail: expect.any(String) }]]);
    }
    expect(problemOf(await result('post-hole', 'not-ready', undefined, { corrections: [GATE] })).errors![0]!.pointer).toBe('/comments');
    const approved = problemOf(await result('post-hole', 'approved', undefined, { corrections: [GATE] }));
    expect([approved.status, approved.errors]).toEqual([
      422,
      [{ pointer: '/corrections', detail: expect.stringContaining('an approval leaves nothing to put right') }],
    ]);
    expect((await list()).map(({ status }) => status)).toEqual(['ready']);
  });

  it.each([' ', '', 'x'.repeat(2001), '☂️'.repeat(1500)])('says something, and not more than fits: %#', async (text) => {
    await openInspections(POST_HOLE);
    const refused = problemOf(await result('post-hole', 'partial', 'See below', { corrections: [GATE, { text }] }));
    expect([refused.status, refused.errors!.map(({ pointer }) => pointer)]).toEqual([422, ['/corrections/1/text']]);
  });

  it('names only corrections of this inspection and files of this record', async () => {
    await openInspections(POST_HOLE, { ...FINAL, sequence: 1 });
    await result('post-hole', 'corrections-required', undefined, { corrections: [GATE] });
    const [visit, , again] = await list();
    const own = again!.corrections[0]!.id;
    const before = visit!.corrections[0]!.id;
    const elsewhere = problemOf(await result('post-hole', 'approved', undefined, { resolvedCorrectionIds: [own.toUpperCase(), before] }));
    expect([elsewhere.status, elsewhere.errors!.map(({ pointer }) => pointer)]).toEqual([422, ['/resolvedCorrectionIds/1']]);
    const other = problemOf(await result('fence-final', 'approved', undefined, { resolvedCorrectionIds: [own] }));
    expect(other.errors!.map(({ pointer }) => pointer)).toEqual(['/resolvedCorrectionIds/0']);
    const foreign = await result('fence-final', 'partial', undefined, { corrections: [{ ...GATE, attachmentId: newId() }] });
    expect(problemOf(foreign)).toMatchObject({ status: 404, code: 'records.attachment-not-found' });
    expect(await checklist('post-hole')).toEqual([[GATE.text, 'open', true]]);
  });

  it('asks the database the same questions for one item and for a hundred', async () => {
    const ask = async (count: number) => {
      await openInspections(POST_HOLE);
      const id = await idOf('post-hole');
      const corrections = Array.from({ length: count }, (_, index) => ({ text: `Picket ${index + 1} is loose.` }));
      return (
        await recordQueries(app, () => inspector.post(`/admin/inspections/${id}/result`, { outcome: 'corrections-required', corrections }))
      ).length;
    };
    await ask(1);
    const few = await ask(1);
    expect(await ask(100)).toBe(few);
    expect(await checklist('post-hole')).toHaveLength(100);
    const reading = await recordQueries(app, () => list());
    await openInspections({ ...POST_HOLE, typeCode: 'another' });
    expect(await recordQueries(app, () => list())).toHaveLength(reading.length);
  });

  it('tells the number of the visit that follows', async () => {
    await openInspections(POST_HOLE);
    await result('post-hole', 'no-access');
    await result('post-hole', 'no-access');
    const facts = await app.get(Database).rows(sql<{ id: string; visit: number }>`
      select facts->>'reinspectionId' as id, (facts->'reinspectionVisit')::int as visit from platform.event
      where type = 'inspections.inspection-failed' and facts->>'recordId' = ${record.id} order by occurred_at, id`);
    const [, second, third] = await list();
    expect(facts).toEqual([
      { id: second!.id, visit: 2 },
      { id: third!.id, visit: 3 },
    ]);
  });
});

describe('a booked visit', () => {
  it('is shown with its inspector and when to call, to parties and on the dashboard', async () => {
    await openInspections(POST_HOLE, FINAL);
    const id = await book('post-hole', '2026-03-05', 570);
    const when = { date: '2026-03-05', start: '09:30', end: '10:00' };
    const appointment = {
      ...when,
      inspector: { id: inspectorId, name: 'Demo Inspector', phone: '+1 630-555-0151', callFrom: '07:30', callTo: '08:30' },
      arrivalWindow: null,
      contactName: 'Demo Resident',
      contactPhone: '555-010-1234',
      note: 'The gate is on Alder Court.',
    };
    expect((await list())[0]).toMatchObject({ status: 'scheduled', appointment });
    expect((await resident.get('/inspections?status=scheduled')).body.items).toMatchObject([{ id, appointment }]);
    await app.get(Database).execute(sql`update inspections.appointment set window_from_minute = 615, window_to_minute = 675`);
    expect((await list())[0]!.appointment).toMatchObject({ arrivalWindow: { from: '10:15', to: '11:15' } });
    expect((await resident.get('/dashboard')).body.activeInspections).toMatchObject([
      { id, status: 'scheduled', waitsFor: [], appointment: { ...when, arrivalWindow: { from: '10:15', to: '11:15' } } },
      { status: 'not-ready', waitsFor: ['Post hole'], appointment: null },
    ]);
  });

  it('is over with its result, and stays to be seen; the rest of the inspector’s day is looked at again', async () => {
    await openInspections(POST_HOLE, { ...FINAL, sequence: 1 });
    await book('post-hole', TODAY, 570);
    await book('fence-final', '2026-03-05', 570);
    expect(await replanned()).toEqual([]);
    const passed = await result('post-hole', 'approved');
    expect(passed.body).toMatchObject({ status: 'passed', appointment: { date: TODAY, start: '09:30' } });
    expect(await replanned()).toEqual([`inspections.replan-day:${inspectorId}:${TODAY}`]);
    const failed = await result('fence-final', 'partial', 'One panel is missing');
    // Inspected ahead of its day: the time is free for others.
    expect(failed.body).toMatchObject({ status: 'failed', appointment: null });
    expect((await list()).at(-1)).toMatchObject({ status: 'ready', appointment: null });
    const states = await app.get(Database).rows(sql<{ status: string }>`select status from inspections.appointment`);
    expect(states.map(({ status }) => status).sort()).toEqual(['cancelled', 'done']);
    expect(await replanned()).toHaveLength(1);
  });

  it('is cancelled, and told, when the record is closed', async () => {
    await openInspections(POST_HOLE, FINAL);
    await book('post-hole', '2026-03-05', 600);
    await inTransaction(() => app.get(InspectionsService).cancelOpen(record.id));
    expect(await list()).toMatchObject([
      { status: 'cancelled', appointment: null },
      { status: 'cancelled', appointment: null },
    ]);
    expect(await cancellations()).toEqual([{ cause: 'record-closed', date: '2026-03-05', start: '10:00', sequence: 1 }]);
  });

  it('of an optional inspection is cancelled once everything required has passed', async () => {
    await openInspections(POST_HOLE, { ...FINAL, required: false });
    await book('fence-final', '2026-03-05', 630);
    await result('post-hole', 'approved');
    expect((await list()).map(({ status }) => status)).toEqual(['passed', 'cancelled']);
    expect(await cancellations()).toMatchObject([{ cause: 'record-closed', start: '10:30' }]);
    expect((await published()).sort()).toEqual(['all-inspections-passed', 'appointment-cancelled', 'inspection-passed']);
  });

  const cancellations = () =>
    app.get(Database).rows(sql<{ cause: string; date: string; start: string; sequence: number }>`
      select e.facts->>'cause' as cause, e.facts->>'date' as date, e.facts->>'start' as start, a.sequence
      from platform.event e join inspections.appointment a on a.inspection_id = (e.facts->>'inspectionId')::uuid
      where e.type = 'inspections.appointment-cancelled' and e.facts->>'recordId' = ${record.id} and a.status = 'cancelled'`);
});

it('says what has passed and when, the newest visits in their order, for the certificate of completion', async () => {
  await openInspections(POST_HOLE, FINAL);
  expect(await app.get(InspectionsService).passedOn(record.id)).toEqual([]);
  await result('post-hole', 'no-access');
  await result('post-hole', 'approved');
  await result('fence-final', 'approved');
  const passed = await app.get(InspectionsService).passedOn(record.id);
  expect(passed.map(({ typeName, at }) => [typeName, at.toString().slice(0, 10)])).toEqual([
    ['Post hole', TODAY],
    ['Fence final', TODAY],
  ]);
});

describe('I-01 my inspections', () => {
  it('are those that lie ahead on all my records, or those of one status', async () => {
    await openInspections(POST_HOLE, FINAL);
    await result('post-hole', 'approved');
    const mine = await resident.get('/inspections');
    expect(mine.body.items).toMatchObject([{ recordNumber: record.number, typeCode: 'fence-final', status: 'ready' }]);
    expect((await resident.get('/inspections?status=passed')).body.items).toMatchObject([{ typeCode: 'post-hole' }]);
    expect((await (await signUp(app)).get('/inspections')).body.items).toEqual([]);
    expect((await resident.get('/inspections?status=done')).status).toBe(422);
  });

  it('come in pages that fit together', async () => {
    await openInspections(POST_HOLE, FINAL, { ...FINAL, typeCode: 'zoning-final', sequence: 3 });
    for (const path of ['/inspections', `/records/${record.number}/inspections`]) {
      const first = (await resident.get(`${path}?limit=2`)).body;
      const second = (await resident.get(`${path}?limit=2&cursor=${first.nextCursor}`)).body;
      expect([...first.items, ...second.items].map(({ typeCode }: { typeCode: string }) => typeCode).sort()).toEqual([
        'fence-final',
        'post-hole',
        'zoning-final',
      ]);
      expect(second.nextCursor).toBeNull();
    }
  });

  it('are nobody else’s to see', async () => {
    await openInspections(POST_HOLE);
    const stranger = await signUp(app);
    expect(problemOf(await stranger.get(`/records/${record.number}/inspections`)).code).toBe('records.not-linked');
  });
});
