import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt } from 'class-validator';
import { ANSWERS_SCHEMA } from '../../platform/conditions/condition.schema.js';
import { StandingProblemDto } from '../contractors/index.js';
import { AddressValue, NextStepDto } from '../records/index.js';
import { PERMIT_STATUSES, type PermitStatus } from './permit.status.js';
import { DOCUMENT_PHASES, type DocumentPhase } from './types/permit-type.js';

/** A contractor named on the permit. */
export class PermitContractorDto {
  /** @example CON-2026-00003 */
  number: string;

  /** @example "Demo Fence Builders" */
  businessName: string;

  /** Codes of the classes it is registered for. @example ["fence"] */
  classes: string[];

  /** Codes of the classes in good standing today: registered, with every credential in force. */
  classesInForce: string[];

  /** What is not in force today: why it is not in good standing in some class. */
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
