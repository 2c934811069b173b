import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { InspectionsService } from '../../../src/modules/inspections/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import {
  anInspector,
  at,
  book,
  FENCE_FINAL,
  forDays,
  inspectionId,
  POST_HOLE,
  recordToInspect,
  type InspectorView,
} from '../../support/inspections.js';

let app: TestApp;
let resident: SignedInClient;
let first: InspectorView;
let second: InspectorView;
let id: string;
let number: string;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const database = app.get(Database);
  await database.execute(sql`delete from inspections.disruption`);
  await database.execute(sql`delete from inspections.appointment`);
  await database.execute(sql`delete from inspections.absence`);
  await database.execute(sql`delete from inspections.inspector`);
  await at(app, '2026-03-02T09:00');
  first = await anInspector(app, { name: 'First Inspector' });
  second = await anInspector(app, { name: 'Second Inspector' });
  resident = forDays(app, await signUp(app));
  ({ number } = await recordToInspect(app, resident, [POST_HOLE, FENCE_FINAL]));
  id = await inspectionId(resident, number);
});

const events = async (type: string) =>
  (
    await app.get(Database).rows(sql<{ facts: Record<string, unknown> }>`
      select facts from platform.event where type = ${`inspections.${type}`} and facts->>'number' = ${number} order by occurred_at, id`)
  ).map(({ facts }) => facts);
const statusOf = async (inspection = id) =>
  ((await resident.get(`/records/${number}/inspections`)).body.items as { id: string; status: string }[]).find(
    (each) => each.id === inspection,
  )!.status;

describe('I-01 booking', () => {
  it('shows the free times of the weeks ahead and books one of them', async () => {
    const free = (await resident.get(`/inspections/${id}/availability`)).body as { date: string; start: string; remaining: number }[];
    expect(free[0]).toEqual({ date: '2026-03-03', start: '09:00', end: '09:30', remaining: 2 });
    expect(new Set(free.map(({ date }) => date)).size).toBe(30);
    expect(free.at(-1)).toMatchObject({ date: '2026-04-13', start: '14:30' });

    const booked = await book(resident, id, '2026-03-03', '09:30', {
      contactName: 'Demo Resident',
      contactPhone: '555-010-1234',
      note: 'Dog',
    });
    expect(booked.status).toBe(200);
    expect(booked.body).toMatchObject({
      date: '2026-03-03',
      start: '09:30',
      end: '10:00',
      inspector: { phone: '555-010-3000', callFrom: '07:30', callTo: '08:30' },
      arrivalWindow: null,
      contactName: 'Demo Resident',
    });
    expect(await statusOf()).toBe('scheduled');
    const after = (await resident.get(`/inspections/${id}/availability?from=2026-03-03&to=2026-03-03`)).body as { remaining: number }[];
    expect(after.map(({ remaining }) => remaining)).toEqual(Array.from({ length: 12 }, () => 2));
    expect(await events('inspection-scheduled')).toMatchObject([{ date: '2026-03-03', start: '09:30', previousDate: null }]);
  });

  it('moves to another time on the same appointment, and a second click changes nothing', async () => {
    await book(resident, id, '2026-03-03', '09:30', { contactName: 'Demo Resident', note: 'Dog' });
    expect((await book(resident, id, '2026-03-04', '10:00', { note: 'No dog' })).body).toMatchObject({
      contactName: 'Demo Resident',
      note: 'No dog',
    });
    expect((await book(resident, id, '2026-03-04', '10:00')).body).toMatchObject({ date: '2026-03-04', start: '10:00' });
    expect(await events('inspection-scheduled')).toMatchObject([
      {},
      { date: '2026-03-04', previousDate: '2026-03-03', previousStart: '09:30' },
    ]);
    const rows = await app.get(Database).rows(sql`select sequence from inspections.appointment where inspection_id = ${id}`);
    expect(rows).toEqual([{ sequence: 1 }]);
  });

  it('R-02 is for those who are linked to the record', async () => {
    const stranger = await signUp(app);
    expect(problemOf(await book(stranger, id, '2026-03-03', '09:30'))).toMatchObject({ status: 403, code: 'records.not-linked' });
    await stranger.post('/record-links', { kind: 'permit', number });
    expect((await book(stranger, id, '2026-03-03', '09:30')).status).toBe(200);
    expect((await stranger.delete(`/inspections/${id}/appointment`)).status).toBe(204);
  });

  it('is possible once what comes before has passed', async () => {
    const final = await inspectionId(resident, number, 'fence-final');
    expect(problemOf(await book(resident, final, '2026-03-03', '09:30'))).toMatchObject({
      status: 409,
      code: 'inspections.not-ready',
      currentStatus: 'not-ready',
      waitsFor: ['Post hole'],
    });
  });

  it.each([
    ['a Saturday', '2026-03-07', '09:30', 422, 'inspections.closed-day', '/date'],
    ['before the hours', '2026-03-05', '08:30', 422, 'inspections.outside-hours', '/start'],
    ['after the last start', '2026-03-05', '15:00', 422, 'inspections.outside-hours', '/start'],
    ['off the grid', '2026-03-05', '09:45', 422, 'inspections.outside-hours', '/start'],
    ['today', '2026-03-02', '14:00', 422, 'inspections.past-cutoff', '/date'],
    ['the past', '2025-03-03', '09:30', 422, 'inspections.past-cutoff', '/date'],
    ['too far ahead', '2026-04-14', '09:30', 422, 'inspections.too-far-ahead', '/date'],
    ['the end of time', '9999-12-31', '09:30', 422, 'inspections.too-far-ahead', '/date'],
    ['a day that does not exist', '2026-02-30', '09:30', 422, 'platform.invalid-input', '/date'],
    ['a time that does not exist', '2026-03-05', '24:00', 422, 'platform.invalid-input', '/start'],
  ])('refuses %s and changes nothing', async (_name, date, start, status, code, pointer) => {
    const refused = problemOf(await book(resident, id, date, start));
    expect(refused).toMatchObject({ status, code, errors: [{ pointer }] });
    expect(await statusOf()).toBe('ready');
  });

  it('refuses city holidays with the nearest free times', async () => {
    await at(app, '2026-05-18T09:00');
    const refused = problemOf(await book(resident, id, '2026-05-25', '09:30'));
    expect(refused).toMatchObject({ code: 'inspections.closed-day', detail: expect.stringContaining('Memorial Day') });
    expect(refused.alternatives).toContainEqual({ date: '2026-05-26', start: '09:00', end: '09:30' });
  });

  it('I-02 books until 16:00 of the business day before, also over a weekend', async () => {
    await at(app, '2026-03-06T15:59');
    expect((await book(resident, id, '2026-03-09', '09:00')).status).toBe(200);
    await at(app, '2026-03-06T16:00');
    expect(problemOf(await book(resident, id, '2026-03-10', '09:00')).code).toBe('inspections.past-cutoff');
    const { body } = await resident.get(`/inspections/${id}/availability`);
    expect(body[0]).toMatchObject({ date: '2026-03-10' });
    expect((await resident.delete(`/inspections/${id}/appointment`)).status).toBe(204);
    expect((await book(resident, id, '2026-03-10', '09:00')).status).toBe(200);
  });

  it('I-02 goes over year ends, leap days and nights of daylight saving by the calendar of the city', async () => {
    for (const [now, date] of [
      ['2026-12-31T15:00', '2027-01-04'],
      ['2028-02-28T15:00', '2028-02-29'],
      ['2026-03-06T15:00', '2026-03-09'],
      ['2026-10-30T15:00', '2026-11-02'],
    ] as const) {
      await at(app, now);
      await resident.delete(`/inspections/${id}/appointment`);
      expect([date, (await book(resident, id, date, '14:30')).body]).toMatchObject([date, { date, start: '14:30', end: '15:00' }]);
    }
  });

  it('gives the visit to the least loaded inspector, and when nobody is free names the nearest times', async () => {
    const chosen: string[] = [];
    for (const start of ['10:00', '10:00']) {
      const neighbor = await recordToInspect(app, resident);
      chosen.push((await book(resident, await inspectionId(resident, neighbor.number), '2026-03-03', start)).body.inspector.name);
    }
    expect(chosen.sort()).toEqual(['First Inspector', 'Second Inspector']);
    const refused = problemOf(await book(resident, id, '2026-03-03', '10:00'));
    expect(refused).toMatchObject({ status: 409, code: 'inspections.slot-taken' });
    expect(refused.alternatives).toEqual(
      expect.arrayContaining([
        { date: '2026-03-03', start: '09:30', end: '10:00' },
        { date: '2026-03-03', start: '10:30', end: '11:00' },
      ]),
    );
  });

  it('respects absences, capacity and disciplines', async () => {
    const database = app.get(Database);
    await database.execute(sql`update inspections.inspector set disciplines = '{electrical}' where id = ${second.id}`);
    await database.execute(sql`update inspections.inspector set day_capacity = 1 where id = ${first.id}`);
    await database.execute(sql`
      insert into inspections.absence (id, inspector_id, from_date, to_date, created_at)
      values (gen_random_uuid(), ${first.id}, '2026-03-03', '2026-03-03', now())`);
    expect(problemOf(await book(resident, id, '2026-03-03', '10:00')).code).toBe('inspections.slot-taken');
    const neighbor = await recordToInspect(app, resident);
    expect((await book(resident, await inspectionId(resident, neighbor.number), '2026-03-04', '10:00')).status).toBe(200);
    expect(problemOf(await book(resident, id, '2026-03-04', '13:00')).code).toBe('inspections.slot-taken');
    expect((await book(resident, id, '2026-03-05', '13:00')).body.inspector.name).toBe('First Inspector');
  });
});

describe('cancelling', () => {
  it('always works, tells the inspector, frees the time, and can be repeated', async () => {
    expect(problemOf(await resident.delete(`/inspections/${id}/appointment`)).code).toBe('inspections.appointment-not-found');
    await book(resident, id, '2026-03-03', '09:30');
    await at(app, '2026-03-03T09:10');
    for (let n = 0; n < 2; n++) expect((await resident.delete(`/inspections/${id}/appointment`)).status).toBe(204);
    expect(await statusOf()).toBe('ready');
    expect(await events('appointment-cancelled')).toMatchObject([{ date: '2026-03-03', cause: 'party' }]);
  });

  it('follows a closed record, with notice', async () => {
    await book(resident, id, '2026-03-03', '09:30');
    const { recordId } = (await app
      .get(Database)
      .row(sql<{ recordId: string }>`select record_id from inspections.inspection where id = ${id}`))!;
    await app.get(Database).transaction(() => app.get(InspectionsService).cancelOpen(recordId));
    expect(await statusOf()).toBe('cancelled');
    expect(await events('appointment-cancelled')).toMatchObject([{ cause: 'record-closed' }]);
  });
});

describe('I-02 the database itself', () => {
  const insert = (date: string, start: number, end: number, inspection = id) =>
    app.get(Database).execute(sql`
      insert into inspections.appointment (inspection_id, inspector_id, date, start_minute, end_minute, status, booked_at, changed_at)
      values (${inspection}, ${first.id}, ${date}::date, ${start}, ${end}, 'booked', now(), now())`);

  it.each([
    ['a Sunday', '2026-03-08', 540, 570],
    ['before nine', '2026-03-05', 510, 540],
    ['beyond three', '2026-03-05', 885, 915],
    ['time running backwards', '2026-03-05', 600, 570],
  ])('refuses %s', async (_name, date, start, end) => {
    await expect(insert(date, start, end)).rejects.toThrow(/check constraint/);
  });

  it('refuses two visits of one inspector at one time', async () => {
    await insert('2026-03-05', 540, 570);
    const neighbor = await recordToInspect(app, resident);
    await expect(insert('2026-03-05', 555, 585, await inspectionId(resident, neighbor.number))).rejects.toThrow(
      /appointment_one_at_a_time/,
    );
  });
});

describe('reassigning by staff', () => {
  it('gives a visit to another inspector, after the cut-off too, and tells', async () => {
    const taken = (await book(resident, id, '2026-03-03', '09:30')).body.inspector.name;
    const other = taken === first.name ? second : first;
    await at(app, '2026-03-02T17:00');
    const moved = await first.client.post(`/admin/inspections/${id}/reassignment`, { inspectorId: other.id, start: '11:00' });
    expect(moved.status).toBe(201);
    expect(moved.body.appointment).toMatchObject({ start: '11:00', inspector: { name: other.name } });
    expect(await events('appointment-changed-by-city')).toMatchObject([
      { cause: 'staff', previousInspectorName: taken, previousStart: '09:30' },
    ]);
  });

  it('refuses whoever lacks the discipline or is not free, and residents', async () => {
    await book(resident, id, '2026-03-03', '09:30');
    const electrician = await anInspector(app, { disciplines: ['electrical'] });
    const path = `/admin/inspections/${id}/reassignment`;
    expect(problemOf(await first.client.post(path, { inspectorId: electrician.id })).code).toBe('inspections.inspector-unfit');
    expect(problemOf(await first.client.post(path, { inspectorId: id })).code).toBe('inspections.inspector-not-found');
    expect(problemOf(await first.client.post(path, { inspectorId: first.id, date: '2026-03-07' })).code).toBe('inspections.closed-day');
    expect((await resident.post(path, { inspectorId: first.id })).status).toBe(403);
    expect((await (await staff(app, 'cashier')).post(path, { inspectorId: first.id })).status).toBe(403);
  });
});
