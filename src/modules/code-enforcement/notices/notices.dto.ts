import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { AddressValue } from '../../records/index.js';
import { CAPACITIES, SERVICES, type Capacity, type Service } from '../case.status.js';
import { PlainName } from '../../../platform/text/plain-name.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';

export class AddRespondentRequest {
  /** As on the notice. @example "Demo Owner" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  name: string;

  /** What they are to the place; `owner` when left out. */
  @IsOptional()
  @IsIn(CAPACITIES)
  capacity?: Capacity;

  /** Where notices go. */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AddressValue)
  address: AddressValue;

  /** Notices are e-mailed there as well, and an account that has proved this address is linked. @example "owner@example.com" */
  @IsOptional()
  @IsMailbox()
  @MaxLength(254)
  email?: string;

  /** An account to link, when it is known. */
  @IsOptional()
  @IsUUID()
  accountId?: string;
}

export class NoticeViolationRequest {
  /** Code of a section (`listCodeSections`). @example "PM-302.4" */
  @IsString()
  @Length(1, 40)
  section: string;

  /** What has to be done. @example "Mow the lot and keep the grass lower than 8 inches." */
  @IsString()
  @Length(3, 2000)
  remedy: string;
}

export class IssueNoticeRequest {
  /** One of the case's respondents. */
  @IsUUID()
  respondentId: string;

  /** The sections that were violated, and what has to be done about each. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @ValidateNested({ each: true })
  @Type(() => NoticeViolationRequest)
  violations: NoticeViolationRequest[];

  /**
   * By when: a business day, not in the past. Without it the longest time that the sections usually give, moved on to a business day.
   * @example 2026-03-16
   */
  @IsOptional()
  @IsCivilDate()
  complyBy?: string;

  /** How the paper reaches the respondent; `mail` when left out. By e-mail goes whatever is chosen, when an address is known. */
  @IsOptional()
  @IsIn(SERVICES)
  servedBy?: Service;

  /** The day on which it was mailed, posted or handed over; today when left out. @example 2026-03-02 */
  @IsOptional()
  @IsCivilDate()
  servedOn?: string;
}

export class ClaimCaseRequest {
  /** Stands on the notice. @example "CEC-2026-00004-1" */
  @IsString()
  @Length(1, 60)
  noticeNumber: string;

  /** Stands on the notice as well, and nowhere else; blanks and dashes do not matter. @example "4K7Q2M9-X8RB1" */
  @IsString()
  @Length(1, 60)
  code: string;
}
