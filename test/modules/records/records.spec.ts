import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { RecordsService, type OpenRecord } from '../../../src/modules/records/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { waitsFor } from '../../support/waiting.js';

let app: TestApp;
let records: RecordsService;

beforeAll(async () => {
  app = await startApp();
  records = app.get(RecordsService);
});
afterAll(() => app?.close());

const FENCE: OpenRecord = {
  kind: 'permit',
  prefix: 'ZAS',
  typeCode: 'ZAS-FNC-R',
  typeName: 'Fence',
  category: 'zoning-accessory',
  status: 'draft',
  statusLabel: 'Draft',
  address: { line1: '123 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
  isPublic: false,
  outstanding: waitsFor({ actor: 'applicant', label: 'Complete and submit the application' }),
};

it('numbers records by prefix, civil year and sequence, without gaps when nothing fails', async () => {
  const first = await records.open({ ...FENCE, prefix: 'ABC' });
  const second = await records.open({ ...FENCE, prefix: 'ABC' });
  expect([first.number, second.number]).toEqual(['ABC-2026-00001', 'ABC-2026-00002']);
});

it('keeps days in the court of the city and of the applicant as the next step changes sides', async () => {
  const { id } = await records.open(FENCE);
  app.clock.advance({ days: 2 });
  await records.update(id, { outstanding: waitsFor({ actor: 'city', label: 'Review the plans' }) });
  app.clock.advance({ days: 3 });
  await records.update(id, { outstanding: waitsFor({ actor: 'city', label: 'Issue the permit' }) });
  app.clock.advance({ days: 4 });
  await records.update(id, { outstanding: waitsFor({ actor: 'contractor', label: 'Renew the insurance' }) });
  app.clock.advance({ days: 1 });
  await records.update(id, { closed: true, statusLabel: 'Withdrawn' });
  const record = await records.byId(id);
  expect(record!.secondsWithCity).toBe(7 * 86_400);
  expect(record!.secondsWithApplicant).toBe(3 * 86_400);
  expect(record!.nextStep).toMatchObject({ actor: 'none', label: 'Withdrawn' });
});

it('never lets two changes of one record at once lose each other', async () => {
  const { id } = await records.open(FENCE);
  await Promise.all([
    ...Array.from({ length: 6 }, (_, index) => records.update(id, { feesDueCents: 100 * (index + 1) })),
    records.update(id, { status: 'submitted', statusLabel: 'Submitted' }),
    records.update(id, { isPublic: true }),
  ]);
  expect(await records.byId(id)).toMatchObject({ status: 'submitted', isPublic: true, version: 9 });
});
