import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { FeeField, FeeRule, FeeSchedule } from './fee-schedule.js';
import { readFeeScheduleFile } from './fee-schedule.loader.js';
import { feeScheduleProblems, type FeeForm } from './fee-schedule.rules.js';

const { schedule: city } = readFeeScheduleFile('city/fee-schedule.json');
const types = JSON.parse(readFileSync('city/permit-types.json', 'utf8')) as { permitTypes: { code: string; form: FeeField[] }[] };
const forms: FeeForm[] = types.permitTypes.map(({ code, form }) => ({ permitType: code, fields: form, offered: true }));
const airConditioning = city.permitTypes.findIndex(({ permitType }) => permitType === 'RST-AC');

/** The city's schedule with one change. */
function changed(change: (schedule: FeeSchedule) => void): FeeSchedule {
  const schedule = structuredClone(city);
  change(schedule);
  return schedule;
}

/** With one more fee for air conditioning, at index 2. */
function withRule(rule: Partial<FeeRule> & Record<string, unknown>): FeeSchedule {
  const full = { code: 'extra', description: 'Extra', due: 'before-issuance', ...rule } as FeeRule;
  return changed(({ permitTypes }) => permitTypes[airConditioning].rules.push(full));
}

it("the city's own schedule fits its permit types", () => {
  expect(feeScheduleProblems(city, forms)).toEqual([]);
});

describe('a fee', () => {
  it.each<[string, Partial<FeeRule> & Record<string, unknown>, string, RegExp]>([
    ['lacks its amount', { kind: 'flat' }, '/amountCents', /is needed for flat/],
    ['has a part of another kind', { kind: 'flat', amountCents: 1, table: 'ubc-1a-1997' }, '/table', /does not belong to flat/],
    [
      'counts an unknown question',
      { kind: 'per-unit', field: 'lengthFt', unit: 'foot', units: 'feet', amountCents: 1 },
      '/field',
      /lengthFt is not/,
    ],
    ['counts a yes', { kind: 'per-unit', field: 'relocated', unit: 'x', units: 'xs', amountCents: 1 }, '/field', /relocated is a boolean/],
    ['names an unknown table', { kind: 'valuation-tiers', table: 'ubc-2027' }, '/table', /ubc-2027 is not/],
    ['is a share of a later line', { kind: 'percent-of-line', of: ['later'], basisPoints: 1 }, '/of/0', /above this one; later is not/],
    ['is a share of itself', { kind: 'percent-of-line', of: ['extra'], basisPoints: 1 }, '/of/0', /extra is not/],
    ['is at least more than at most', { kind: 'flat', amountCents: 1, minimumCents: 2, maximumCents: 1 }, '/maximumCents', /not be less/],
    [
      'hangs on an unknown question',
      { kind: 'flat', amountCents: 1, when: { field: 'heightFt', gt: 6 } },
      '/when/field',
      /heightFt is not/,
    ],
    ['hangs on an optional question', { kind: 'flat', amountCents: 1, when: { field: 'codeCaseNumber', eq: 'x' } }, '/when', /is optional/],
  ])('that %s is refused', (_what, rule, pointer, detail) => {
    expect(feeScheduleProblems(withRule(rule), forms)).toEqual([
      { pointer: `/permitTypes/${airConditioning}/rules/2${pointer}`, detail: expect.stringMatching(detail) },
    ]);
  });

  it('that repeats a code is refused', () => {
    expect(feeScheduleProblems(withRule({ kind: 'flat', amountCents: 1, code: 'base' }), forms)[0].detail).toBe('must not repeat base');
  });
});

it('refuses fees of a type that nobody knows, and a type that people can apply for without fees', () => {
  const schedule = changed(({ permitTypes }) => (permitTypes[airConditioning].permitType = 'RST-HEAT'));
  expect(feeScheduleProblems(schedule, forms)).toEqual([
    { pointer: `/permitTypes/${airConditioning}/permitType`, detail: expect.stringContaining('RST-HEAT is not') },
    { pointer: '/permitTypes', detail: expect.stringContaining('fees for RST-AC') },
  ]);
  const drafted = forms.map((form) => (form.permitType === 'RST-AC' ? { ...form, offered: false } : form));
  const without = changed(({ permitTypes }) => permitTypes.splice(airConditioning, 1));
  expect(feeScheduleProblems(without, drafted)).toEqual([]);
});

it('refuses a waiver that nobody can grant', () => {
  const schedule = changed(({ permitTypes }) =>
    permitTypes[airConditioning].waivers.push({ code: 'gift', description: 'Gift', basisPoints: 1 }),
  );
  expect(feeScheduleProblems(schedule, forms)).toEqual([
    { pointer: `/permitTypes/${airConditioning}/waivers/0`, detail: expect.stringMatching(/who grants it/) },
  ]);
});

describe('a table', () => {
  it.each<[string, (tiers: FeeSchedule['tables'][number]['tiers']) => unknown, string]>([
    ['does not begin at 0', (tiers) => (tiers[0].overCents = 1), '/tiers/0/overCents'],
    ['has a gap', (tiers) => (tiers[2].overCents = 200_001), '/tiers/2/overCents'],
    ['ends', (tiers) => (tiers.at(-1)!.upToCents = 900_000_000), '/tiers/7/upToCents'],
    ['falls', (tiers) => (tiers[3].baseCents = 39_124), '/tiers/3/baseCents'],
    ['has no size of its steps', (tiers) => (tiers[1].stepCents = null), '/tiers/1/stepCents'],
  ])('that %s is refused', (_what, change, pointer) => {
    expect(
      feeScheduleProblems(
        changed(({ tables }) => change(tables[0].tiers)),
        forms,
      ).map((problem) => problem.pointer),
    ).toEqual([`/tables/0${pointer}`]);
  });
});

it('refuses a fee of its own that lacks its amount', () => {
  const schedule = changed(({ globalFees }) => delete globalFees[0].amountCents);
  expect(feeScheduleProblems(schedule, forms)).toEqual([{ pointer: '/globalFees/0/amountCents', detail: 'is needed for flat' }]);
});
