import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { InspectionsService, type RequiredInspection } from '../../../src/modules/inspections/index.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';

const POST_HOLE: RequiredInspection = { typeCode: 'post-hole', typeName: 'Post hole', discipline: 'zoning', sequence: 1, required: true };
const FINAL: RequiredInspection = { typeCode: 'fence-final', typeName: 'Fence final', discipline: 'zoning', sequence: 2, required: true };

let app: TestApp;
let resident: SignedInClient;
let inspector: SignedInClient;
let record: { id: string; number: string };

beforeAll(async () => {
  app = await startApp();
  inspector = await staff(app, 'inspector');
});
afterAll(() => app.close());

const inTransaction = <T>(work: () => Promise<T>) => app.get(Database).transaction(work);
const openInspections = (...inspections: RequiredInspection[]) =>
  inTransaction(() => app.get(InspectionsService).open(record.id, record.number, inspections));
const list = async () =>
  (await resident.get(`/records/${record.number}/inspections`)).body.items as { id: string; typeCode: string; status: string }[];
const idOf = async (typeCode: string) => (await list()).findLast((inspection) => inspection.typeCode === typeCode)!.id;
const result = async (typeCode: string, outcome: string, comments?: string) =>
  inspector.post(`/admin/inspections/${await idOf(typeCode)}/result`, { outcome, comments });
const published = async () =>
  (
    await app.get(Database).rows(sql<{ type: string }>`
      select type from platform.event where type like 'inspections.%' and facts->>'recordId' = ${record.id} order by occurred_at, id`)
  ).map(({ type }) => type.replace('inspections.', ''));

beforeEach(async () => {
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
      nextStep: { actor: 'applicant', label: 'Build' },
    }),
  );
});

describe('the inspections of a record', () => {
  it('I-04 open in order: the final waits until the one before it has passed, and its approval is the last', async () => {
    await openInspections(POST_HOLE, FINAL);
    expect(await list()).toMatchObject([
      { typeCode: 'post-hole', status: 'ready', attempt: 1, result: null },
      { typeCode: 'fence-final', status: 'not-ready' },
    ]);
    expect((await result('post-hole', 'approved')).status).toBe(201);
    expect(await list()).toMatchObject([{ status: 'passed', result: { outcome: 'approved' } }, { status: 'ready' }]);
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
