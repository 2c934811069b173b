import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { NextStepDto } from '../../records/index.js';
import { BUSINESS_STATUSES, type BusinessStatus } from '../business-registration.status.js';
import { BusinessFeeEstimateDto } from '../steps/steps-answer.dto.js';
import { BusinessStepRequest, LocationStepRequest, OwnersAndContactsStepRequest, ReviewAndFeesStepRequest } from '../steps/steps.dto.js';
import { RENEWAL_STATUSES, type RenewalStatus } from './renewal.status.js';

/** What has changed since last year, step by step; a step that is left out is as it was. */
export class RenewBusinessRequest extends ReviewAndFeesStepRequest {
  /** The whole step, as it is now. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BusinessStepRequest)
  business?: BusinessStepRequest;

  /** The whole step, as it is now. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LocationStepRequest)
  location?: LocationStepRequest;

  /** The whole step, as it is now. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => OwnersAndContactsStepRequest)
  ownersAndContacts?: OwnersAndContactsStepRequest;
}

/** One field that is not as it was last year. */
export class DetailChangeDto {
  /** Step and field. @example "/location/address/line1" */
  pointer: string;

  /** What it was, in words; null when it was left open. @example "12 Maple Street" */
  before: string | null;

  /** What it is now, in words; null when it is left open. @example "40 River Street" */
  after: string | null;
}

export class RenewalReviewDto {
  /** @example zoning */
  discipline: string;

  /** @example Zoning */
  name: string;
}

/** A renewal as it was handed in, and what comes of it. */
export class BusinessRenewalDto {
  /** @example BUS-2026-00003 */
  number: string;

  /** The last day of the year it is for. @example 2027-12-31 */
  until: string;

  /** @example approved */
  @IsIn(RENEWAL_STATUSES)
  status: RenewalStatus;

  /** The status in words. @example "Approved" */
  statusLabel: string;

  /** What differs from last year. */
  changes: DetailChangeDto[];

  /** Who looks at it again because of what has changed; empty when nothing did that matters. */
  reviews: RenewalReviewDto[];

  /** Whether an inspector comes again. */
  inspected: boolean;

  /** Whether it came after the last day. */
  late: boolean;

  /** What was assessed for it. */
  fees: BusinessFeeEstimateDto;

  /** Of the registration. @example renewal-due */
  @IsIn(BUSINESS_STATUSES)
  registrationStatus: BusinessStatus;

  nextStep: NextStepDto;
}
