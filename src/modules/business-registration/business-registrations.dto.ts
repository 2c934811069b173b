import { PartialType, PickType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { PageDto, PageQuery } from '../../platform/http/paging.js';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { NextStepDto, OutstandingActionDto, type KeptItem } from '../records/index.js';
import { BUSINESS_STATUSES, type BusinessStatus } from './business-registration.status.js';
import { RENEWAL_STATUSES, type RenewalStatus } from './renewal/renewal.status.js';
import { BusinessProfileDto, LocationStepRequest, OwnersAndContactsStepRequest } from './steps/steps.dto.js';

export const OUTSTANDING_KINDS = ['review', 'inspection', 'fee'] as const;
export type OutstandingKind = (typeof OUTSTANDING_KINDS)[number];

export const WAITING_ON = ['applicant', 'city'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

/** The business with the ends of its tax numbers. */
export class BusinessDetailsDto extends BusinessProfileDto {
  /** The last four digits of the FEIN; null when none is on file. @example "6789" */
  feinLastFour: string | null;

  /** The last four digits of the state's tax number; null when none is on file. @example "5678" */
  ibtLastFour: string | null;
}

/** What a certificate still waits for. */
export class BusinessOutstandingDto {
  /** @example review */
  @IsIn(OUTSTANDING_KINDS)
  kind: OutstandingKind;

  /** Of the discipline, the inspection or the fee. @example business-registration */
  code: string;

  /** In words. @example "Zoning review" */
  label: string;

  /** Who must act. @example city */
  @IsIn(WAITING_ON)
  waitingOn: WaitingOn;

  /** To pay, for fees. @example 3000 */
  amountCents: number | null;

  /** By when the city acts: the last day of a review, the day of a booked visit. @example 2026-03-09 */
  dueOn: string | null;

  /** Since when it waits. */
  since: string;

  /** What can be done about it here; null when there is no such operation. */
  action: OutstandingActionDto | null;
}

/** Steps and the renewal itself are shown elsewhere. */
export function toOutstandingDtos(items: readonly KeptItem[]): BusinessOutstandingDto[] {
  return items.flatMap(({ kind, code, label, waitingOn, amountCents, dueOn, since, action }) => {
    const known = OUTSTANDING_KINDS.find((each) => each === kind);
    const side = WAITING_ON.find((each) => each === waitingOn);
    if (!known || !side) return [];
    const numbers = { amountCents: amountCents ?? null, dueOn: dueOn?.toString() ?? null, since: since.toString() };
    return [{ kind: known, code, label, waitingOn: side, ...numbers, action: action ?? null }];
  });
}

export class BusinessFeesDueDto {
  /** To pay now. @example 3000 */
  dueCents: number;

  /** Paid so far, refunds taken off. @example 0 */
  paidCents: number;
}

/** A renewal that is under way. */
export class OpenRenewalDto {
  /** The last day of the year it is for. @example 2027-12-31 */
  until: string;

  @IsIn(RENEWAL_STATUSES)
  status: RenewalStatus;

  /** The status in words. @example "In review" */
  statusLabel: string;
}

/** An invitation to take the registration over. */
export class OpenTransferDto {
  /** Who was invited. @example successor@example.com */
  email: string;

  offeredAt: string;

  /** Until when the invitation is good. */
  expiresAt: string;
}

export class BusinessLinksDto {
  /** @example "/v1/business-registrations/BUS-2026-00003/steps" */
  steps: string;
  /** @example "/v1/records/BUS-2026-00003/fees" */
  fees: string;
  /** @example "/v1/records/BUS-2026-00003/reviews" */
  reviews: string;
  /** @example "/v1/records/BUS-2026-00003/inspections" */
  inspections: string;
  /** @example "/v1/records/BUS-2026-00003/attachments" */
  attachments: string;
  /** @example "/v1/records/BUS-2026-00003/events" */
  events: string;
  /** Null before the first certificate. @example "/v1/business-registrations/BUS-2026-00003/certificate" */
  certificate: string | null;
}

/** A registration in a list. */
export class BusinessRegistrationItemDto {
  /** @example BUS-2026-00003 */
  number: string;

  /** The name over the door; null as long as the first step is not filled in, and for a linked account when it is a person’s. @example "Demo Bakery" */
  name: string | null;

  /** Code of the activity. @example retail */
  activity: string | null;

  /** @example "Other retail store" */
  activityName: string | null;

  /** @example active */
  @IsIn(BUSINESS_STATUSES)
  status: BusinessStatus;

  /** The status in words. @example "Registered" */
  statusLabel: string;

  /** The last day of the registration. @example 2026-12-31 */
  expiresOn: string | null;

  nextStep: NextStepDto;
}

export class BusinessRegistrationPageDto extends PageDto {
  items: BusinessRegistrationItemDto[];
}

export const BUSINESS_RELATIONS = ['owner', 'linked', 'staff'] as const;
export type BusinessRelation = (typeof BUSINESS_RELATIONS)[number];

/** A business registration, with all that its reader may see. */
export class BusinessRegistrationDto extends BusinessRegistrationItemDto {
  /** What you are on it. @example owner */
  @IsIn(BUSINESS_RELATIONS)
  relation: BusinessRelation;

  /** What the business is; null before the first step. Owner and staff. */
  business: BusinessDetailsDto | null;

  /** Where it is; null before that step. Owner and staff. */
  location: LocationStepRequest | null;

  /** Who answers for it; null before that step. Owner and staff. */
  ownersAndContacts: OwnersAndContactsStepRequest | null;

  fees: BusinessFeesDueDto;

  /** Review cycles so far. @example 1 */
  reviewCycle: number;

  /** What the certificate, or the renewal under way, still waits for. */
  outstanding: BusinessOutstandingDto[];

  /** The renewal that is under way. */
  renewal: OpenRenewalDto | null;

  /** Who was invited to take it over. Owner and staff. */
  transfer: OpenTransferDto | null;

  /** Why it was returned, denied, closed or revoked; null for a linked account. */
  reason: string | null;

  createdAt: string;
  submittedAt: string | null;
  approvedAt: string | null;

  /** First day of the registration. @example 2026-03-20 */
  registeredOn: string | null;

  closedAt: string | null;

  /** What staff should know: other registrations that give the same FEIN, by their numbers. Staff; null for everyone else. */
  sameFein: string[] | null;

  links: BusinessLinksDto;

  /** Goes up with every change; part of the `ETag`. */
  version: number;
}

export class BusinessListQuery extends PageQuery {
  /** Only registrations in this status. */
  @IsOptional()
  @IsIn(BUSINESS_STATUSES)
  status?: BusinessStatus;
}

export class BusinessFilesQuery extends BusinessListQuery {
  /** Part of a name, small typing errors allowed, or a number. @example "demo bakery" */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  /** Code of an activity (`getBusinessCatalogue`). @example retail */
  @IsOptional()
  @Matches(/^[a-z0-9-]{1,60}$/, { message: 'must be the code of an activity, such as retail' })
  activity?: string;

  /** Only those whose last day is before this one. @example 2027-01-01 */
  @IsOptional()
  @IsCivilDate()
  expiresBefore?: string;
}

export class BusinessReasonRequest {
  /** Told to the owner. @example "The lease that was uploaded is for another address." */
  @IsString()
  @Length(3, 1000)
  reason: string;
}

export class CloseBusinessRequest {
  /** Why, when there is something to say. @example "The shop moved to another city." */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  reason?: string;
}

class PrintedFields extends PickType(BusinessProfileDto, ['legalName', 'dbaName', 'naicsCode']) {}

/** Fields that are left out stay as they are. */
export class CorrectBusinessRequest extends PartialType(PrintedFields) {
  /**
   * Second line of the address: unit, suite, floor. When the city has loaded its list of addresses, they together are one of those.
   *
   * @example "Unit 2B"
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  addressLine2?: string;

  /** The county's parcel identification number. @example 15-22-104-007 */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  parcelNumber?: string;

  /** Why; told to the owner with the new certificate, and kept. @example "The certificate named the wrong unit." */
  @IsString()
  @Length(3, 1000)
  reason: string;
}

/** Tax numbers in full. */
export class BusinessConfidentialDto {
  /** Federal employer identification number; null when none is on file. @example "12-3456789" */
  fein: string | null;

  /** Account number with the state's department of revenue; null when none is on file. @example "1234-5678" */
  ibt: string | null;
}
