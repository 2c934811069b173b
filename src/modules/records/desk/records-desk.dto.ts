import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { PageQuery } from '../../../platform/http/paging.js';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { AddressValue } from '../address.dto.js';
import { NextStepDto, Trimmed } from '../records.dto.js';
import { RECORD_KINDS, type RecordKind } from '../records.types.js';

class RecordFilter extends PageQuery {
  /** Only records of this kind. */
  @IsOptional()
  @IsIn(RECORD_KINDS)
  kind?: RecordKind;

  /** Only records of this type. @example ZAS-FNC-R */
  @IsOptional()
  @Matches(/^[\w-]{1,60}$/, { message: 'must be the code of a type, such as ZAS-FNC-R' })
  typeCode?: string;
}

export class WorkQueueQuery extends RecordFilter {
  /** Only records whose next step is called this. @example "Review the plans" */
  @Trimmed()
  @IsOptional()
  @IsString()
  @Length(1, 200)
  label?: string;
}

/** A record that waits for the city. */
export class WorkItemDto {
  /** @example ZAS-2026-00017 */
  number: string;

  @IsIn(RECORD_KINDS)
  kind: RecordKind;

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

  /** What the city must do. */
  nextStep: NextStepDto;

  /** Since when the record has waited for the city, whatever the steps in between were called. @example 2026-03-02T15:04:05Z */
  waitingSince: string;

  /** Full days of 24 hours since then. @example 3 */
  daysWaiting: number;

  /** Full days of 24 hours that the record has waited for the city in all. @example 5 */
  daysWithCity: number;
}

export class WorkQueuePageDto {
  items: WorkItemDto[];
  nextCursor: string | null;
}

export class RecordExportQuery {
  /** Only records of this kind. */
  @IsOptional()
  @IsIn(RECORD_KINDS)
  kind?: RecordKind;

  /** Only records of this type. @example ZAS-FNC-R */
  @IsOptional()
  @Matches(/^[\w-]{1,60}$/, { message: 'must be the code of a type, such as ZAS-FNC-R' })
  typeCode?: string;

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
  @Trimmed()
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
