import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ContractorClasses } from '../../src/modules/contractors/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { signUp, staff, type SignedInClient } from '../support/builders.js';
import { pay } from '../support/payments.js';
import {
  createPermit,
  decideAll,
  demandingAnswers,
  expectStatus,
  getPermit,
  MAPLE_STREET,
  passInspections,
  plainAnswers,
  registerContractor,
  submit,
  uploadMissing,
  type FormQuestion,
} from '../support/permits.js';

interface PermitTypeView {
  code: string;
  form: FormQuestion[];
  contractorClasses: { code: string }[];
}

const { permitTypes } = JSON.parse(readFileSync('city/permit-types.json', 'utf8')) as {
  permitTypes: { code: string; inspections: { when?: unknown }[] }[];
};
const VALUATION = 1_850_000;

let app: TestApp;
let reviewer: SignedInClient;
let inspector: SignedInClient;
/** One registered contractor for each class of the city. */
const contractors = new Map<string, string>();

beforeAll(async () => {
  app = await startApp();
  [reviewer, inspector] = [await staff(app, 'plan-reviewer'), await staff(app, 'inspector')];
  const technician = await staff(app, 'permit-technician');
  for (const { code } of app.get(ContractorClasses).all) contractors.set(code, (await registerContractor(app, technician, code)).number);
}, 30_000);
afterAll(() => app.close());

it('P-01 the catalogue has the 29 online permits', () => {
  expect(permitTypes).toHaveLength(29);
});

/** Types whose inspections depend on the answers are tried with everything they can ask for, the others as plain as they can be. */
const stories = permitTypes.map(({ code, inspections }) => ({
  code,
  inspected: inspections.length > 0,
  answersTo: inspections.some(({ when }) => when) ? demandingAnswers : plainAnswers,
}));

it.each(stories)(
  'P-01 $code runs from the application to its last inspection, and P-04 costs what was estimated',
  async ({ code: permitType, inspected, answersTo }) => {
    const applicant = await signUp(app);
    const type = expectStatus<PermitTypeView>(await applicant.get(`/permit-types/${permitType}`), 200);
    const answers = answersTo(type.form);
    const contractorNumbers = type.contractorClasses.map(({ code }) => contractors.get(code)!);
    const estimate = expectStatus<{ totalCents: number; scheduleVersion: number }>(
      await applicant.post('/fee-estimates', { permitType, valuationCents: VALUATION, answers }),
      200,
    );

    const draft = { permitType, address: MAPLE_STREET, description: 'As drawn', valuationCents: VALUATION, answers, contractorNumbers };
    const { number } = await createPermit(applicant, draft);
    const submitted = await submit(applicant, number);
    expect(submitted.fees).toEqual({ dueCents: estimate.totalCents, paidCents: 0, scheduleVersion: estimate.scheduleVersion });

    await decideAll(app, reviewer, number);
    await uploadMissing(applicant, number);
    if (estimate.totalCents > 0) await pay(app, applicant, number);
    await app.settle();
    const issued = await getPermit(applicant, number);
    expect([issued.status, issued.nextStep.label]).toEqual(['issued', expect.any(String)]);
    expect((await applicant.raw(`/v1/permits/${number}/document`)).status).toBe(200);

    const passed = await passInspections(app, inspector, number);
    expect((await getPermit(applicant, number)).status).toBe(inspected ? 'finaled' : 'issued');
    expect(passed.length > 0).toBe(inspected);
  },
);
