import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ANSWERS_SCHEMA, CHANGED_ANSWERS_SCHEMA } from '../../platform/conditions/condition.schema.js';
import { AddressValue } from '../records/index.js';

const MOST_CENTS = 100_000_000_000;

export class CreatePermitRequest {
  /** Code of a permit type that is taken online. @example ZAS-FNC-R */
  @IsString()
  @Length(1, 40)
  permitType: string;

  /** Where the work is done. When the city has loaded its list of addresses, one of those (`searchAddresses`). */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AddressValue)
  address: AddressValue;

  /** What will be done, in the applicant's words. @example "Replace 120 ft of wooden fence in the back yard" */
  @IsString()
  @Length(1, 2000)
  description: string;

  /** What the work costs, labor and material, in US cents. @example 450000 */
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  valuationCents: number;

  /**
   * Answers to the type's form, by the names of its fields; a draft may leave some open. Numbers, texts, true or false; choices by
   * their value, dates as `YYYY-MM-DD`, money in cents.
   *
   * @example { "lengthFt": 120, "heightFt": 6, "material": "cedar", "inEasement": false, "cornerLot": false, "ownerDoesWork": true }
   */
  @ApiPropertyOptional(ANSWERS_SCHEMA)
  @IsOptional()
  @IsObject()
  answers?: Record<string, unknown>;

  /** Registration numbers of the contractors who will do the work; each is told and becomes party to the permit. @example ["CON-2026-00003"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  contractorNumbers?: string[];

  /** Number of the open code case whose notice the work answers; the code officer follows the permit. @example CEC-2026-00004 */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  caseNumber?: string;
}

/** Only what is to change. */
export class UpdatePermitRequest {
  /** Another type, such as the one the city suggested; until the application is submitted. @example ZAS-SHED */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  permitType?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;

  /** What will be done. @example "Replace 120 ft of wooden fence in the back yard" */
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  description?: string;

  /** In US cents. @example 450000 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_CENTS)
  valuationCents?: number;

  /** Answers to change, by the names of the form's fields; null takes one back, those that are not named stay. @example { "heightFt": 4 } */
  @ApiPropertyOptional(CHANGED_ANSWERS_SCHEMA)
  @IsOptional()
  @IsObject()
  answers?: Record<string, unknown>;

  /** All contractors from now on; those left out leave the permit. Can be changed on its own until the permit is issued. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, 40, { each: true })
  contractorNumbers?: string[];

  /** Number of the open code case whose notice the work answers; null when it answers none. @example CEC-2026-00004 */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  caseNumber?: string | null;
}

export class WithdrawPermitRequest {
  /** @example "The project was given up" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;
}

export class ReturnPermitRequest {
  /** What is missing or wrong, for the applicant to read. @example "The plat of survey does not show the fence." */
  @IsString()
  @Length(1, 2000)
  reason: string;

  /** The type that the work needs, when the application is of the wrong one. @example ZAS-SHED */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  suggestedPermitType?: string;
}

export class ReclassifyPermitRequest {
  /** The type that the work needs. @example ZAS-SHED */
  @IsString()
  @Length(1, 40)
  permitType: string;

  /** For the applicant to read. @example "The structure has a roof, so it is a shed." */
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  reason?: string;

  /** Answers to the new type's form that the application does not hold; they replace answers of the same name. @example { "areaSqFt": 96 } */
  @ApiPropertyOptional(ANSWERS_SCHEMA)
  @IsOptional()
  @IsObject()
  answers?: Record<string, unknown>;
}

/** Used where a decision against the applicant must be explained. */
export class ReasonRequest {
  /** For the applicant to read. @example "The lot is in a floodway." */
  @IsString()
  @Length(1, 2000)
  reason: string;
}

export class GrantWaiverRequest {
  /** Of a waiver that staff grant for this type (`possibleWaivers` of an estimate). @example program */
  @IsString()
  @Length(1, 60)
  code: string;

  /** For the applicant to read. @example "Approved for the home repair program on March 2." */
  @IsString()
  @Length(1, 2000)
  reason: string;
}

export class ExtendPermitRequest {
  /** @example "Material was delivered late" */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  reason?: string;

  /** Whether the city's extension fee is assessed, when its schedule has one. */
  @IsOptional()
  @IsBoolean()
  chargeFee?: boolean = true;
}

export class PickupRequest {
  /** Name of the person who picked permit and plans up. @example "Demo Resident" */
  @IsString()
  @Length(1, 200)
  pickedUpBy: string;
}
