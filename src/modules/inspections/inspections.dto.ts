import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, ValidateNested } from 'class-validator';
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

/** Who comes, and when they can be called. */
export class InspectorContactDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example "Demo Inspector" */
  name: string;

  /** @example "+1 630-555-0151" */
  phone: string;

  /** From when the inspector takes calls on the day of the visit, `HH:mm` in the city's time zone. @example "07:30" */
  callFrom: string;

  /** Until when. @example "08:30" */
  callTo: string;
}

/** When the inspector will be there, as it looks on the day itself. */
export class ArrivalWindowDto {
  /** @example "10:15" */
  from: string;

  /** @example "11:15" */
  to: string;
}

/** A booked visit. Its date and times are those of the city's time zone. */
export class AppointmentDto {
  /** @example 2026-03-05 */
  date: string;

  /** @example "09:30" */
  start: string;

  /** @example "10:00" */
  end: string;

  inspector: InspectorContactDto;

  /** Told on the morning of the visit, and again when the day shifts; null before. */
  arrivalWindow: ArrivalWindowDto | null;

  /** Who lets the inspector in; like the telephone number and the note, null for whoever may not change the visit. @example "Demo Resident" */
  contactName: string | null;

  /** @example 555-010-1234 */
  contactPhone: string | null;

  /** For the inspector. @example "The gate is on Alder Court." */
  note: string | null;

  /** Whether it is yours to move and cancel: you booked it, or you own the record or have that right from its owner. */
  mayChange: boolean;
}

/** One thing that has to be put right. */
export class CorrectionDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a11 */
  id: string;

  /** @example "Post 3 is 30 in deep; it has to be 42 in." */
  text: string;

  /** The section of the code it rests on. @example "IRC R403.1.4" */
  codeReference: string | null;

  /** The photo or paper that shows it, among the record's attachments. */
  attachmentId: string | null;

  /** `open` until an inspector finds it put right. @example open */
  @IsIn(['open', 'resolved'])
  status: 'open' | 'resolved';

  /** Whether an earlier visit found it; it is then to be looked at again in this one. */
  carriedOver: boolean;
}

/** Why an inspection cannot be booked for now. */
export class InspectionHoldDto {
  /** For the parties to read. @example "Roofing contractor: Demo Roofing (CON-2026-00003) is not in good standing" */
  reason: string;
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

  /** Names of the required inspections that must pass first; empty unless its status is `not-ready`. @example ["Post hole"] */
  waitsFor: string[];

  /** The visit that is booked or has taken place. */
  appointment: AppointmentDto | null;

  /** While nothing can be booked on the record; a visit that is booked already stays. */
  hold: InspectionHoldDto | null;

  /** Once the inspector has been. */
  result: InspectionResultDto | null;

  /** What has to be put right: first what earlier visits left open, then what this one found. */
  corrections: CorrectionDto[];
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

export class CorrectionRequest {
  /** What has to be put right. @example "Post 3 is 30 in deep; it has to be 42 in." */
  @IsString()
  @Length(1, 2000)
  text: string;

  /** The section of the code it rests on. @example "IRC R403.1.4" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  codeReference?: string;

  /** A photo or paper that shows it, uploaded to the record before. */
  @IsOptional()
  @IsUUID()
  attachmentId?: string;
}

export class InspectionResultRequest {
  /** `approved` lets the work go on; everything else opens a re-inspection. */
  @IsIn(INSPECTION_OUTCOMES)
  outcome: InspectionOutcome;

  /** What was found; required with `not-ready`, and with `partial` and `corrections-required` unless there are `corrections`. */
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

  /** What has to be put right, one by one; none with `approved`. The re-inspection has it as its checklist. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CorrectionRequest)
  corrections?: CorrectionRequest[];

  /** Which of the inspection's open corrections have been put right; `approved` resolves them all. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsUUID(undefined, { each: true })
  resolvedCorrectionIds?: string[];
}
