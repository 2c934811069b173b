import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import { INSPECTION_OUTCOMES, INSPECTION_STATUSES, type InspectionOutcome, type InspectionStatus } from './inspection.status.js';

export class InspectionResultDto {
  @IsIn(INSPECTION_OUTCOMES)
  outcome: InspectionOutcome;

  /** What was found. @example "Posts 3 and 4 are less than 42 in deep." */
  comments: string | null;

  /** Photos and papers of the visit, among the record's attachments. */
  attachmentIds: string[];

  recordedAt: string;
}

/** One visit of an inspector that a record needs. */
export class InspectionDto {
  id: string;

  /** @example ZAS-2026-00017 */
  recordNumber: string;

  /** @example post-hole */
  typeCode: string;

  /** @example "Post hole" */
  typeName: string;

  /** Code of the discipline whose inspectors do it. @example zoning */
  discipline: string;

  /** Lower ones come first: an inspection is ready once every required one before it has passed. @example 1 */
  @IsInt()
  sequence: number;

  /** Whether the permit cannot be closed without it. */
  required: boolean;

  /** 1 for the first visit, higher for each re-inspection. @example 1 */
  @IsInt()
  attempt: number;

  /** The failed inspection that this one repeats. */
  repeatsId: string | null;

  @IsIn(INSPECTION_STATUSES)
  status: InspectionStatus;

  /** The status in words. @example Ready */
  statusLabel: string;

  /** Once the inspector has been. */
  result: InspectionResultDto | null;
}

export class InspectionPageDto {
  items: InspectionDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class MyInspectionsQuery extends PageQuery {
  /** Without it: everything that still lies ahead. */
  @IsOptional()
  @IsIn(INSPECTION_STATUSES)
  status?: InspectionStatus;
}

export class InspectionResultRequest {
  /** `approved` lets the work go on; everything else opens a re-inspection. */
  @IsIn(INSPECTION_OUTCOMES)
  outcome: InspectionOutcome;

  /** What was found; required with `partial`, `corrections-required` and `not-ready`. */
  @IsOptional()
  @IsString()
  @MaxLength(8000)
  comments?: string;

  /** Photos and papers of the visit, uploaded to the record before. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}
