import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PageDto, PageQuery } from '../../platform/http/paging.js';
import { AddressValue, NextStepDto } from '../records/index.js';
import {
  CAPACITIES,
  CASE_STATUSES,
  CLOSE_REASONS,
  HEARING_FINDINGS,
  SERVICES,
  type Capacity,
  type CaseStatus,
  type CloseReason,
  type HearingFinding,
  type Service,
} from './case.status.js';
import { HEARING_STATUSES } from './hearings/hearing.status.js';

/** A section of the city's codes that a notice may quote. */
export class CodeSectionDto {
  /** @example "PM-302.4" */
  code: string;
  /** @example "Weeds" */
  title: string;
  /** @example "Grass and weeds must be kept lower than 8 inches." */
  text: string;
  /** How long people usually get to comply. @example 7 */
  complianceDays: number;
}

export class CodeSectionListDto {
  items: CodeSectionDto[];
}

class CaseHead {
  /** @example CEC-2026-00004 */
  number: string;

  /** @example high-weeds */
  category: string;

  /** @example "High grass or weeds" */
  categoryName: string;

  /** Where it is, in one line. @example "12 Maple Street" */
  place: string;

  /** @example open */
  @IsIn(CASE_STATUSES)
  status: CaseStatus;

  /** The status in words. @example "Being looked into" */
  statusLabel: string;

  /** Account of the officer who has it; null while nobody has, and for respondents. */
  officerId: string | null;

  /** @example "Demo Officer" */
  officerName: string | null;

  /** By when the violation has to be put right: as in the notice, or as extended. @example 2026-03-16 */
  complyBy: string | null;

  openedAt: string;
}

/** One line of the officers' list. */
export class CodeCaseItemDto extends CaseHead {
  /** How many concerns came in about it. @example 3 */
  concernCount: number;

  /** By when the city has to act; null when it is not its turn. @example 2026-03-09 */
  workDueOn: string | null;

  /** Whether the city is late, or the respondent. */
  overdue: boolean;
}

export class CodeCasePageDto extends PageDto {
  items: CodeCaseItemDto[];
}

export class CodeCaseListQuery extends PageQuery {
  /** Only cases in this status. */
  @IsOptional()
  @IsIn(CASE_STATUSES)
  status?: CaseStatus;

  /** Only cases of this category. @example high-weeds */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  category?: string;

  /** Only cases of this officer. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  @IsOptional()
  @IsUUID()
  officerId?: string;

  /** `true`: only cases whose compliance date or working day has passed; `false`: only the others. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  overdue?: boolean;

  /** Words of the number, the place or the category. @example "maple" */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;
}

/** Somebody whom the case asks something of. */
export class RespondentDto {
  id: string;

  /** @example "Demo Owner" */
  name: string;

  /** What they are to the place. @example owner */
  @IsIn(CAPACITIES)
  capacity: Capacity;

  /** Staff and the respondent. */
  address: AddressValue | null;

  /** Staff and the respondent. @example "owner@example.com" */
  email: string | null;

  /** Whether an account of theirs answers the case online. */
  linked: boolean;

  /** Whether it is you. */
  you: boolean;
}

/** What an officer saw. */
export class CaseVisitDto {
  id: string;
  /** @example 2026-03-04 */
  visitedOn: string;
  /** Whether a violation was seen. */
  violationFound: boolean;
  /** @example "Grass up to 20 inches on the whole lot." */
  findings: string;
  /** Photos, for `downloadAttachment`. */
  attachmentIds: string[];
}

/** A section that was violated, and what has to be done. */
export class ViolationDto {
  /** @example "PM-302.4" */
  section: string;
  /** @example "Weeds" */
  title: string;
  /** @example "Mow the lot and keep the grass lower than 8 inches." */
  remedy: string;
}

export class NoticeDto {
  /** Stands on the paper. @example "CEC-2026-00004-1" */
  noticeNumber: string;

  /** Counts the notices of the case. @example 1 */
  sequence: number;

  /** To whom. */
  respondentId: string;

  /** @example "Demo Owner" */
  respondentName: string;

  /** What is violated, and what has to be done about each. */
  violations: ViolationDto[];

  /** By when, as the paper says; the case has the date in force. @example 2026-03-16 */
  complyBy: string;

  /** @example mail */
  @IsIn(SERVICES)
  servedBy: Service;

  /** @example 2026-03-04 */
  servedOn: string;

  issuedAt: string;

  /** When the city took it back; null as long as it stands. */
  withdrawnAt: string | null;

  /** Why. @example "The date was wrong; a new notice follows." */
  withdrawalReason: string | null;

  /** The PDF. @example "/v1/code-cases/CEC-2026-00004/notices/1/document" */
  document: string;
}

export class CaseResponseDto {
  id: string;
  /** @example "The lot was mown on Friday, see the photo." */
  text: string;
  /** For `downloadAttachment`. */
  attachmentIds: string[];
  /** Whether it is yours. */
  yours: boolean;
  respondedAt: string;
}

export class HearingDto {
  /** @example 2026-03-19 */
  date: string;

  /** @example "09:00" */
  start: string;

  /** @example "Council chambers, 77 Civic Center Drive" */
  place: string;

  /** @example scheduled */
  @IsIn(HEARING_STATUSES)
  status: string;

  /** What it found; null before. */
  @IsIn(HEARING_FINDINGS)
  finding: HearingFinding | null;

  /** What it ordered. @example "Mow the lot within 7 days; $250.00 for each day after." */
  order: string | null;
}

/** A permit for what the notice asks for. */
export class AnsweringPermitDto {
  /** @example ZAS-2026-00017 */
  number: string;
  /** @example "Fence Residential" */
  typeName: string;
  /** @example issued */
  status: string;
  /** @example "Issued" */
  statusLabel: string;
}

export class CaseFinesDto {
  /** In US cents. @example 75000 */
  dueCents: number;
  /** In US cents. @example 0 */
  paidCents: number;
}

/** A code case as its respondents and staff see it. Nothing here says who raised it. */
export class CodeCaseDto extends CaseHead {
  /** What the account that asks is on this case. @example linked */
  @IsIn(['linked', 'staff'])
  relation: 'linked' | 'staff';

  /** Null when the place has no address. */
  address: AddressValue | null;

  /** Degrees north, when known. @example 41.7606 */
  latitude: number | null;

  /** Degrees east, when known. @example -88.3201 */
  longitude: number | null;

  /** What was found on the spot. */
  visits: CaseVisitDto[];

  /** Staff see all, a respondent those addressed to them. */
  notices: NoticeDto[];

  /** Staff see all, a respondent themselves. */
  respondents: RespondentDto[];

  /** Staff see all, a respondent their own. */
  responses: CaseResponseDto[];

  /** The hearings of a cited case, moved and held ones included, in the order in which they were scheduled. */
  hearings: HearingDto[];

  fines: CaseFinesDto;

  /** Permits that answer the case. */
  answeredBy: AnsweringPermitDto[];

  /** Of the city, when it is the city's turn; else of the respondent. */
  nextStep: NextStepDto;

  closedAt: string | null;

  /** Why it ended. */
  @IsIn(CLOSE_REASONS)
  closeReason: CloseReason | null;

  /** Part of the `ETag`. @example 3 */
  version: number;
}
