import { IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { IsPhone } from '../../platform/text/phone.js';
import { PlainName } from '../../platform/text/plain-name.js';
import { IsMailbox } from '../../platform/text/mailbox.js';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { AddressValue } from '../records/index.js';

/** Null takes away what is on file. */
const orNothing = () => ValidateIf((_request, value) => value !== undefined && value !== null);
const isStateNumber = () =>
  Matches(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/, { message: 'must be a state registration number such as IL-E-104233' });

export class ConveyanceOwnerRequest {
  /** A person or a business. @example "Demo Tower LLC" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  name: string;

  /**
   * The account that has proved this address gets the unit; without one an account is made and its owner sent a link to the first
   * password. Left out for somebody who has none: then `address` is needed, and letters wait on the work list to be mailed.
   *
   * @example "owner@example.com"
   */
  @ValidateIf(({ email, address }: ConveyanceOwnerRequest) => (email ?? null) !== null || !address)
  @IsMailbox()
  @MaxLength(254)
  email?: string;

  /** Where letters go on paper. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;

  /** @example "+1 630-555-0177" */
  @orNothing()
  @IsPhone()
  phone?: string | null;
}

class ConveyanceDetails {
  /** Code of a drive (`listConveyanceTypes`). @example "hydraulic" */
  @orNothing()
  @IsString()
  @Length(1, 40)
  drive?: string | null;

  /** @example "Demo Lift Works" */
  @orNothing()
  @IsString()
  @Length(1, 120)
  manufacturer?: string | null;

  /** @example "GL-200" */
  @orNothing()
  @IsString()
  @Length(1, 120)
  model?: string | null;

  /** @example "88-1204" */
  @orNothing()
  @IsString()
  @Length(1, 60)
  serialNumber?: string | null;

  /** Not in the future. @example "2008-06-12" */
  @orNothing()
  @IsCivilDate()
  installedOn?: string | null;

  /** How many floors it serves. @example 6 */
  @orNothing()
  @IsInt()
  @Min(1)
  @Max(300)
  landings?: number | null;

  /** Rated load in pounds. @example 2500 */
  @orNothing()
  @IsInt()
  @Min(1)
  @Max(500_000)
  capacityLbs?: number | null;

  /** Rated speed in feet per minute. @example 350 */
  @orNothing()
  @IsInt()
  @Min(1)
  @Max(5_000)
  speedFpm?: number | null;

  /** Where in the building it is. @example "East lobby, car 2" */
  @orNothing()
  @IsString()
  @Length(1, 120)
  locationInBuilding?: string | null;

  /** @example "Demo Tower" */
  @orNothing()
  @IsString()
  @Length(1, 120)
  buildingName?: string | null;

  /** Number of the registered contractor that maintains it. @example "CON-2026-00003" */
  @orNothing()
  @IsString()
  @Length(1, 40)
  maintenanceContractor?: string | null;

  /** Last annual inspection that passed; not in the future. @example "2025-03-20" */
  @orNothing()
  @IsCivilDate()
  lastAnnualOn?: string | null;

  /** Last category 1 test that passed; not in the future. @example "2025-03-20" */
  @orNothing()
  @IsCivilDate()
  lastCategory1On?: string | null;

  /** Last category 3 test that passed; not in the future. @example "2024-03-18" */
  @orNothing()
  @IsCivilDate()
  lastCategory3On?: string | null;

  /** Last category 5 test that passed; not in the future. @example "2022-03-15" */
  @orNothing()
  @IsCivilDate()
  lastCategory5On?: string | null;

  /**
   * Last day of its certificate, when it has one, which may have run out. Without it the unit waits for an acceptance inspection.
   *
   * @example "2026-03-31"
   */
  @orNothing()
  @IsCivilDate()
  certificateExpiresOn?: string | null;
}

export class RegisterConveyanceRequest extends ConveyanceDetails {
  /** Given by the state; on file once. Case, blanks and dashes do not tell two apart. @example "IL-E-104233" */
  @isStateNumber()
  stateRegistrationNumber: string;

  /** Code of a type (`listConveyanceTypes`). @example "passenger-hydraulic" */
  @IsString()
  @Length(1, 40)
  type: string;

  /** Where it is. When the city has loaded its list of addresses, one of those (`searchAddresses`). */
  @IsObject()
  @ValidateNested()
  @Type(() => AddressValue)
  address: AddressValue;

  @IsObject()
  @ValidateNested()
  @Type(() => ConveyanceOwnerRequest)
  owner: ConveyanceOwnerRequest;
}

class IdentifyingFields extends PickType(RegisterConveyanceRequest, ['stateRegistrationNumber', 'type', 'address']) {}

/** Fields that are left out stay as they are; null takes away what is not required. */
export class UpdateConveyanceRequest extends IntersectionType(ConveyanceDetails, PartialType(IdentifyingFields)) {
  /** As it is written on papers; another owner gets the unit by `transferConveyance`. @example "Demo Tower LLC" */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @PlainName()
  ownerName?: string;

  /** @example "+1 630-555-0177" */
  @orNothing()
  @IsPhone()
  ownerPhone?: string | null;
}

export class TransferConveyanceRequest {
  @IsObject()
  @ValidateNested()
  @Type(() => ConveyanceOwnerRequest)
  owner: ConveyanceOwnerRequest;

  /** For the audit log. @example "Deed recorded on March 2, 2026" */
  @IsOptional()
  @IsString()
  @Length(3, 1000)
  reason?: string;
}

export class RetireConveyanceRequest {
  /** @example "Removed with the building" */
  @IsString()
  @Length(3, 1000)
  reason: string;
}

export class OutOfServiceRequest {
  /** First day on which it does not run; today when left out, and not in the future. @example "2026-03-02" */
  @IsOptional()
  @IsCivilDate()
  since?: string;

  /** @example "Modernization of the controller" */
  @IsString()
  @Length(3, 1000)
  reason: string;
}
