import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { PermitApproved, PermitIssued, PermitsService, RequirementsChanged } from '../../../src/modules/permits/index.js';
import { PermitIssuanceService } from '../../../src/modules/permits/issuance/permit-issuance.service.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { checkOutRecord, onSandboxPage, pay, published } from '../../support/payments.js';
import {
  approved,
  createPermit,
  expectStatus,
  FENCE,
  FENCE_ANSWERS,
  getPermit,
  issued,
  MAPLE_STREET,
  passInspections,
  permitEvents,
  plainAnswers,
  registerContractor,
  submit,
  submitted,
  upload,
  uploadMissing,
  type FormQuestion,
} from '../../support/permits.js';
import { recordQueries } from '../../support/queries.js';

let app: TestApp;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let technician: SignedInClient;
let people: { applicant: SignedInClient; reviewer: SignedInClient };

beforeAll(async () => {
  app = await startApp();
  [reviewer, technician] = [await staff(app, 'plan-reviewer'), await staff(app, 'permit-technician')];
});
beforeEach(async () => {
  applicant = await signUp(app);
  people = { applicant, reviewer };
});
afterAll(() => app.close());

const recordIdOf = async (number: string) => (await app.get(RecordsService).byNumber(number))!.id;
const outstanding = async (number: string) =>
  ((await applicant.get(`/permits/${number}/requirements`)).body.outstanding as { kind: string; code: string }[]).map(
    ({ kind, code }) => `${kind} ${code}`,
  );
const of = <F extends { number: string }>(facts: F[], number: string) => facts.filter((each) => each.number === number);

const BY_CONTRACTOR = { ...FENCE, answers: { ...FENCE_ANSWERS, ownerDoesWork: false } };

/** A like-for-like air conditioner: needs no review. */
const AIR_CONDITIONER = {
  permitType: 'RST-AC',
  address: MAPLE_STREET,
  description: 'Replace the air conditioner',
  valuationCents: 600_000,
  answers: { units: 1, relocated: false, newCircuit: false, ownerDoesWork: true, historicDistrict: false },
};

describe('P-06 what is outstanding', () => {
  it('is told once with the approval, and whenever the list changes, and not otherwise', async () => {
    const { number } = await approved(app, people);
    expect(of(await published(app, PermitApproved), number)).toMatchObject([{ outstanding: 3 }]);
    expect(of(await published(app, RequirementsChanged), number)).toEqual([]);

    await upload(applicant, number, 'utility-locate-acknowledgement');
    await app.settle();
    expect(of(await published(app, RequirementsChanged), number)).toMatchObject([{ outstanding: 2 }]);
    await upload(applicant, number, 'sketch');
    await upload(applicant, number, 'utility-locate-acknowledgement');
    await app.settle();
    expect(of(await published(app, RequirementsChanged), number)).toHaveLength(1);
  });

  it('names since when each item stands, and keeps that when others come and go', async () => {
    const { number } = await approved(app, people);
    const before = (await applicant.get(`/permits/${number}/requirements`)).body.outstanding;
    app.clock.advance({ minutes: 5 });
    await upload(applicant, number, 'utility-locate-acknowledgement');
    await app.settle();
    const after = (await applicant.get(`/permits/${number}/requirements`)).body.outstanding;
    expect(after).toEqual(before.filter(({ code }: { code: string }) => code !== 'utility-locate-acknowledgement'));
  });

  it('can be read with the same number of queries, however much there is', async () => {
    const [one, two, three] = [
      await registerContractor(app, technician, 'fence'),
      await registerContractor(app, technician, 'concrete'),
      await registerContractor(app, technician, 'general'),
    ];
    const small = await createPermit(applicant, { ...BY_CONTRACTOR, contractorNumbers: [one.number] });
    const large = await createPermit(applicant, { ...BY_CONTRACTOR, contractorNumbers: [one.number, two.number, three.number] });
    for (let index = 0; index < 5; index += 1) await upload(applicant, large.number, 'plat-of-survey');
    await applicant.get(`/permits/${small.number}`);
    for (const path of ['', '/requirements']) {
      const few = await recordQueries(app, () => applicant.get(`/permits/${small.number}${path}`));
      const many = await recordQueries(app, () => applicant.get(`/permits/${large.number}${path}`));
      expect(many.length).toBe(few.length);
      expect(few.length).toBeLessThanOrEqual(10);
    }
  });

  it('is what messages are written from', async () => {
    const { number } = await approved(app, people);
    const permits = app.get(PermitsService);
    const recordId = await recordIdOf(number);
    expect(await permits.facts(recordId)).toMatchObject({
      number,
      typeName: 'Fence Residential',
      status: 'approved',
      applicantId: applicant.accountId,
    });
    expect((await permits.requirements(recordId)).outstanding).toHaveLength(3);
    await expect(permits.documentPdf(recordId)).rejects.toThrow('has not been issued');
  });
});

describe('P-07 issued on the last requirement, whichever it is', () => {
  it('a document', async () => {
    const { number } = await approved(app, people);
    await pay(app, applicant, number);
    await upload(applicant, number, 'utility-locate-acknowledgement');
    await app.settle();
    expect((await getPermit(applicant, number)).status).toBe('approved');
    await upload(applicant, number, 'homeowners-association-acknowledgement');
    await app.settle();
    expect((await getPermit(applicant, number)).status).toBe('issued');
  });

  it('a fee that staff take back', async () => {
    const cashier = await staff(app, 'cashier');
    const { number } = await approved(app, people);
    await uploadMissing(applicant, number);
    await app.settle();
    const { body: fees } = await applicant.get(`/records/${number}/fees`);
    for (const fee of fees.filter(({ status }: { status: string }) => status === 'due')) {
      expectStatus(await cashier.post(`/admin/fees/${fee.id}/void`, { reason: 'City project' }), 201);
    }
    await app.settle();
    expect((await getPermit(applicant, number)).status).toBe('issued');
  });

  it('a contractor who is named', async () => {
    const { number } = await approved(app, people, BY_CONTRACTOR);
    await uploadMissing(applicant, number);
    await pay(app, applicant, number);
    expect(await outstanding(number)).toEqual(['contractor fence']);
    expect((await getPermit(applicant, number)).nextStep).toMatchObject({
      actor: 'applicant',
      label: expect.stringContaining('Name a fence'),
    });
    const wrongTrade = await registerContractor(app, technician, 'roofing');
    await applicant.patch(`/permits/${number}`, { contractorNumbers: [wrongTrade.number] });
    expect((await getPermit(applicant, number)).status).toBe('approved');

    const { number: contractor } = await registerContractor(app, technician, 'fence');
    const named = await applicant.patch(`/permits/${number}`, { contractorNumbers: [contractor] });
    expect(named.body).toMatchObject({ status: 'issued', contractors: [{ number: contractor, classesInForce: ['fence'] }] });
  });

  it('a contractor whose insurance is renewed; one that lapses right before the payment holds it back', async () => {
    const contractor = await registerContractor(app, technician, 'fence', '2026-03-04');
    const { number } = await approved(app, people, { ...BY_CONTRACTOR, contractorNumbers: [contractor.number] });
    await uploadMissing(applicant, number);
    await app.settle();
    const checkout = await checkOutRecord(applicant, number);
    expectStatus(await technician.post(`/admin/contractors/${contractor.number}/suspension`, { reason: 'Complaints' }), 200);
    await onSandboxPage(checkout.redirectUrl, 'pay');
    await app.settle();
    expect(await getPermit(applicant, number)).toMatchObject({ status: 'approved', nextStep: { actor: 'contractor' } });
    expect(await outstanding(number)).toEqual(['contractor fence']);

    expectStatus(await technician.post(`/admin/contractors/${contractor.number}/reinstatement`, { reason: 'Settled' }), 200);
    await app.settle();
    expect((await getPermit(applicant, number)).status).toBe('issued');
  });

  it('the last fee and the last document at the same moment issue it exactly once', async () => {
    const { number } = await approved(app, people);
    await upload(applicant, number, 'utility-locate-acknowledgement');
    await app.settle();
    const checkout = await checkOutRecord(applicant, number);
    await Promise.all([onSandboxPage(checkout.redirectUrl, 'pay'), upload(applicant, number, 'homeowners-association-acknowledgement')]);
    const recordId = await recordIdOf(number);
    const advance = () => app.get(PermitIssuanceService).advance(recordId);
    await Promise.all([app.settle(), advance(), advance(), advance()]);
    await app.settle();
    expect((await getPermit(applicant, number)).status).toBe('issued');
    expect(of(await published(app, PermitIssued), number)).toHaveLength(1);
    const [counts] = await app.get(Database).rows(sql`
      select (select count(*)::int from records.issued_paper where record_id = ${recordId}) as documents,
        (select count(*)::int from inspections.inspection where record_id = ${recordId}) as inspections`);
    expect(counts).toEqual({ documents: 1, inspections: 2 });
  });

  it('is not taken back when an event is delivered again', async () => {
    const { number } = await issued(app, people);
    const recordId = await recordIdOf(number);
    await app.get(PermitIssuanceService).advance(recordId);
    expect(of(await published(app, PermitIssued), number)).toHaveLength(1);
    await app.get(PermitIssuanceService).advance(crypto.randomUUID());
  });
});

describe('without plan review', () => {
  it('an instant permit is approved when it is submitted, and issued within the payment', async () => {
    const { number } = await submitted(applicant, AIR_CONDITIONER);
    expect(await getPermit(applicant, number)).toMatchObject({ status: 'approved', reviewCycle: 0 });
    expect((await applicant.get(`/records/${number}/reviews`)).body.items).toEqual([]);
    await pay(app, applicant, number);
    expect((await getPermit(applicant, number)).status).toBe('issued');
    expect(await permitEvents(app, number)).toEqual(['permit-created', 'permit-submitted', 'permit-approved', 'permit-issued']);
  });

  it('the same type goes to the reviewers when an answer asks for it', async () => {
    const { number } = await createPermit(applicant, { ...AIR_CONDITIONER, answers: { ...AIR_CONDITIONER.answers, relocated: true } });
    expect(await submit(applicant, number)).toMatchObject({ status: 'in-review' });
  });

  it('a permit that costs nothing and needs nothing more is issued with its submission', async () => {
    const type = { permitType: 'RST-LAWN', address: MAPLE_STREET, description: 'Water the new lawn', valuationCents: 0 };
    const { form } = (await applicant.get('/permit-types/RST-LAWN')).body as { form: FormQuestion[] };
    const answers = { ...plainAnswers(form), areaSqFt: 800 };
    const draft = await createPermit(applicant, { ...type, answers });
    const permit = await submit(applicant, draft.number);
    if (permit.fees.dueCents > 0) await pay(app, applicant, draft.number);
    expect(await getPermit(applicant, draft.number)).toMatchObject({
      status: 'issued',
      expiresOn: '2026-03-16',
      nextStep: { actor: 'none' },
    });
  });
});

describe('P-08 a large project', () => {
  it('is ready for pickup when it is issued; staff record who came, once', async () => {
    const { number } = await issued(app, people, { ...FENCE, valuationCents: 25_000_000 });
    expect(await permitEvents(app, number)).toContain('permit-ready-for-pickup');
    expect(await getPermit(applicant, number)).toMatchObject({
      largeProject: true,
      nextStep: { label: 'Pick up permit and plans at the counter' },
    });
    const pickedUp = await technician.post(`/admin/permits/${number}/pickup`, { pickedUpBy: 'Demo Messenger' });
    expect(pickedUp).toMatchObject({
      status: 201,
      body: { pickedUpBy: 'Demo Messenger', nextStep: { label: expect.stringContaining('Post hole') } },
    });
    expect(problemOf(await technician.post(`/admin/permits/${number}/pickup`, { pickedUpBy: 'Another' }))).toMatchObject({
      status: 409,
      code: 'permits.nothing-to-pick-up',
    });
  });

  it('is none below the threshold', async () => {
    const { number } = await issued(app, people);
    expect(await permitEvents(app, number)).not.toContain('permit-ready-for-pickup');
    expect(problemOf(await technician.post(`/admin/permits/${number}/pickup`, { pickedUpBy: 'Somebody' })).code).toBe(
      'permits.nothing-to-pick-up',
    );
  });
});

describe('R-03 next steps after the issue', () => {
  it('name the inspection that comes, and what failed', async () => {
    const inspector = await staff(app, 'inspector');
    const { number, nextStep } = await issued(app, people);
    expect(nextStep).toMatchObject({ actor: 'applicant', label: expect.stringContaining('Post hole') });
    const [first] = (await inspector.get(`/records/${number}/inspections`)).body.items;
    await inspector.post(`/admin/inspections/${first.id}/result`, { outcome: 'corrections-required', comments: 'Too shallow' });
    await app.settle();
    expect((await getPermit(applicant, number)).nextStep.label).toBe(
      'Put right what the inspector found and schedule the re-inspection: Post hole',
    );
    await passInspections(app, inspector, number);
    expect((await getPermit(applicant, number)).status).toBe('finaled');
  });
});
