import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../../platform/conditions/condition.js';
import { answersNeeded, assessFees, feesOf, globalFee } from './fee.rules.js';
import type { FeeRule, FeeSchedule, FeeWaiver } from './fee-schedule.js';
import { readFeeScheduleFile } from './fee-schedule.loader.js';

const { schedule: city } = readFeeScheduleFile('city/fee-schedule.json');

const every = { code: 'base', description: 'Permit', due: 'before-issuance' } as const;

function scheduleOf(rules: FeeRule[], waivers: FeeWaiver[] = []): FeeSchedule {
  return { tables: city.tables, permitTypes: [{ permitType: 'TEST', rules, waivers }], globalFees: city.globalFees };
}

function assess(rules: FeeRule[], answers: Answers = {}, valuationCents = 0, waivers: FeeWaiver[] = [], granted: string[] = []) {
  const lines = assessFees(scheduleOf(rules, waivers), 'TEST', { valuationCents, answers, waivers: granted });
  return lines.map(({ amountCents, basis }) => ({ amountCents, basis }));
}

describe('valuation tiers', () => {
  const table: FeeRule = { ...every, kind: 'valuation-tiers', table: 'ubc-1a-1997' };

  // The worked examples that come with the table.
  it.each([
    [1, 23.5],
    [500, 23.5],
    [501, 26.55],
    [2_000, 69.25],
    [2_001, 83.25],
    [10_000, 181.25],
    [25_000, 391.25],
    [25_001, 401.35],
    [75_000, 818.75],
    [100_000, 993.75],
    [250_000, 1_833.75],
    [1_000_000, 5_608.75],
    [1_500_000, 7_183.75],
  ])('a valuation of $%d costs $%d', (valuation, fee) => {
    expect(assess([table], {}, valuation * 100)).toEqual([{ amountCents: Math.round(fee * 100), basis: expect.any(String) }]);
  });

  it('says how the fee comes about', () => {
    expect(assess([table], {}, 1_000_000)[0].basis).toBe('$69.25 + 8 × $14.00 per $1,000 over $2,000');
    expect(assess([table], {}, 45_000)[0].basis).toBe('$23.50 up to $500');
  });

  it('charges a step that a single cent starts', () => {
    expect(assess([table], {}, 50_001)).toEqual([{ amountCents: 2_655, basis: '$23.50 + 1 × $3.05 per $100 over $500' }]);
  });

  it('begins at the lowest tier, for nothing too', () => {
    expect(assess([table], {}, 0)[0].amountCents).toBe(2_350);
  });
});

describe('per unit', () => {
  const openings: FeeRule = {
    ...every,
    kind: 'per-unit',
    field: 'openings',
    unit: 'opening',
    units: 'openings',
    amountCents: 200,
    included: 10,
  };
  const kilowatts: FeeRule = {
    ...every,
    kind: 'per-unit',
    field: 'systemKw',
    unit: 'kilowatt',
    units: 'kilowatts',
    amountCents: 1_000,
    included: 10,
  };

  it('charges what is over the included number', () => {
    expect(assess([openings], { openings: 13 })).toEqual([{ amountCents: 600, basis: '3 × $2.00 per opening over 10 openings' }]);
  });

  it.each([0, 9, 10])('makes no line for %d of 10 included', (openingsAsked) => {
    expect(assess([openings], { openings: openingsAsked })).toEqual([]);
  });

  it.each([
    [12.4, 2_400, '2.4 × $10.00 per kilowatt over 10 kilowatts'],
    [10.005, 5, '0.005 × $10.00 per kilowatt over 10 kilowatts'],
    [10.001, 1, '0.001 × $10.00 per kilowatt over 10 kilowatts'],
    [1_000_010.1, 1_000_000_100, '1,000,000.1 × $10.00 per kilowatt over 10 kilowatts'],
  ])('counts %d kilowatts digit for digit', (systemKw, amountCents, basis) => {
    expect(assess([kilowatts], { systemKw })).toEqual([{ amountCents, basis }]);
  });

  it('rounds half a cent up once, at the end', () => {
    const area: FeeRule = { ...every, kind: 'per-unit', field: 'area', unit: 'square foot', units: 'square feet', amountCents: 25 };
    expect(assess([area], { area: 0.1 })[0].amountCents).toBe(3);
    expect(assess([area], { area: 32.02 })[0].amountCents).toBe(801);
    expect(assess([area], { area: 1.1 })).toEqual([{ amountCents: 28, basis: '1.1 × $0.25 per square foot' }]);
  });
});

describe('per started period', () => {
  const banner: FeeRule = {
    ...every,
    kind: 'per-started-period',
    field: 'days',
    unit: 'day',
    units: 'days',
    period: 10,
    amountCents: 1_500,
    mostPeriods: 6,
  };

  it.each([
    [1, 1_500, '1 × $15.00 per started 10 days'],
    [10, 1_500, '1 × $15.00 per started 10 days'],
    [11, 3_000, '2 × $15.00 per started 10 days'],
    [60, 9_000, '6 × $15.00 per started 10 days'],
    [61, 9_000, '6 × $15.00 per started 10 days, at most 6'],
    [365, 9_000, '6 × $15.00 per started 10 days, at most 6'],
  ])('%d days', (days, amountCents, basis) => {
    expect(assess([banner], { days })).toEqual([{ amountCents, basis }]);
  });
});

describe('percentages, least and most', () => {
  const mechanical: FeeRule = { ...every, kind: 'percent-of-valuation', basisPoints: 150, minimumCents: 7_500, maximumCents: 100_000 };

  it.each([
    [1_000_000, 15_000, '1.5% of $10,000.00'],
    [300_000, 7_500, '1.5% of $3,000.00, but at least $75.00'],
    [100_000_000, 100_000, '1.5% of $1,000,000.00, but at most $1,000.00'],
    [500_033, 7_500, '1.5% of $5,000.33'],
    [500_034, 7_501, '1.5% of $5,000.34'],
  ])('a valuation of %d cents', (valuation, amountCents, basis) => {
    expect(assess([mechanical], {}, valuation)).toEqual([{ amountCents, basis }]);
  });

  it('takes a share of earlier lines, and nothing of a line that is not charged', () => {
    const rules: FeeRule[] = [
      { ...every, kind: 'flat', amountCents: 18_125 },
      { ...every, code: 'crane', description: 'Crane', kind: 'flat', amountCents: 10_000, when: { field: 'crane', eq: true } },
      { ...every, code: 'plan-review', description: 'Plan review', kind: 'percent-of-line', of: ['base', 'crane'], basisPoints: 6_500 },
    ];
    expect(assess(rules, { crane: false })).toEqual([
      { amountCents: 18_125, basis: '$181.25 flat' },
      { amountCents: 11_781, basis: '65% of $181.25 (Permit)' },
    ]);
    expect(assess(rules, { crane: true })[2]).toEqual({ amountCents: 18_281, basis: '65% of $281.25 (Permit + Crane)' });
  });
});

describe('waivers', () => {
  const rules: FeeRule[] = [
    { ...every, code: 'application', due: 'at-application', kind: 'flat', amountCents: 2_500 },
    { ...every, kind: 'flat', amountCents: 10_001 },
  ];
  const half: FeeWaiver = { code: 'program', description: 'Program participant', basisPoints: 5_000, grantedBy: 'program administrator' };

  it('takes nothing off until staff granted it', () => {
    expect(assess(rules, {}, 0, [half])).toHaveLength(2);
  });

  it('is a line of its own for each due date', () => {
    const lines = assessFees(scheduleOf(rules, [half]), 'TEST', { valuationCents: 0, answers: {}, waivers: ['program'] });
    expect(lines.slice(2)).toEqual([
      { code: 'program', description: 'Program participant', basis: '50% of $25.00 waived', amountCents: -1_250, due: 'at-application' },
      { code: 'program', description: 'Program participant', basis: '50% of $100.01 waived', amountCents: -5_001, due: 'before-issuance' },
    ]);
  });

  it('is granted by a condition too', () => {
    const veteran: FeeWaiver = { code: 'veteran', description: 'Veteran', basisPoints: 10_000, when: { field: 'veteran', eq: true } };
    expect(assess(rules, { veteran: true }, 0, [veteran]).reduce((sum, line) => sum + line.amountCents, 0)).toBe(0);
    expect(assess(rules, { veteran: false }, 0, [veteran])).toHaveLength(2);
  });
});

describe('answers', () => {
  const large: FeeRule = {
    ...every,
    code: 'large',
    kind: 'per-unit',
    field: 'area',
    unit: 'foot',
    units: 'feet',
    amountCents: 10,
    when: { field: 'isLarge', eq: true },
  };

  it('refuses to take an open question for nothing', () => {
    expect(() => assess([large], { isLarge: true })).toThrow(
      expect.objectContaining({ errors: [{ pointer: '/answers/area', detail: 'is needed to work out the fee' }] }),
    );
  });

  it('needs only what decides the fee', () => {
    const fees = { permitType: 'TEST', rules: [large], waivers: [] };
    expect(answersNeeded(fees, {})).toEqual(['isLarge']);
    expect(answersNeeded(fees, { isLarge: true })).toEqual(['area']);
    expect(answersNeeded(fees, { isLarge: false })).toEqual([]);
    expect(answersNeeded(fees, { isLarge: true, area: null })).toEqual(['area']);
  });
});

it('says so when a schedule has no fees for a permit type', () => {
  expect(() => feesOf(city, 'OTC-DECK')).toThrow(/no fees for OTC-DECK/);
});

describe('fees that any permit may get', () => {
  it.each([
    ['reinspection', {}, 5_500, '$55.00 flat'],
    ['extension', {}, 5_000, '$50.00 flat'],
    ['plan-revision', {}, 5_500, '$55.00 flat'],
    ['after-hours-inspection', { hours: 1 }, 19_000, '2 × $95.00 per hour, at least 2 hours'],
    ['after-hours-inspection', { hours: 2.5 }, 23_750, '2.5 × $95.00 per hour'],
    ['work-without-permit', { permitFeesCents: 12_345 }, 12_345, '100% of $123.45'],
    ['reinstatement', { permitFeesCents: 12_345 }, 6_173, '50% of $123.45'],
  ])('%s for %j', (code, facts, amountCents, basis) => {
    expect(globalFee(city, code, facts)).toMatchObject({ code, amountCents, basis });
  });

  it('refuses a code that the schedule does not have', () => {
    expect(() => globalFee(city, 'parking', {})).toThrow(/no fee with the code parking/);
  });
});
