import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { signUp, type SignedInClient } from '../support/builders.js';
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
} from '../support/inspections.js';

let app: TestApp;
let resident: SignedInClient;
let inspector: InspectorView;

beforeAll(async () => {
  app = await startApp();
  resident = forDays(app, await signUp(app));
  inspector = await anInspector(app);
});
afterAll(() => app.close());

const subjects = async (reader: SignedInClient) =>
  ((await reader.get('/notifications?limit=100')).body.items as { subject: string }[]).map(({ subject }) => subject).reverse();

it('I-01 I-03 I-04 a resident books, is reminded, learns when the inspector comes and what was found, and never has to call', async () => {
  const { number } = await recordToInspect(app, resident, [POST_HOLE, FENCE_FINAL]);
  const id = await inspectionId(resident, number);
  const dashboard = (await resident.get('/dashboard')).body.activeInspections;
  expect(dashboard).toMatchObject([
    { id, status: 'ready', waitsFor: [], appointment: null },
    { status: 'not-ready', waitsFor: ['Post hole'] },
  ]);
  const [, , free] = (await resident.get(`/inspections/${id}/availability?from=2026-03-05&to=2026-03-05`)).body as {
    date: string;
    start: string;
  }[];
  expect((await book(resident, id, free!.date, free!.start, { note: 'The gate is on Alder Court.' })).status).toBe(200);
  await app.settle();
  await at(app, '2026-03-04T16:00');
  await at(app, '2026-03-05T07:30');

  const day = (await inspector.client.get(`/admin/inspectors/${inspector.id}/days/2026-03-05`)).body;
  expect(day.stops).toMatchObject([
    { recordNumber: number, note: 'The gate is on Alder Court.', checklist: [], arrivalWindow: { from: '09:30' } },
  ]);
  await at(app, '2026-03-05T10:20');
  const found = { outcome: 'corrections-required', corrections: [{ text: 'Set posts 3 and 4 deeper.', codeReference: 'IRC R403.1' }] };
  expect((await inspector.client.post(`/admin/inspections/${id}/result`, found)).status).toBe(201);
  await app.settle();

  const again = await inspectionId(resident, number);
  const inspections = (await resident.get(`/records/${number}/inspections`)).body.items;
  expect(inspections.find((each: { id: string }) => each.id === again)).toMatchObject({
    status: 'ready',
    attempt: 2,
    corrections: [{ text: 'Set posts 3 and 4 deeper.', codeReference: 'IRC R403.1', status: 'open', carriedOver: true }],
  });
  expect((await subjects(resident)).filter((subject) => subject.startsWith(number))).toEqual([
    `${number}: Post hole on March 5, 2026 at 10:00 AM`,
    `${number}: Post hole on Thursday, March 5, 2026`,
    `${number}: the inspector arrives between 9:30 AM and 11:00 AM`,
    `${number}: Post hole – Corrections required`,
  ]);
});

it('I-03 tells the inspector not to drive to a visit that was cancelled', async () => {
  await at(app, '2026-03-09T09:00');
  const { number } = await recordToInspect(app, resident);
  const id = await inspectionId(resident, number);
  expect((await book(resident, id, '2026-03-10', '09:00')).body).toMatchObject({ date: '2026-03-10' });
  await at(app, '2026-03-10T08:00');
  expect((await resident.delete(`/inspections/${id}/appointment`)).status).toBe(204);
  await app.settle();
  expect(await subjects(inspector.client)).toContain(`Do not go: ${number} on March 10, 2026 at 9:00 AM is cancelled`);
  expect((await inspector.client.get(`/admin/inspectors/${inspector.id}/days/2026-03-10`)).body.stops).toEqual([]);
});
