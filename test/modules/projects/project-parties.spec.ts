import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { FeesService } from '../../../src/modules/payments/index.js';
import { ProjectParties } from '../../../src/modules/projects/project-parties.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff, type SignedInClient } from '../../support/builders.js';
import { profileWith } from '../../support/city.js';
import { openRecord } from '../../support/records.js';

let app: TestApp;
let folder: string;
let developer: SignedInClient;
let builder: SignedInClient;
let lender: SignedInClient;
let technician: SignedInClient;
let project: string;

/** A city where the parties of a project see its records whole. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-city-'));
  app = await startApp({ CITY_PROFILE: profileWith(folder, { projects: { partiesSee: 'records' } }) });
  [developer, builder, lender, technician] = await Promise.all([signUp(app), signUp(app), signUp(app), staff(app, 'permit-technician')]);
});
beforeEach(async () => {
  const request = { name: 'Riverside Commons', description: 'Town houses', ownerAccountId: developer.accountId };
  project = (await technician.post('/admin/projects', request)).body.number;
});
afterAll(async () => {
  await app?.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (recordNumber: string) => technician.post(`/admin/projects/${project}/records`, { recordNumber });
const remove = (recordNumber: string) => technician.delete(`/admin/projects/${project}/records/${recordNumber}`);
const join_ = async (who: SignedInClient) => (await who.post('/record-links', { kind: 'project', number: project })).body.id as string;
const relation = async (who: SignedInClient, number: string) => (await who.get(`/records/${number}`)).body.relation;

it('R-01 links the parties of a project to its records: those who are there, and those who join later', async () => {
  const permit = await openRecord(app, { ownerAccountId: builder.accountId });
  await add(permit.number);
  expect([await relation(developer, permit.number), await relation(lender, permit.number)]).toEqual(['linked', null]);
  const link = await join_(lender);
  expect(await relation(lender, permit.number)).toBe('linked');
  const seen = (await lender.get(`/projects/${project}`)).body;
  expect(seen).toMatchObject({ partiesSee: 'records', records: [{ number: permit.number, relation: 'linked', feesDueCents: 0 }] });
  const links = (await builder.get(`/records/${permit.number}/links`)).body.items;
  expect(links.map(({ by }: { by: string }) => by)).toEqual(['project', 'project']);
  expect((await builder.delete(`/record-links/${links[0].id}`)).body.code).toBe('records.link-of-project');

  await lender.delete(`/record-links/${link}`);
  expect(await relation(lender, permit.number)).toBeNull();
});

it('R-01 takes the links away with the record, leaves those that people made themselves, and empties the carts', async () => {
  const permit = await openRecord(app, { ownerAccountId: builder.accountId });
  await add(permit.number);
  await lender.post('/record-links', { kind: 'permit', number: permit.number });
  await join_(lender);
  const fee = { code: 'BASE', description: 'Permit fee', basis: '$45.00', amountCents: 4500, due: 'at-application' as const };
  await app.get(FeesService).assess(permit.id, [fee]);
  for (const payer of [developer, lender]) expect((await payer.post('/cart/items', { recordNumber: permit.number })).status).toBe(201);

  await remove(permit.number);
  await app.settle();
  expect([await relation(developer, permit.number), await relation(lender, permit.number)]).toEqual([null, 'linked']);
  expect((await developer.get('/cart')).body.items).toEqual([]);
  expect((await lender.get('/cart')).body.items).toHaveLength(1);
});

it('R-01 misses nobody who joins while a record is added', async () => {
  const permits = await Promise.all([1, 2, 3, 4].map(() => openRecord(app)));
  const [answer] = await Promise.all([join_(lender), ...permits.map(({ number }) => add(number))]);
  expect(answer).toEqual(expect.any(String));
  for (const { number } of permits) expect([number, await relation(lender, number)]).toEqual([number, 'linked']);
});

it('follows the city when it changes its mind, however often the job runs', async () => {
  const permit = await openRecord(app);
  await add(permit.number);
  const choice = jest.spyOn(ProjectParties.prototype, 'seeRecords', 'get').mockReturnValue(false);
  await app.runJob('records.align-project-parties');
  await app.runJob('records.align-project-parties');
  expect(await relation(developer, permit.number)).toBeNull();
  const [{ left }] = await app
    .get(Database)
    .rows(sql<{ left: number }>`select count(*)::int as left from records.party where source = 'project'`);
  expect(left).toBe(0);
  choice.mockRestore();
  await app.runJob('records.align-project-parties');
  await app.runJob('records.align-project-parties');
  expect(await relation(developer, permit.number)).toBe('linked');
});

it('lets records of a project be read by those above, each party once for each reason', async () => {
  const permit = await openRecord(app, { ownerAccountId: developer.accountId });
  await add(permit.number);
  const parties = await app.get(RecordsService).parties(permit.id);
  expect(parties.map(({ relation, source }) => [relation, source])).toEqual([
    ['owner', 'applicant'],
    ['linked', 'project'],
  ]);
  expect(await relation(developer, permit.number)).toBe('owner');
});
