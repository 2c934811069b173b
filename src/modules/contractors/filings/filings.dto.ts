import { OmitType, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { PageDto, PageQuery } from '../../../platform/http/paging.js';
import { NextStepDto } from '../../records/index.js';
import { CREDENTIAL_KINDS, type CredentialKind } from '../contractor.status.js';
import { ContractorDetailsRequest, RecordInsuranceRequest } from '../contractor-requests.dto.js';
import { ContractorClassRefDto, ContractorDocumentDto, CredentialDto, isDate } from '../contractors.dto.js';
import {
  APPLICATION_DECISIONS,
  FILING_STATUSES,
  RENEWAL_DECISIONS,
  type ApplicationDecision,
  type FilingStatus,
  type RenewalDecision,
} from './filing.status.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';

export class ApplyAsContractorRequest extends ContractorDetailsRequest {
  /**
   * Where the confirmation goes, and what the contractor will sign in with. Required without a sign-in; with one, the account that
   * asks acts for the contractor and this is left out. @example "office@example.com"
   */
  @IsOptional()
  @IsMailbox()
  @MaxLength(254)
  email?: string;
}

/** That the application has arrived; the same whoever sent it. */
export class ApplicationReceivedDto {
  /** Number of the license record. @example "CON-2026-00012" */
  number: string;

  /** @example "pending" */
  @IsIn(['pending'])
  status: 'pending';

  /** The status in words. @example "Registration pending" */
  statusLabel: string;

  /** What to upload to the license record once signed in (`uploadAttachment`). */
  documents: ContractorDocumentDto[];

  /** How it goes on, in plain words. @example "We have sent you a message that says how to go on." */
  message: string;
}

/** A credential as the contractor named it. */
export class ClaimedCredentialDto extends OmitType(CredentialDto, ['id', 'recordedAt']) {
  /** The documents that prove it, among the attachments of the license record. */
  attachmentIds: string[];
}

export class ApplicationDocumentDto extends ContractorDocumentDto {
  /** Whether a file of this type is attached. */
  uploaded: boolean;
}

/** What applications and renewals have in common. */
export class FilingDto {
  id: string;

  /** Number of the license record. @example "CON-2026-00012" */
  number: string;

  /** @example "Demo Fence Company" */
  businessName: string;

  /** @example submitted */
  @IsIn(FILING_STATUSES)
  status: FilingStatus;

  /** The status in words. @example "Under review by the city" */
  statusLabel: string;

  /** What the contractor says is in force. */
  credentials: ClaimedCredentialDto[];

  /** When it was sent, for the last time. */
  submittedAt: string;

  /** What the city said with its last decision. @example "The certificate does not name the city." */
  comments: string | null;

  decidedAt: string | null;

  /** When it came to its end: completed, denied or withdrawn. */
  closedAt: string | null;

  /** What is still to be paid on the license record, in US cents. @example 12500 */
  feesDueCents: number;

  /** What happens next with the registration. */
  nextStep: NextStepDto;

  /** Goes up with every change; part of the `ETag`. */
  version: number;
}

export class ContractorApplicationDto extends FilingDto {
  /** What the business applies for. */
  classes: ContractorClassRefDto[];

  /** What the classes ask to be uploaded. */
  documents: ApplicationDocumentDto[];
}

export class ContractorApplicationPageDto extends PageDto {
  items: ContractorApplicationDto[];
}

export class ContractorRenewalDto extends FilingDto {
  /** Whether it was sent after the registration had run out. */
  late: boolean;

  /** The new last day of the registration, once it is completed. @example "2027-12-31" */
  expiresOn: string | null;
}

export class ContractorRenewalPageDto extends PageDto {
  items: ContractorRenewalDto[];
}

export class FilingListQuery extends PageQuery {
  /** Only those in this status. */
  @IsOptional()
  @IsIn(FILING_STATUSES)
  status?: FilingStatus;
}

/** A credential for the new term, with the documents that prove it. */
export class RenewedCredentialRequest extends PickType(RecordInsuranceRequest, ['amountCents', 'expiresOn']) {
  @IsIn(CREDENTIAL_KINDS)
  kind: CredentialKind;

  /** Of a state license: the class it is for; may be left out when only one asks for a state license. @example "roofing" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  class?: string;

  /** Of the license, policy or bond; required for a state license. @example "104.012345" */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  number?: string;

  /** First day in force; today when left out. One that begins later stands beside the present one until then. @example "2027-01-01" */
  @IsOptional()
  @isDate()
  effectiveOn?: string;

  /** The documents that prove it, uploaded to the license record before (`uploadAttachment`). */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  attachmentIds: string[];
}

export class RenewContractorRequest {
  /** What is new. A credential that stays in force into the new term need not be named. */
  @IsArray()
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => RenewedCredentialRequest)
  credentials: RenewedCredentialRequest[];
}

export class ApplicationDecisionRequest {
  @IsIn(APPLICATION_DECISIONS)
  decision: ApplicationDecision;

  /** Told to the applicant; required unless it is approved. @example "The certificate of insurance does not name the city." */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comments?: string;

  /** Last day of the registration; without it a term from the day on which the fee is paid. @example "2026-12-31" */
  @IsOptional()
  @isDate()
  expiresOn?: string;
}

export class RenewalDecisionRequest {
  @IsIn(RENEWAL_DECISIONS)
  decision: RenewalDecision;

  /** Told to the contractor; required when it is returned. @example "The bond has no signature." */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comments?: string;
}
