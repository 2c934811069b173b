import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Condition } from '../../../platform/conditions/condition.js';

const CODE = { message: 'must be a code such as floor-plan' };

class NamedEntry {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, CODE)
  readonly code: string;

  @IsString()
  @Length(1, 120)
  readonly name: string;
}

/** Asked for only when the condition holds of what the business says. */
class ConditionalEntry extends NamedEntry {
  @IsOptional()
  @IsObject()
  readonly when?: Condition;
}

export class EntityType extends NamedEntry {
  /** The legal name is a person's, which the public search must not tell. */
  @IsBoolean()
  readonly namesPerson: boolean;

  @IsBoolean()
  readonly asksFein: boolean;

  /** Filed with the Secretary of State. */
  @IsBoolean()
  readonly asksStateFile: boolean;
}

export class BusinessActivity extends NamedEntry {
  @Matches(/^\d{6}$/, { message: 'must be a NAICS code of six digits' })
  readonly naics: string;

  @IsBoolean()
  readonly fireReview: boolean;

  @IsBoolean()
  readonly occupancyInspection: boolean;
}

export class BusinessDocument extends ConditionalEntry {}

export class BusinessReview extends ConditionalEntry {
  @IsInt()
  @Min(1)
  @Max(365)
  readonly businessDays: number;
}

export class BusinessInspection extends ConditionalEntry {
  /** What an inspector must be qualified for. */
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, CODE)
  readonly discipline: string;
}

export class BusinessFeeWaiver {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, CODE)
  readonly code: string;

  @IsString()
  @Length(1, 200)
  readonly description: string;

  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly basisPoints: number;

  /** Codes of the fees that it takes a share off. */
  @IsArray()
  @ArrayMinSize(1)
  @IsString({ each: true })
  readonly of: readonly string[];

  @IsObject()
  readonly when: Condition;
}

/** Codes of `globalFees` of the fee schedule; one that the schedule does not know costs nothing. */
export class BusinessFees {
  @IsString()
  readonly registration: string;

  @IsString()
  readonly renewal: string;

  @IsString()
  readonly late: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => BusinessFeeWaiver)
  readonly waivers: readonly BusinessFeeWaiver[];
}

export class BusinessRenewalTerms {
  @IsInt()
  @Min(1)
  @Max(365)
  readonly opensDaysBefore: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  readonly remindDaysBefore: readonly number[];

  /** Days that an owner has to correct a renewal before the registration lapses, when its last day would come sooner. */
  @IsInt()
  @Min(1)
  @Max(365)
  readonly daysToCorrect: number;
}

/** The city's file of what it asks of businesses. */
export class BusinessRegistrationFile {
  @IsOptional()
  @IsString()
  readonly note?: string;

  @IsOptional()
  @IsObject()
  readonly sources?: Record<string, string>;

  /** What the owner confirms in the last step. */
  @IsString()
  @Length(1, 1000)
  readonly confirmation: string;

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => EntityType)
  readonly entityTypes: readonly EntityType[];

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => BusinessActivity)
  readonly activities: readonly BusinessActivity[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => BusinessDocument)
  readonly documents: readonly BusinessDocument[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => BusinessReview)
  readonly reviews: readonly BusinessReview[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => BusinessInspection)
  readonly inspections: readonly BusinessInspection[];

  /** Pointers to what sends a renewal to reviews and inspections again. */
  @IsArray()
  @Matches(/^\/(business|location)(\/\w+)+$/, { each: true, message: 'must be pointers such as /business/activity' })
  readonly reviewedChanges: readonly string[];

  @IsObject()
  @ValidateNested()
  @Type(() => BusinessFees)
  readonly fees: BusinessFees;

  @IsObject()
  @ValidateNested()
  @Type(() => BusinessRenewalTerms)
  readonly renewal: BusinessRenewalTerms;
}
