import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, IsString, IsUUID, Length, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { STAFF_ROLES, type StaffRole } from '../../platform/auth/principal.js';
import { PROJECT_VIEWS } from '../city/index.js';
import {
  AddressValue,
  NextStepDto,
  OutstandingActionDto,
  RECORD_KINDS,
  RELATIONS,
  WAITING_ON,
  type Relation,
  type Access,
  type KeptItem,
} from '../records/index.js';
import { PROJECT_STATUSES, type ProjectStatus } from './project.status.js';
import { BlankIsAbsent } from '../../platform/http/blank-is-absent.decorator.js';
import { IsMailbox } from '../../platform/text/mailbox.js';
import { PlainName } from '../../platform/text/plain-name.js';

export class CreateProjectRequest {
  /** What people call it. Everyone can read it and search by it, so no names of persons. @example "Riverside Commons" */
  @BlankIsAbsent()
  @IsString()
  @Length(1, 100)
  @PlainName()
  name: string;

  /** For its parties and staff. @example "Twelve town houses in three phases" */
  @BlankIsAbsent()
  @IsString()
  @Length(1, 2000)
  description: string;

  /** Where it is about. When the city has loaded its list of addresses, one of those (`searchAddresses`). */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;

  /**
   * Whose project it is: the account with this proved address or, when there is none, whoever accepts the invitation that is sent
   * there. Leave it out together with `ownerAccountId` when nobody is to own it yet.
   *
   * @example "developer@example.com"
   */
  @BlankIsAbsent()
  @IsOptional()
  @IsMailbox()
  @MaxLength(254)
  ownerEmail?: string;

  /** Whose project it is, when the account is known; not together with `ownerEmail`. */
  @IsOptional()
  @IsUUID()
  ownerAccountId?: string;
}

/** What is left out stays as it is. */
export class UpdateProjectRequest {
  /** @example "Riverside Commons" */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @PlainName()
  name?: string;

  /** @example "Twelve town houses in three phases" */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 2000)
  description?: string;

  /** As in `createProject`. Null: it is about no place any more. */
  @ValidateIf(({ address }: UpdateProjectRequest) => address !== undefined && address !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue | null;
}

export class ProjectRecordRequest {
  /** Number of a permit, license or case; written as people do. @example ZAS-2026-00017 */
  @IsString()
  @Length(1, 60)
  recordNumber: string;
}

/** A record that belongs to the project. */
export class ProjectRecordDto {
  /** @example ZAS-2026-00017 */
  number: string;

  /** @example permit */
  @IsIn(RECORD_KINDS)
  kind: string;

  /** @example ZAS-FNC-R */
  typeCode: string;

  /** @example Fence */
  typeName: string;

  /** Stable; programs react to this. @example in-review */
  status: string;

  /** The status in words. @example "In review" */
  statusLabel: string;

  /** What you are on the record itself; null when nothing, and for staff. @example owner */
  @IsIn(RELATIONS)
  relation: Relation | null;

  nextStep: NextStepDto;

  /** Nothing more will come on it. */
  closed: boolean;

  /** Fees to pay now, in US cents; null unless you are party to the record, or staff. @example 4500 */
  feesDueCents: number | null;

  /** Since when it belongs to the project. @example 2026-03-02T15:04:05Z */
  addedAt: string;
}

/** Something that a record of the project waits for. */
export class ProjectBlockerDto {
  /** @example ZAS-2026-00017 */
  recordNumber: string;

  /** @example Fence */
  typeName: string;

  /** @example "Plat of survey" */
  label: string;

  /** Who has to act. @example applicant */
  @IsIn(WAITING_ON)
  waitingOn: KeptItem['waitingOn'];

  /** Who on the city's staff, where it is the city's turn. */
  @IsIn(STAFF_ROLES)
  role: StaffRole | null;

  /** Since when it is open. @example 2026-03-02T15:04:05Z */
  since: string;

  /** By when it has to be done, where there is such a day. @example 2026-03-16 */
  dueOn: string | null;

  /** What is to be paid, in US cents; fees only. @example 7500 */
  amountCents: number | null;

  /** What can be done about it here; null when there is no such operation. */
  action: OutstandingActionDto | null;
}

/** A project with its records, and with all that it waits for. */
export class ProjectDto {
  /** @example PRJ-2026-00004 */
  number: string;

  /** @example "Riverside Commons" */
  name: string;

  /** @example "Twelve town houses in three phases" */
  description: string | null;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** `complete`: every record in it is closed; `closed`: the city has closed it for good. @example open */
  @IsIn(PROJECT_STATUSES)
  status: ProjectStatus;

  /** @example Open */
  statusLabel: string;

  /** What you are on the project. @example owner */
  @IsIn([...RELATIONS, 'staff'])
  relation: Access;

  /**
   * What its parties see of records that are not theirs, by the city's choice: `summary` is what stands in `records`; with `records`
   * they are linked to each of them.
   *
   * @example summary
   */
  @IsIn(PROJECT_VIEWS)
  partiesSee: (typeof PROJECT_VIEWS)[number];

  /** Names of its owners; for owners and staff, null for everyone else. @example ["Demo Developer"] */
  owners: string[] | null;

  /** In the order in which they were added. */
  records: ProjectRecordDto[];

  /**
   * Everything that holds the whole up, by who must act (applicant, contractor, city) and then since when. Of records that are not
   * yours it is their next step; of the others every single requirement.
   */
  blockers: ProjectBlockerDto[];

  /** Fees to pay now on all the records whose fees you can see, in US cents. @example 12000 */
  feesDueCents: number;

  /** Records that are not closed. @example 3 */
  openRecords: number;

  /** Day on which it was opened, in the city's calendar. @example 2026-03-02 */
  openedOn: string;

  /** Goes up with each change of the project's own record; for `If-Match`. @example 1 */
  version: number;
}
