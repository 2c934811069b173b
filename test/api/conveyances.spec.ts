import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient, signedInAs } from '../support/builders.js';
import { getUnit, importUnits, night, ownerOf, registerUnit, unitLine, unitList } from '../support/conveyances.js';
import { anInspector, book } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { feesOf, pay } from '../support/payments.js';
import { registerContractor } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = await staff(app, 'permit-technician');
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const letters = (address: string) => mailbox.to(address).map(({ subject }) => subject);

describe('an elevator, from the city’s list to the mailed certificate', () => {
  let number: string;
  let inspectorId: string;
  let contractor: { number: string; account: SignedInClient };
  const owner = () => ownerOf(app, number);

  it('V-01 comes with a list; its owner and its maintenance contractor have it in their accounts', async () => {
    inspectorId = (await anInspector(app, { disciplines: ['elevator'] })).client.accountId;
    contractor = await registerContractor(app, clerk, 'elevator');
    const line = unitLine({
      stateRegistrationNumber: 'IL-E-104233',
      type: 'passenger-hydraulic',
      buildingName: 'Demo Tower',
      ownerEmail: 'tower@example.com',
      maintenanceContractor: contractor.number,
      lastCategory1On: '2025-06-20',
      lastCategory3On: '2024-06-20',
      lastCategory5On: '2023-06-20',
      certificateExpiresOn: '2026-06-30',
    });
    expect(await importUnits(app, clerk, unitList([line]))).toMatchObject({ status: 'done', added: 1, refused: 0 });
    number = ((await clerk.get('/admin/conveyances?q=demo tower')).body as { items: { number: string }[] }).items[0].number;
    expect(number).toMatch(/^ELV-2026-\d{5}$/);
    expect(await getUnit(await owner(), number)).toMatchObject({ status: 'active', owner: { email: 'tower@example.com' } });
    expect(await getUnit(contractor.account, number)).toMatchObject({ owner: null, maintenanceContractor: { number: contractor.number } });
  });

  it('A-03 gives its owner an account, whose letter leads to the first password', async () => {
    const [letter] = mailbox.to('tower@example.com');
    expect(letter.subject).toBe('Choose your password for the permit portal');
    expect(letter.text).toMatch(/You sign\s+in with tower\./);
    const token = new URL(linkIn(letter, '/account/')).searchParams.get('token');
    const newPassword = 'up and down all day long';
    expect(await anonymous(app).post('/password-resets/confirmation', { token, newPassword })).toMatchObject({ status: 204 });
    const session = await anonymous(app).post('/sessions', { profile: 'public', login: 'tower', password: newPassword });
    expect(session).toMatchObject({ status: 201, body: { account: { profile: 'public', emailVerified: true } } });
  });

  it('V-01 is public as a record, and says nothing of its owner to anyone else', async () => {
    const everyone = await anonymous(app).get(`/records/${number}`);
    expect(everyone.body).toMatchObject({ kind: 'license', typeCode: 'passenger-hydraulic', statusLabel: 'Certificate in force' });
    expect(JSON.stringify(everyone.body)).not.toContain('Demo List');
    const found = await anonymous(app).get('/records?q=IL-E-104233');
    expect(found.body.items).toMatchObject([{ number }]);
    const stranger = await signUp(app);
    expect(problemOf(await stranger.get(`/conveyances/${number}`))).toMatchObject({ status: 403, code: 'records.not-linked' });
    expect(problemOf(await (await owner()).get(`/conveyances/${number}/certificate`))).toMatchObject({
      status: 409,
      code: 'conveyance.no-certificate',
    });
  });

  it('V-01 tells owner and contractor 60 days before the certificate ends what is to be paid and inspected', async () => {
    await night(app, '2026-05-01');
    expect(letters('tower@example.com').slice(-1)).toEqual([`${number}: renew the certificate of operation by June 30, 2026`]);
    expect(letters(contractor.account.email)).toContain(`${number}: renew the certificate of operation by June 30, 2026`);
    const letter = mailbox.to('tower@example.com').at(-1)!;
    for (const words of ['Annual conveyance inspection', 'Category 1 test', 'Category 3 test', 'Certificate of Operation: $100.00']) {
      expect(letter.text).toContain(words);
    }
    expect(letter.text).not.toContain('Category 5');
    const { licenses } = (await (await owner()).get('/dashboard')).body;
    expect(licenses).toMatchObject([{ number, feesDueCents: 10_000, nextStep: { actor: 'applicant' } }]);
  });

  it('V-01 is booked by the contractor, paid by the owner and approved by the inspector', async () => {
    const account = await signedInAs(app, contractor.account.accountId);
    const { cycle } = await getUnit(account, number);
    for (const [index, { inspectionId }] of cycle!.inspections.entries()) {
      expect((await book(account, inspectionId, '2026-05-05', `${String(9 + index).padStart(2, '0')}:00`)).status).toBe(200);
    }
    await pay(app, await owner(), number);
    expect((await getUnit(account, number)).nextStep).toMatchObject({ actor: 'city', label: 'The city inspects the unit on May 5, 2026' });
    await night(app, '2026-05-05');
    const inspector = await signedInAs(app, inspectorId);
    for (const { inspectionId } of cycle!.inspections) {
      expect((await inspector.post(`/admin/inspections/${inspectionId}/result`, { outcome: 'approved' })).status).toBe(201);
    }
    await app.settle();
    expect(await getUnit(await owner(), number)).toMatchObject({
      status: 'active',
      certificate: { issuedOn: '2026-05-05', expiresOn: '2027-06-30', inForce: true },
    });
  });

  it('V-01 has its certificate mailed to owner and contractor, once, as a PDF that anyone can check', async () => {
    for (const address of ['tower@example.com', contractor.account.email]) {
      const mailed = mailbox.to(address).filter(({ subject }) => subject.includes('certificate of operation, valid through June 30, 2027'));
      expect(mailed.map(({ attachments }) => attachments.map(({ fileName, contentType }) => [fileName, contentType]))).toEqual([
        [[`certificate-of-operation-${number}.pdf`, 'application/pdf']],
      ]);
      expect(mailed[0].attachments[0].content.subarray(0, 5).toString()).toBe('%PDF-');
    }
    const file = await (await owner()).raw(`/v1/conveyances/${number}/certificate`);
    expect(file.headers.get('content-disposition')).toContain(`${number}-certificate.pdf`);
    const verified = async () => {
      const code = await verificationCode(number);
      return (await anonymous(app).get(`/verifications/${code}`)).body;
    };
    expect(await verified()).toMatchObject({
      valid: true,
      kind: 'certificate-of-operation',
      number,
      expiresOn: '2027-06-30',
      replaced: false,
    });
    await (await owner()).post(`/conveyances/${number}/out-of-service`, { reason: 'New door operators are fitted' });
    expect(await verified()).toMatchObject({ valid: false, statusLabel: 'Out of service' });
    await (await owner()).post(`/conveyances/${number}/return-to-service`);
    expect(await verified()).toMatchObject({ valid: true });
    await app.settle();
    expect(letters('tower@example.com').slice(-2).sort()).toEqual([`${number} is back in service`, `${number} is out of service`]);
  });

  it('V-01 goes to another owner; the former one loses access and both are told', async () => {
    clerk = await signedInAs(app, clerk.accountId);
    const former = await owner();
    const next = { name: 'Demo Next LLC', email: 'next@example.com' };
    expect((await clerk.post(`/admin/conveyances/${number}/transfer`, { owner: next, reason: 'Deed recorded' })).status).toBe(200);
    await app.settle();
    expect((await former.get(`/conveyances/${number}`)).status).toBe(403);
    expect(letters('tower@example.com').at(-1)).toBe(`${number} has another owner`);
    expect(letters('next@example.com').sort()).toEqual(['Choose your password for the permit portal', `${number} is yours now`]);
    expect(await getUnit(await owner(), number)).toMatchObject({ owner: { name: 'Demo Next LLC' } });
  });
});

describe('the account of an owner', () => {
  const ownedBy = (email: string) => registerUnit(clerk, { owner: { name: 'Demo Owner', email } });

  it('is the one that has proved the address', async () => {
    const resident = await signUp(app);
    const { number } = await ownedBy(resident.email.toUpperCase());
    expect((await ownerOf(app, number)).accountId).toBe(resident.accountId);
    expect(await feesOf(resident, number)).toMatchObject([['Certificate of Operation', 10_000, 'due']]);
  });

  it('is never one that has merely claimed it', async () => {
    const claim = {
      username: 'claims.it',
      email: 'claimed@example.com',
      firstName: 'Demo',
      lastName: 'Claimant',
      password: 'nobody knows this one yet',
    };
    expect((await anonymous(app).post('/accounts', claim)).status).toBe(201);
    const { number } = await ownedBy('claimed@example.com');
    expect(await ownerOf(app, number)).toMatchObject({ username: 'claimed' });
  });

  it('is made once, however many units are registered at once', async () => {
    const units = await Promise.all(Array.from({ length: 5 }, () => ownedBy('many@example.com')));
    const owners = await Promise.all(units.map(({ number }) => ownerOf(app, number)));
    expect(new Set(owners.map(({ accountId }) => accountId)).size).toBe(1);
    await app.settle();
    expect(letters('many@example.com').filter((subject) => subject.startsWith('Choose'))).toHaveLength(1);
  });
});

async function verificationCode(number: string): Promise<string> {
  const row = await app.get(Database).row(sql<{ code: string }>`
    select p.verification_code as code from records.issued_paper p join records.record r on r.id = p.record_id
    where r.number = ${number} order by p.issued_at desc limit 1`);
  return row!.code;
}
