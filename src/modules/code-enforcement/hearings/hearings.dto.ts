import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { HEARING_FINDINGS, type HearingFinding } from '../case.status.js';

export class ScheduleHearingRequest {
  /** A hearing day of the city, and no holiday. @example 2026-03-19 */
  @IsCivilDate()
  date: string;

  /** Within the city's hearing hours; their beginning when left out. @example "09:00" */
  @IsOptional()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day such as 09:00' })
  time?: string;
}

export class RecordHearingOrderRequest {
  @IsIn(HEARING_FINDINGS)
  finding: HearingFinding;

  /** What was ordered, for the respondent to read. @example "Mow the lot within 7 days; $250.00 for each day after." */
  @IsString()
  @Length(3, 4000)
  order: string;
}

export class AssessFineRequest {
  /** In US cents, at most what the city's code allows for a day. @example 25000 */
  @IsInt()
  @Min(1)
  @Max(100_000_000)
  perDayCents: number;

  /** How many days it was not put right. @example 3 */
  @IsInt()
  @Min(1)
  @Max(3650)
  days: number;

  /** What it rests on, for the respondent to read. @example "Order of March 19, 2026" */
  @IsString()
  @Length(3, 300)
  basis: string;
}
