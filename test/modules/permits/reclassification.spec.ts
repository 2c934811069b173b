import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { PermitReclassified, PermitReturned } from '../../../src/modules/permits/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import { feesOf, pay, published } from '../../support/payments.js';
import {
  approved,
  createPermit,
  decideAll,
  expectStatus,
  FENCE,
  FENCE_ANSWERS,
  getPermit,
  pendingReviews,
  plainAnswers,
  submit,
  submitted,
  upload,
  uploadMissing,
  type FormQuestion,
} from '../../support/permits.js';

let app: TestApp;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let technician: SignedInClient;
let shedForm: FormQuestion[];

beforeAll(async () => {
  app = await startApp();
  [reviewer, technician] = [await staff(app, 'plan-reviewer'), await staff(app, 'permit-technician')];
  shedForm = (await reviewer.get('/permit-types/ZAS-SHED')).body.form;
});
beforeEach(async () => {
  applicant = await signUp(app);
});
afterAll(() => app.close());

const reclassify = (number: string, permitType: string, more: object = {}) =>
  technician.post(`/admin/permits/${number}/reclassification`, { permitType, reason: 'It has a roof', ...more });
const of = <F extends { number: string }>(facts: F[], number: string) => facts.filter((each) => each.number === number);
const estimate = async (permitType: string, answers: object) =>
  (await applicant.post('/fee-estimates', { permitType, valuationCents: FENCE.valuationCents, answers })).body.totalCents as number;

describe('P-03 reclassify', () => {
  it('moves the application to the right type on the same record: answers, files and payments stay, fees follow', async () => {
    const { number } = await submitted(applicant);
    await pay(app, applicant, number);
    const paid = (await getPermit(applicant, number)).fees.paidCents;
    const shed = plainAnswers(shedForm);
    for (const code of await documentsAtSubmission('ZAS-SHED', shed)) await upload(applicant, number, code);

    const moved = expectStatus(await reclassify(number, 'ZAS-SHED', { answers: { ...shed, ownerDoesWork: true } }), 201);
    expect(moved).toMatchObject({
      number,
      permitType: 'ZAS-SHED',
      typeName: expect.stringMatching(/Shed/),
      status: 'in-review',
      reviewCycle: 2,
    });
    expect(moved.answers).not.toHaveProperty('lengthFt');
    const due = await estimate('ZAS-SHED', { ...shed, ownerDoesWork: true });
    expect(moved.fees.dueCents).toBe(Math.max(0, due - paid));
    expect((await applicant.get(`/records/${number}`)).body).toMatchObject({ typeCode: 'ZAS-SHED' });
    expect((await applicant.get(`/records/${number}/attachments?limit=100`)).body.items.length).toBeGreaterThan(1);
    expect(of(await published(app, PermitReclassified), number)).toMatchObject([
      { fromType: 'ZAS-FNC-R', toType: 'ZAS-SHED', reason: 'It has a roof' },
    ]);
  });

  it('takes unpaid fees of the old type back', async () => {
    const { number } = await submitted(applicant);
    const before = (await feesOf(applicant, number)).filter(([, , status]) => status === 'due');
    const shed = plainAnswers(shedForm);
    for (const code of await documentsAtSubmission('ZAS-SHED', shed)) await upload(applicant, number, code);
    const moved = expectStatus(await reclassify(number, 'ZAS-SHED', { answers: { ...shed, ownerDoesWork: true } }), 201);
    expect(moved.fees.dueCents).toBe(await estimate('ZAS-SHED', { ...shed, ownerDoesWork: true }));
    const after = await feesOf(applicant, number);
    for (const [description, cents] of before) expect(after).toContainEqual([description, cents, 'void']);
  });

  it('lets approvals stand and asks only who has not approved', async () => {
    const { number } = await approved(app, { applicant, reviewer });
    // A commercial fence is looked at by zoning, too, which has approved.
    const form: FormQuestion[] = (await reviewer.get('/permit-types/ZAS-FNC-C')).body.form;
    for (const code of await documentsAtSubmission('ZAS-FNC-C', plainAnswers(form))) await upload(applicant, number, code);
    const moved = expectStatus(await reclassify(number, 'ZAS-FNC-C', { answers: plainAnswers(form) }), 201);
    expect(moved.status).toBe('approved');
    expect(await pendingReviews(reviewer, number)).toEqual({});
  });

  it('sends an application back to its applicant when the new type asks for more than it says', async () => {
    const { number } = await submitted(applicant);
    const moved = expectStatus(await reclassify(number, 'ZAS-SHED'), 201);
    expect(moved).toMatchObject({ status: 'returned', permitType: 'ZAS-SHED', fees: { dueCents: 0 }, nextStep: { actor: 'applicant' } });
    expect((await applicant.get(`/records/${number}/reviews`)).body.items).toMatchObject([{ status: 'cancelled' }]);
    expect(of(await published(app, PermitReturned), number)).toMatchObject([{ suggestedType: 'ZAS-SHED' }]);

    await applicant.patch(`/permits/${number}`, { answers: plainAnswers(shedForm) });
    await uploadMissing(applicant, number, 'at-submission');
    expect(await submit(applicant, number)).toMatchObject({ status: 'in-review', reviewCycle: 2 });
  });

  it('refuses the same type, a counter type and answers that do not fit, and changes nothing', async () => {
    const { number } = await submitted(applicant);
    expect(problemOf(await reclassify(number, 'ZAS-FNC-R')).errors).toMatchObject([{ pointer: '/permitType' }]);
    expect(problemOf(await reclassify(number, 'OTC-SFD')).code).toBe('permits.counter-only');
    expect(problemOf(await reclassify(number, 'ZAS-SHED', { answers: { lengthFt: 10 } })).errors).toMatchObject([
      { pointer: '/answers/lengthFt' },
    ]);
    expect(await getPermit(applicant, number)).toMatchObject({ permitType: 'ZAS-FNC-R', status: 'in-review' });
  });

  it('is in the audit log with what was before and after', async () => {
    const { number } = await submitted(applicant);
    await reclassify(number, 'ZAS-SHED');
    const entries = await app.get(Database).rows(sql`
      select actor_id, before->>'typeCode' as before, after->>'typeCode' as after, after->>'reason' as reason
      from platform.audit_entry where action = 'permits.reclassify' and subject = ${number}`);
    expect(entries).toEqual([{ actorId: technician.accountId, before: 'ZAS-FNC-R', after: 'ZAS-SHED', reason: 'It has a roof' }]);
  });
});

describe('P-03 return', () => {
  it('hands an application of the wrong type back; the applicant changes it on the same record and submits again', async () => {
    const { number } = await submitted(applicant);
    await pay(app, applicant, number);
    const paid = (await getPermit(applicant, number)).fees.paidCents;
    const returned = expectStatus(
      await technician.post(`/admin/permits/${number}/return`, { reason: 'That is a shed.', suggestedPermitType: 'ZAS-SHED' }),
      201,
    );
    expect(returned).toMatchObject({
      status: 'returned',
      reason: 'That is a shed.',
      suggestedPermitType: 'ZAS-SHED',
      fees: { paidCents: paid },
    });
    expect((await applicant.get(`/permits/${number}/requirements`)).body.outstanding[0].action.operationId).toBe('submitPermit');

    await applicant.patch(`/permits/${number}`, { permitType: 'ZAS-SHED', answers: { ...plainAnswers(shedForm), ownerDoesWork: true } });
    const again = await submit(applicant, number);
    expect(again).toMatchObject({ number, permitType: 'ZAS-SHED', status: 'in-review', reason: null, suggestedPermitType: null });
    const due = await estimate('ZAS-SHED', { ...plainAnswers(shedForm), ownerDoesWork: true });
    expect(again.fees.dueCents).toBe(Math.max(0, due - paid));
  });

  it('of an incomplete application keeps its answers and starts the reviews anew', async () => {
    const { number } = await submitted(applicant);
    expectStatus(await technician.post(`/admin/permits/${number}/return`, { reason: 'The plat is illegible.' }), 201);
    expect((await getPermit(applicant, number)).answers).toEqual(FENCE_ANSWERS);
    await upload(applicant, number, 'plat-of-survey');
    expect(await submit(applicant, number)).toMatchObject({ status: 'in-review', reviewCycle: 2 });
    await decideAll(app, reviewer, number);
    expect((await getPermit(applicant, number)).status).toBe('approved');
  });

  it('names only types that exist', async () => {
    const { number } = await submitted(applicant);
    const refused = await technician.post(`/admin/permits/${number}/return`, { reason: 'Wrong', suggestedPermitType: 'ZAS-CASTLE' });
    expect(problemOf(refused).errors).toMatchObject([{ pointer: '/suggestedPermitType' }]);
    expect(problemOf(await technician.post(`/admin/permits/${number}/return`, {})).errors).toMatchObject([{ pointer: '/reason' }]);
    expect((await getPermit(applicant, number)).status).toBe('in-review');
  });
});

async function documentsAtSubmission(permitType: string, answers: object): Promise<string[]> {
  const other = await createPermit(applicant, { ...FENCE, permitType, answers });
  return other.documents.filter(({ phase, required }) => phase === 'at-submission' && required).map(({ code }) => code);
}
