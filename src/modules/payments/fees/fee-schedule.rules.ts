import { fieldsOf, validateCondition, type Condition, type FieldType } from '../../../platform/conditions/condition.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import type {
  FeeField,
  FeeRule,
  FeeRuleKind,
  FeeSchedule,
  GlobalFee,
  GlobalFeeKind,
  PermitTypeFees,
  ValuationTable,
} from './fee-schedule.js';

/** A form whose answers the fees may depend on. */
export interface FeeForm {
  permitType: string;
  fields: readonly FeeField[];
  /** People can apply for it, so it must have fees. */
  offered: boolean;
}

const NEEDS: Record<FeeRuleKind, readonly string[]> = {
  flat: ['amountCents'],
  'per-unit': ['field', 'unit', 'units', 'amountCents'],
  'per-started-period': ['field', 'unit', 'units', 'period', 'amountCents'],
  'valuation-tiers': ['table'],
  'percent-of-valuation': ['basisPoints'],
  'percent-of-line': ['of', 'basisPoints'],
};
const EVERY_RULE = ['kind', 'code', 'description', 'due', 'when', 'minimumCents', 'maximumCents'];
const MAY: Partial<Record<FeeRuleKind, readonly string[]>> = { 'per-unit': ['included'], 'per-started-period': ['mostPeriods'] };

const GLOBAL_NEEDS: Record<GlobalFeeKind, readonly string[]> = {
  flat: ['amountCents'],
  'per-hour': ['amountCents'],
  'percent-of-permit-fees': ['basisPoints'],
};

const COUNTABLE: readonly FieldType[] = ['integer', 'number'];

/** Why a schedule cannot be published for these forms, each with a pointer into the schedule; empty when it can. */
export function feeScheduleProblems(schedule: FeeSchedule, forms: readonly FeeForm[]): FieldError[] {
  return [
    ...schedule.tables.flatMap((table, index) => tableProblems(table, `/tables/${index}`)),
    ...twice(schedule.tables, ({ code }) => code, '/tables', 'code'),
    ...schedule.permitTypes.flatMap((fees, index) => {
      const form = forms.find(({ permitType }) => permitType === fees.permitType);
      if (form) return permitTypeFeeProblems(fees, schedule.tables, form.fields, `/permitTypes/${index}`);
      return [
        {
          pointer: `/permitTypes/${index}/permitType`,
          detail: `must be a permit type that is applied for online; ${fees.permitType} is not`,
        },
      ];
    }),
    ...twice(schedule.permitTypes, ({ permitType }) => permitType, '/permitTypes', 'permitType'),
    ...forms
      .filter(({ offered, permitType }) => offered && !schedule.permitTypes.some((fees) => fees.permitType === permitType))
      .map(({ permitType }) => ({ pointer: '/permitTypes', detail: `must have fees for ${permitType}, which people can apply for` })),
    ...schedule.globalFees.flatMap((fee, index) => globalFeeProblems(fee, `/globalFees/${index}`)),
    ...twice(schedule.globalFees, ({ code }) => code, '/globalFees', 'code'),
  ];
}

/** The same for the fees of one permit type, when its form is about to change. */
export function permitTypeFeeProblems(
  fees: PermitTypeFees,
  tables: readonly ValuationTable[],
  fields: readonly FeeField[],
  pointer: string,
): FieldError[] {
  return [
    ...fees.rules.flatMap((rule, index) => ruleProblems(rule, fees.rules.slice(0, index), tables, fields, `${pointer}/rules/${index}`)),
    ...fees.waivers.flatMap((waiver, index) => {
      const at = `${pointer}/waivers/${index}`;
      if (!waiver.when && !waiver.grantedBy) return [{ pointer: at, detail: 'must have a condition or say who grants it' }];
      return waiver.when ? whenProblems(waiver.when, fields, `${at}/when`) : [];
    }),
    ...twice([...fees.rules, ...fees.waivers], ({ code }) => code, pointer),
  ];
}

function ruleProblems(
  rule: FeeRule,
  earlier: readonly FeeRule[],
  tables: readonly ValuationTable[],
  fields: readonly FeeField[],
  pointer: string,
): FieldError[] {
  const problems = partProblems(rule, NEEDS[rule.kind], [...EVERY_RULE, ...(MAY[rule.kind] ?? [])], pointer);
  if (rule.minimumCents !== undefined && rule.maximumCents !== undefined && rule.minimumCents > rule.maximumCents) {
    problems.push({ pointer: `${pointer}/maximumCents`, detail: 'must not be less than minimumCents' });
  }
  if (rule.when) problems.push(...whenProblems(rule.when, fields, `${pointer}/when`));
  if ((rule.kind === 'per-unit' || rule.kind === 'per-started-period') && rule.field !== undefined) {
    const detail = countedFieldProblem(rule.field, fields);
    if (detail) problems.push({ pointer: `${pointer}/field`, detail });
  }
  if (rule.kind === 'valuation-tiers' && rule.table !== undefined && !tables.some(({ code }) => code === rule.table)) {
    problems.push({ pointer: `${pointer}/table`, detail: `must be the code of one of the tables; ${rule.table} is not` });
  }
  if (rule.kind === 'percent-of-line') {
    (rule.of ?? []).forEach((code, index) => {
      if (earlier.some((other) => other.code === code)) return;
      problems.push({ pointer: `${pointer}/of/${index}`, detail: `must be the code of a rule above this one; ${code} is not` });
    });
  }
  return problems;
}

function tableProblems({ tiers }: ValuationTable, pointer: string): FieldError[] {
  return tiers.flatMap((tier, index) => {
    const at = `${pointer}/tiers/${index}`;
    const below = tiers[index - 1];
    const last = index === tiers.length - 1;
    const problems: FieldError[] = [];
    if (tier.overCents !== (below ? below.upToCents : 0)) {
      problems.push({ pointer: `${at}/overCents`, detail: below ? 'must be where the tier above ends' : 'must be 0 in the first tier' });
    }
    if ((tier.upToCents === null) !== last) {
      problems.push({
        pointer: `${at}/upToCents`,
        detail: last ? 'must be null in the last tier' : 'must be a number in every tier but the last',
      });
    } else if (tier.upToCents !== null && tier.upToCents <= tier.overCents) {
      problems.push({ pointer: `${at}/upToCents`, detail: 'must be more than overCents' });
    }
    if (tier.stepCents === null && tier.perStepCents !== 0) {
      problems.push({ pointer: `${at}/stepCents`, detail: 'must be the size of a step when perStepCents is charged' });
    }
    if (below && below.upToCents !== null && tier.baseCents < highest(below)) {
      problems.push({ pointer: `${at}/baseCents`, detail: 'must not be less than the most that the tier above charges' });
    }
    return problems;
  });
}

function highest(tier: ValuationTable['tiers'][number]): number {
  if (tier.stepCents === null || tier.upToCents === null) return tier.baseCents;
  return tier.baseCents + Math.ceil((tier.upToCents - tier.overCents) / tier.stepCents) * tier.perStepCents;
}

function globalFeeProblems(fee: GlobalFee, pointer: string): FieldError[] {
  const may = ['kind', 'code', 'description', 'trigger', ...(fee.kind === 'per-hour' ? ['minimumHours'] : [])];
  return partProblems(fee, GLOBAL_NEEDS[fee.kind], may, pointer);
}

function partProblems(rule: { kind: string }, needs: readonly string[], may: readonly string[], pointer: string): FieldError[] {
  const given = Object.entries(rule)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name);
  return [
    ...needs
      .filter((name) => !given.includes(name))
      .map((name) => ({ pointer: `${pointer}/${name}`, detail: `is needed for ${rule.kind}` })),
    ...given
      .filter((name) => !needs.includes(name) && !may.includes(name))
      .map((name) => ({ pointer: `${pointer}/${name}`, detail: `does not belong to ${rule.kind}` })),
  ];
}

/** A fee must never hang on a question that may stay open. */
function whenProblems(when: Condition, fields: readonly FeeField[], pointer: string): FieldError[] {
  const problems = validateCondition(when, fields, pointer);
  if (problems.length > 0) return problems;
  return fieldsOf(when)
    .filter((name) => !fields.find((field) => field.name === name)!.required)
    .map((name) => ({ pointer, detail: `must ask about required questions only; ${name} is optional` }));
}

function countedFieldProblem(name: string, fields: readonly FeeField[]): string | null {
  const field = fields.find((candidate) => candidate.name === name);
  if (!field) return `must be a question of the form; ${name} is not`;
  if (!COUNTABLE.includes(field.type)) return `must be a question that is answered by a number; ${name} is a ${field.type}`;
  return field.required ? null : `must be a required question; ${name} is optional`;
}

function twice<T>(items: readonly T[], nameOf: (item: T) => string, pointer: string, part?: string): FieldError[] {
  const names = items.map(nameOf);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [{ pointer: part ? `${pointer}/${index}/${part}` : pointer, detail: `must not repeat ${name}` }],
  );
}
