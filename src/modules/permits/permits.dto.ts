import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
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
import { StandingProblemDto } from '../contractors/index.js';
import { AddressValue, NextStepDto } from '../records/index.js';
import { PERMIT_STATUSES, type PermitStatus } from './permit.status.js';
import { DOCUMENT_PHASES, type DocumentPhase } from './types/permit-type.js';

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

/** A contractor named on the permit. */
export class PermitContractorDto {
  /** @example CON-2026-00003 */
  number: string;

  /** @example "Demo Fence Builders" */
  businessName: string;

  /** Codes of the classes it is registered for. @example ["fence"] */
  classes: string[];

  /** Codes of the classes in which the name counts today: registered, with every credential in force. */
  classesInForce: string[];

  /** What is not in force today: why the name does not count in some class. */
  problems: StandingProblemDto[];

  /** Whether the contractor has said that this is not their job; the name then meets no requirement. */
  disavowed: boolean;
}

/** Why no inspection can be booked for now. */
export class PermitHoldDto {
  /** For the parties to read. @example "Roofing contractor: Demo Roofing (CON-2026-00003) is not in good standing" */
  reason: string;

  /** When it began. */
  since: string;
}

export class PermitFileDto {
  id: string;
  /** @example plat.pdf */
  fileName: string;
  /** 1 for the first upload, higher for each that replaced it. */
  version: number;
}

/** A document that the permit asks for. */
export class PermitDocumentDto {
  /** Use it as `documentType` of the upload. @example plat-of-survey */
  code: string;

  /** @example "Plat of survey with the work drawn to scale" */
  name: string;

  /** When it must be there. */
  @IsIn(DOCUMENT_PHASES)
  phase: DocumentPhase;

  /** False for what helps the review but holds nothing up. */
  required: boolean;

  /** Whether a file of this type is attached. */
  uploaded: boolean;

  /** Those files that the account that asks may see. */
  attachments: PermitFileDto[];
}

export class PermitFeesDto {
  /** In US cents; `listFees` names the lines. @example 7500 */
  dueCents: number;

  /** In US cents. @example 2500 */
  paidCents: number;

  /** The version of the fee schedule that the permit is billed by, from its first submission on. @example 1 */
  scheduleVersion: number | null;
}

/** Where the rest is found. */
export class PermitLinksDto {
  /** What stands between the permit and its issue. @example "/v1/permits/ZAS-2026-00017/requirements" */
  requirements: string;
  /** The chronology. @example "/v1/records/ZAS-2026-00017/events" */
  events: string;
  /** @example "/v1/records/ZAS-2026-00017/reviews" */
  reviews: string;
  /** @example "/v1/records/ZAS-2026-00017/inspections" */
  inspections: string;
  /** @example "/v1/records/ZAS-2026-00017/fees" */
  fees: string;
  /** @example "/v1/records/ZAS-2026-00017/attachments" */
  attachments: string;
  /** The PDF, once the permit is issued. */
  document: string | null;
}

/** An application and the permit that comes of it. */
export class PermitDto {
  /** @example ZAS-2026-00017 */
  number: string;

  /** Code of the permit type. @example ZAS-FNC-R */
  permitType: string;

  /** The version of the type that the application was made under. @example 1 */
  permitTypeVersion: number;

  /** @example "Fence Residential" */
  typeName: string;

  /** @example zoning-accessory */
  category: string;

  @IsIn(PERMIT_STATUSES)
  status: PermitStatus;

  /** The status in words. @example "In review" */
  statusLabel: string;

  /** What the account that asks is on this permit. */
  @IsIn(['owner', 'linked', 'staff'])
  relation: 'owner' | 'linked' | 'staff';

  address: AddressValue;

  /** What will be done. @example "Replace 120 ft of wooden fence in the back yard" */
  description: string;

  /** In US cents. @example 450000 */
  valuationCents: number;

  /** Answers to the type's form, by the names of its fields. @example { "lengthFt": 120, "material": "cedar", "ownerDoesWork": true } */
  @ApiProperty(ANSWERS_SCHEMA)
  answers: Record<string, unknown>;

  /**
   * Names of the answers that the city's list of parcels gave for the address: shown, not asked, and not the applicant's to change.
   *
   * @example ["historicDistrict"]
   */
  derivedAnswers: string[];

  /** The contractors who were named. */
  contractors: PermitContractorDto[];

  /** The code case whose notice the work answers. @example CEC-2026-00004 */
  caseNumber: string | null;

  /** The documents that this application needs, by its answers. */
  documents: PermitDocumentDto[];

  fees: PermitFeesDto;

  /** How many rounds of plan review there have been. @example 1 */
  @IsInt()
  reviewCycle: number;

  nextStep: NextStepDto;

  /** While no inspection can be booked, such as when a contractor's papers have run out; it ends by itself. */
  bookingHold: PermitHoldDto | null;

  /** Full days that the application has lain with the city so far. @example 4 */
  @IsInt()
  daysWithCity: number;

  /** Full days that it has lain with the applicant's side. @example 1 */
  @IsInt()
  daysWithApplicant: number;

  createdAt: string;
  submittedAt: string | null;
  approvedAt: string | null;

  /** @example 2026-03-16 */
  issuedOn: string | null;

  /** The last day on which the permit is good. @example 2026-09-12 */
  expiresOn: string | null;

  /** The day on which the city granted the one extension. */
  extendedOn: string | null;

  /** When it came to its end: finaled, withdrawn, denied, expired or revoked. */
  closedAt: string | null;

  /** Whether permit and plans are picked up at the counter. */
  largeProject: boolean;

  pickedUpAt: string | null;
  /** Who picked it up, by name. @example "Demo Resident" */
  pickedUpBy: string | null;

  /** Why it was returned, denied, revoked or withdrawn. */
  reason: string | null;

  /** The type that the city says the work needs. @example ZAS-SHED */
  suggestedPermitType: string | null;

  links: PermitLinksDto;

  /** Part of the `ETag`; send it back in `If-Match` with an update. @example 3 */
  version: number;
}
