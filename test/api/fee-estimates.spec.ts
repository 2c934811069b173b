import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FeeSchedules } from '../../src/modules/payments/index.js';
import { PermitTypes } from '../../src/modules/permits/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, type Client } from '../support/builders.js';
import { recordQueries } from '../support/queries.js';

let app: TestApp;
let anyone: Client;
beforeAll(async () => {
  app = await startApp();
  anyone = anonymous(app);
});
afterAll(() => app.close());

const estimate = (permitType: string, valuationCents: number, answers?: Record<string, unknown>) =>
  anyone.post('/fee-estimates', { permitType, valuationCents, ...(answers && { answers }) });

it('P-04 says what a permit will cost, without signing in, each line with its rule', async () => {
  const { status, body } = await estimate('RST-CARP', 1_000_000);
  expect(status).toBe(200);
  expect(body).toEqual({
    lines: [
      { code: 'application', description: 'Application fee', basis: '$25.00 flat', amountCents: 2_500, due: 'at-application' },
      {
        code: 'permit',
        description: 'Carpentry permit',
        basis: '$69.25 + 8 × $14.00 per $1,000 over $2,000',
        amountCents: 18_125,
        due: 'before-issuance',
      },
      {
        code: 'plan-review',
        description: 'Plan review',
        basis: '25% of $181.25 (Carpentry permit)',
        amountCents: 4_531,
        due: 'at-application',
      },
    ],
    totalCents: 25_156,
    scheduleVersion: 1,
    possibleWaivers: [],
  });
});

it.each([
  ['RST-AC', 800_000, { units: 3 }, 15_500],
  ['RST-ESVC', 800_000, { amps: 200 }, 10_000],
  ['RST-ESVC', 800_000, { amps: 400 }, 15_000],
  ['RST-MECH', 300_000, {}, 7_500],
  ['RST-MECH', 2_000_000, {}, 30_000],
  ['SGN-WALL-E', 500_000, { signAreaSqFt: 40.5 }, 19_513],
  ['SGN-BANR', 20_000, { days: 11 }, 3_000],
  ['SGN-BANR', 20_000, { days: 99 }, 9_000],
  ['SOL-RR', 2_500_000, { systemKw: 12.4 }, 17_400],
  ['SOL-RR', 2_500_000, { systemKw: 9.9 }, 15_000],
  ['ZAS-FNC-C', 900_000, { lengthFt: 120 }, 8_700],
  ['ZAS-SHED', 200_000, { areaSqFt: 200 }, 5_000],
  ['ZAS-SHED', 200_000, { areaSqFt: 200.1 }, 7_500],
])('P-04 %s at %d cents with %j costs %d cents', async (permitType, valuationCents, answers, totalCents) => {
  expect((await estimate(permitType, valuationCents, answers)).body.totalCents).toBe(totalCents);
});

it('P-04 a free permit has no lines', async () => {
  expect((await estimate('RST-LAWN', 0)).body).toEqual({ lines: [], totalCents: 0, scheduleVersion: 1, possibleWaivers: [] });
});

it('names a waiver that staff may grant, and does not count it', async () => {
  const { body } = await estimate('RST-SEWBF', 500_000);
  expect(body.totalCents).toBe(10_000);
  expect(body.possibleWaivers).toEqual([
    { code: 'program', description: 'Program participant', basisPoints: 10_000, grantedBy: 'program administrator' },
  ]);
});

describe('P-04 an estimate that cannot be made', () => {
  it('names the questions that decide it', async () => {
    const problem = problemOf(await estimate('ZAS-FNC-C', 900_000));
    expect(problem).toMatchObject({ status: 422, code: 'platform.invalid-input' });
    expect(problem.errors).toEqual([{ pointer: '/answers/lengthFt', detail: 'needs an answer: How long is the fence, in feet?' }]);
  });

  it('names every answer that is not as it must be, the missing ones too', async () => {
    const { errors } = problemOf(await estimate('SOL-RR', 100, { systemKw: '12', storageKwh: -1, roof: 'red', ownerDoesWork: true }));
    expect(errors!.map(({ pointer }) => pointer).sort()).toEqual([
      '/answers/ownerDoesWork',
      '/answers/roof',
      '/answers/storageKwh',
      '/answers/systemKw',
    ]);
    expect(errors!.find(({ pointer }) => pointer === '/answers/ownerDoesWork')!.detail).toMatch(/registered contractor/);
  });

  it('P-02 refuses a permit of the counter with how to get it', async () => {
    const problem = problemOf(await estimate('OTC-DECK', 900_000));
    expect(problem).toMatchObject({
      status: 422,
      code: 'permits.counter-only',
      permitType: 'OTC-DECK',
      reason: 'Hard copies of the plans are required',
    });
    expect(problem.detail).toMatch(/cannot be applied for online/);
    expect(problem.instructions).toMatch(
      /3 sets of paper plans.*77 Civic Center Drive, Fairview, IL 60501.*Monday to Friday from 8:00 am to 4:30 pm.*630-555-0130/,
    );
    expect(problem.warning).toMatch(/do not apply for this under another permit type/);
  });

  it('refuses a code that is no permit type', async () => {
    expect(problemOf(await estimate('ZAS-MOAT', 1))).toMatchObject({ status: 404, code: 'permits.type-not-found' });
  });

  it.each([
    [{ permitType: 'RST-ROOF', valuationCents: 1.5 }, '/valuationCents'],
    [{ permitType: 'RST-ROOF', valuationCents: -1 }, '/valuationCents'],
    [{ permitType: 'RST-ROOF', valuationCents: 100_000_000_001 }, '/valuationCents'],
    [{ permitType: 'RST-ROOF', valuationCents: '5000' }, '/valuationCents'],
    [{ permitType: 'RST-ROOF' }, '/valuationCents'],
    [{ valuationCents: 1 }, '/permitType'],
    [{ permitType: 'RST-ROOF', valuationCents: 1, answers: [] }, '/answers'],
    [{ permitType: 'RST-ROOF', valuationCents: 1, answers: 'none' }, '/answers'],
    [{ permitType: 'RST-ROOF', valuationCents: 1, roof: 'red' }, '/roof'],
    [{ permitType: 'RST-ROOF', valuationCents: 1, answers: { flatRoof: { eq: true } } }, '/answers/flatRoof'],
  ])('refuses %j at %s', async (body, pointer) => {
    const problem = problemOf(await anyone.post('/fee-estimates', body));
    expect([problem.status, problem.errors!.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  });
});

it('asks the database nothing', async () => {
  app.get(PermitTypes).forget();
  app.get(FeeSchedules).forget();
  await estimate('RST-ROOF', 1);
  expect(await recordQueries(app, () => estimate('SOL-CR', 90_000_000))).toEqual([]);
});
