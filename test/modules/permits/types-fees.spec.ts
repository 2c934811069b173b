import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assessFees, FeeSchedules, type AssessedLine, type FeeSchedule } from '../../../src/modules/payments/index.js';
import { FeeEstimates } from '../../../src/modules/permits/types/fee-estimates.service.js';
import { PermitTypes } from '../../../src/modules/permits/index.js';
import type { Answers } from '../../../src/platform/conditions/condition.js';
import { answersTo, type PermitTypeVersion } from '../../support/answers.js';
import { startApp, type TestApp } from '../../support/app.js';

const ONLINE = [
  ...['RST-AC', 'RST-CARP', 'RST-ESVC', 'RST-ELEC', 'RST-FURN', 'RST-LAWN', 'RST-MECH', 'RST-SEWBF', 'RST-PLUMB', 'RST-ROOF', 'RST-VERP'],
  ...['SGN-SITE-E', 'SGN-SITE-N', 'SGN-BANR', 'SGN-WALL-E', 'SGN-WALL-N'],
  ...['SOL-RR', 'SOL-CR', 'SOL-CG', 'SOL-RG'],
  ...['ZAS-DRV-ROW', 'ZAS-DRV-PVT', 'ZAS-DUMP', 'ZAS-FNC-C', 'ZAS-FNC-R', 'ZAS-SHED', 'ZAS-POD', 'ZAS-TVEND', 'ZAS-VEND'],
];
const valuations = fc.oneof(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 100_000_000_000 }));
const RUNS = { numRuns: 60 };

let app: TestApp;
let types: ReadonlyMap<string, PermitTypeVersion>;
let schedule: FeeSchedule;
beforeAll(async () => {
  app = await startApp();
  types = await app.get(PermitTypes).current();
  schedule = (await app.get(FeeSchedules).version(1)).schedule;
});
afterAll(() => app.close());

const total = (lines: readonly { amountCents: number }[]) => lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
const assess = (code: string, valuationCents: number, answers: Answers) => assessFees(schedule, code, { valuationCents, answers });

describe.each(ONLINE)('%s, for any answers and valuation', (code) => {
  const application = () => fc.record({ answers: answersTo(types.get(code)!), valuationCents: valuations });

  it('P-04 the estimate is the assessment, the same every time', async () => {
    const estimates = app.get(FeeEstimates);
    await fc.assert(
      fc.asyncProperty(application(), async (facts) => {
        const estimate = await estimates.estimate(code, facts);
        expect(estimate.lines).toEqual(assess(code, facts.valuationCents, facts.answers));
        expect(estimate.totalCents).toBe(total(estimate.lines));
        expect(await estimates.estimate(code, facts)).toEqual(estimate);
      }),
      RUNS,
    );
  });

  it('P-04 every line is whole cents that its basis leads to', () => {
    fc.assert(
      fc.property(application(), ({ answers, valuationCents }) => {
        for (const line of assess(code, valuationCents, answers)) {
          expect(Number.isSafeInteger(line.amountCents) && line.amountCents > 0).toBe(true);
          expect({ ...line, amountCents: recomputed(line) }).toEqual(line);
        }
      }),
      RUNS,
    );
  });

  it('a higher valuation never costs less', () => {
    fc.assert(
      fc.property(application(), valuations, ({ answers, valuationCents }, more) => {
        const higher = Math.min(valuationCents + more, 100_000_000_000);
        expect(total(assess(code, higher, answers))).toBeGreaterThanOrEqual(total(assess(code, valuationCents, answers)));
      }),
      RUNS,
    );
  });

  it('a higher count never costs less', () => {
    const counted = schedule.permitTypes
      .find(({ permitType }) => permitType === code)!
      .rules.flatMap((rule) => ('field' in rule ? [rule.field] : []));
    fc.assert(
      fc.property(application(), application(), ({ answers, valuationCents }, other) => {
        for (const field of counted) {
          const [less, more] = [answers[field] as number, other.answers[field] as number].sort((a, b) => a - b);
          const cost = (count: number) => total(assess(code, valuationCents, { ...answers, [field]: count }));
          expect(cost(more)).toBeGreaterThanOrEqual(cost(less));
        }
      }),
      RUNS,
    );
  });
});

/** The basis read as a resident would, with a calculator: exact. */
function recomputed({ basis }: AssessedLine): number {
  const [, formula, bound, limit] = /^(.*?)(?:, but (at least|at most) (\$[\d,.]+))?$/.exec(basis)!;
  const cents = roundHalfUp(calculate(formula));
  if (!bound) return cents;
  const limitCents = Number(thousandths(limit) / 10n);
  expect(bound === 'at least' ? cents < limitCents : cents > limitCents).toBe(true);
  return limitCents;
}

/** Numerator and denominator of cents. */
function calculate(formula: string): [bigint, bigint] {
  const money = String.raw`\$[\d,]+(?:\.\d+)?`;
  const flat = new RegExp(`^(${money}) (?:flat|up to ${money})$`).exec(formula);
  if (flat) return [thousandths(flat[1]), 10n];
  const percent = new RegExp(String.raw`^([\d.]+)% of (${money})(?: \(.+\))?$`).exec(formula);
  if (percent) return [thousandths(percent[1]) * thousandths(percent[2]), 1_000_000n];
  const steps = new RegExp(String.raw`^(?:(${money}) \+ )?([\d,.]+) × (${money}) per .+$`).exec(formula);
  if (!steps) throw new Error(`Nobody could follow this basis: ${formula}`);
  const [, base = '$0', count, each] = steps;
  return [thousandths(base) * 1_000n + thousandths(count) * thousandths(each), 10_000n];
}

function thousandths(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace(/[$,]/g, '').split('.');
  return BigInt(whole) * 1_000n + BigInt(fraction.padEnd(3, '0'));
}

function roundHalfUp([numerator, denominator]: [bigint, bigint]): number {
  return Number((numerator * 2n + denominator) / (denominator * 2n));
}
