import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, Matches, ValidateIf } from 'class-validator';
import { STAFF_ROLES, type StaffRole } from '../../platform/auth/principal.js';
import { PageQuery } from '../../platform/http/paging.js';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { AddressValue, NextStepDto, RECORD_KINDS } from '../records/index.js';
import { FOLLOW_UP_KINDS } from './follow-up-kinds.js';
import { SETTLED_BY_STAFF, type StaffSettlement } from './follow-ups.js';
import { BlankIsAbsent } from '../../platform/http/blank-is-absent.decorator.js';

class RecordFilter extends PageQuery {
  /** Only records of this kind. */
  @IsOptional()
  @IsIn(RECORD_KINDS)
  kind?: string;

  /** Only records of this type. @example ZAS-FNC-R */
  @IsOptional()
  @Matches(/^[\w-]{1,60}$/, { message: 'must be the code of a type, such as ZAS-FNC-R' })
  typeCode?: string;
}

const TASKS = ['next-step', 'follow-up'] as const;

export class WorkQueueQuery extends RecordFilter {
  /** Only records whose next step is called this. @example "Review the plans" */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  label?: string;

  /** Only what staff with this role must do. */
  @IsOptional()
  @IsIn(STAFF_ROLES)
  role?: StaffRole;

  /** Only what one member of the staff looks after: the id of an account, `me`, or `nobody`. @example me */
  @IsOptional()
  @Matches(/^(me|nobody|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i, { message: 'must be me, nobody, or the id of an account' })
  owner?: string;

  /** `true`: only what is past the day on which it was due. @example true */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  overdue?: boolean;

  /** `next-step`: records whose next step is the city’s; `follow-up`: what has to be looked after besides, such as a lost message. */
  @IsOptional()
  @IsIn(TASKS)
  task?: (typeof TASKS)[number];
}

/** Who on the staff looks after it. */
export class WorkOwnerDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  accountId: string;

  /** @example "Demo Clerk" */
  name: string;
}

/** Whom a message did not reach, or who answered. */
export class FollowUpRecipientDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  accountId: string;

  /** @example "Demo Resident" */
  name: string;

  /** The address on file now. @example resident@example.com */
  email: string;

  /** To call. @example 555-010-1234 */
  phone: string | null;
}

/** What can be done about it with one request. */
export class RemedyDto {
  /** @example resendNotificationAsStaff */
  operationId: string;

  /** @example "Send the message again" */
  label: string;
}

/** What must be looked after besides the record's next step. */
export class FollowUpDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /**
   * `not-delivered`: a message that has to arrive has not; `nobody-told`: there was nobody to send it to, or it could not be written;
   * `mail-on-paper`: a letter to print and mail (`getPaperLetter`); `answer-received`: a respondent of a code case has written to the city.
   */
  @IsIn(FOLLOW_UP_KINDS)
  kind: string;

  /** @example "“Your permit RST-2026-00017 is issued” has not reached Demo Resident." */
  summary: string;

  /** Null when it was for somebody without an account, or for nobody. */
  recipient: FollowUpRecipientDto | null;

  /** The message, for `resendNotificationAsStaff`. */
  notificationId: string | null;

  /** The operations that help, the simplest first. */
  remedies: RemedyDto[];
}

/** Something that waits for the city: the next step of a record, or what has to be looked after besides. */
export class WorkItemDto {
  /** What is to be done: see `nextStep`, or `followUp`. @example next-step */
  @IsIn(TASKS)
  task: (typeof TASKS)[number];

  /** @example ZAS-2026-00017 */
  number: string;

  /** @example permit */
  @IsIn(RECORD_KINDS)
  kind: string;

  /** @example ZAS-FNC-R */
  typeCode: string;

  /** @example Fence */
  typeName: string;

  /** @example submitted */
  status: string;

  /** @example Submitted */
  statusLabel: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** The record's next step. */
  nextStep: NextStepDto;

  /** Null for the next step of a record. */
  followUp: FollowUpDto | null;

  /** Staff with this role must act. */
  @IsIn(STAFF_ROLES)
  role: StaffRole | null;

  /** Null while nobody has taken it up. */
  owner: WorkOwnerDto | null;

  /** Since when it has waited for the city, whatever the steps in between were called. @example 2026-03-02T15:04:05Z */
  waitingSince: string;

  /** Full days of 24 hours since then. @example 3 */
  daysWaiting: number;

  /** Full days of 24 hours that the record has waited for the city in all. @example 5 */
  daysWithCity: number;

  /** By when it should be done. @example 2026-03-09 */
  dueOn: string | null;

  /** Business days past that day; 0 when it is not. @example 0 */
  businessDaysOverdue: number;
}

export class WorkQueuePageDto {
  items: WorkItemDto[];
  nextCursor: string | null;
}

export class WorkOwnerRequest {
  /** Of a member of the staff; null puts it back to be taken by anybody. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  @ValidateIf((_request, value) => value !== null)
  @IsUUID()
  accountId: string | null;
}

export class SettleFollowUpRequest {
  /** `called`: you told the person; `mailed`: the letter is in the mail; `not-needed`: nothing has to be done. */
  @IsIn(SETTLED_BY_STAFF)
  how: StaffSettlement;

  /** What was said or why, for the chronology that staff see. @example "Spoke to the applicant; will read it in the portal." */
  @BlankIsAbsent()
  @IsString()
  @Length(1, 1000)
  note: string;
}

export class RecordExportQuery extends OmitType(RecordFilter, ['limit', 'cursor'] as const) {
  /** Only records in this status. @example issued */
  @IsOptional()
  @Matches(/^[a-z-]{1,40}$/, { message: 'must be a status, such as issued' })
  status?: string;

  /** First day on which a record was opened. @example 2026-01-01 */
  @IsOptional()
  @IsCivilDate()
  openedFrom?: string;

  /** Last day on which a record was opened. @example 2026-12-31 */
  @IsOptional()
  @IsCivilDate()
  openedTo?: string;
}

export class RecordNoteRequest {
  /** For staff's eyes only, kept for ever. @example "Applicant called; will bring the plat on Monday." */
  @BlankIsAbsent()
  @IsString()
  @Length(1, 4000)
  text: string;
}

/** A remark of the staff. */
export class RecordNoteDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example "Applicant called; will bring the plat on Monday." */
  text: string;

  /** Who wrote it. @example "Demo Clerk" */
  author: string;

  /** @example 2026-03-02T15:04:05Z */
  writtenAt: string;
}

export class RecordNotePageDto {
  items: RecordNoteDto[];
  nextCursor: string | null;
}
