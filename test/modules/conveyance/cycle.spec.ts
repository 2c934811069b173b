import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  CertificateOfOperationIssued,
  ConveyanceCorrectionsOrdered,
  ConveyanceCorrectionsOverdue,
  ConveyanceCycleOpened,
  ConveyanceOverdue,
} from '../../../src/modules/conveyance/index.js';
import { CyclesService } from '../../../src/modules/conveyance/cycle/cycles.service.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, staff, type SignedInClient, signedInAs } from '../../support/builders.js';
import { aUnit, getUnit, night, ownerOf, registerUnit } from '../../support/conveyances.js';
import { anInspector, book } from '../../support/inspections.js';
import { checkBooks, checkOutRecord, feesOf, pay, paidEvent, published, sendSandboxEvent } from '../../support/payments.js';
import { passInspections } from '../../support/permits.js';

let app: TestApp;
let clerkId: string;
let inspectorId: string;
let clerk: SignedInClient;
let inspector: SignedInClient;

/** Tokens do not outlive a day. */
async function signIn(): Promise<void> {
  clerk = await signedInAs(app, clerkId);
  inspector = await signedInAs(app, inspectorId);
}

async function on(day: string): Promise<void> {
  await night(app, day);
  await signIn();
}

const factsOf = async <F extends { number: string }>(events: Promise<F[]>, number: string) =>
  (await events).filter((facts) => facts.number === number);

beforeAll(async () => {
  app = await startApp();
  clerkId = (await staff(app, 'permit-technician')).accountId;
  inspectorId = (await anInspector(app, { disciplines: ['elevator'] })).client.accountId;
  await signIn();
});
afterAll(() => app.close());

describe('V-01 a year of a unit', () => {
  let number: string;

  it('begins quietly with a certificate in force', async () => {
    await on('2026-03-02');
    const unit = await registerUnit(clerk, { certificateExpiresOn: '2026-06-01', type: 'escalator', lastCategory1On: '2025-05-20' });
    number = unit.number;
    expect(unit).toMatchObject({
      status: 'active',
      cycle: null,
      certificate: { issuedOn: null, expiresOn: '2026-06-01', inForce: true, downloadable: false },
      nextStep: { actor: 'none' },
    });
    await on('2026-04-01');
    expect((await getUnit(clerk, number)).status).toBe('active');
  });

  it('opens its renewal 60 days before the end, once, with the fee and what must be inspected', async () => {
    await on('2026-04-02');
    await night(app, '2026-04-02');
    const owner = await ownerOf(app, number);
    const unit = await getUnit(owner, number);
    expect(unit).toMatchObject({
      status: 'due',
      cycle: { kind: 'annual', dueOn: '2026-06-01', daysOverdue: 0, feesDueCents: 10_000 },
      nextStep: { actor: 'applicant', dueOn: '2026-06-01' },
    });
    expect(unit.cycle!.inspections.map(({ kind }) => kind)).toEqual(['annual', 'category-1']);
    expect(await feesOf(owner, number)).toEqual([['Certificate of Operation', 10_000, 'due']]);
    expect(await factsOf(published(app, ConveyanceCycleOpened), number)).toHaveLength(1);
  });

  it('gives 30 days for what an inspector finds, and says so when they have passed', async () => {
    const owner = await ownerOf(app, number);
    const { cycle } = await getUnit(owner, number);
    const annual = cycle!.inspections.find(({ kind }) => kind === 'annual')!;
    const result = { outcome: 'corrections-required', comments: 'The pit light is out.' };
    expect((await inspector.post(`/admin/inspections/${annual.inspectionId}/result`, result)).status).toBe(201);
    await app.settle();
    const after = await getUnit(owner, number);
    const again = after.cycle!.inspections.find(({ kind }) => kind === 'annual')!;
    expect(again.inspectionId).not.toBe(annual.inspectionId);
    expect(again.correctionsDueOn).toBe('2026-05-02');
    expect(after.nextStep).toMatchObject({ dueOn: '2026-05-02', label: expect.stringContaining('by May 2, 2026') });
    expect(await factsOf(published(app, ConveyanceCorrectionsOrdered), number)).toMatchObject([{ dueOn: '2026-05-02' }]);

    await on('2026-05-02');
    expect(await factsOf(published(app, ConveyanceCorrectionsOverdue), number)).toEqual([]);
    await on('2026-05-03');
    await on('2026-05-04');
    expect(await factsOf(published(app, ConveyanceCorrectionsOverdue), number)).toMatchObject([{ dueOn: '2026-05-02' }]);
  });

  it('is the inspector’s turn when all is paid and booked', async () => {
    const owner = await ownerOf(app, number);
    await pay(app, owner, number);
    for (const [index, { inspectionId }] of (await getUnit(owner, number)).cycle!.inspections.entries()) {
      expect((await book(owner, inspectionId, '2026-05-06', index === 0 ? '09:00' : '10:00')).status).toBe(200);
    }
    await app.settle();
    expect((await getUnit(owner, number)).nextStep).toMatchObject({ actor: 'city', dueOn: '2026-05-06' });
  });

  it('is certified when the last inspection has passed, for the year after the present one', async () => {
    const { cycle } = await getUnit(clerk, number);
    for (const { inspectionId } of cycle!.inspections) {
      expect((await inspector.post(`/admin/inspections/${inspectionId}/result`, { outcome: 'approved' })).status).toBe(201);
    }
    await app.settle();
    const owner = await ownerOf(app, number);
    expect(await getUnit(owner, number)).toMatchObject({
      status: 'active',
      cycle: null,
      certificate: { issuedOn: '2026-05-04', expiresOn: '2027-06-01', inForce: true, downloadable: true },
      lastAnnualOn: '2026-05-04',
      lastCategory1On: '2026-05-04',
      nextStep: { actor: 'none' },
    });
    expect(await factsOf(published(app, CertificateOfOperationIssued), number)).toHaveLength(1);
    const file = await owner.raw(`/v1/conveyances/${number}/certificate`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect((await file.text()).slice(0, 5)).toBe('%PDF-');
  });

  it('opens the next renewal a year later, and only what is due is inspected', async () => {
    await on('2027-04-02');
    const unit = await getUnit(clerk, number);
    expect(unit.cycle).toMatchObject({ dueOn: '2027-06-01' });
    expect(unit.cycle!.inspections.map(({ kind }) => kind)).toEqual(['annual', 'category-1']);
    expect(await factsOf(published(app, ConveyanceCycleOpened), number)).toHaveLength(2);
  });

  it('is reminded at 0, 30 and 60 days past due, each once, and charged late at 30', async () => {
    await on('2027-06-01');
    const notices = async () => (await factsOf(published(app, ConveyanceOverdue), number)).map(({ noticeDay }) => noticeDay);
    expect(await notices()).toEqual([]);
    for (const day of ['2027-06-02', '2027-06-02', '2027-06-30']) await on(day);
    expect(await notices()).toEqual([0]);
    expect(await getUnit(clerk, number)).toMatchObject({ status: 'overdue', certificate: { inForce: false } });
    for (const day of ['2027-07-01', '2027-07-30', '2027-07-31', '2027-09-30']) await on(day);
    expect(await notices()).toEqual([0, 30, 60]);
    const owner = await ownerOf(app, number);
    expect((await feesOf(owner, number)).slice(-2)).toEqual([
      ['Certificate of Operation', 10_000, 'due'],
      ['Late renewal of the Certificate of Operation', 5_000, 'due'],
    ]);
  });

  it('stands on the overdue list with what is missing, until it is certified from today', async () => {
    const { body } = await clerk.get('/admin/conveyances/overdue');
    expect(body.items.find((item: { number: string }) => item.number === number)).toMatchObject({
      daysOverdue: 121,
      noticesGiven: [0, 30, 60],
      missing: [
        { kind: 'fee', amountCents: 15_000 },
        { kind: 'inspection', label: 'Annual conveyance inspection' },
        { kind: 'inspection', label: 'Category 1 test' },
      ],
    });
    await passInspections(app, inspector, number);
    await pay(app, await ownerOf(app, number), number);
    expect(await getUnit(clerk, number)).toMatchObject({ status: 'active', certificate: { expiresOn: '2028-09-30' } });
    const after = (await clerk.get('/admin/conveyances/overdue')).body.items as { number: string }[];
    expect(after.map((item) => item.number)).not.toContain(number);
    await checkBooks(app);
  });
});

describe('V-01 a unit that was overdue before it was known', () => {
  it('is told once, by the opening of its renewal, and has 30 days before it is charged late', async () => {
    await on('2027-10-01');
    const unit = await registerUnit(clerk, { certificateExpiresOn: '2027-08-20' });
    expect(unit).toMatchObject({ status: 'overdue', cycle: { daysOverdue: 42 } });
    await on('2027-10-02');
    expect(await factsOf(published(app, ConveyanceOverdue), unit.number)).toEqual([]);
    await on('2027-10-19');
    expect(await factsOf(published(app, ConveyanceOverdue), unit.number)).toMatchObject([{ noticeDay: 60, daysOverdue: 60 }]);
    await on('2027-10-30');
    const late = async () => (await feesOf(await ownerOf(app, unit.number), unit.number)).length;
    expect(await late()).toBe(1);
    await on('2027-10-31');
    expect(await late()).toBe(2);

    // The list had the wrong day: the late fee is taken back, and the reminders of the right one are still to come.
    expect(await clerk.patch(`/admin/conveyances/${unit.number}`, { certificateExpiresOn: '2027-11-30' })).toMatchObject({
      status: 200,
      body: { status: 'due', cycle: { dueOn: '2027-11-30', feesDueCents: 10_000 } },
    });
    expect(
      (await factsOf(published(app, ConveyanceCycleOpened), unit.number)).map(({ dueOn, daysOverdue }) => [dueOn, daysOverdue]),
    ).toEqual([
      ['2027-08-20', 42],
      ['2027-11-30', 0],
    ]);
    await clerk.post(`/admin/conveyances/${unit.number}/retirement`, { reason: 'It is another unit of the list.' });
  });
});

describe('V-01 the last payment and the last approval at the same moment', () => {
  it('make one certificate', async () => {
    await on('2027-11-01');
    const units = await Promise.all(Array.from({ length: 4 }, () => registerUnit(clerk)));
    const payments = [];
    for (const { number } of units) {
      const checkout = await checkOutRecord(await ownerOf(app, number), number);
      payments.push(paidEvent(checkout, `sbp_${number}`, app.clock.now().toString()));
    }
    await app.settle();
    await Promise.all([
      ...payments.map((event) => sendSandboxEvent(app, event)),
      ...units.map(({ cycle }) =>
        inspector.post(`/admin/inspections/${cycle!.inspections[0].inspectionId}/result`, { outcome: 'approved' }),
      ),
    ]);
    const ids = await app.get(Database).rows(sql<{ id: string }>`
      select record_id as id from conveyance.conveyance where number = any(${units.map(({ number }) => number)}::text[])`);
    // Whoever else looks at the same moment finds nothing more to do.
    await Promise.all([app.settle(), ...[...ids, ...ids].map(({ id }) => app.get(CyclesService).followRecord(id))]);
    await app.settle();
    for (const { number } of units) {
      expect(await getUnit(clerk, number)).toMatchObject({ status: 'active', certificate: { expiresOn: '2028-11-01' }, cycle: null });
      expect(await factsOf(published(app, CertificateOfOperationIssued), number)).toHaveLength(1);
    }
    const papers = await app.get(Database).row(sql<{ papers: number }>`
      select count(*)::int as papers from records.issued_paper where record_id = any(${ids.map(({ id }) => id)}::uuid[])`);
    expect(papers!.papers).toBe(units.length);
    await checkBooks(app);
  });
});

describe('V-01 a unit out of service', () => {
  it('has no cycle and no notices; its certificate does not count, and a fee that was paid is not asked for twice', async () => {
    await on('2027-11-02');
    const { number } = await registerUnit(clerk, { certificateExpiresOn: '2027-12-31' });
    const owner = await ownerOf(app, number);
    await pay(app, owner, number);
    const out = { reason: 'Modernization of the controller' };
    expect((await owner.post(`/conveyances/${number}/out-of-service`, out)).body).toMatchObject({
      status: 'out-of-service',
      cycle: null,
      certificate: { inForce: false },
      outOfService: { since: '2027-11-02', by: 'owner', ...out },
    });
    expect(problemOf(await owner.post(`/conveyances/${number}/out-of-service`, out))).toMatchObject({
      status: 409,
      code: 'conveyance.wrong-status',
    });
    expect((await owner.get(`/records/${number}/inspections`)).body.items).toMatchObject([{ status: 'cancelled' }]);
    const cashier = await staff(app, 'cashier');
    const owed = async () =>
      ((await cashier.get('/admin/refunds-due?limit=100')).body.items as { recordNumber: string }[]).filter(
        (due) => due.recordNumber === number,
      );
    expect(await owed()).toMatchObject([{ kind: 'credit', amountCents: 10_000 }]);
    await on('2027-12-01');
    const back = (await (await ownerOf(app, number)).post(`/conveyances/${number}/return-to-service`)).body;
    expect(back).toMatchObject({ status: 'due', cycle: { kind: 'annual', feesDueCents: 0 }, outOfService: null });
  });

  it('needs an acceptance inspection when its certificate ran out meanwhile; what the city ordered, only the city takes back', async () => {
    const { number } = await registerUnit(clerk, { certificateExpiresOn: '2028-01-10' });
    const out = { since: '2027-11-30', reason: 'The governor rope is worn' };
    expect((await inspector.post(`/admin/conveyances/${number}/out-of-service`, out)).body.status).toBe('out-of-service');
    await on('2028-04-01');
    expect(await factsOf(published(app, ConveyanceOverdue), number)).toEqual([]);
    const owner = await ownerOf(app, number);
    expect(problemOf(await owner.post(`/conveyances/${number}/return-to-service`))).toMatchObject({
      status: 409,
      code: 'conveyance.out-of-service-by-city',
    });
    expect((await inspector.post(`/admin/conveyances/${number}/return-to-service`)).body).toMatchObject({
      status: 'pending',
      cycle: { kind: 'acceptance', dueOn: null, feesDueCents: 10_000, inspections: [{ kind: 'acceptance' }] },
    });
    await on('2028-04-02');
    expect((await getUnit(clerk, number)).cycle).toMatchObject({ kind: 'acceptance' });
    await passInspections(app, inspector, number);
    await pay(app, await ownerOf(app, number), number);
    expect(await getUnit(clerk, number)).toMatchObject({ status: 'active', certificate: { expiresOn: '2029-04-02' } });
  });

  it('is closed when it is retired, and comes back when that was a mistake', async () => {
    const { number } = await registerUnit(clerk);
    const retired = await clerk.post(`/admin/conveyances/${number}/retirement`, { reason: 'Removed with the building' });
    expect(retired.body).toMatchObject({ status: 'retired', cycle: null, retiredReason: 'Removed with the building' });
    expect(await feesOf(await ownerOf(app, number), number)).toMatchObject([
      ['Certificate of Operation', 10_000, 'void'],
      [expect.anything(), -10_000, 'void'],
    ]);
    expect(problemOf(await clerk.patch(`/admin/conveyances/${number}`, { landings: 2 }))).toMatchObject({
      code: 'conveyance.wrong-status',
    });
    const back = await clerk.post(`/admin/conveyances/${number}/return-to-service`);
    expect(back.body).toMatchObject({ status: 'pending', cycle: { kind: 'acceptance', feesDueCents: 10_000 } });
    await checkBooks(app);
  });
});

describe('V-01 what was typed wrong', () => {
  it('moves, calls off or opens the renewal when the certificate’s end is put right', async () => {
    const { number } = await registerUnit(clerk, { certificateExpiresOn: '2028-05-01' });
    const put = async (change: object) => (await clerk.patch(`/admin/conveyances/${number}`, change)).body;
    expect(await put({ certificateExpiresOn: '2028-05-15' })).toMatchObject({ status: 'due', cycle: { dueOn: '2028-05-15' } });
    expect(await put({ certificateExpiresOn: '2028-03-01' })).toMatchObject({ status: 'overdue', cycle: { daysOverdue: 32 } });
    expect(await put({ certificateExpiresOn: '2028-12-01' })).toMatchObject({ status: 'active', cycle: null });
    expect(await put({ certificateExpiresOn: null })).toMatchObject({
      status: 'pending',
      cycle: { kind: 'acceptance', feesDueCents: 10_000 },
    });
  });

  it('opens and calls off tests when the type or a test’s date is put right', async () => {
    const { number } = await registerUnit(clerk, { certificateExpiresOn: '2028-05-01', type: 'passenger-traction' });
    const kinds = async (change: object) => {
      const { body } = await clerk.patch(`/admin/conveyances/${number}`, change);
      return (body.cycle.inspections as { kind: string }[]).map(({ kind }) => kind);
    };
    expect(await kinds({ lastCategory5On: '2027-05-01' })).toEqual(['annual', 'category-1']);
    expect(await kinds({ type: 'passenger-hydraulic' })).toEqual(['annual', 'category-1', 'category-3']);
    expect(await kinds({ type: 'dumbwaiter' })).toEqual(['annual']);
    const { items } = (await clerk.get(`/records/${number}/inspections?limit=100`)).body as { items: { status: string }[] };
    expect(items.map(({ status }) => status).sort()).toEqual(['cancelled', 'cancelled', 'cancelled', 'ready']);
  });

  it('issues the certificate again', async () => {
    const { number } = await registerUnit(clerk, { serialNumber: '88-1204' });
    await passInspections(app, inspector, number);
    await pay(app, await ownerOf(app, number), number);
    await clerk.patch(`/admin/conveyances/${number}`, { serialNumber: '88-1240' });
    await clerk.patch(`/admin/conveyances/${number}`, { lastCategory1On: '2028-01-01' });
    expect(await factsOf(published(app, CertificateOfOperationIssued), number)).toMatchObject([{ corrected: false }, { corrected: true }]);
  });

  it('refuses what cannot be, all at once', async () => {
    const refused = problemOf(
      await clerk.post(
        '/admin/conveyances',
        aUnit({
          type: 'hovercraft',
          drive: 'steam',
          lastAnnualOn: '2029-01-01',
          installedOn: '2027-06-01',
          lastCategory1On: '2027-05-31',
          certificateExpiresOn: '2050-01-01',
          maintenanceContractor: 'CON-2026-99999',
        }),
      ),
    );
    expect(refused.errors!.map(({ pointer }) => pointer)).toEqual([
      '/type',
      '/drive',
      '/lastAnnualOn',
      '/lastCategory1On',
      '/certificateExpiresOn',
      '/maintenanceContractor',
    ]);
    const { stateRegistrationNumber, number } = await registerUnit(clerk);
    const again = await clerk.post(
      '/admin/conveyances',
      aUnit({ stateRegistrationNumber: stateRegistrationNumber.toLowerCase().replaceAll('-', '') }),
    );
    expect(problemOf(again)).toMatchObject({ status: 409, code: 'conveyance.state-number-taken', number });
    const stale = await clerk.patch(`/admin/conveyances/${number}`, { landings: 2 }, { 'if-match': '"0"' });
    expect(stale.status).toBe(412);
  });

  it('is one unit, however many clerks register it at once', async () => {
    const unit = aUnit();
    const answers = await Promise.all(Array.from({ length: 5 }, () => clerk.post('/admin/conveyances', unit)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  });
});
