import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { anInspector, at, book, forDays, inspectionId, recordToInspect } from '../../support/inspections.js';

let app: TestApp;
let administrator: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  administrator = forDays(app, await staff(app, 'administrator'));
});
afterAll(() => app.close());

const request = (accountId: string, more: object = {}) => ({ accountId, phone: '555-010-3000', disciplines: ['zoning'], ...more });

it('I-03 an administrator makes a member of staff an inspector, whom everyone finds with the hours to call', async () => {
  const person = await staff(app, 'inspector');
  const made = await administrator.post('/admin/inspectors', request(person.accountId, { name: 'Demo Inspector', districts: ['east'] }));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ name: 'Demo Inspector', callFrom: '07:30', callTo: '08:30', dayCapacity: 12, active: true });
  const listed = await anonymous(app).get('/inspectors?discipline=zoning');
  expect(listed.body.items).toEqual([
    { id: made.body.id, name: 'Demo Inspector', phone: '555-010-3000', disciplines: ['zoning'], callFrom: '07:30', callTo: '08:30' },
  ]);
  expect((await anonymous(app).get('/inspectors?discipline=electrical')).body.items).toEqual([]);
  expect(problemOf(await administrator.post('/admin/inspectors', request(person.accountId)))).toMatchObject({
    code: 'inspections.inspector-exists',
    inspectorId: made.body.id,
  });
});

it('takes only members of staff with the role, known districts and hours that make sense', async () => {
  const resident = await signUp(app);
  const person = await staff(app, 'inspector');
  const refused = async (body: object) =>
    problemOf(await administrator.post('/admin/inspectors', body)).errors?.map(({ pointer }) => pointer);
  expect(await refused(request(resident.accountId))).toEqual(['/accountId']);
  expect(await refused(request(person.accountId, { districts: ['east', 'moon'] }))).toEqual(['/districts/1']);
  expect(await refused(request(person.accountId, { callFrom: '09:00', callTo: '08:00' }))).toEqual(['/callTo']);
  expect((await person.post('/admin/inspectors', request(person.accountId))).status).toBe(403);
});

it('is changed by whoever has read the newest state', async () => {
  const { id } = await anInspector(app);
  const read = await administrator.get(`/admin/inspectors/${id}`);
  const etag = read.headers.get('etag')!;
  const changed = await administrator.patch(`/admin/inspectors/${id}`, { phone: '555-010-3999' }, { 'if-match': etag });
  expect(changed.body).toMatchObject({ phone: '555-010-3999', disciplines: ['zoning'], version: 2 });
  expect((await administrator.patch(`/admin/inspectors/${id}`, { phone: '555-010-3000' }, { 'if-match': etag })).status).toBe(412);
});

it('absences must lie ahead and in order, and are entered by oneself or by the office', async () => {
  const [one, other] = [await anInspector(app), await anInspector(app)];
  const path = `/admin/inspectors/${one.id}/absences`;
  const refused = async (body: object) => problemOf(await administrator.post(path, body)).errors?.map(({ pointer }) => pointer);
  expect(await refused({ fromOn: '2026-02-27', toOn: '2026-03-04' })).toEqual(['/fromOn']);
  expect(await refused({ fromOn: '2026-03-10', toOn: '2026-03-09' })).toEqual(['/toOn']);
  expect(await refused({ fromOn: '2026-03-10', toOn: '2027-06-01' })).toEqual(['/toOn']);
  expect(await refused({ fromOn: '2026-03-10', toOn: '2026-03-10', fromTime: '12:00', toTime: '11:00' })).toEqual(['/toTime']);
  expect(problemOf(await other.client.post(path, { fromOn: '2026-03-10', toOn: '2026-03-10' })).code).toBe('inspections.not-your-absence');
  const made = await one.client.post(path, { fromOn: '2026-03-10', toOn: '2026-03-12', fromTime: '12:00', reason: 'Training' });
  expect(made.body).toMatchObject({ fromOn: '2026-03-10', toOn: '2026-03-12', fromTime: '12:00', toTime: null, reason: 'Training' });
  expect((await one.client.get(path)).body.items).toHaveLength(1);
  expect((await one.client.delete(`${path}/${made.body.id}`)).status).toBe(204);
  expect(problemOf(await one.client.delete(`${path}/${made.body.id}`)).code).toBe('inspections.absence-not-found');
  expect((await one.client.get(path)).body.items).toEqual([]);
});

it('the board shows how busy everyone is and how long people wait, also as a page for 12 hours', async () => {
  const resident = forDays(app, await signUp(app));
  const { id, client } = await anInspector(app, { name: 'Busy <Inspector>', disciplines: ['fire'] });
  const fire = { typeCode: 'fire-final', typeName: 'Fire final', discipline: 'fire', sequence: 1, required: true };
  for (const start of ['09:00', '09:30', '10:00']) {
    const { number } = await recordToInspect(app, resident, [fire]);
    await book(resident, await inspectionId(resident, number, 'fire-final'), '2026-03-04', start);
  }
  await recordToInspect(app, resident, [fire]);
  const board = (await client.get('/admin/inspections/board')).body;
  expect(board).toMatchObject({ from: '2026-03-02', to: '2026-03-06' });
  const row = board.inspectors.find((inspector: { id: string }) => inspector.id === id);
  expect(row.days[2]).toEqual({ date: '2026-03-04', booked: 3, done: 0, capacity: 12, absent: false, utilisationPercent: 25 });
  expect(row.utilisationPercent).toBe(5);
  expect(board.waiting).toContainEqual(
    expect.objectContaining({
      discipline: 'fire',
      ready: 1,
      firstFreeDate: '2026-03-03',
      firstFreeStart: '09:00',
      businessDaysToFirstFree: 1,
    }),
  );
  const address = new URL(board.pageUrl);
  const page = await fetch(`${app.url}${address.pathname}${address.search}`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const html = await page.text();
  expect(html).toContain('Busy &lt;Inspector&gt;');
  expect(html).toContain('<td>0 + 3 of 12</td>');
  expect((await fetch(`${app.url}${address.pathname}${address.search.replace('2026-03-06', '2026-03-13')}`)).status).toBe(404);
  for (const query of ['from=2026-03-05&to=2026-03-04', 'from=2026-03-05&to=2026-04-20', 'from=9999-12-01']) {
    expect((await client.get(`/admin/inspections/board?${query}`)).status).toBe(422);
  }
  await at(app, '2026-03-02T23:00');
  expect((await fetch(`${app.url}${address.pathname}${address.search}`)).status).toBe(404);
  expect((await resident.get('/admin/inspections/board')).status).toBe(403);
});
