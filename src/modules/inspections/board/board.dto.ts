import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsCivilDate } from '../../../platform/time/civil-date.js';

export class BoardQuery {
  /** First day; without it Monday of this week. @example 2026-03-02 */
  @IsOptional()
  @IsCivilDate()
  from?: string;

  /** Last day, at most 31 days in all; without it the Friday after `from`. @example 2026-03-06 */
  @IsOptional()
  @IsCivilDate()
  to?: string;
}

export class BoardPageQuery {
  /** First day; like the rest, as `pageUrl` has it. @example 2026-03-02 */
  @IsOptional()
  @IsCivilDate()
  from?: string;

  /** Last day. @example 2026-03-06 */
  @IsOptional()
  @IsCivilDate()
  to?: string;

  /** Until when the address opens the page. @example "2026-03-02T21:00:00Z" */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  until?: string;

  /** What nobody else can make. @example K7c0yP5l2N4w1Zb8mQe3Rg */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  signature?: string;
}

export class BoardDayDto {
  /** @example 2026-03-02 */
  date: string;

  /** Why there are no inspections; null when there are. @example "the city is closed (Memorial Day)" */
  closedBecause: string | null;
}

/** One inspector's day in numbers. */
export class BoardInspectorDayDto {
  /** @example 2026-03-02 */
  date: string;

  /** Visits still to come. @example 5 */
  @IsInt()
  booked: number;

  /** Visits with a result. @example 3 */
  @IsInt()
  done: number;

  /** The most visits that were possible; 0 when closed or away. @example 12 */
  @IsInt()
  capacity: number;

  /** Whether the inspector is away, for a part of the day or all of it. */
  @IsBoolean()
  absent: boolean;

  /** Visits in percent of the capacity. @example 67 */
  @IsInt()
  utilisationPercent: number;
}

export class BoardInspectorDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example "Demo Inspector" */
  name: string;

  /** @example ["zoning"] */
  disciplines: string[];

  /** One for each day shown. */
  days: BoardInspectorDayDto[];

  /** Over all days shown. @example 61 */
  @IsInt()
  utilisationPercent: number;
}

/** How long people wait for a discipline. */
export class BoardWaitingDto {
  /** @example zoning */
  discipline: string;

  /** Inspections that are ready and not booked. @example 4 */
  @IsInt()
  ready: number;

  /** Since when the oldest of them is open. */
  oldestReadySince: string | null;

  /** The first time that can be booked now. @example 2026-03-04 */
  firstFreeDate: string | null;

  /** @example "09:30" */
  firstFreeStart: string | null;

  /** Business days until then. @example 2 */
  @IsNumber()
  businessDaysToFirstFree: number | null;
}

/** What the visits of the days shown found. */
export class BoardResultsDto {
  /** @example fence-final */
  typeCode: string;

  /** @example "Fence final" */
  typeName: string;

  /** @example 8 */
  @IsInt()
  approved: number;

  /** @example 1 */
  @IsInt()
  partial: number;

  /** @example 2 */
  @IsInt()
  correctionsRequired: number;

  /** @example 1 */
  @IsInt()
  noAccess: number;

  /** @example 0 */
  @IsInt()
  notReady: number;

  /** @example 67 */
  @IsInt()
  passRatePercent: number;
}

export class InspectionBoardDto {
  /** @example 2026-03-02 */
  from: string;

  /** @example 2026-03-06 */
  to: string;

  /** The days shown, in order. */
  days: BoardDayDto[];

  /** By name: those who work now, and those who had visits in these days. */
  inspectors: BoardInspectorDto[];

  /** By discipline, as of now. */
  waiting: BoardWaitingDto[];

  /** By type of inspection, of the days shown. */
  results: BoardResultsDto[];

  /** The same as a page to look at and to print, for 12 hours and without signing in. @example "http://localhost:3000/v1/inspection-board?from=2026-03-02" */
  pageUrl: string;
}
