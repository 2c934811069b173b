import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { InspectionsService, type BookingHold } from '../../../src/modules/inspections/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, type SignedInClient } from '../../support/builders.js';
import { anInspector, book, inspectionId, recordToInspect } from '../../support/inspections.js';

const LAPSED: BookingHold = { source: 'permits.contractor', code: 'contractor-lapsed', reason: 'Demo Roofing is not in good standing' };
const STOPPED: BookingHold = { source: 'code-enforcement.stop', code: 'stop-work', reason: 'Work was stopped' };

let app: TestApp;
let owner: SignedInClient;
let neighbor: SignedInClient;
let record: { id: string; number: string };
let inspection: string;

beforeAll(async () => {
  app = await startApp();
  await anInspector(app);
  owner = await signUp(app);
  neighbor = await signUp(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  record = await recordToInspect(app, owner);
  inspection = await inspectionId(owner, record.number);
  await neighbor.post('/record-links', { kind: 'permit', number: record.number });
});

const inspections = () => app.get(InspectionsService);
const hold = (what: BookingHold) => app.get(Database).transaction(() => inspections().hold(record.id, what));
const release = ({ source }: BookingHold) => app.get(Database).transaction(() => inspections().release(record.id, source));
const shown = async () => (await owner.get(`/records/${record.number}/inspections`)).body.items[0] as { status: string; hold: unknown };

it('tells everyone on the record why nothing can be booked, and books nothing', async () => {
  expect(await hold(LAPSED)).toBe(true);
  const answers = await Promise.all([book(owner, inspection, '2026-03-04', '09:30'), book(neighbor, inspection, '2026-03-05', '10:00')]);
  for (const { status, body } of answers) {
    expect([status, body.code, body.reason]).toEqual([409, 'inspections.on-hold', LAPSED.reason]);
  }
  expect(await shown()).toMatchObject({ status: 'ready', hold: { reason: LAPSED.reason } });
});

it('is over when the last of those who hold lets go, and then anyone books as before', async () => {
  await hold(LAPSED);
  await hold(STOPPED);
  expect(await release(LAPSED)).toBe(true);
  expect((await book(owner, inspection, '2026-03-04', '09:30')).body).toMatchObject({ reason: STOPPED.reason });
  expect(await release(STOPPED)).toBe(true);
  expect(await release(STOPPED)).toBe(false);
  expect(await shown()).toMatchObject({ hold: null });
  expect((await book(neighbor, inspection, '2026-03-04', '09:30')).status).toBe(200);
});

it('says its newest reason, once for each source', async () => {
  await hold(LAPSED);
  expect(await hold({ ...LAPSED, reason: 'Its bond has run out' })).toBe(false);
  expect(await shown()).toMatchObject({ hold: { reason: 'Its bond has run out' } });
  await release(LAPSED);
  expect(await shown()).toMatchObject({ hold: null });
});

it('leaves a booked visit where it is: it can be called off, but not moved', async () => {
  await book(owner, inspection, '2026-03-04', '11:00');
  await hold(LAPSED);
  expect((await book(owner, inspection, '2026-03-05', '11:00')).body.code).toBe('inspections.on-hold');
  expect(await shown()).toMatchObject({ status: 'scheduled', appointment: { date: '2026-03-04', start: '11:00' } });
  expect((await owner.delete(`/inspections/${inspection}/appointment`)).status).toBe(204);
  expect(await shown()).toMatchObject({ status: 'ready', hold: { reason: LAPSED.reason } });
});
