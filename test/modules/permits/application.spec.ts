import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ContractorDisavowed, ContractorNamed, PermitCreated, PermitSubmitted } from '../../../src/modules/permits/index.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient, signedInAs } from '../../support/builders.js';
import { pay, published } from '../../support/payments.js';
import {
  approved,
  createPermit,
  decideAll,
  expectStatus,
  FENCE,
  FENCE_ANSWERS,
  getPermit,
  pendingReviews,
  registerContractor,
  submit,
  submitted,
  upload,
} from '../../support/permits.js';

let app: TestApp;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let technician: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  [reviewer, technician] = [await staff(app, 'plan-reviewer'), await staff(app, 'permit-technician')];
});
beforeEach(async () => {
  applicant = await signUp(app);
});
afterAll(() => app.close());

const of = <F extends { number: string }>(facts: F[], number: string) => facts.filter((each) => each.number === number);

describe('createPermit', () => {
  it('P-02 refuses a counter type with its instructions, and makes nothing', async () => {
    const before = (await published(app, PermitCreated)).length;
    const refused = problemOf(await applicant.post('/permits', { ...FENCE, permitType: 'OTC-SFD', answers: undefined }));
    expect(refused).toMatchObject({ status: 422, code: 'permits.counter-only', instructions: expect.stringContaining('paper plans') });
    expect(await published(app, PermitCreated)).toHaveLength(before);
  });

  it.each([
    ['an unknown type', { permitType: 'ZAS-CASTLE' }, '/permitType'],
    ['an answer that the form does not ask for', { answers: { towers: 4 } }, '/answers/towers'],
    ['an answer of the wrong kind', { answers: { lengthFt: 'long' } }, '/answers/lengthFt'],
    ['an answer that is no plain value', { answers: { lengthFt: { $gt: 0 } } }, '/answers/lengthFt'],
    ['a ZIP code that is none', { address: { ...FENCE.address, zip: '6050' } }, '/address/zip'],
    ['fractions of a cent', { valuationCents: 10.5 }, '/valuationCents'],
    ['a negative valuation', { valuationCents: -1 }, '/valuationCents'],
    ['a valuation beyond any building', { valuationCents: 1e15 }, '/valuationCents'],
    ['no description', { description: '' }, '/description'],
    ['a contractor whom nobody knows', { contractorNumbers: ['CON-2026-99999'] }, '/contractorNumbers/0'],
    ['an owner who may not do this work', { permitType: 'RST-ESVC', answers: { ownerDoesWork: true } }, '/answers/ownerDoesWork'],
    ['an unknown field', { status: 'issued' }, '/status'],
  ])('refuses %s, naming the field', async (_what, change, pointer) => {
    const refused = problemOf(await applicant.post('/permits', { ...FENCE, ...change }));
    expect(refused).toMatchObject({ status: 422, code: 'platform.invalid-input' });
    expect(refused.errors!.map((error) => error.pointer)).toContain(pointer);
  });

  it('makes one permit of a request that is sent twice with one key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const answers = [await applicant.post('/permits', FENCE, key), await applicant.post('/permits', FENCE, key)];
    expect(answers[1].body).toEqual(answers[0].body);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });
});

describe('updatePermit', () => {
  it('changes what is sent and keeps the rest; null takes an answer back', async () => {
    const { number } = await createPermit(applicant);
    const { body } = await applicant.patch(`/permits/${number}`, {
      answers: { heightFt: 4, material: null },
      address: { ...FENCE.address, line1: '14 Maple Street' },
    });
    const { material: _, ...rest } = FENCE_ANSWERS;
    expect(body).toMatchObject({
      answers: { ...rest, heightFt: 4 },
      address: { line1: '14 Maple Street' },
      description: FENCE.description,
    });
    expect(body.answers).not.toHaveProperty('material');
  });

  it('refuses a change made looking at an older state', async () => {
    const { number, version } = await createPermit(applicant);
    const etag = (await applicant.get(`/permits/${number}`)).headers.get('etag')!;
    expect((await applicant.patch(`/permits/${number}`, { description: 'First' }, { 'if-match': etag })).status).toBe(200);
    const stale = await applicant.patch(`/permits/${number}`, { description: 'Second' }, { 'if-match': `"${version}"` });
    expect(problemOf(stale)).toMatchObject({ status: 412, code: 'platform.stale-version' });
    expect(await getPermit(applicant, number)).toMatchObject({ description: 'First' });
  });

  it('moves a draft to another type, keeping the answers that fit', async () => {
    const { number } = await createPermit(applicant);
    const { body } = await applicant.patch(`/permits/${number}`, { permitType: 'ZAS-FNC-C' });
    expect(body).toMatchObject({ number, permitType: 'ZAS-FNC-C', typeName: 'Fence Commercial', answers: { lengthFt: 120 } });
  });

  it('under corrections keeps the application complete and lets the fees follow its answers', async () => {
    const { number } = await submitted(applicant, FENCE);
    await pay(app, applicant, number);
    const { fees } = await getPermit(applicant, number);
    await decideAll(app, reviewer, number, 'corrections-required', [{ text: 'It must be longer' }]);
    expect(problemOf(await applicant.patch(`/permits/${number}`, { answers: { lengthFt: null } })).errors).toMatchObject([
      { pointer: '/answers/lengthFt' },
    ]);
    expect(problemOf(await applicant.patch(`/permits/${number}`, { permitType: 'ZAS-SHED' })).errors).toMatchObject([
      { pointer: '/permitType' },
    ]);

    await applicant.patch(`/permits/${number}`, { answers: { lengthFt: 5000 }, valuationCents: 9_000_000 });
    const estimate = await applicant.post('/fee-estimates', {
      permitType: 'ZAS-FNC-R',
      valuationCents: 9_000_000,
      answers: { ...FENCE_ANSWERS, lengthFt: 5000 },
    });
    const after = (await getPermit(applicant, number)).fees;
    expect(after.paidCents).toBe(fees.paidCents);
    expect(after.dueCents).toBe(estimate.body.totalCents - fees.paidCents);
  });
});

describe('submitPermit', () => {
  it('is done once, whoever presses twice', async () => {
    const { number } = await createPermit(applicant);
    await upload(applicant, number, 'plat-of-survey');
    const answers = await Promise.all([applicant.post(`/permits/${number}/submission`), applicant.post(`/permits/${number}/submission`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(of(await published(app, PermitSubmitted), number)).toHaveLength(1);
    expect((await applicant.get(`/records/${number}/reviews`)).body.items).toHaveLength(1);
    expect((await getPermit(applicant, number)).fees.dueCents).toBe(answers.find(({ status }) => status === 201)!.body.fees.dueCents);
  });

  it('does not count a document that was deleted', async () => {
    const { number } = await createPermit(applicant);
    await upload(applicant, number, 'plat-of-survey');
    const [attachment] = (await applicant.get(`/records/${number}/attachments`)).body.items;
    expect((await applicant.delete(`/attachments/${attachment.id}`)).status).toBe(204);
    expect(problemOf(await applicant.post(`/permits/${number}/submission`)).errors).toMatchObject([
      { pointer: '/documents/plat-of-survey' },
    ]);
  });

  it('counts a document that is being deleted as gone', async () => {
    const { number } = await createPermit(applicant);
    await upload(applicant, number, 'plat-of-survey');
    const [attachment] = (await applicant.get(`/records/${number}/attachments`)).body.items;
    const [submission, deletion] = await Promise.all([
      applicant.post(`/permits/${number}/submission`),
      applicant.delete(`/attachments/${attachment.id}`),
    ]);
    const left = (await applicant.get(`/records/${number}/attachments`)).body.items.length;
    expect([submission.status, deletion.status, left]).toEqual(submission.status === 201 ? [201, 409, 1] : [422, 204, 0]);
  });
});

describe('P-05 corrections', () => {
  it('can be answered by changing the application alone, and call for the reviewers that the change needs', async () => {
    const { number } = await submitted(applicant);
    await decideAll(app, reviewer, number, 'corrections-required', [{ text: 'The easement is not mentioned' }]);
    await applicant.patch(`/permits/${number}`, { answers: { inEasement: true } });
    const resubmitted = await applicant.post(`/permits/${number}/resubmission`);
    expect(resubmitted).toMatchObject({ status: 201, body: { status: 'in-review', reviewCycle: 2 } });
    expect(Object.keys(await pendingReviews(reviewer, number)).sort()).toEqual(['engineering', 'zoning']);
  });
});

describe('contractors named on a permit', () => {
  const byContractor = { ...FENCE, answers: { ...FENCE_ANSWERS, ownerDoesWork: false } };

  const asTyped = (number: string) => number.toLowerCase().replace(/-0+/, ' ');

  it('are told at once, become owners and are seen by everyone once it is submitted', async () => {
    const contractor = await registerContractor(app, technician, 'fence');
    const { number } = await createPermit(applicant, { ...byContractor, contractorNumbers: [asTyped(contractor.number)] });
    expect(of(await published(app, ContractorNamed), number)).toMatchObject([
      { contractorNumber: contractor.number, contractorRecordId: contractor.recordId },
    ]);
    expect(await getPermit(contractor.account, number)).toMatchObject({ relation: 'owner' });
    await submit(applicant, number);
    const seen = await (await signUp(app)).get(`/records/${number}`);
    expect(seen.body).toMatchObject({ contractorName: 'Demo fence company' });
  });

  it('leave the permit when the applicant names others', async () => {
    const [first, second] = [await registerContractor(app, technician, 'fence'), await registerContractor(app, technician, 'fence')];
    const { number } = await createPermit(applicant, { ...byContractor, contractorNumbers: [first.number] });
    const { body } = await applicant.patch(`/permits/${number}`, { contractorNumbers: [second.number] });
    expect(body.contractors.map((contractor: { number: string }) => contractor.number)).toEqual([second.number]);
    expect((await first.account.get(`/permits/${number}`)).status).toBe(404);
    expect((await second.account.get(`/permits/${number}`)).status).toBe(200);
    await applicant.patch(`/permits/${number}`, { contractorNumbers: [second.number] });
    expect(of(await published(app, ContractorNamed), number)).toHaveLength(2);
  });

  it('can disavow it: their name meets no requirement and cannot be named again', async () => {
    const contractor = await registerContractor(app, technician, 'fence');
    const { number } = await approved(app, { applicant, reviewer }, { ...byContractor, contractorNumbers: [contractor.number] });
    const outstanding = async () =>
      (await applicant.get(`/permits/${number}/requirements`)).body.outstanding.map(({ kind }: { kind: string }) => kind) as string[];
    expect(await outstanding()).not.toContain('contractor');

    expect((await contractor.account.post(`/permits/${number}/disavowal`)).status).toBe(204);
    expect(await outstanding()).toContain('contractor');
    expect((await getPermit(applicant, number)).contractors).toMatchObject([{ number: contractor.number, disavowed: true }]);
    expect(problemOf(await contractor.account.get(`/permits/${number}`)).code).toBe('records.not-linked');
    expect(of(await published(app, ContractorDisavowed), number)).toMatchObject([{ contractorNumber: contractor.number }]);

    const again = await applicant.patch(`/permits/${number}`, { contractorNumbers: [contractor.number] });
    expect(problemOf(again).errors).toMatchObject([{ pointer: '/contractorNumbers/0' }]);
    expect(problemOf(await contractor.account.post(`/permits/${number}/disavowal`))).toMatchObject({
      status: 403,
      code: 'permits.not-named',
    });
  });

  it('cannot disavow what they are not named on', async () => {
    const contractor = await registerContractor(app, technician, 'fence');
    const { number } = await submitted(applicant);
    expect(problemOf(await contractor.account.post(`/permits/${number}/disavowal`)).code).toBe('permits.not-named');
    const { number: draft } = await createPermit(applicant);
    expect(problemOf(await contractor.account.post(`/permits/${draft}/disavowal`)).code).toBe('records.not-found');
  });
});

describe('withdrawPermit', () => {
  it('cancels the reviews, takes unpaid fees back and closes the record', async () => {
    const { number } = await submitted(applicant);
    expect(expectStatus(await applicant.post(`/permits/${number}/withdrawal`, { reason: 'Given up' }), 201)).toMatchObject({
      status: 'withdrawn',
      reason: 'Given up',
      fees: { dueCents: 0 },
      nextStep: { actor: 'none' },
    });
    expect((await applicant.get(`/records/${number}/reviews`)).body.items).toMatchObject([{ status: 'cancelled' }]);
    expect((await applicant.get(`/permits/${number}/requirements`)).body).toMatchObject({ met: false, outstanding: [] });
  });

  it('needs no reason and no body', async () => {
    const { number } = await createPermit(applicant);
    expect((await applicant.post(`/permits/${number}/withdrawal`)).status).toBe(201);
  });
});

// These move the clock, which ends everybody's sign-in: they come last.
describe('P-05 answers that nobody passes on', () => {
  beforeEach(async () => {
    reviewer = await staff(app, 'plan-reviewer');
  });

  it('that were answered and not resubmitted for a day are passed on by themselves', async () => {
    const { number } = await submitted(applicant);
    await decideAll(app, reviewer, number, 'corrections-required', [{ text: 'Too high' }]);
    await upload(applicant, number, 'revised-plan');
    await app.settle();
    expect((await getPermit(applicant, number)).nextStep.actor).toBe('city');
    await app.runJob('permits.pass-on-answers');
    expect((await getPermit(applicant, number)).status).toBe('corrections-required');

    app.clock.advance({ hours: 25 });
    await app.runJob('permits.pass-on-answers');
    const later = await signedInAs(app, applicant.accountId);
    expect(await getPermit(later, number)).toMatchObject({ status: 'in-review', reviewCycle: 2 });
    await app.runJob('permits.pass-on-answers');
    expect(await getPermit(later, number)).toMatchObject({ reviewCycle: 2 });
  });

  it('that nobody answered stay with the applicant, however long', async () => {
    const { number } = await submitted(applicant);
    await decideAll(app, reviewer, number, 'corrections-required', [{ text: 'Too high' }]);
    app.clock.advance({ days: 3 });
    await app.runJob('permits.pass-on-answers');
    const later = await signedInAs(app, applicant.accountId);
    expect(await getPermit(later, number)).toMatchObject({
      status: 'corrections-required',
      nextStep: { actor: 'applicant' },
      daysWithApplicant: 3,
    });
  });
});
