import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import type { Answers } from '../../../platform/conditions/condition.js';
import { ANSWERS_SCHEMA } from '../../../platform/conditions/condition.schema.js';
import { AddressValue } from '../../records/index.js';
import { RULE_DUES, type FeeDue } from '../../payments/index.js';

/** A billion dollars: more than any building, and every sum stays exact. */
export const MOST_VALUATION_CENTS = 100_000_000_000;

export class FeeEstimateRequest {
  /** Code of an online permit type. @example ZAS-FNC-C */
  @IsString()
  @Length(1, 40)
  permitType: string;

  /** Value of the work, labor and material, in cents. @example 450000 */
  @IsInt()
  @Min(0)
  @Max(MOST_VALUATION_CENTS)
  valuationCents: number;

  /** Answers to the type's form, by name; only those that decide the fee are needed. @example {"lengthFt":120} */
  @ApiPropertyOptional(ANSWERS_SCHEMA)
  @IsOptional()
  @IsObject()
  answers?: Answers;

  /** Where the work is to be done: what the city's list of parcels answers for it counts in the estimate, and need not be answered. */
  @IsOptional()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;
}

export class FeeEstimateLineDto {
  /** @example length */
  code: string;

  /** As it will stand on the bill. @example "Length of the fence" */
  description: string;

  /** The arithmetic behind the amount. @example "120 × $0.10 per foot" */
  basis: string;

  /** In cents; negative for a waiver. @example 1200 */
  amountCents: number;

  /** When it must be paid. */
  @ApiProperty({ enum: RULE_DUES })
  due: FeeDue;
}

export class PossibleWaiverDto {
  /** @example program */
  code: string;

  /** @example "Program participant" */
  description: string;

  /** The share it takes off, in hundredths of a percent. @example 10000 */
  basisPoints: number;

  /** Who decides. @example "program administrator" */
  grantedBy: string;
}

export class FeeEstimateDto {
  /** Empty when the permit is free. */
  lines: FeeEstimateLineDto[];

  /** @example 8700 */
  totalCents: number;

  /** The fee schedule it was worked out by: an application made today is billed by the same. @example 1 */
  scheduleVersion: number;

  /** What staff may take off later; not in the total. */
  possibleWaivers: PossibleWaiverDto[];
}
