import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { PageDto, PageQuery } from '../../platform/http/paging.js';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { AddressValue, NextStepDto } from '../records/index.js';
import {
  CATEGORY_TESTS,
  CONVEYANCE_STATUSES,
  INSPECTION_KINDS,
  OUT_OF_SERVICE_BY,
  type CategoryTest,
  type ConveyanceStatus,
  type InspectionKind,
  type OutOfServiceBy,
} from './conveyance.status.js';
import { ConveyanceCycleDto, MissingForCertificateDto } from './cycle/cycles.dto.js';

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
  /** Null when letters go on paper. @example "owner@example.com" */
  email: string | null;
  /** @example "+1 630-555-0177" */
  phone: string | null;
  /** Where letters go on paper. */
  address: AddressValue | null;
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

export class OutOfServiceDto {
  /** @example "2026-03-02" */
  since: string;
  /** @example "Modernization of the controller" */
  reason: string;
  /** Who took it out of service; what the city ordered, only the city takes back. */
  @IsIn(OUT_OF_SERVICE_BY)
  by: OutOfServiceBy;
}

class ConveyanceHead {
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
}

export class ConveyanceSummaryDto extends ConveyanceHead {
  /** @example "Demo Tower LLC" */
  ownerName: string;

  /** Last day of the certificate. @example "2026-03-31" */
  certificateExpiresOn: string | null;
}

export class ConveyanceSummaryPageDto extends PageDto {
  items: ConveyanceSummaryDto[];
}

/** The whole unit, for its owner, those who are linked to it, and staff. */
export class ConveyanceDto extends ConveyanceHead {
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

export class OverdueConveyancePageDto extends PageDto {
  items: OverdueConveyanceDto[];
}
