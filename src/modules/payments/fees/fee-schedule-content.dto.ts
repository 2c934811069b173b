import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Condition } from '../../../platform/conditions/condition.js';
import { CONDITION_REFERENCE } from '../../../platform/conditions/condition.schema.js';
import {
  RULE_DUES,
  FEE_RULE_KINDS,
  GLOBAL_FEE_KINDS,
  type FeeDue,
  type FeeRuleKind,
  type FeeSchedule,
  type GlobalFeeKind,
} from './fee-schedule.js';

const MOST_CENTS = 100_000_000_000;
const code = () => Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be lower-case words joined by hyphens, such as plan-review' });

const CONDITION: ApiPropertyOptions = {
  allOf: [CONDITION_REFERENCE],
  description: 'Applies only when this holds; always, when left out.',
  example: { field: 'areaSqFt', gt: 200 },
};

/** One tier of a valuation table. */
export class ValuationTierDto {
  /** The tier counts valuations above this, in cents; 0 in the first, and where the tier above ends in every other. @example 200000 */
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  overCents: number;

  /** Up to and including this valuation, in cents; null in the last tier. @example 2500000 */
  @ValidateIf((_tier, value) => value !== null)
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  upToCents: number | null;

  /** What the tier charges to begin with, in cents. @example 6925 */
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  baseCents: number;

  /** Size of a step of valuation above `overCents`, in cents; a started step counts whole. Null for a tier with one price. @example 100000 */
  @ValidateIf((_tier, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(MOST_CENTS)
  stepCents: number | null;

  /** What each started step adds, in cents. @example 1400 */
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  perStepCents: number;
}

export class ValuationTableDto {
  /** What rules call it. @example ubc-1a-1997 */
  @code()
  @MaxLength(60)
  code: string;

  /** @example "1997 Uniform Building Code Table 1-A" */
  @IsString()
  @Length(1, 200)
  name: string;

  /** Where it comes from. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  source?: string;

  /** What to know about it. @example "Rounded up to whole thousands of dollars" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;

  /** Lowest first, without gaps. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => ValuationTierDto)
  tiers: ValuationTierDto[];
}

/** One fee of a permit type. Which of the further fields it has depends on its `kind`. */
export class FeeRuleDto {
  /**
   * `flat`: `amountCents`. `per-unit`: `amountCents` for each unit of the answer `field` beyond `included`. `per-started-period`:
   * `amountCents` for each started `period` of the answer `field`, `mostPeriods` at most. `valuation-tiers`: by the table `table`.
   * `percent-of-valuation`: `basisPoints`. `percent-of-line`: `basisPoints` of the rules named in `of`.
   */
  @IsIn(FEE_RULE_KINDS)
  kind: FeeRuleKind;

  /** Names the fee within its permit type. @example plan-review */
  @code()
  @MaxLength(60)
  code: string;

  /** As it stands on the bill. @example "Plan review" */
  @IsString()
  @Length(1, 200)
  description: string;

  /** When it must be paid. */
  @IsIn(RULE_DUES)
  due: FeeDue;

  @ApiPropertyOptional(CONDITION)
  @IsOptional()
  @IsObject()
  when?: Condition;

  /** The least this fee comes to, in cents. @example 7500 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  minimumCents?: number;

  /** The most this fee comes to, in cents. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  maximumCents?: number;

  /** In cents. @example 5000 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  amountCents?: number;

  /** The question whose answer is counted: an `integer` or a `number` that is required. @example lengthFt */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  field?: string;

  /** What one of them is called. @example foot */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  unit?: string;

  /** What several of them are called. @example feet */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  units?: string;

  /** Units that cost nothing; three digits after the point at most. @example 12.5 */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(1_000_000_000)
  included?: number;

  /** Length of a period in units of the answer. @example 30 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  period?: number;

  /** No more periods than these are charged. @example 3 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10_000)
  mostPeriods?: number;

  /** Code of a table of this schedule. @example ubc-1a-1997 */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  table?: string;

  /** A share in hundredths of a percent: 2500 is 25 %. @example 2500 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  basisPoints?: number;

  /** Codes of rules above this one. @example ["permit"] */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  of?: string[];
}

/** Takes off a share of the fees, as a line of its own. */
export class FeeWaiverDto {
  /** @example program */
  @code()
  @MaxLength(60)
  code: string;

  /** @example "Program participant" */
  @IsString()
  @Length(1, 200)
  description: string;

  /** The share in hundredths of a percent: 10000 is all of it. @example 10000 */
  @IsInt()
  @Min(1)
  @Max(10_000)
  basisPoints: number;

  @ApiPropertyOptional(CONDITION)
  @IsOptional()
  @IsObject()
  when?: Condition;

  /** Who grants it, when no condition does. @example "program administrator" */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  grantedBy?: string;
}

export class PermitTypeFeesDto {
  /** Code of a permit type. @example ZAS-FNC-R */
  @IsString()
  @Length(1, 40)
  permitType: string;

  /** In the order of the bill. */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => FeeRuleDto)
  rules: FeeRuleDto[];

  /** When a part of the fees is not charged. */
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => FeeWaiverDto)
  waivers: FeeWaiverDto[];
}

/** A fee that is charged for what happens to any permit later. */
export class GlobalFeeDto {
  /** `flat`: `amountCents`. `per-hour`: `amountCents` an hour, `minimumHours` at least. `percent-of-permit-fees`: `basisPoints`. */
  @IsIn(GLOBAL_FEE_KINDS)
  kind: GlobalFeeKind;

  /** @example reinspection */
  @code()
  @MaxLength(60)
  code: string;

  /** As it stands on the bill. @example Re-inspection */
  @IsString()
  @Length(1, 200)
  description: string;

  /** In cents. @example 5500 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  amountCents?: number;

  /** @example 2 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(24)
  minimumHours?: number;

  /** A share in hundredths of a percent. @example 5000 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  basisPoints?: number;

  /** What makes it due, in words. @example "Each extension of up to 180 days." */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  trigger?: string;
}

export class FeeScheduleContentDto {
  /** What staff should know about this version. @example "Fees of the 2027 budget" */
  @IsString()
  @MaxLength(2000)
  note: string;

  /** Valuation tables that rules refer to. */
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => ValuationTableDto)
  tables: ValuationTableDto[];

  /** The fees of every permit type. */
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => PermitTypeFeesDto)
  permitTypes: PermitTypeFeesDto[];

  /** Fees for what happens to permits of any type. */
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => GlobalFeeDto)
  globalFees: GlobalFeeDto[];
}

export function toFeeSchedule({ tables, permitTypes, globalFees }: FeeScheduleContentDto): FeeSchedule {
  // Fields that were left out are own properties of a DTO; in JSON they are not there.
  return JSON.parse(JSON.stringify({ tables, permitTypes, globalFees })) as FeeSchedule;
}
