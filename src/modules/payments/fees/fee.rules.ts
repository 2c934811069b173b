import { evaluate, fieldsOf, type Answers } from '../../../platform/conditions/condition.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { formatCents, groupDigits, percentOf, roundHalfUp, type Cents } from '../../../platform/money/money.js';
import {
  FEE_DUES,
  type FeeDue,
  type FeeRule,
  type FeeSchedule,
  type FeeWaiver,
  type GlobalFee,
  type PermitTypeFees,
  type PerStartedPeriodFee,
  type PerUnitFee,
  type ValuationTable,
} from './fee-schedule.js';
import { NoFeeRules } from './fee-schedule.errors.js';

const FIRST_CHARGED_VISIT = 3;

/** One fee, with the arithmetic that a resident can follow. */
export interface AssessedLine {
  code: string;
  description: string;
  basis: string;
  amountCents: Cents;
  due: FeeDue;
}

export interface FeeFacts {
  valuationCents: Cents;
  answers: Answers;
  /** Codes of the waivers that staff granted. */
  waivers?: readonly string[];
}

interface Charge {
  amountCents: Cents;
  basis: string;
}

/**
 * What an application owes under a schedule: the estimate and the assessment alike. A rule that comes to nothing makes no line.
 * An answer that a rule needs and does not get is refused, never taken for nothing.
 */
export function assessFees(schedule: FeeSchedule, permitType: string, facts: FeeFacts): AssessedLine[] {
  const fees = feesOf(schedule, permitType);
  const missing = answersNeeded(fees, facts.answers);
  if (missing.length > 0) {
    throw new InvalidInput(missing.map((field) => ({ pointer: `/answers/${field}`, detail: 'is needed to work out the fee' })));
  }
  const lines: AssessedLine[] = [];
  for (const rule of fees.rules) {
    if (rule.when && !evaluate(rule.when, facts.answers)) continue;
    const { amountCents, basis } = withinBounds(rule, charge(rule, schedule, facts, lines));
    if (amountCents !== 0) lines.push({ code: rule.code, description: rule.description, basis, amountCents, due: rule.due });
  }
  return [...lines, ...fees.waivers.filter((waiver) => isGranted(waiver, facts)).flatMap((waiver) => waiverLines(waiver, lines))];
}

/** The questions that the fees of a type ask about and that these answers leave open. */
export function answersNeeded(fees: PermitTypeFees, answers: Answers): string[] {
  const open = (field: string) => answers[field] === undefined || answers[field] === null;
  const needed = fees.rules.flatMap((rule) => {
    const asked = rule.when ? fieldsOf(rule.when).filter(open) : [];
    const charged = asked.length === 0 && (!rule.when || evaluate(rule.when, answers));
    return charged && 'field' in rule && open(rule.field) ? [rule.field] : asked;
  });
  return [...new Set(needed)];
}

export function feesOf(schedule: FeeSchedule, permitType: string): PermitTypeFees {
  const fees = schedule.permitTypes.find((entry) => entry.permitType === permitType);
  if (!fees) throw new NoFeeRules(`The fee schedule has no fees for ${permitType}; an administrator has to add them to a new version.`);
  return fees;
}

/** Fees for what can only happen to a permit that was issued. */
const AFTER_ISSUE = ['reinspection', 'after-hours-inspection', 'extension'];

/** A fee for what happens to a permit later, by its code (`reinspection`, `extension`, `plan-revision` …). */
export function globalFee(schedule: FeeSchedule, code: string, facts: { hours?: number; permitFeesCents?: Cents } = {}): AssessedLine {
  const fee = schedule.globalFees.find((entry) => entry.code === code);
  if (!fee) throw new NoFeeRules(`The fee schedule has no fee with the code ${code}; an administrator has to add it to a new version.`);
  return {
    code,
    description: fee.description,
    due: AFTER_ISSUE.includes(code) ? 'at-once' : 'before-issuance',
    ...globalCharge(fee, facts),
  };
}

/** As `globalFee`; none when the city's schedule knows no such fee. */
export function globalFeeIfAny(schedule: FeeSchedule, code: string): AssessedLine[] {
  return schedule.globalFees.some((fee) => fee.code === code) ? [globalFee(schedule, code)] : [];
}

/** For coming to one inspection again: from its third visit on, and none when the city's schedule knows no such fee. */
export function reinspectionFee(schedule: FeeSchedule, typeName: string, visit: number): AssessedLine[] {
  if (visit < FIRST_CHARGED_VISIT) return [];
  const lines = globalFeeIfAny(schedule, 'reinspection');
  return lines.map((line) => ({ ...line, description: `${line.description}: ${typeName}, visit ${visit}` }));
}

function charge(rule: FeeRule, schedule: FeeSchedule, facts: FeeFacts, lines: readonly AssessedLine[]): Charge {
  switch (rule.kind) {
    case 'flat':
      return { amountCents: rule.amountCents, basis: `${formatCents(rule.amountCents)} flat` };
    case 'per-unit':
      return unitCharge(rule, facts.answers[rule.field] as number);
    case 'per-started-period':
      return periodCharge(rule, facts.answers[rule.field] as number);
    case 'valuation-tiers':
      return tierCharge(
        schedule.tables.find(({ code }) => code === rule.table)!,
        facts.valuationCents,
      );
    case 'percent-of-valuation':
      return {
        amountCents: percentOf(facts.valuationCents, rule.basisPoints),
        basis: `${percent(rule.basisPoints)} of ${formatCents(facts.valuationCents)}`,
      };
    case 'percent-of-line': {
      const base = lines.filter(({ code }) => rule.of.includes(code));
      const sum = total(base);
      const names = base.map(({ description }) => description).join(' + ');
      const basis = `${percent(rule.basisPoints)} of ${formatCents(sum)}${names ? ` (${names})` : ''}`;
      return { amountCents: percentOf(sum, rule.basisPoints), basis };
    }
  }
}

/**
 * Answers such as 12.4 kW have three digits after the point at most, so they are counted in whole thousandths: exact, and rounded
 * to cents once, at the end.
 */
function unitCharge(rule: PerUnitFee, quantity: number): Charge {
  const included = rule.included ?? 0;
  const counted = thousandths(quantity) - thousandths(included);
  if (counted <= 0n) return { amountCents: 0, basis: `${plain(thousandths(included))} ${rule.units} included` };
  const over = included > 0 ? ` over ${plain(thousandths(included))} ${included === 1 ? rule.unit : rule.units}` : '';
  return {
    amountCents: roundHalfUp(counted * BigInt(rule.amountCents), 1_000n),
    basis: `${plain(counted)} × ${formatCents(rule.amountCents)} per ${rule.unit}${over}`,
  };
}

function periodCharge(rule: PerStartedPeriodFee, quantity: number): Charge {
  const started = Number(startedSteps(thousandths(quantity), thousandths(rule.period)));
  const periods = Math.min(started, rule.mostPeriods ?? started);
  const most = periods < started ? `, at most ${periods}` : '';
  return {
    amountCents: periods * rule.amountCents,
    basis: `${periods} × ${formatCents(rule.amountCents)} per started ${plain(thousandths(rule.period))} ${rule.period === 1 ? rule.unit : rule.units}${most}`,
  };
}

function tierCharge(table: ValuationTable, valuationCents: Cents): Charge {
  const tier = table.tiers.find(({ upToCents }) => upToCents === null || valuationCents <= upToCents)!;
  const base = formatCents(tier.baseCents);
  if (tier.stepCents === null || valuationCents <= tier.overCents) {
    return { amountCents: tier.baseCents, basis: tier.upToCents === null ? `${base} flat` : `${base} up to ${dollars(tier.upToCents)}` };
  }
  const steps = Number(startedSteps(BigInt(valuationCents - tier.overCents), BigInt(tier.stepCents)));
  return {
    amountCents: tier.baseCents + steps * tier.perStepCents,
    basis: `${base} + ${groupDigits(String(steps))} × ${formatCents(tier.perStepCents)} per ${dollars(tier.stepCents)} over ${dollars(tier.overCents)}`,
  };
}

function withinBounds(rule: FeeRule, { amountCents, basis }: Charge): Charge {
  if (rule.minimumCents !== undefined && amountCents < rule.minimumCents) {
    return { amountCents: rule.minimumCents, basis: `${basis}, but at least ${formatCents(rule.minimumCents)}` };
  }
  if (rule.maximumCents !== undefined && amountCents > rule.maximumCents) {
    return { amountCents: rule.maximumCents, basis: `${basis}, but at most ${formatCents(rule.maximumCents)}` };
  }
  return { amountCents, basis };
}

function isGranted({ code, when }: FeeWaiver, { waivers, answers }: FeeFacts): boolean {
  return waivers?.includes(code) || (when !== undefined && evaluate(when, answers));
}

/** One line for each due date, so that what is waived need not be paid first. With `of`, a share of these fees only. */
export function waiverLines<Line extends AssessedLine>(
  { code, description, basisPoints, of }: Pick<FeeWaiver, 'code' | 'description' | 'basisPoints'> & { of?: readonly string[] },
  lines: readonly Line[],
): AssessedLine[] {
  return FEE_DUES.flatMap((due) => {
    const sum = total(lines.filter((line) => line.due === due && (of?.includes(line.code) ?? true)));
    const amountCents = -percentOf(sum, basisPoints);
    return amountCents === 0
      ? []
      : [{ code, description, basis: `${percent(basisPoints)} of ${formatCents(sum)} waived`, amountCents, due }];
  });
}

function globalCharge(fee: GlobalFee, facts: { hours?: number; permitFeesCents?: Cents }): Charge {
  switch (fee.kind) {
    case 'flat':
      return { amountCents: fee.amountCents!, basis: `${formatCents(fee.amountCents!)} flat` };
    case 'per-hour': {
      const hours = Math.max(facts.hours ?? 0, fee.minimumHours ?? 0);
      return {
        amountCents: roundHalfUp(thousandths(hours) * BigInt(fee.amountCents!), 1_000n),
        basis: `${plain(thousandths(hours))} × ${formatCents(fee.amountCents!)} per hour${hours > (facts.hours ?? 0) ? `, at least ${plain(thousandths(hours))} hours` : ''}`,
      };
    }
    case 'percent-of-permit-fees': {
      const base = facts.permitFeesCents ?? 0;
      return { amountCents: percentOf(base, fee.basisPoints!), basis: `${percent(fee.basisPoints!)} of ${formatCents(base)}` };
    }
  }
}

function total(lines: readonly AssessedLine[]): Cents {
  return lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

function startedSteps(distance: bigint, step: bigint): bigint {
  return (distance + step - 1n) / step;
}

function thousandths(quantity: number): bigint {
  return BigInt(quantity.toFixed(3).replace('.', ''));
}

/** A quantity counted in thousandths, or in other fractions of ten: `2400` is `2.4`. */
function plain(scaled: bigint, digits = 3): string {
  const text = scaled.toString().padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return groupDigits(text.slice(0, -digits)) + (fraction && `.${fraction}`);
}

function percent(basisPoints: number): string {
  return `${plain(BigInt(basisPoints), 2)}%`;
}

/** `$1,000`, and with cents only when there are any. */
function dollars(cents: Cents): string {
  return formatCents(cents).replace(/\.00$/, '');
}
