import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PermitTypeDrafts } from '../../../src/modules/permits/types/permit-type-drafts.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, type SignedInClient } from '../../support/builders.js';
import { createPermit, expectStatus, FENCE, FENCE_ANSWERS, getPermit, submitted, upload } from '../../support/permits.js';

let app: TestApp;
let applicant: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  applicant = await signUp(app);
});
afterAll(() => app.close());

it('a draft is submitted under the form that is in force then; what was submitted before keeps its form', async () => {
  const types = app.get(PermitTypeDrafts);
  const old = await createPermit(applicant);
  const kept = await submitted(applicant);
  const { definition } = await types.version('ZAS-FNC-R', 1);
  const gate = { name: 'gates', label: 'How many gates does it have?', type: 'integer' as const, required: true, minimum: 0, maximum: 9 };
  const form = [...definition.form.filter(({ name }) => name !== 'cornerLot'), gate];
  await types.update('ZAS-FNC-R', { ...definition, form }, undefined);
  await types.publish('ZAS-FNC-R', {}, undefined);

  await upload(applicant, old.number, 'plat-of-survey');
  expect(problemOf(await applicant.post(`/permits/${old.number}/submission`)).errors).toEqual([
    { pointer: '/answers/gates', detail: 'needs an answer: How many gates does it have?' },
  ]);
  expectStatus(await applicant.patch(`/permits/${old.number}`, { answers: { gates: 1 } }), 200);
  const { cornerLot: _, ...stillAsked } = FENCE_ANSWERS;
  expect(expectStatus<object>(await applicant.post(`/permits/${old.number}/submission`), 201)).toHaveProperty('answers', {
    ...stillAsked,
    gates: 1,
  });
  expect(await getPermit(applicant, old.number)).toMatchObject({ permitTypeVersion: 2 });
  expect(await getPermit(applicant, kept.number)).toMatchObject({ permitTypeVersion: 1 });
});

it('a draft is told when its type is no longer offered', async () => {
  const { number } = await createPermit(applicant, { ...FENCE, answers: { lengthFt: 20 } });
  await upload(applicant, number, 'plat-of-survey');
  await app.get(PermitTypeDrafts).retire('ZAS-FNC-R', {});
  expect(problemOf(await applicant.post(`/permits/${number}/submission`))).toMatchObject({
    status: 422,
    errors: [{ pointer: '/permitType', detail: expect.stringContaining('ZAS-FNC-R') }],
  });
});
