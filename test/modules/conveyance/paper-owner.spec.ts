import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, staff, type SignedInClient } from '../../support/builders.js';
import { aUnit, getUnit, importUnits, registerUnit, unitLine, unitList } from '../../support/conveyances.js';

let app: TestApp;
let clerk: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  clerk = await staff(app, 'permit-technician');
});
afterAll(() => app.close());

const POSTAL = { line1: '5 Mill Road', city: 'Fairview', state: 'IL', zip: '60501' };

interface Matter {
  id: string;
  kind: string;
  summary: string;
  notificationId: string;
}

interface WorkItem {
  number: string;
  followUp: Matter | null;
}

/** What the work list says of letters to be mailed for a record. */
async function toMail(number: string): Promise<Matter[]> {
  await app.settle();
  const { items } = (await clerk.get('/admin/work-queue?task=follow-up&limit=100')).body as { items: WorkItem[] };
  return items.flatMap((item) => (item.number === number && item.followUp?.kind === 'mail-on-paper' ? [item.followUp] : []));
}

it('V-01 takes an owner without e-mail, whose letters wait on the work list to be mailed', async () => {
  const refused = await clerk.post('/admin/conveyances', aUnit({ owner: { name: 'Old Owner' } }));
  expect(problemOf(refused).errors!.map(({ pointer }) => pointer)).toEqual(['/owner/email']);

  const { number } = await registerUnit(clerk, { owner: { name: 'Old Owner', address: POSTAL } });
  expect(await getUnit(clerk, number)).toMatchObject({ owner: { name: 'Old Owner', email: null, address: POSTAL } });
  const [letter, ...others] = await toMail(number);
  expect(letter!.summary).toMatch(/^“.+” is to be mailed on paper to Old Owner, 5 Mill Road, Fairview, IL 60501\.$/);
  const { status, body } = await clerk.get(`/admin/paper-letters/${letter!.notificationId}`);
  expect([status, body]).toEqual([
    200,
    expect.objectContaining({
      recipientName: 'Old Owner',
      postalAddress: '5 Mill Road, Fairview, IL 60501',
      recordNumber: number,
      text: expect.stringContaining(number),
      delivery: expect.objectContaining({ state: 'not-sent', reason: 'on-paper' }),
    }),
  ]);
  // It is on its way, and no e-mail that failed.
  const failed = (await clerk.get('/admin/failed-messages?state=not-sent')).body.items as { recordNumber: string }[];
  expect(failed.map(({ recordNumber }) => recordNumber)).not.toContain(number);

  expect((await clerk.post(`/admin/follow-ups/${letter!.id}/settlement`, { how: 'mailed', note: 'Mailed today' })).status).toBeLessThan(
    300,
  );
  expect((await toMail(number)).map(({ id }) => id)).toEqual(others.map(({ id }) => id));
});

it('V-01 gives the unit to an account when its owner has an address after all', async () => {
  const { number } = await registerUnit(clerk, { owner: { name: 'Old Owner', address: POSTAL } });
  const owner = { name: 'Old Owner', email: 'old.owner@example.com' };
  expect((await clerk.post(`/admin/conveyances/${number}/transfer`, { owner })).status).toBe(200);
  expect(await getUnit(clerk, number)).toMatchObject({ owner: { email: 'old.owner@example.com' } });
});

it('V-01 takes such owners from a list, and refuses a line that says neither', async () => {
  const postal = { ownerEmail: '', ownerAddressLine1: '5 Mill Road', ownerCity: 'Fairview', ownerState: 'IL', ownerZip: '60501' };
  const [paper, nothing] = [
    unitLine({ stateRegistrationNumber: 'IL-P-1', ...postal }),
    unitLine({ stateRegistrationNumber: 'IL-P-2', ...postal, ownerAddressLine1: '', ownerCity: '', ownerState: '', ownerZip: '' }),
  ];
  expect(await importUnits(app, clerk, unitList([paper, nothing]))).toMatchObject({ status: 'done', added: 1, refused: 1 });
  const [{ number }] = (await clerk.get('/admin/conveyances?q=IL-P-1')).body.items as { number: string }[];
  expect(await getUnit(clerk, number)).toMatchObject({ owner: { email: null, address: POSTAL } });
  // The same list again says nothing new.
  expect(await importUnits(app, clerk, unitList([paper]))).toMatchObject({ added: 0, changed: 0, unchanged: 1 });
});
