import { ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsInt, IsObject, IsOptional, IsString, Matches, Min } from 'class-validator';
import { ListOf, Part, Text, Whole } from '../../../platform/config/file-fields.js';
import type { Condition } from '../../../platform/conditions/condition.js';

const CODE = { message: 'must be a code such as floor-plan' };

class NamedEntry {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, CODE)
  readonly code: string;

  @Text(120)
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
  @Whole(1, 365)
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

  @Text(200)
  readonly description: string;

  @Whole(1, 10_000)
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

  @ListOf(() => BusinessFeeWaiver)
  readonly waivers: readonly BusinessFeeWaiver[];
}

export class BusinessRenewalTerms {
  @Whole(1, 365)
  readonly opensDaysBefore: number;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  readonly remindDaysBefore: readonly number[];

  /** Days that an owner has to correct a renewal before the registration lapses, when its last day would come sooner. */
  @Whole(1, 365)
  readonly daysToCorrect: number;
}

/** The number under which a business pays taxes to the state. */
export class StateTaxNumber {
  @Text(60)
  readonly label: string;

  /** Digits between the dashes: 4 and 4 for `1234-5678`. */
  @IsArray()
  @ArrayMinSize(1)
  @IsInt({ each: true })
  @Min(1, { each: true })
  readonly groups: readonly number[];
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
  @Text(1000)
  readonly confirmation: string;

  @ListOf(() => EntityType, 1)
  readonly entityTypes: readonly EntityType[];

  @ListOf(() => BusinessActivity, 1)
  readonly activities: readonly BusinessActivity[];

  /** Left out where the state has none. */
  @IsOptional()
  @Part(() => StateTaxNumber)
  readonly stateTaxNumber?: StateTaxNumber;

  @ListOf(() => BusinessDocument)
  readonly documents: readonly BusinessDocument[];

  @ListOf(() => BusinessReview)
  readonly reviews: readonly BusinessReview[];

  @ListOf(() => BusinessInspection)
  readonly inspections: readonly BusinessInspection[];

  /** Pointers to what sends a renewal to reviews and inspections again. */
  @IsArray()
  @Matches(/^\/(business|location)(\/\w+)+$/, { each: true, message: 'must be pointers such as /business/activity' })
  readonly reviewedChanges: readonly string[];

  @Part(() => BusinessFees)
  readonly fees: BusinessFees;

  @Part(() => BusinessRenewalTerms)
  readonly renewal: BusinessRenewalTerms;
}
