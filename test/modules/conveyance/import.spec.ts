import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ConveyanceTransferred } from '../../../src/modules/conveyance/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, staff, type SignedInClient } from '../../support/builders.js';
import { importUnits, unitList, unitLine, type ImportView } from '../../support/conveyances.js';
import { published } from '../../support/payments.js';
import { letTimePass } from '../../support/queue.js';

let app: TestApp;
let clerk: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  clerk = await staff(app, 'permit-technician');
});
afterAll(() => app.close());

const load = (...lines: Record<string, string>[]): Promise<ImportView> => importUnits(app, clerk, unitList(lines));
const unit = async (stateNumber: string) => {
  const { items } = (await clerk.get(`/admin/conveyances?q=${stateNumber}`)).body as { items: { number: string }[] };
  return items[0] && (await clerk.get(`/conveyances/${items[0].number}`)).body;
};

describe('V-01 a list of conveyances', () => {
  const right = unitLine({ stateRegistrationNumber: 'L-1', certificateExpiresOn: '2026-06-30', landings: '4', buildingName: 'Demo Tower' });

  it('loads the right lines and names the wrong ones by line and column', async () => {
    const report = await load(
      right,
      unitLine({ stateRegistrationNumber: 'L-2', type: 'hovercraft', landings: 'four', lastAnnualOn: '2026-02-30' }),
      unitLine({ stateRegistrationNumber: 'l1' }),
      unitLine({ stateRegistrationNumber: 'L-3', ownerEmail: '', zip: '6050' }),
      unitLine({ stateRegistrationNumber: 'L-4', type: 'hovercraft', maintenanceContractor: 'CON-2026-00099' }),
      unitLine({ stateRegistrationNumber: 'L-5' }),
    );
    expect(report).toMatchObject({ status: 'done', lines: 6, added: 2, changed: 0, unchanged: 0, refused: 4, unknownColumns: ['remarks'] });
    expect(report.problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'landings'],
      [3, 'lastAnnualOn'],
      [4, 'stateRegistrationNumber'],
      [5, 'zip'],
      [5, 'ownerEmail'],
      [6, 'type'],
      [6, 'maintenanceContractor'],
    ]);
    expect(report.problems[2].detail).toBe('stands twice in the list, first in line 2');
    expect(await unit('L-1')).toMatchObject({
      status: 'active',
      landings: 4,
      buildingName: 'Demo Tower',
      owner: { email: 'list@example.com' },
    });
    expect(await unit('L-2')).toBeUndefined();
  });

  it('changes nothing when it comes again', async () => {
    const before = await unit('L-1');
    expect(await load(right)).toMatchObject({ lines: 1, added: 0, changed: 0, unchanged: 1 });
    expect(await unit('L-1')).toEqual(before);
  });

  it('changes what it says anew, and does not undo what the portal has recorded since', async () => {
    const { number } = await unit('L-1');
    await clerk.patch(`/admin/conveyances/${number}`, { certificateExpiresOn: '2027-06-30', locationInBuilding: 'East lobby' });
    expect(await load({ ...right, landings: '5', buildingName: '' })).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await unit('L-1')).toMatchObject({
      landings: 5,
      buildingName: 'Demo Tower',
      locationInBuilding: 'East lobby',
      certificate: { expiresOn: '2027-06-30' },
    });
  });

  it('gives a unit to the owner that it names, once', async () => {
    const next = { ...right, landings: '5', ownerName: 'Demo Next LLC', ownerEmail: 'next@example.com' };
    expect(await load(next)).toMatchObject({ changed: 1 });
    expect(await load(next)).toMatchObject({ changed: 0, unchanged: 1 });
    expect(await unit('L-1')).toMatchObject({ owner: { name: 'Demo Next LLC', email: 'next@example.com' } });
    expect(await published(app, ConveyanceTransferred)).toHaveLength(1);
  });

  it('knows units that came without a list', async () => {
    const { number } = await unit('L-5');
    await app.get(Database).execute(sql`update conveyance.conveyance set imported_line = null where number = ${number}`);
    expect(await load(unitLine({ stateRegistrationNumber: 'L-5' }))).toMatchObject({ unchanged: 1 });
    expect(await load(unitLine({ stateRegistrationNumber: 'L-5', model: 'GL-200' }))).toMatchObject({ changed: 1 });
    expect(await unit('L-5')).toMatchObject({ model: 'GL-200', version: expect.any(Number) });
  });

  it('leaves a retired unit alone and says so', async () => {
    const { number } = await unit('L-5');
    await clerk.post(`/admin/conveyances/${number}/retirement`, { reason: 'Removed with the building' });
    const report = await load(unitLine({ stateRegistrationNumber: 'L-5', model: 'GL-300' }));
    expect(report).toMatchObject({
      refused: 1,
      problems: [{ line: 2, column: 'stateRegistrationNumber', detail: expect.stringContaining('retired') }],
    });
  });

  it('is refused as a whole without a heading that names its units', async () => {
    const report = await importUnits(app, clerk, 'type,city\nescalator,Fairview\n');
    expect(report).toMatchObject({ status: 'refused', lines: 0, problem: expect.stringContaining('missing: stateRegistrationNumber') });
  });

  it('goes on where it stopped when its load was broken off', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => unitLine({ stateRegistrationNumber: `B-${n}`, certificateExpiresOn: '2027-01-31' }));
    const importId = (await clerk.postForm('/admin/conveyances/imports', formOf(unitList(lines)))).body.id as string;
    // A line that cannot be written yet: the first load fails behind the batches that were stored.
    await app.get(Database).execute(sql`alter table conveyance.conveyance add constraint broken check (state_key <> 'B55')`);
    await app.settle();
    const half = (await clerk.get(`/admin/conveyances/imports/${importId}`)).body;
    expect(half).toMatchObject({ status: 'loading', lines: 40, added: 40 });
    await app.get(Database).execute(sql`alter table conveyance.conveyance drop constraint broken`);
    await letTimePass(app);
    await app.settle();
    expect((await clerk.get(`/admin/conveyances/imports/${importId}`)).body).toMatchObject({
      status: 'done',
      lines: 60,
      added: 60,
      refused: 0,
    });
    const units = await app.get(Database).row(sql<{ count: number }>`
      select count(*)::int as count from conveyance.conveyance where state_key like 'B%'`);
    expect(units!.count).toBe(60);
  });

  it('is for permit technicians, and must be a form', async () => {
    const inspector = await staff(app, 'inspector');
    expect((await inspector.postForm('/admin/conveyances/imports', formOf('x'))).status).toBe(403);
    expect((await clerk.unchecked().post('/admin/conveyances/imports', {})).status).toBe(415);
    expect(problemOf(await clerk.postForm('/admin/conveyances/imports', new FormData()))).toMatchObject({ status: 422 });
  });
});

function formOf(list: string): FormData {
  const form = new FormData();
  form.append('file', new Blob([list], { type: 'text/csv' }), 'units.csv');
  return form;
}
