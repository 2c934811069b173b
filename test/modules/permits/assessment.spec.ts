import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PermitTypes } from '../../../src/modules/permits/index.js';
import { answersTo, type PermitTypeVersion } from '../../support/answers.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, type SignedInClient } from '../../support/builders.js';
import { MAPLE_STREET, expectStatus, submitted } from '../../support/permits.js';

/** Applications of each type, as each takes a permit's whole way to its fees; their answers differ from run to run, and a failure prints the seed that repeats it. */
const APPLICATIONS = 1;

let app: TestApp;
let resident: SignedInClient;
let online: PermitTypeVersion[];
beforeAll(async () => {
  app = await startApp();
  resident = await signUp(app);
  online = [...(await app.get(PermitTypes).current()).values()].filter(({ submission }) => submission === 'online');
});
afterAll(() => app.close());

interface Line {
  code: string;
  description: string;
  basis: string;
  amountCents: number;
}
const lines = (items: Line[]) => items.map(({ code, description, basis, amountCents }) => ({ code, description, basis, amountCents }));

it('P-04 what all 29 permits cost when they are submitted is what was estimated before', async () => {
  expect(online).toHaveLength(29);
  for (const type of online) {
    const application = fc.record({ answers: answersTo(type), valuationCents: fc.integer({ min: 100, max: 100_000_000 }) });
    await fc.assert(
      fc.asyncProperty(application, async ({ answers, valuationCents }) => {
        const facts = { permitType: type.code, valuationCents, answers };
        const estimate = expectStatus<{ lines: Line[]; totalCents: number; scheduleVersion: number }>(
          await resident.post('/fee-estimates', facts),
          200,
        );
        const permit = await submitted(resident, { ...facts, address: MAPLE_STREET, description: 'As estimated' });
        const fees = expectStatus<Line[]>(await resident.get(`/records/${permit.number}/fees`), 200);
        expect(lines(fees)).toEqual(lines(estimate.lines));
        expect(permit.fees).toEqual({ dueCents: estimate.totalCents, paidCents: 0, scheduleVersion: estimate.scheduleVersion });
      }),
      { numRuns: APPLICATIONS, endOnFailure: true },
    );
  }
}, 120_000);
