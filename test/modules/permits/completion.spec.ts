import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { decideAll, getPermit, passInspections, submitted, uploadMissing } from '../../support/permits.js';
import { pay } from '../../support/payments.js';

let app: TestApp;
let resident: SignedInClient;
let reviewer: SignedInClient;
let inspector: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  [resident, reviewer, inspector] = [await signUp(app), await staff(app, 'plan-reviewer'), await staff(app, 'inspector')];
});
afterAll(() => app.close());

async function issuedFence(): Promise<string> {
  const { number } = await submitted(resident);
  await app.settle();
  await decideAll(app, reviewer, number);
  await uploadMissing(resident, number);
  await pay(app, resident, number);
  await app.settle();
  expect((await getPermit(resident, number)).status).toBe('issued');
  return number;
}

async function fail(number: string): Promise<void> {
  const { items } = (await resident.get(`/records/${number}/inspections`)).body as { items: { id: string; status: string }[] };
  const ready = items.find(({ status }) => status === 'ready')!;
  const answer = await inspector.post(`/admin/inspections/${ready.id}/result`, {
    outcome: 'corrections-required',
    corrections: [{ text: 'Set posts 3 and 4 deeper.' }],
  });
  expect(answer.status).toBe(201);
  await app.settle();
}

const feesDue = async (number: string) =>
  ((await resident.get(`/records/${number}/fees`)).body as { description: string; amountCents: number; status: string }[]).filter(
    ({ status }) => status === 'due',
  );

it('I-04 charges for a re-inspection from the third visit on, payable through the cart', async () => {
  const number = await issuedFence();
  await fail(number);
  expect(await feesDue(number)).toEqual([]);
  await fail(number);
  expect(await feesDue(number)).toMatchObject([
    { description: expect.stringMatching(/^Re-inspection: .*, visit 3$/), amountCents: 5_500, due: 'at-once' },
  ]);
  const cart = await resident.post('/cart/items', { recordNumber: number });
  expect(cart.body).toMatchObject({ totalCents: 5_500 });
  await pay(app, resident, number);
  expect(await feesDue(number)).toEqual([]);

  await fail(number);
  expect(await feesDue(number)).toMatchObject([{ description: expect.stringMatching(/, visit 4$/), amountCents: 5_500 }]);
  expect((await getPermit(resident, number)).status).toBe('issued');
});

it('I-04 closes a permit whose re-inspection is not paid, and leaves the fee due', async () => {
  const number = await issuedFence();
  await fail(number);
  await fail(number);
  await passInspections(app, inspector, number);
  expect((await getPermit(resident, number)).status).toBe('finaled');
  expect(await feesDue(number)).toMatchObject([{ amountCents: 5_500 }]);
});

it('I-04 keeps the permit card genuine beside the certificate', async () => {
  const number = await issuedFence();
  await passInspections(app, inspector, number);
  const file = await resident.raw(`/v1/permits/${number}/document`);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const { code } = (await app.get(Database).row(sql<{ code: string }>`
    select d.verification_code as code from records.issued_paper d join permits.permit p using (record_id) where p.number = ${number} and d.kind = 'permit'`))!;
  expect((await anonymous(app).get(`/verifications/${code}`)).body).toMatchObject({ valid: true, kind: 'permit', number, replaced: false });
});

it('I-04 closes the permit with a certificate of completion that anyone can verify', async () => {
  const number = await issuedFence();
  const path = `/permits/${number}/completion-certificate`;
  expect(problemOf(await resident.get(path))).toMatchObject({ status: 409, code: 'permits.not-completed', currentStatus: 'issued' });
  await passInspections(app, inspector, number);
  expect((await getPermit(resident, number)).status).toBe('finaled');
  const file = await resident.raw(`/v1${path}`);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');

  const { code } = (await app.get(Database).row(sql<{ code: string }>`
    select c.verification_code as code from records.issued_paper c join permits.permit p using (record_id)
    where p.number = ${number} and c.kind = 'certificate-of-completion'`))!;
  expect((await anonymous(app).get(`/verifications/${code}`)).body).toMatchObject({
    valid: true,
    kind: 'certificate-of-completion',
    number,
    status: 'finaled',
    replaced: false,
  });

  const page = await (await anonymous(app).raw(`/v1/verifications/${code}`, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('This certificate of completion is valid');
  expect(page).not.toContain('Valid through');

  const letters = (await resident.get('/notifications?limit=100')).body.items as { id: string; kind?: string; subject: string }[];
  expect(letters.some(({ subject }) => subject === `${number} is complete`)).toBe(true);
  const stranger = await signUp(app);
  expect(problemOf(await stranger.get(path)).code).toBe('records.not-linked');
  expect((await anonymous(app).get(path)).status).toBe(401);
});
