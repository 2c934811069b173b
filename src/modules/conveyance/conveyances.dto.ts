import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
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
import { PageQuery } from '../../platform/http/paging.js';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { AddressValue, NextStepDto } from '../records/index.js';
import {
  CATEGORY_TESTS,
  CONVEYANCE_STATUSES,
  CYCLE_KINDS,
  INSPECTION_KINDS,
  OUT_OF_SERVICE_BY,
  type CategoryTest,
  type ConveyanceStatus,
  type CycleKind,
  type InspectionKind,
  type OutOfServiceBy,
} from './conveyance.status.js';
import { IsPhone } from '../../platform/text/phone.js';
import { PlainName } from '../../platform/text/plain-name.js';
import { IsMailbox } from '../../platform/text/mailbox.js';

/** Null takes away what is on file. */
const orNothing = () => ValidateIf((_request, value) => value !== null);
const isStateNumber = () =>
  Matches(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}$/, { message: 'must be a state registration number such as IL-E-104233' });

export class ConveyanceTypeDto {
  /** @example "passenger-traction" */
  code: string;
  /** @example "Passenger elevator, traction" */
  name: string;
  /** The tests it needs from time to time, besides the annual inspection. */
  @IsIn(CATEGORY_TESTS, { each: true })
  tests: CategoryTest[];
}

export class ConveyanceDriveDto {
  /** @example "hydraulic" */
  code: string;
  /** @example "Hydraulic" */
  name: string;
}

export class ConveyanceInspectionTypeDto {
  /** @example category-5 */
  @IsIn(INSPECTION_KINDS)
  kind: InspectionKind;

  /** @example "Category 5 full-load test" */
  name: string;

  /** After how many months it is due again; null when an occasion asks for it, not a date. @example 60 */
  intervalMonths: number | null;
}

/** The words that conveyances are described with. */
export class ConveyanceVocabularyDto {
  /** What a unit can be. */
  types: ConveyanceTypeDto[];
  /** What moves it. */
  drives: ConveyanceDriveDto[];
  /** What its certificate can ask for. */
  inspections: ConveyanceInspectionTypeDto[];
}

export class ConveyanceTypeRefDto {
  /** @example "passenger-hydraulic" */
  code: string;
  /** @example "Passenger elevator, hydraulic" */
  name: string;
}

export class ConveyanceOwnerDto {
  /** A person or a business. @example "Demo Tower LLC" */
  name: string;
  /** @example "owner@example.com" */
  email: string;
  /** @example "+1 630-555-0177" */
  phone: string | null;
}

export class MaintenanceContractorDto {
  /** @example "CON-2026-00003" */
  number: string;
  /** @example "Demo Elevator Company" */
  businessName: string;
}

export class ConveyanceCertificateDto {
  /** Null when it was issued before the portal. @example "2026-03-02" */
  issuedOn: string | null;

  /** Last day. @example "2027-03-31" */
  expiresOn: string;

  /** Whether the unit may run on it today. */
  inForce: boolean;

  /** Whether the portal has it as a PDF (`downloadCertificate`). */
  downloadable: boolean;
}

export class ConveyanceCycleInspectionDto {
  /** @example annual */
  @IsIn(INSPECTION_KINDS)
  kind: InspectionKind;

  /** @example "Annual conveyance inspection" */
  name: string;

  /** The inspection to book (`scheduleInspection`); after a failed visit its re-inspection. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  inspectionId: string;

  /** @example "2026-03-05" */
  passedOn: string | null;

  /** The day of the booked visit. @example "2026-03-05" */
  appointmentOn: string | null;

  /** Until when what the inspector found must be put right. @example "2026-04-04" */
  correctionsDueOn: string | null;
}

/** A renewal, or the way to the first certificate. */
export class ConveyanceCycleDto {
  /** @example annual */
  @IsIn(CYCLE_KINDS)
  kind: CycleKind;

  /** @example "2026-01-30" */
  openedOn: string;

  /** Last day of the certificate that is to be renewed; null before the first one. @example "2026-03-31" */
  dueOn: string | null;

  /** Days since then without a certificate. @example 0 */
  @IsInt()
  daysOverdue: number;

  /** What is to be paid, in US cents. @example 10000 */
  @IsInt()
  feesDueCents: number;

  /** What must pass, in any order. */
  inspections: ConveyanceCycleInspectionDto[];
}

export class OutOfServiceDto {
  /** @example "2026-03-02" */
  since: string;
  /** @example "Modernization of the controller" */
  reason: string;
  /** Who took it out of service; what the city ordered, only the city takes back. */
  @IsIn(OUT_OF_SERVICE_BY)
  by: OutOfServiceBy;
}

export class ConveyanceSummaryDto {
  /** @example "ELV-2026-00012" */
  number: string;

  /** @example "IL-E-104233" */
  stateRegistrationNumber: string;

  type: ConveyanceTypeRefDto;

  /** @example active */
  @IsIn(CONVEYANCE_STATUSES)
  status: ConveyanceStatus;

  /** The status in words. @example "Certificate in force" */
  statusLabel: string;

  address: AddressValue;

  /** @example "Demo Tower" */
  buildingName: string | null;

  /** @example "East lobby, car 2" */
  locationInBuilding: string | null;

  /** @example "Demo Tower LLC" */
  ownerName: string;

  /** Last day of the certificate. @example "2026-03-31" */
  certificateExpiresOn: string | null;
}

export class ConveyanceSummaryPageDto {
  items: ConveyanceSummaryDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

/** The whole unit, for its owner, those who are linked to it, and staff. */
export class ConveyanceDto {
  /** @example "ELV-2026-00012" */
  number: string;

  /** @example "IL-E-104233" */
  stateRegistrationNumber: string;

  type: ConveyanceTypeRefDto;

  /** @example due */
  @IsIn(CONVEYANCE_STATUSES)
  status: ConveyanceStatus;

  /** The status in words. @example "Renewal due" */
  statusLabel: string;

  address: AddressValue;

  /** @example "Demo Tower" */
  buildingName: string | null;

  /** @example "East lobby, car 2" */
  locationInBuilding: string | null;

  /** What moves it; null when the city does not know. */
  drive: ConveyanceDriveDto | null;

  /** @example "Demo Lift Works" */
  manufacturer: string | null;

  /** @example "GL-200" */
  model: string | null;

  /** @example "88-1204" */
  serialNumber: string | null;

  /** @example "2008-06-12" */
  installedOn: string | null;

  /** @example 6 */
  landings: number | null;

  /** Rated load in pounds. @example 2500 */
  capacityLbs: number | null;

  /** Rated speed in feet per minute. @example 350 */
  speedFpm: number | null;

  /** For the owner and staff; null for everyone else. */
  owner: ConveyanceOwnerDto | null;

  /** Who maintains it, and can book its inspections; null when the city knows of nobody. */
  maintenanceContractor: MaintenanceContractorDto | null;

  /** Last annual inspection that passed. @example "2025-03-20" */
  lastAnnualOn: string | null;

  /** @example "2025-03-20" */
  lastCategory1On: string | null;

  /** @example "2024-03-18" */
  lastCategory3On: string | null;

  /** @example "2022-03-15" */
  lastCategory5On: string | null;

  /** The newest one, in force or not; null before the first. */
  certificate: ConveyanceCertificateDto | null;

  /** The renewal that is under way; null when there is nothing to do. */
  cycle: ConveyanceCycleDto | null;

  /** Since when and why it does not run; null while it may. */
  outOfService: OutOfServiceDto | null;

  /** Why it was retired. @example "Removed with the building" */
  retiredReason: string | null;

  nextStep: NextStepDto;

  registeredAt: string;

  /** Goes up with every change; part of the `ETag`. */
  version: number;
}

export class ConveyanceListQuery extends PageQuery {
  /** Part of the building's or the owner's name, the record's number or the state registration number. @example "demo tower" */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  /** Code of a type (`listConveyanceTypes`). @example "escalator" */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  type?: string;

  /** Only units in this status. */
  @IsOptional()
  @IsIn(CONVEYANCE_STATUSES)
  status?: ConveyanceStatus;

  /** Only those whose certificate runs out before this day. @example "2026-06-01" */
  @IsOptional()
  @IsCivilDate()
  expiresBefore?: string;
}

export class OverdueQuery extends PageQuery {
  /** Only units that have been without a certificate for at least so many days. @example 30 */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(36_500)
  minimumDays?: number;
}

export class MissingForCertificateDto {
  /** @example "inspection" */
  @IsIn(['fee', 'inspection'])
  kind: 'fee' | 'inspection';

  /** In words. @example "Annual conveyance inspection" */
  label: string;

  /** What is to be paid, in US cents; null for an inspection. @example 10000 */
  amountCents: number | null;
}

export class OverdueConveyanceDto extends ConveyanceSummaryDto {
  /** Days without a certificate. @example 34 */
  @IsInt()
  daysOverdue: number;

  /** What stands between the unit and its certificate. */
  missing: MissingForCertificateDto[];

  /** Days past due on which the owner was reminded. @example [0, 30] */
  @IsInt({ each: true })
  noticesGiven: number[];
}

export class OverdueConveyancePageDto {
  items: OverdueConveyanceDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class ConveyanceOwnerRequest {
  /** A person or a business. @example "Demo Tower LLC" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  name: string;

  /** The account that has proved this address gets the unit; without one an account is made and its owner sent a link to the first password. @example "owner@example.com" */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /** @example "+1 630-555-0177" */
  @IsOptional()
  @orNothing()
  @IsPhone()
  phone?: string | null;
}

class ConveyanceDetails {
  /** Code of a drive (`listConveyanceTypes`). @example "hydraulic" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 40)
  drive?: string | null;

  /** @example "Demo Lift Works" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 120)
  manufacturer?: string | null;

  /** @example "GL-200" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 120)
  model?: string | null;

  /** @example "88-1204" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 60)
  serialNumber?: string | null;

  /** Not in the future. @example "2008-06-12" */
  @IsOptional()
  @orNothing()
  @IsCivilDate()
  installedOn?: string | null;

  /** How many floors it serves. @example 6 */
  @IsOptional()
  @orNothing()
  @IsInt()
  @Min(1)
  @Max(300)
  landings?: number | null;

  /** Rated load in pounds. @example 2500 */
  @IsOptional()
  @orNothing()
  @IsInt()
  @Min(1)
  @Max(500_000)
  capacityLbs?: number | null;

  /** Rated speed in feet per minute. @example 350 */
  @IsOptional()
  @orNothing()
  @IsInt()
  @Min(1)
  @Max(5_000)
  speedFpm?: number | null;

  /** Where in the building it is. @example "East lobby, car 2" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 120)
  locationInBuilding?: string | null;

  /** @example "Demo Tower" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 120)
  buildingName?: string | null;

  /** Number of the registered contractor that maintains it. @example "CON-2026-00003" */
  @IsOptional()
  @orNothing()
  @IsString()
  @Length(1, 40)
  maintenanceContractor?: string | null;

  /** Last annual inspection that passed; not in the future. @example "2025-03-20" */
  @IsOptional()
  @orNothing()
  @IsCivilDate()
  lastAnnualOn?: string | null;

  /** Last category 1 test that passed; not in the future. @example "2025-03-20" */
  @IsOptional()
  @orNothing()
  @IsCivilDate()
  lastCategory1On?: string | null;

  /** Last category 3 test that passed; not in the future. @example "2024-03-18" */
  @IsOptional()
  @orNothing()
  @IsCivilDate()
  lastCategory3On?: string | null;

  /** Last category 5 test that passed; not in the future. @example "2022-03-15" */
  @IsOptional()
  @orNothing()
  @IsCivilDate()
  lastCategory5On?: string | null;

  /**
   * Last day of its certificate, when it has one, which may have run out. Without it the unit waits for an acceptance inspection.
   *
   * @example "2026-03-31"
   */
  @IsOptional()
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

/** Fields that are left out stay as they are; null takes away what is not required. */
export class UpdateConveyanceRequest extends ConveyanceDetails {
  /** @example "IL-E-104233" */
  @IsOptional()
  @isStateNumber()
  stateRegistrationNumber?: string;

  /** Code of a type (`listConveyanceTypes`). @example "passenger-hydraulic" */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  type?: string;

  /** Where it is. When the city has loaded its list of addresses, one of those (`searchAddresses`). */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;

  /** As it is written on papers; another owner gets the unit by `transferConveyance`. @example "Demo Tower LLC" */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @PlainName()
  ownerName?: string;

  /** @example "+1 630-555-0177" */
  @IsOptional()
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

export class RetireConveyanceRequest {
  /** @example "Removed with the building" */
  @IsString()
  @Length(3, 1000)
  reason: string;
}
