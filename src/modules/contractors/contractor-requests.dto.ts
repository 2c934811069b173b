import { OmitType, PartialType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsPhone } from '../../platform/text/phone.js';
import { PlainName } from '../../platform/text/plain-name.js';
import { IsMailbox } from '../../platform/text/mailbox.js';
import { AddressValue } from '../records/index.js';
import { INSURANCE_KINDS, type InsuranceKind } from './contractor.status.js';
import { isDate } from './contractors.dto.js';

export class StateLicenseRequest {
  /** Which of the classes it is for; may be left out when only one asks for a state license. @example "roofing" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  class?: string;

  /** As printed on the license. @example "104.012345" */
  @IsString()
  @Length(1, 40)
  number: string;

  /** Last day in force; not in the past. @example "2027-06-30" */
  @isDate()
  expiresOn: string;
}

/** A business and the papers it shows. */
export class ContractorDetailsRequest {
  /** As registered with the state. @example "Demo Fence Company" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  businessName: string;

  /** Who answers for it. @example "Demo Contractor" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  contactName: string;

  /** @example "+1 630-555-0130" */
  @IsPhone()
  phone: string;

  @IsObject()
  @ValidateNested()
  @Type(() => AddressValue)
  address: AddressValue;

  /** Codes of classes (`listContractorClasses`). @example ["fence"] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  classes: string[];

  /** Required when a class asks for one. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => StateLicenseRequest)
  stateLicense?: StateLicenseRequest;

  /** Last day of the liability insurance; not in the past. @example "2027-02-28" */
  @isDate()
  insuranceExpiresOn: string;

  /** Number of the liability policy. @example "GL-2026-1188" */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  insuranceNumber?: string;

  /** Cover of the liability insurance in US cents; when it is said, at least what the classes ask for. @example 100000000 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000_000)
  insuranceAmountCents?: number;

  /** Amount of the bond in US cents; when it is said, at least what the classes ask for. @example 2000000 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000_000)
  bondAmountCents?: number;

  /** Last day of the bond; required when a class asks for one. @example "2027-12-31" */
  @IsOptional()
  @isDate()
  bondExpiresOn?: string;

  /** Last day of the workers' compensation insurance, or of the affidavit of having no employees. @example "2027-02-28" */
  @IsOptional()
  @isDate()
  workersCompensationExpiresOn?: string;
}

export class RegisterContractorRequest extends ContractorDetailsRequest {
  /** The main address on file: the confirmation goes there, and it is what the contractor signs in with. @example "office@example.com" */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /** Last day of the registration; not in the past. @example "2026-12-31" */
  @isDate()
  expiresOn: string;
}

class ContactFields extends PickType(ContractorDetailsRequest, ['businessName', 'contactName', 'phone', 'address']) {}

/** Fields that are left out stay as they are. */
export class UpdateContractorRequest extends PartialType(ContactFields) {
  /** All classes from now on. What a new one asks for must be on file: record it first. @example ["fence", "concrete"] */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsString({ each: true })
  classes?: string[];

  /** The new last day of the registration; an expired registration is in force again. @example "2027-12-31" */
  @IsOptional()
  @isDate()
  expiresOn?: string;
}

export class RecordInsuranceRequest {
  /** What was shown. Default `insurance`: general liability. */
  @IsOptional()
  @IsIn(INSURANCE_KINDS)
  kind: InsuranceKind = 'insurance';

  /** Number of the policy or bond. @example "GL-2027-0042" */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  number?: string;

  /** Cover or bond amount in US cents. @example 100000000 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000_000)
  amountCents?: number;

  /** First day in force; today when left out. One that begins later waits and does not end the present one. @example "2027-03-01" */
  @IsOptional()
  @isDate()
  effectiveOn?: string;

  /** Last day in force; not in the past. @example "2028-02-28" */
  @isDate()
  expiresOn: string;
}

export class RecordStateLicenseRequest extends OmitType(StateLicenseRequest, ['class']) {
  /** The class it is for; the contractor need not have the class yet. @example "plumbing" */
  @IsString()
  @MaxLength(60)
  class: string;

  /** First day in force; today when left out. @example "2026-07-01" */
  @IsOptional()
  @isDate()
  effectiveOn?: string;
}

export class ContractorReasonRequest {
  /** Told to the contractor. @example "The insurer has cancelled the policy." */
  @IsString()
  @Length(3, 1000)
  reason: string;
}
