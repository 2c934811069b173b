import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { InspectionsService } from '../../src/modules/inspections/index.js';
import { FeesService } from '../../src/modules/payments/index.js';
import { RecordsService } from '../../src/modules/records/index.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, signUp, staff, type SignedInClient } from '../support/builders.js';
import { pdf, uploadForm } from '../support/files.js';
import { recordQueries } from '../support/queries.js';
import { openRecord } from '../support/records.js';
import { waitsFor } from '../support/waiting.js';

let app: TestApp;
let records: RecordsService;
beforeAll(async () => {
  app = await startApp();
  records = app.get(RecordsService);
});
afterAll(() => app?.close());

const FINAL = { typeCode: 'building-final', typeName: 'Building final', discipline: 'BUILDING', sequence: 1, required: true };

it('R-03 shows in one request what is due, attached, to be inspected, and who must act', async () => {
  const owner = await signUp(app);
  const neighbor = await signUp(app);
  const clerk = await staff(app, 'permit-technician');
  const fence = await openRecord(app, { ownerAccountId: owner.accountId });
  const license = await openRecord(app, {
    kind: 'license',
    prefix: 'CON',
    typeCode: 'CON-FENCE',
    typeName: 'Fence contractor',
    ownerAccountId: owner.accountId,
  });
  await app.get(Database).transaction(async () => {
    await app
      .get(FeesService)
      .assess(fence.id, [{ code: 'BASE', description: 'Permit fee', basis: '$45.00', amountCents: 4500, due: 'at-application' }]);
    await app.get(InspectionsService).open(fence.id, fence.number, [FINAL]);
  });
  await owner.post('/cart/items', { recordNumber: fence.number });
  const upload = (who: SignedInClient, fields = {}) => who.postForm(`/records/${fence.number}/attachments`, uploadForm(fields));
  const plan = (await upload(owner)).body;
  await upload(owner, { file: pdf(3000), replaces: plan.id });
  await upload(clerk, { documentType: 'permit' });
  await neighbor.post('/record-links', { kind: 'permit', number: fence.number });
  await app.settle();

  const mine = (await owner.get('/dashboard')).body;
  expect(mine.permits).toEqual([
    {
      number: fence.number,
      kind: 'permit',
      typeCode: 'ZAS-FNC-R',
      typeName: 'Fence',
      status: 'in-review',
      statusLabel: 'In review',
      address: { line1: '123 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
      feesDueCents: 4500,
      attachmentCount: 2,
      relation: 'owner',
      nextStep: { actor: 'applicant', label: 'Upload the plat of survey', since: expect.any(String), dueOn: null, action: null },
    },
  ]);
  expect(mine.licenses.map(({ number }: { number: string }) => number)).toEqual([license.number]);
  expect([mine.projects, mine.cases]).toEqual([[], []]);
  expect(mine.totals).toEqual({ permits: 1, projects: 0, licenses: 1, cases: 0 });
  expect(mine.activeInspections).toEqual([
    {
      id: expect.any(String),
      recordNumber: fence.number,
      typeCode: 'building-final',
      typeName: 'Building final',
      status: 'ready',
      waitsFor: [],
      appointment: null,
    },
  ]);
  expect(mine.cart).toEqual({ itemCount: 1, totalCents: 4500 });
  expect(mine.unreadNotifications).toBe((await owner.get('/notifications')).body.unreadCount);

  const linked = (await neighbor.get('/dashboard')).body;
  expect(linked.permits[0]).toMatchObject({ number: fence.number, relation: 'linked', attachmentCount: 1, feesDueCents: 4500 });
  expect(linked.activeInspections).toHaveLength(1);
  expect(linked.cart).toEqual({ itemCount: 0, totalCents: 0 });
});

it('R-03 shows an empty dashboard to who is new, and none to who is not signed in', async () => {
  const { body } = await (await signUp(app)).get('/dashboard');
  expect(body).toMatchObject({
    permits: [],
    projects: [],
    licenses: [],
    cases: [],
    activeInspections: [],
    cart: { itemCount: 0, totalCents: 0 },
  });
  expect((await anonymous(app).get('/dashboard')).status).toBe(401);
});

it('R-03 puts first what waits for its reader, and last what is over', async () => {
  const owner = await signUp(app);
  const open = (nextStep: 'applicant' | 'city') =>
    openRecord(app, { ownerAccountId: owner.accountId, outstanding: waitsFor({ actor: nextStep, label: 'Next' }) });
  const closed = await open('applicant');
  await records.update(closed.id, { closed: true });
  const forOwner = await open('applicant');
  const forCity = await open('city');
  const { body } = await owner.get('/dashboard');
  expect(body.permits.map(({ number }: { number: string }) => number)).toEqual([forOwner.number, forCity.number, closed.number]);
});

it('R-03 counts an account once that is party for two reasons, as the stronger one', async () => {
  const owner = await signUp(app);
  const { id, number } = await openRecord(app);
  await records.addParty(id, owner.accountId, 'linked', 'link');
  await records.addParty(id, owner.accountId, 'owner', 'contractor');
  const { body } = await owner.get('/dashboard');
  expect(body.permits.map((item: { number: string; relation: string }) => [item.number, item.relation])).toEqual([[number, 'owner']]);
  expect((await owner.get(`/records/${number}`)).body.relation).toBe('owner');
});

it('R-03 asks the database the same few questions for 5 records and for 50', async () => {
  const owner = await signUp(app);
  const fill = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const { id, number } = await openRecord(app, { ownerAccountId: owner.accountId });
      await app.get(Database).transaction(() => app.get(InspectionsService).open(id, number, [FINAL]));
    }
  };
  const ask = async () => {
    const queries = await recordQueries(app, async () => {
      const { body } = await owner.get('/dashboard');
      expect(body.activeInspections).toHaveLength(body.permits.length);
    });
    return queries.map(({ text }) => /from ([a-z]+)\./.exec(text)?.[1]).filter((schema) => schema !== 'accounts');
  };
  await fill(5);
  const forFive = await ask();
  expect([...forFive].sort()).toEqual(['inspections', 'notifications', 'payments', 'records']);
  await fill(45);
  expect((await ask()).sort()).toEqual([...forFive].sort());
});

it('R-03 shows a hundred of a kind and says how many there are', async () => {
  const owner = await signUp(app);
  await Promise.all(Array.from({ length: 103 }, () => openRecord(app, { ownerAccountId: owner.accountId })));
  const { body } = await owner.get('/dashboard');
  expect([body.permits.length, body.totals.permits]).toEqual([100, 103]);
});

it('lists every record of an account, page by page, and by kind and whether it is open', async () => {
  const [owner, stranger] = [await signUp(app), await signUp(app)];
  const numbers: string[] = [];
  for (let count = 0; count < 5; count += 1) numbers.unshift((await openRecord(app, { ownerAccountId: owner.accountId })).number);
  const license = await openRecord(app, { kind: 'license', prefix: 'CON', typeCode: 'CON-FENCE', ownerAccountId: owner.accountId });
  await stranger.post('/record-links', { kind: 'permit', number: numbers[0] });

  const seen: string[] = [];
  let cursor: string | null = '';
  do {
    const { status, body } = await owner.get(`/dashboard/records?kind=permit&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    expect([status, body.items.length <= 2]).toEqual([200, true]);
    seen.push(...body.items.map(({ number }: { number: string }) => number));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen).toEqual(numbers);
  expect((await owner.get('/dashboard/records?open=true')).body.items).toHaveLength(6);
  expect((await owner.get('/dashboard/records?open=false')).body.items).toEqual([]);
  const { permits, licenses } = (await owner.get('/dashboard')).body;
  const all = (await owner.get('/dashboard/records')).body.items;
  expect(all).toEqual(expect.arrayContaining([...permits, ...licenses]));
  expect(all[0].number).toBe(license.number);
  expect((await stranger.get('/dashboard/records')).body.items).toMatchObject([{ number: numbers[0], relation: 'linked' }]);
});
