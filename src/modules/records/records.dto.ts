import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { AddressValue } from './address.dto.js';
import { daysWith } from './responsibility-clock.rules.js';
import { OutstandingActionDto } from './outstanding/outstanding.dto.js';
import type { Looked } from './records.service.js';
import { RECORD_KINDS } from './record-types.js';
import { NEXT_STEP_ACTORS, RELATIONS, type Access, type NextStepActor, type RecordSummary } from './records.types.js';
import { BlankIsAbsent } from '../../platform/http/blank-is-absent.decorator.js';

export const SEARCH_ORDERS = ['newest', 'oldest'] as const;
export type SearchOrder = (typeof SEARCH_ORDERS)[number];

export class RecordSearchQuery extends PageQuery {
  /**
   * Words from the record's number, type, address or contractor, in any order and case. A whole number finds its record however it
   * is written; other words are looked for as beginnings of words, and when nothing has them all, misspelt words are forgiven.
   *
   * @example "maple fence"
   */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;

  /** Only records of this kind. */
  @IsOptional()
  @IsIn(RECORD_KINDS)
  kind?: string;

  /** Code of a permit type or another type of record. @example ZAS-FNC-R */
  @IsOptional()
  @Matches(/^[\w-]{1,60}$/, { message: 'must be the code of a type, such as ZAS-FNC-R' })
  typeCode?: string;

  /** Only records in this status. @example issued */
  @IsOptional()
  @Matches(/^[a-z-]{1,40}$/, { message: 'must be a status, such as issued' })
  status?: string;

  /** Words of the address; street words count in their long and short forms. @example "123 maple st" */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  address?: string;

  /** Words of the contractor's name. @example "demo contracting" */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  contractor?: string;

  /** Only records about a place near this one: degrees north and degrees east. @example "41.7606,-88.3201" */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Matches(/^-?\d{1,2}(\.\d{1,10})?,-?\d{1,3}(\.\d{1,10})?$/, { message: 'must be degrees north and east, such as 41.7606,-88.3201' })
  near?: string;

  /** How far from `near` they may be, in meters. @example 500 */
  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20_000)
  withinMeters: number = 500;

  /** Only records opened on this day or later, in the city's calendar. @example 2026-03-01 */
  @IsOptional()
  @IsCivilDate()
  openedFrom?: string;

  /** Only records opened on this day or earlier. @example 2026-03-31 */
  @IsOptional()
  @IsCivilDate()
  openedTo?: string;

  /** Which records come first, by when they were opened. */
  @ApiPropertyOptional({ enum: SEARCH_ORDERS, default: 'newest' })
  @IsOptional()
  @IsIn(SEARCH_ORDERS)
  order: SearchOrder = 'newest';
}

/** What everyone may know of a record. */
export class PublicRecordDto {
  /** How people name the record. @example ZAS-2026-00017 */
  number: string;

  @IsIn(RECORD_KINDS)
  kind: string;

  /** @example ZAS-FNC-R */
  typeCode: string;

  /** @example Fence */
  typeName: string;

  /** Group of types, for permits. @example zoning-accessory */
  category: string | null;

  /** Stable; programs react to this. @example in-review */
  status: string;

  /** The status in words. @example "In review" */
  statusLabel: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** Business name of the contractor named on the record. @example "Demo Contracting" */
  contractorName: string | null;

  /** Day on which the record was opened, in the city's calendar. @example 2026-03-02 */
  openedOn: string;

  /** @example 2026-03-20 */
  issuedOn: string | null;

  /** @example 2026-09-16 */
  expiresOn: string | null;
}

export class PublicRecordPageDto {
  items: PublicRecordDto[];
  nextCursor: string | null;
}

/** What happens next on a record, and who must act. */
export class NextStepDto {
  @IsIn(NEXT_STEP_ACTORS)
  actor: NextStepActor;

  /** One line in plain words. @example "Answer the review comments" */
  label: string;

  /** Since when this is the next step. @example 2026-03-02T15:04:05Z */
  since: string;

  /** By when whoever must act has to; null when no day is set. @example 2026-03-09 */
  dueOn: string | null;

  /** The first thing that somebody can do about it here; null when there is no such operation. */
  action: OutstandingActionDto | null;
}

/** A record. Fields that are for its parties and staff only are null for everyone else. */
export class RecordDto extends PublicRecordDto {
  /** What you are on the record: its owner, linked to it, staff; null when none of them. */
  @IsIn([...RELATIONS, 'staff'])
  relation: Access | null;

  /** What is planned, in the applicant's words. Parties and staff. @example "A cedar fence along the north side" */
  description: string | null;

  /** Parties and staff. */
  nextStep: NextStepDto | null;

  /** Fees to pay now, in US cents. Parties and staff. @example 4500 */
  feesDueCents: number | null;

  /** Full days of 24 hours that the record has waited for the city so far. Parties and staff. @example 3 */
  daysWithCity: number | null;

  /** Full days of 24 hours that the record has waited for the applicant or a contractor so far. Parties and staff. @example 2 */
  daysWithApplicant: number | null;

  /** When the record was closed; a closed record takes no more documents. Parties and staff. @example 2026-09-16T15:04:05Z */
  closedAt: string | null;

  /** Number of the project that it belongs to. Parties and staff. @example PRJ-2026-00004 */
  projectNumber: string | null;
}

function toPublicRecordDto(record: RecordSummary): PublicRecordDto {
  return {
    number: record.number,
    kind: record.kind,
    typeCode: record.typeCode,
    typeName: record.typeName,
    category: record.category,
    status: record.status,
    statusLabel: record.statusLabel,
    address: record.address,
    contractorName: record.contractorName,
    openedOn: record.openedOn.toString(),
    issuedOn: record.issuedOn?.toString() ?? null,
    expiresOn: record.expiresOn?.toString() ?? null,
  };
}

export function toNextStepDto({ actor, label, since, dueOn, action }: RecordSummary['nextStep']): NextStepDto {
  return { actor, label, since: since.toString(), dueOn: dueOn?.toString() ?? null, action };
}

export function toRecordDto({ record, relation, projectNumber }: Looked, now: Temporal.Instant): RecordDto {
  const isParty = relation !== null;
  return {
    ...toPublicRecordDto(record),
    relation,
    description: isParty ? record.description : null,
    nextStep: isParty ? toNextStepDto(record.nextStep) : null,
    feesDueCents: isParty ? record.feesDueCents : null,
    daysWithCity: isParty ? daysWith('city', record, now) : null,
    daysWithApplicant: isParty ? daysWith('applicant', record, now) : null,
    closedAt: isParty ? (record.closedAt?.toString() ?? null) : null,
    projectNumber: isParty ? projectNumber : null,
  };
}

export class ChronologyQuery extends PageQuery {
  /** `true`: also who looked at the record, once a day for each party. Owners and staff see these. @example true */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  looks?: boolean;
}

export const CHRONOLOGY_ACTORS = ['you', 'party', 'city', 'system'] as const;
export type ChronologyActor = (typeof CHRONOLOGY_ACTORS)[number];

/** Something that happened to the record. */
export class RecordEventDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** `module.what-happened`. @example permits.submitted */
  type: string;

  /** One sentence. @example "The application was submitted." */
  summary: string;

  /** Ids and facts that belong to it, by type. */
  details: Record<string, unknown> | null;

  /** Who did it: you, a party of the record, the city's staff, or the portal by itself. */
  @IsIn(CHRONOLOGY_ACTORS)
  by: ChronologyActor;

  /** The name of who did it: for staff, and for owners where a party did it; null otherwise. @example "Demo Clerk" */
  byName: string | null;

  /** @example 2026-03-02T15:04:05Z */
  occurredAt: string;
}

export class RecordEventPageDto {
  items: RecordEventDto[];
  nextCursor: string | null;
}
