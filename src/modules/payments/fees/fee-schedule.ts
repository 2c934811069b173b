import type { Condition, ConditionField } from '../../../platform/conditions/condition.js';

/** When a rule of the schedule lets a fee be paid. */
export const RULE_DUES = ['at-application', 'before-issuance'] as const;

/** `at-once`: for what happens after the issue. */
export const FEE_DUES = [...RULE_DUES, 'at-once'] as const;
export type FeeDue = (typeof FEE_DUES)[number];

export const FEE_RULE_KINDS = [
  'flat',
  'per-unit',
  'per-started-period',
  'valuation-tiers',
  'percent-of-valuation',
  'percent-of-line',
] as const;
export type FeeRuleKind = (typeof FEE_RULE_KINDS)[number];

export const GLOBAL_FEE_KINDS = ['flat', 'per-hour', 'percent-of-permit-fees'] as const;
export type GlobalFeeKind = (typeof GLOBAL_FEE_KINDS)[number];

interface EveryFeeRule {
  /** Names the line within its permit type. */
  code: string;
  /** What the fee is for, as it stands on the bill. */
  description: string;
  due: FeeDue;
  /** Charged only when this holds. */
  when?: Condition;
  minimumCents?: number;
  maximumCents?: number;
}

export interface FlatFee extends EveryFeeRule {
  kind: 'flat';
  amountCents: number;
}

/** So much for each unit of an answer beyond those included; fractions of a unit count as they are. */
export interface PerUnitFee extends EveryFeeRule {
  kind: 'per-unit';
  field: string;
  unit: string;
  units: string;
  amountCents: number;
  included?: number;
}

/** So much for each period that an answer starts: 11 days are two periods of 10. */
export interface PerStartedPeriodFee extends EveryFeeRule {
  kind: 'per-started-period';
  field: string;
  unit: string;
  units: string;
  period: number;
  amountCents: number;
  mostPeriods?: number;
}

export interface ValuationTiersFee extends EveryFeeRule {
  kind: 'valuation-tiers';
  table: string;
}

export interface PercentOfValuationFee extends EveryFeeRule {
  kind: 'percent-of-valuation';
  basisPoints: number;
}

export interface PercentOfLineFee extends EveryFeeRule {
  kind: 'percent-of-line';
  /** Codes of earlier rules; their lines are added up. */
  of: string[];
  basisPoints: number;
}

export type FeeRule = FlatFee | PerUnitFee | PerStartedPeriodFee | ValuationTiersFee | PercentOfValuationFee | PercentOfLineFee;

/** Takes off a share of the fees, as a line of its own: when its condition holds, or when staff granted it. */
export interface FeeWaiver {
  code: string;
  description: string;
  basisPoints: number;
  when?: Condition;
  /** Who grants it; applicants cannot give it to themselves. */
  grantedBy?: string;
}

export interface PermitTypeFees {
  permitType: string;
  rules: FeeRule[];
  waivers: FeeWaiver[];
}

/** Valuations above `overCents` and up to `upToCents` pay the base and, for each started step above `overCents`, so much more. */
export interface ValuationTier {
  overCents: number;
  /** Null in the last tier. */
  upToCents: number | null;
  baseCents: number;
  /** Null when the tier has one price. */
  stepCents: number | null;
  perStepCents: number;
}

export interface ValuationTable {
  code: string;
  name: string;
  source?: string;
  note?: string;
  tiers: ValuationTier[];
}

/** A fee that no permit type's rules name: it is charged for what happens later (a re-inspection, an extension). */
export interface GlobalFee {
  code: string;
  description: string;
  kind: GlobalFeeKind;
  amountCents?: number;
  minimumHours?: number;
  basisPoints?: number;
  /** What makes it due, in words. */
  trigger?: string;
}

export interface FeeSchedule {
  tables: ValuationTable[];
  permitTypes: PermitTypeFees[];
  globalFees: GlobalFee[];
}

/** A question whose answer a fee may depend on. */
export type FeeField = ConditionField & { required: boolean };

export interface FeeScheduleVersion {
  version: number;
  effectiveOn: Temporal.PlainDate;
  schedule: FeeSchedule;
}
