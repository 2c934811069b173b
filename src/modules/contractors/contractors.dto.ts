import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { PageDto, PageQuery } from '../../platform/http/paging.js';
import { AddressValue } from '../records/index.js';
import {
  CONTRACTOR_STATUSES,
  CREDENTIAL_KINDS,
  MEMBER_ROLES,
  STANDING_ITEMS,
  type ContractorStatus,
  type CredentialKind,
  type MemberRole,
  type StandingItem,
} from './contractor.status.js';

const DATE = { message: 'must be a date such as 2027-03-31' };
export const isDate = () => Matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, DATE);

export class ContractorDocumentDto {
  /** Use it as `documentType` of the upload. @example "certificate-of-insurance" */
  code: string;
  /** @example "Certificate of insurance that names the city as additional insured" */
  name: string;
}

export class ContractorClassDto {
  /** @example "roofing" */
  code: string;
  /** @example "Roofing contractor" */
  name: string;
  /** What a contractor of this class must show, besides the registration. @example ["insurance", "state-license"] */
  requires: CredentialKind[];
  /** Who issues the state license; null when the class asks for none. @example "Illinois Department of Public Health" */
  stateLicenseBoard: string | null;
  /** What a number of that license looks like. @example "055-012345" */
  stateLicenseExample: string | null;
  /** What an applicant uploads to the license record, by the `documentType` of the upload. */
  documents: ContractorDocumentDto[];
  /** What else to know of the class. */
  note: string | null;
}

export class ContractorClassListDto {
  items: ContractorClassDto[];
}

export class ContractorClassRefDto {
  /** @example "fence" */
  code: string;
  /** @example "Fence contractor" */
  name: string;
}

export class StandingProblemDto {
  /** What is not in force. */
  @IsIn(STANDING_ITEMS)
  credential: StandingItem;

  /** In words. @example "Liability insurance" */
  name: string;

  /** The last day it was in force; null when the city does not have it, or when the date is not what is wrong. @example "2026-02-28" */
  expiredOn: string | null;
}

export class ContractorStandingDto {
  /** Registered, and all papers of all its classes in force today. */
  ok: boolean;

  /** What is not in force today; empty when `ok`. */
  problems: StandingProblemDto[];

  /** Codes of the classes in which the contractor can work on permits today. @example ["fence"] */
  classesInForce: string[];
}

/** What everyone may know of a contractor. */
export class ContractorDto {
  /** @example "CON-2026-00012" */
  number: string;

  /** @example "Demo Fence Company" */
  businessName: string;

  /** What the contractor may do. */
  classes: ContractorClassRefDto[];

  /** @example active */
  @IsIn(CONTRACTOR_STATUSES)
  status: ContractorStatus;

  /** The status in words. @example "Registered" */
  statusLabel: string;

  /** Whether it can be named on a permit today. */
  standing: ContractorStandingDto;
}

export class ContractorPageDto extends PageDto {
  items: ContractorDto[];
}

export class ContractorSearchQuery extends PageQuery {
  /** Part of the business name, small typing errors allowed, or the registration number. @example "demo fence" */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  /** Code of a class (`listContractorClasses`). @example "fence" */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  class?: string;
}

export class ContractorListQuery extends ContractorSearchQuery {
  /** Only registrations in this status. */
  @IsOptional()
  @IsIn(CONTRACTOR_STATUSES)
  status?: ContractorStatus;

  /** Only those whose registration or a credential on file runs out before this day. @example "2026-04-01" */
  @IsOptional()
  @isDate()
  expiresBefore?: string;
}

export class CredentialDto {
  id: string;

  @IsIn(CREDENTIAL_KINDS)
  kind: CredentialKind;

  /** In words. @example "Performance and maintenance bond" */
  name: string;

  /** The class a state license is for. @example "roofing" */
  class: string | null;

  /** Of the license, policy or bond. @example "104.012345" */
  number: string | null;

  /** Cover or bond amount in US cents. @example 100000000 */
  amountCents: number | null;

  /** First day in force. @example "2026-03-02" */
  effectiveOn: string;

  /** Last day in force. @example "2027-03-01" */
  expiresOn: string;

  recordedAt: string;
}

export class ContractorAccountDto {
  id: string;
  /** @example "Demo Contractor" */
  name: string;
  /** @example "office@example.com" */
  email: string;
  /** Whether it manages the others and renews the registration. */
  @IsIn(MEMBER_ROLES)
  role: MemberRole;
  /** Whether the account is shut out. */
  disabled: boolean;
}

/** The whole registration, for staff and for the contractor. */
export class ContractorFileDto extends ContractorDto {
  /** @example "Demo Contractor" */
  contactName: string;

  /** @example "+1 630-555-0130" */
  phone: string;

  address: AddressValue;

  /** When it was registered; null while it has only applied. */
  registeredAt: string | null;

  /** Last day of the registration; null while it has only applied. @example "2026-12-31" */
  expiresOn: string | null;

  /** From when on it can be renewed; null while it has only applied. @example "2026-10-02" */
  renewalOpensOn: string | null;

  /** Why it is suspended or revoked. */
  statusReason: string | null;

  /** Since when papers that its team uploaded wait to be looked at by the city; null when none do. @example "2026-03-02" */
  papersSince: string | null;

  /** On file and not replaced, in force or not. */
  credentials: CredentialDto[];

  /** Who can sign in for the contractor. */
  accounts: ContractorAccountDto[];

  /** Goes up with every change; part of the `ETag`. */
  version: number;
}

export class ContractorFilePageDto extends PageDto {
  items: ContractorFileDto[];
}
