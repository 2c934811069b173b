import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { FeeScheduleContentDto, GlobalFeeDto, PermitTypeFeesDto, ValuationTableDto } from './fee-schedule-content.dto.js';
import type { FeeSchedule } from './fee-schedule.js';
import { FEE_SCHEDULE_STATUSES, type FeeScheduleStatus } from './fee-schedule.status.js';

/** A version as it is read. */
export type FeeScheduleRow = FeeScheduleSummaryDto & { schedule: FeeSchedule; revision: number };

/** The fee schedule that a city starts with. */
export class FeeScheduleFile extends FeeScheduleContentDto {
  @IsCivilDate()
  effectiveOn: string;
}

export class PublishFeeScheduleDto {
  /** The first day on which new applications are billed by it; today when left out. @example 2027-01-01 */
  @IsOptional()
  @IsCivilDate()
  effectiveOn?: string;
}

export class FeeScheduleSummaryDto {
  /** Counts up from 1; estimates and permits name it. @example 1 */
  scheduleVersion: number;

  @ApiProperty({ enum: FEE_SCHEDULE_STATUSES })
  status: FeeScheduleStatus;

  /** In force from this day on, until a later one is; null while it is a draft. @example 2026-01-01 */
  effectiveOn: string | null;

  /** What staff should know about this version. @example "Fees of the 2027 budget" */
  note: string;

  /** @example 2026-03-02T15:04:05Z */
  createdAt: string;

  /** @example 2026-03-02T15:04:05Z */
  publishedAt: string | null;
}

/** One field that has to be put right. */
export class FeeScheduleProblemDto {
  /** JSON Pointer into the schedule. @example /permitTypes/3/rules/0/field */
  pointer: string;

  /** @example "must be a question of the form; lengthYd is not" */
  detail: string;
}

export class FeeScheduleDto extends FeeScheduleSummaryDto {
  /** Valuation tables that rules refer to. */
  tables: ValuationTableDto[];
  /** The fees of every permit type. */
  permitTypes: PermitTypeFeesDto[];
  /** Fees for what happens to permits of any type. */
  globalFees: GlobalFeeDto[];

  /** What stands in the way of publishing a draft; always empty for a published version. */
  problems: FeeScheduleProblemDto[];

  /** How often it was changed; part of the `ETag`. @example 3 */
  version: number;
}

export class FeeSchedulePageDto {
  items: FeeScheduleSummaryDto[];
  nextCursor: string | null;
}

export function toFeeScheduleDto({ schedule, revision, ...row }: FeeScheduleRow, problems: FieldError[]): FeeScheduleDto {
  return { ...row, ...schedule, problems, version: revision };
}
