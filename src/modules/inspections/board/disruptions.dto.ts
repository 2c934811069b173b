import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { Transform } from 'class-transformer';
import { PageQuery } from '../../../platform/http/paging.js';

export const DISRUPTION_CAUSES = ['unfinished', 'absence'] as const;
export const DISRUPTION_OUTCOMES = ['reassigned', 'moved', 'to-book-again'] as const;

/** A booked visit that the city could not keep as it was booked. */
export class DisruptionDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a11 */
  inspectionId: string;

  /** @example ZAS-2026-00017 */
  recordNumber: string;

  /** @example "Fence final" */
  typeName: string;

  /** `unfinished`: no result by 15:30 of the day; `absence`: the inspector was away. */
  @IsIn(DISRUPTION_CAUSES)
  cause: (typeof DISRUPTION_CAUSES)[number];

  /** As it was booked. @example 2026-03-05 */
  date: string;

  /** @example "14:00" */
  start: string;

  /** Whose visit it was. @example "Demo Inspector" */
  inspectorName: string;

  /** `reassigned` to another inspector at the same time, `moved` to another time, or `to-book-again` by the parties. */
  @IsIn(DISRUPTION_OUTCOMES)
  outcome: (typeof DISRUPTION_OUTCOMES)[number];

  /** @example 2026-03-06 */
  newDate: string | null;

  /** @example "09:00" */
  newStart: string | null;

  notedAt: string;

  /** When somebody ticked it off. */
  settledAt: string | null;
}

export class DisruptionPageDto {
  items: DisruptionDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class ListDisruptionsQuery extends PageQuery {
  /** Only those that nobody has settled. @example true */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;
}
