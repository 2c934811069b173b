import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { pay } from '../support/payments.js';
import {
  createPermit,
  decideAll,
  expectStatus,
  FENCE,
  FENCE_ANSWERS,
  getPermit,
  passInspections,
  permitEvents,
  upload,
  uploadMissing,
} from '../support/permits.js';

let app: TestApp;
let resident: SignedInClient;
let reviewer: SignedInClient;
let inspector: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  [resident, reviewer, inspector] = [await signUp(app), await staff(app, 'plan-reviewer'), await staff(app, 'inspector')];
});
afterAll(() => app.close());

describe('a resident’s fence, from the first draft to the last inspection', () => {
  let number: string;
  const permit = () => getPermit(resident, number);
  const requirements = async () => (await resident.get(`/permits/${number}/requirements`)).body;

  it('A-01 begins as a draft that nobody else sees', async () => {
    const { answers: _, ...withoutAnswers } = FENCE;
    const draft = await createPermit(resident, withoutAnswers);
    number = draft.number;
    expect(number).toMatch(/^ZAS-2026-\d{5}$/);
    expect(draft).toMatchObject({
      status: 'draft',
      relation: 'owner',
      nextStep: { actor: 'applicant' },
      fees: { dueCents: 0, scheduleVersion: null },
    });
    expect(problemOf(await (await signUp(app)).get(`/permits/${number}`))).toMatchObject({ status: 404, code: 'records.not-found' });
    expect((await anonymous(app).get(`/records/${number}`)).status).toBe(404);
  });

  it('says all at once what is missing for its submission', async () => {
    const refused = problemOf(await resident.post(`/permits/${number}/submission`));
    expect(refused).toMatchObject({ status: 422, code: 'permits.incomplete' });
    const pointers = refused.errors!.map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['/answers/lengthFt', '/answers/ownerDoesWork', '/documents/plat-of-survey']));
    expect((await permit()).status).toBe('draft');
  });

  it('is completed step by step and submitted', async () => {
    const current = await permit();
    const edited = await resident.patch(`/permits/${number}`, { answers: FENCE_ANSWERS }, { 'if-match': `"${current.version}"` });
    expect(edited.status).toBe(200);
    await upload(resident, number, 'plat-of-survey');
    const submitted = await resident.post(`/permits/${number}/submission`);
    expect(submitted).toMatchObject({ status: 201, body: { status: 'in-review', reviewCycle: 1, nextStep: { actor: 'city' } } });
    expect(submitted.body.fees.dueCents).toBeGreaterThan(0);
  });

  it('R-04 is public from then on, without names', async () => {
    const { status, body } = await anonymous(app).get(`/records/${number}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ number, status: 'in-review' });
    expect(JSON.stringify(body)).not.toContain('Demo Resident');
  });

  it('P-04 costs what was estimated', async () => {
    const { permitType, valuationCents, answers } = FENCE;
    const estimate = await anonymous(app).post('/fee-estimates', { permitType, valuationCents, answers });
    expect((await permit()).fees).toEqual({
      dueCents: estimate.body.totalCents,
      paidCents: 0,
      scheduleVersion: estimate.body.scheduleVersion,
    });
  });

  it('P-05 comes back with corrections, which are answered and resubmitted', async () => {
    await decideAll(app, reviewer, number, 'corrections-required', [{ text: 'At most 4 ft in the front yard', codeReference: '41-10.3' }]);
    expect(await permit()).toMatchObject({
      status: 'corrections-required',
      nextStep: { actor: 'applicant', label: 'Answer the review comments and resubmit' },
    });
    expect((await requirements()).outstanding[0]).toMatchObject({
      kind: 'review',
      code: 'zoning',
      waitingOn: 'applicant',
      action: { operationId: 'respondToReview' },
    });

    expect(problemOf(await resident.post(`/permits/${number}/resubmission`))).toMatchObject({
      status: 422,
      code: 'permits.corrections-open',
      reviews: [{ discipline: 'zoning', unanswered: 1 }],
    });
    const reviews = (await resident.get(`/records/${number}/reviews`)).body.items;
    const review = (await resident.get(`/reviews/${reviews[0].id}`)).body;
    await resident.post(`/reviews/${review.id}/responses`, { responses: [{ commentId: review.comments[0].id, text: 'Lowered to 4 ft.' }] });
    expect((await permit()).nextStep.actor).toBe('city');
    const resubmitted = await resident.post(`/permits/${number}/resubmission`);
    expect(resubmitted).toMatchObject({ status: 201, body: { status: 'in-review', reviewCycle: 2 } });
  });

  it('P-06 once approved names what is outstanding, live', async () => {
    await decideAll(app, reviewer, number, 'approved-with-conditions', [{ text: 'The finished side faces out.' }]);
    expect(await permit()).toMatchObject({ status: 'approved', nextStep: { actor: 'applicant' } });
    const { met, outstanding } = await requirements();
    expect(met).toBe(false);
    expect(outstanding.map(({ kind, code }: { kind: string; code: string }) => `${kind} ${code}`).sort()).toEqual([
      'document homeowners-association-acknowledgement',
      'document utility-locate-acknowledgement',
      expect.stringMatching(/^fee /),
    ]);
    expect(problemOf(await resident.get(`/permits/${number}/document`))).toMatchObject({ status: 409, code: 'permits.not-issued' });
    await uploadMissing(resident, number, 'before-issuance');
    await app.settle();
    expect((await requirements()).outstanding.map(({ kind }: { kind: string }) => kind)).toEqual(['fee']);
  });

  it('P-07 is issued by itself with the last payment, as a PDF that anyone can verify', async () => {
    await pay(app, resident, number);
    const issued = await permit();
    expect(issued).toMatchObject({ status: 'issued', issuedOn: '2026-03-02', expiresOn: '2026-08-29', fees: { dueCents: 0 } });
    expect(await requirements()).toMatchObject({ met: true, outstanding: [] });

    const document = await resident.raw(`/v1/permits/${number}/document`);
    expect(document.status).toBe(200);
    expect(document.headers.get('content-type')).toBe('application/pdf');
    expect(document.headers.get('content-disposition')).toContain(`${number}.pdf`);
    const pdf = Buffer.from(await document.arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('P-01 is inspected in order, and finaled by the last approval', async () => {
    expect(await passInspections(app, inspector, number)).toEqual(['post-hole', 'fence-final']);
    expect(await permit()).toMatchObject({ status: 'finaled', nextStep: { actor: 'none' } });
  });

  it('R-03 told the whole story', async () => {
    expect(await permitEvents(app, number)).toEqual([
      'permit-created',
      'permit-submitted',
      'corrections-required',
      'permit-resubmitted',
      'permit-approved',
      // Both documents were there when the first was looked at.
      'requirements-changed',
      'permit-issued',
      'permit-finaled',
    ]);
    const events = (await resident.get(`/records/${number}/events?limit=100`)).body.items.map(({ type }: { type: string }) => type);
    expect(events).toEqual(
      expect.arrayContaining(['permits.submitted', 'permits.approved', 'permits.issued', 'permits.finaled', 'reviews.decided']),
    );
  });
});

it('expectStatus says what came instead', () => {
  expect(() => expectStatus({ status: 404, headers: new Headers(), body: { code: 'x' } }, 200)).toThrow('Expected 200, got 404');
});
