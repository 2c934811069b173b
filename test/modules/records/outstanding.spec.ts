import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OutstandingService, RecordsService, type OutstandingItem } from '../../../src/modules/records/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { recordQueries } from '../../support/queries.js';
import { openRecord } from '../../support/records.js';

let app: TestApp;
let records: RecordsService;
let outstanding: OutstandingService;

beforeAll(async () => {
  app = await startApp();
  records = app.get(RecordsService);
  outstanding = app.get(OutstandingService);
});
afterAll(() => app?.close());

const day = (text: string) => Temporal.PlainDate.from(text);
const fee: OutstandingItem = { kind: 'fee', code: 'base', label: 'Permit fee', waitingOn: 'applicant', amountCents: 7500 };
const letter: OutstandingItem = { kind: 'document', code: 'letter', label: 'Utility letter', waitingOn: 'applicant' };
const review: OutstandingItem = { kind: 'review', code: 'zoning', label: 'Zoning review', waitingOn: 'city' };
const waiting = (...items: OutstandingItem[]) => ({ items, otherwise: 'Nothing to do' });
const keptOf = async (id: string) => (await outstanding.of([id])).get(id) ?? [];

it('keeps since when each thing stands, whatever comes and goes beside it', async () => {
  const { id } = await openRecord(app, { outstanding: waiting(fee) });
  const [first] = await keptOf(id);
  app.clock.advance({ days: 2 });
  expect(await records.update(id, { outstanding: waiting(letter, fee) })).toBe(true);
  const [added, stayed] = await keptOf(id);
  expect(stayed!.since).toEqual(first!.since);
  expect(added!.since.since(first!.since).total('hours')).toBeGreaterThanOrEqual(48);
  expect((await records.byId(id))!.nextStep).toMatchObject({ actor: 'applicant', label: 'Pay $75.00 and upload “Utility letter”' });
});

it('says whether a list says something else than before', async () => {
  const { id } = await openRecord(app, { outstanding: waiting(fee, letter) });
  const becomes = (...items: OutstandingItem[]) => records.update(id, { outstanding: waiting(...items) });
  expect(await becomes(letter, fee)).toBe(false);
  expect(await becomes(letter, { ...fee, amountCents: 2500 })).toBe(true);
  expect(await becomes({ ...letter, label: 'Letter' }, { ...fee, amountCents: 2500 })).toBe(true);
  expect(await becomes(letter)).toBe(true);
  expect(await becomes()).toBe(true);
  expect(await becomes()).toBe(false);
});

it('begins anew when a thing comes to another side, and gives the city its time once', async () => {
  const { id } = await openRecord(app, { outstanding: waiting({ ...review, waitingOn: 'applicant' }) });
  const [before] = await keptOf(id);
  app.clock.advance({ days: 1 });
  await records.update(id, { outstanding: waiting(review) });
  const [withCity] = await keptOf(id);
  expect(withCity!.since.since(before!.since).total('hours')).toBeGreaterThanOrEqual(24);
  expect(withCity).toMatchObject({ role: 'permit-technician', dueOn: expect.anything() });
  app.clock.advance({ days: 1 });
  await records.update(id, { outstanding: waiting(review) });
  expect((await keptOf(id))[0]!.dueOn).toEqual(withCity!.dueOn);
  expect((await records.byId(id))!.nextStep.dueOn).toEqual(withCity!.dueOn);
});

it('has nothing left once the record is closed', async () => {
  const { id } = await openRecord(app, { outstanding: waiting(fee) });
  await records.update(id, { closed: true });
  expect(await keptOf(id)).toEqual([]);
});

it('asks whoever registered a kind, for many records in as many statements as for one, and by night for those whose day has passed', async () => {
  const mine = new Map<string, OutstandingItem>();
  outstanding.register({
    kind: 'license',
    of: (ids) => Promise.resolve(new Map(ids.flatMap((id) => (mine.has(id) ? [[id, waiting(mine.get(id)!)] as const] : [])))),
  });
  const open = (dueOn: string) => openRecord(app, { kind: 'license', prefix: 'CON', outstanding: waiting({ ...fee, dueOn: day(dueOn) }) });
  const [past, future] = [await open('2026-02-27'), await open('2027-02-27')];
  const more = await Promise.all(Array.from({ length: 4 }, () => open('2027-02-27')));
  for (const { id } of [past, future, ...more]) mine.set(id, letter);

  await app.runJob('records.refresh-outstanding');
  expect((await keptOf(past.id)).map(({ code }) => code)).toEqual(['letter']);
  expect((await records.byId(past.id))!.nextStep.label).toBe('Upload “Utility letter”');
  expect((await keptOf(future.id)).map(({ code }) => code)).toEqual(['base']);

  const statements = async (ids: string[]) => (await recordQueries(app, () => outstanding.refresh(ids))).length;
  const one = await statements([future.id]);
  // One update for each record that has changed, and no more.
  expect(await statements(more.map(({ id }) => id))).toBeLessThanOrEqual(one + more.length - 1);
  expect(await statements(more.map(({ id }) => id))).toBeLessThanOrEqual(one);
});
