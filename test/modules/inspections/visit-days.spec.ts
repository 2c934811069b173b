import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { InspectionsService } from '../../../src/modules/inspections/index.js';
import { RecordsService } from '../../../src/modules/records/index.js';
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
let administrator: SignedInClient;
let inspector: InspectorView;

beforeAll(async () => {
  app = await startApp();
  administrator = forDays(app, await staff(app, 'administrator'));
});
afterAll(() => app.close());

beforeEach(async () => {
  const database = app.get(Database);
  await database.execute(sql`delete from inspections.disruption`);
  await database.execute(sql`delete from inspections.appointment`);
  await database.execute(sql`delete from inspections.absence`);
  await database.execute(sql`delete from inspections.inspector`);
  await database.execute(sql`delete from platform.event where type like 'inspections.%'`);
  await at(app, '2026-03-02T09:00');
  inspector = await anInspector(app, { name: 'First Inspector' });
  resident = forDays(app, await signUp(app));
});

interface Visit {
  id: string;
  number: string;
}

async function visit(date: string, start: string, place: object = {}): Promise<Visit> {
  const { number } = await recordToInspect(app, resident, [POST_HOLE, FENCE_FINAL], place);
  const id = await inspectionId(resident, number);
  const booked = await book(resident, id, date, start);
  if (booked.status !== 200) throw new Error(JSON.stringify(booked.body));
  return { id, number };
}

const events = async (type: string) =>
  (
    await app.get(Database).rows(sql<{ facts: Record<string, string> }>`
      select facts from platform.event where type = ${`inspections.${type}`} order by occurred_at, id`)
  ).map(({ facts }) => facts);
const appointmentOf = async ({ id, number }: Visit) =>
  (
    (await resident.get(`/records/${number}/inspections`)).body.items as {
      id: string;
      status: string;
      appointment: { date: string; start: string; arrivalWindow: { from: string; to: string } | null; inspector: { name: string } } | null;
    }[]
  ).find((each) => each.id === id)!;
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

describe('the afternoon before', () => {
  it('reminds of the visits of the next business day, once, also late, and of what keeps the record from more', async () => {
    const monday = await visit('2026-03-09', '09:30');
    const { id: recordId } = (await app.get(RecordsService).byNumber(monday.number))!;
    const reason = 'Demo Fence is not in good standing';
    await app.get(InspectionsService).hold(recordId, { source: 'permits.contractor', code: 'contractor-lapsed', reason });
    await visit('2026-03-10', '09:30');
    await at(app, '2026-03-06T15:59');
    expect(await events('appointment-reminder-due')).toEqual([]);
    await at(app, '2026-03-06T18:40');
    expect(await events('appointment-reminder-due')).toMatchObject([
      { number: monday.number, date: '2026-03-09', start: '09:30', hold: reason },
    ]);
    await administrator.post('/admin/jobs/inspections.remind/runs');
    await app.settle();
    expect(await events('appointment-reminder-due')).toHaveLength(1);
  });
});

describe('I-03 the morning', () => {
  it('puts the day in order and gives each party a window of at most 90 minutes around what is booked', async () => {
    const visits = [
      await visit('2026-03-03', '09:00', { latitude: 41.76, longitude: -88.32 }),
      await visit('2026-03-03', '10:00', { latitude: 41.77, longitude: -88.31 }),
      await visit('2026-03-03', '13:00', { latitude: 41.75, longitude: -88.3 }),
    ];
    await at(app, '2026-03-03T07:29');
    expect(await events('arrival-window-set')).toEqual([]);
    await at(app, '2026-03-03T07:30');
    expect(await events('arrival-window-set')).toHaveLength(3);
    for (const each of visits) {
      const { appointment } = await appointmentOf(each);
      const [from, to] = [minutes(appointment!.arrivalWindow!.from), minutes(appointment!.arrivalWindow!.to)];
      expect(to - from).toBeLessThanOrEqual(90);
      expect(from).toBeGreaterThanOrEqual(540);
      expect(from - 5).toBeLessThanOrEqual(minutes(appointment!.start));
      expect(to).toBeGreaterThanOrEqual(minutes(appointment!.start));
    }
    const day = await inspector.client.get(`/admin/inspectors/${inspector.id}/days/2026-03-03`);
    expect(day.body).toMatchObject({
      planned: true,
      stops: [
        { order: 1, start: '09:00', description: 'Replace the fence in the back yard', address: { latitude: 41.76 } },
        { order: 2 },
        { order: 3 },
      ],
    });
    await administrator.post('/admin/jobs/inspections.plan-days/runs');
    await app.settle();
    expect(await events('arrival-window-set')).toHaveLength(3);
  });

  it('catches up when the machine was down at 7:30', async () => {
    await visit('2026-03-03', '11:00');
    await at(app, '2026-03-03T09:20');
    expect(await events('arrival-window-set')).toMatchObject([{ updated: 'no' }]);
  });

  it('gives a new window when the day shifts by more than half an hour', async () => {
    const early = await visit('2026-03-03', '09:00');
    const next = await visit('2026-03-03', '09:30');
    await at(app, '2026-03-03T07:30');
    const before = (await appointmentOf(next)).appointment!.arrivalWindow!;
    await at(app, '2026-03-03T10:50');
    await inspector.client.post(`/admin/inspections/${early.id}/result`, { outcome: 'no-access' });
    await app.settle();
    const after = (await appointmentOf(next)).appointment!.arrivalWindow!;
    expect(minutes(after.from)).toBeGreaterThan(minutes(before.from) + 30);
    expect((await events('arrival-window-set')).filter(({ updated }) => updated === 'yes')).toMatchObject([{ number: next.number }]);
  });

  it('tells nobody the same window twice', async () => {
    for (const start of ['13:00', '13:30', '14:00', '14:30']) await visit('2026-03-03', start);
    await at(app, '2026-03-03T07:30');
    for (const time of ['14:21', '14:22']) {
      await at(app, `2026-03-03T${time}`);
      await administrator.post('/admin/jobs/inspections.plan-days/runs');
      await app.settle();
    }
    const told = (await events('arrival-window-set')).map(({ number, windowFrom, windowTo }) => `${number} ${windowFrom} ${windowTo}`);
    expect(told).toEqual([...new Set(told)]);
  });
});

describe('the end of the day', () => {
  it('lists what has no result and puts it first on the next day', async () => {
    const left = await visit('2026-03-06', '14:00');
    const done = await visit('2026-03-06', '09:00');
    await at(app, '2026-03-06T10:00');
    await inspector.client.post(`/admin/inspections/${done.id}/result`, { outcome: 'approved' });
    await at(app, '2026-03-06T15:30');
    expect(await appointmentOf(left)).toMatchObject({ status: 'scheduled', appointment: { date: '2026-03-09', start: '09:00' } });
    expect(await events('appointment-changed-by-city')).toMatchObject([
      { number: left.number, cause: 'unfinished', previousDate: '2026-03-06' },
    ]);
    const listed = await inspector.client.get('/admin/inspections/disruptions?open=true');
    expect(listed.body.items).toMatchObject([{ recordNumber: left.number, cause: 'unfinished', outcome: 'moved', newDate: '2026-03-09' }]);
    await administrator.post('/admin/jobs/inspections.list-unfinished/runs');
    await app.settle();
    expect(await events('appointment-changed-by-city')).toHaveLength(1);
  });
});

describe('an absence', () => {
  const absent = (from: string, to: string, more: object = {}) =>
    administrator.post(`/admin/inspectors/${inspector.id}/absences`, { fromOn: from, toOn: to, reason: 'Training', ...more });

  it('gives the visits to whoever is free at the time, else moves them, and tells everyone', async () => {
    const visits = [await visit('2026-03-05', '09:00'), await visit('2026-03-05', '10:00')];
    const second = await anInspector(app, { name: 'Second Inspector', dayCapacity: 1 });
    expect((await absent('2026-03-05', '2026-03-05')).status).toBe(201);
    await app.settle();
    const after = [(await appointmentOf(visits[0]!)).appointment!, (await appointmentOf(visits[1]!)).appointment!];
    expect(after[0]).toMatchObject({ date: '2026-03-05', start: '09:00', inspector: { name: second.name } });
    expect(after[1]!.date > '2026-03-05').toBe(true);
    expect(await events('appointment-changed-by-city')).toHaveLength(2);
    expect((await resident.get('/inspections?status=scheduled')).body.items).toHaveLength(2);
  });

  it('of a morning leaves the afternoon alone, and one that is taken back changes nothing more', async () => {
    const morning = await visit('2026-03-05', '09:00');
    const afternoon = await visit('2026-03-05', '14:00');
    const made = await absent('2026-03-05', '2026-03-05', { toTime: '12:00' });
    await app.settle();
    expect((await appointmentOf(morning)).appointment).toMatchObject({ date: '2026-03-05', start: '12:00' });
    expect((await appointmentOf(afternoon)).appointment).toMatchObject({ start: '14:00' });
    expect((await administrator.delete(`/admin/inspectors/${inspector.id}/absences/${made.body.id}`)).status).toBe(204);
  });

  it('of the only inspector for weeks gives the visit back to be booked again', async () => {
    const lost = await visit('2026-03-05', '09:00');
    await absent('2026-03-05', '2026-06-05');
    await app.settle();
    expect(await appointmentOf(lost)).toMatchObject({ status: 'ready', appointment: null });
    expect(await events('appointment-lost')).toMatchObject([{ number: lost.number, cause: 'absence' }]);
    expect((await administrator.get('/admin/inspections/disruptions')).body.items).toMatchObject([{ outcome: 'to-book-again' }]);
  });
});

it('the day of an inspector is for staff, and says when there is no such inspector', async () => {
  expect((await resident.get(`/admin/inspectors/${inspector.id}/days/2026-03-03`)).status).toBe(403);
  const unknown = await inspector.client.get(`/admin/inspectors/${resident.accountId}/days/2026-03-03`);
  expect(problemOf(unknown).code).toBe('inspections.inspector-not-found');
});
