import { Type } from 'class-transformer';
import { IsIn, IsNotEmpty, IsNumber, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { PageDto } from '../../../platform/http/paging.js';
import { AddressValue } from '../../records/index.js';
import { CASE_STATUSES, type CaseStatus } from '../case.status.js';
import { IsPhone } from '../../../platform/text/phone.js';
import { PlainName } from '../../../platform/text/plain-name.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';

export class ConcernCategoryDto {
  /** @example high-weeds */
  code: string;
  /** @example "High grass or weeds" */
  name: string;
  /** Whether a photo usually tells more than words. */
  @IsIn(['recommended', 'optional'])
  photo: 'recommended' | 'optional';
  /** Within how many business days an officer goes and sees. @example 5 */
  visitWithinBusinessDays: number;
}

export class ConcernCategoryListDto {
  items: ConcernCategoryDto[];
}

/** A place that has no address: words, and a pin on the map. */
export class PointedPlaceRequest {
  /** @example "Behind the bus stop at Oak Park" */
  @IsString()
  @Length(3, 200)
  @PlainName()
  description: string;

  /** Degrees north (WGS 84). @example 41.7606 */
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude: number;

  /** Degrees east, so negative in the Americas. @example -88.3201 */
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude: number;
}

/** How the city can ask back. Code officers alone see it. */
export class ConcernContactRequest {
  /** @example "Demo Neighbor" */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @PlainName()
  name?: string;

  /** Where it is told that the concern came in and what it led to. @example "neighbor@example.com" */
  @IsOptional()
  @IsMailbox()
  @MaxLength(254)
  email?: string;

  /** @example "+1 630-555-0166" */
  @IsOptional()
  @IsPhone()
  phone?: string;
}

export class ReportConcernRequest {
  /** Code of a category (`listConcernCategories`). @example high-weeds */
  @IsString()
  @Length(1, 60)
  category: string;

  /** Where it is, as well as you know; one of the city's list (`searchAddresses`) is found soonest. Either this or `place`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;

  /** Where it is, when it has no address. Either this or `address`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PointedPlaceRequest)
  place?: PointedPlaceRequest;

  /** What is wrong, in your words. @example "The grass is two feet high and nobody has lived there since autumn." */
  @IsString()
  @Length(3, 4000)
  text: string;

  /** May be left out: a concern can be raised without a name. */
  @IsOptional()
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => ConcernContactRequest)
  contact?: ConcernContactRequest;
}

/** A concern as the one who raised it follows it. Nothing here names a person. */
export class ConcernDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** The case it is looked into with; concerns about one place share one. @example CEC-2026-00004 */
  caseNumber: string;

  /** @example high-weeds */
  category: string;

  /** @example "High grass or weeds" */
  categoryName: string;

  /** Where it is, in one line. @example "12 Maple Street" */
  place: string;

  /** Stable; programs react to this. @example reported */
  @IsIn(CASE_STATUSES)
  status: CaseStatus;

  /** How far it is, in plain words. @example "An officer is looking into it." */
  statusText: string;

  /** @example 2026-03-02T15:04:05Z */
  reportedAt: string;

  /** Whether words and photos can still be added. */
  open: boolean;

  /** How many times something was added in words. @example 1 */
  additionCount: number;

  /** How many photos came with it. @example 2 */
  photoCount: number;
}

/** The concern, and how to follow it. */
export class ReportedConcernDto extends ConcernDto {
  /**
   * With this the concern can be followed and added to (`getConcern`), by whoever has it. Show it once and keep it nowhere: the city
   * cannot look it up. @example "4K7Q2M9-X8RB1C3-D5E6F70-0ABCD"
   */
  followUpCode: string;
}

export class ConcernPageDto extends PageDto {
  items: ConcernDto[];
}

export class AddToConcernRequest {
  /** @example "It was mown at the front, the back yard is as it was." */
  @IsString()
  @Length(3, 4000)
  text: string;
}

export class ConcernPhotoDto {
  /** The name under which the city keeps it. @example "yard.jpg" */
  fileName: string;
  /** How many photos the concern has now. @example 2 */
  photoCount: number;
}

/** Who raised a concern, for code officers. */
export class ReporterDto {
  /** The account that was signed in; null when nobody was. */
  accountId: string | null;
  /** @example "Demo Neighbor" */
  name: string | null;
  /** @example "neighbor@example.com" */
  email: string | null;
  /** @example "+1 630-555-0166" */
  phone: string | null;
}

export class ConcernAdditionDto {
  /** @example "It was mown at the front." */
  text: string;
  addedAt: string;
}

/** A concern as code officers see it. */
export class CaseConcernDto {
  id: string;
  /** @example high-weeds */
  category: string;
  /** @example "12 Maple Street" */
  place: string;
  /** @example "The grass is two feet high." */
  text: string;
  reporter: ReporterDto;
  /** What was said later, the oldest first. */
  additions: ConcernAdditionDto[];
  /** Ids of its photos, for `downloadAttachment`. */
  attachmentIds: string[];
  reportedAt: string;
}

export class CaseConcernPageDto extends PageDto {
  items: CaseConcernDto[];
}

export class SeparateConcernRequest {
  /** Another category for the case that it gets, when it was reported under the wrong one. @example junk-trash */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  category?: string;
}

export class JoinCasesRequest {
  /** The open case that goes on; this one ends, and its concerns go there. @example CEC-2026-00004 */
  @IsString()
  @Length(1, 60)
  into: string;
}
