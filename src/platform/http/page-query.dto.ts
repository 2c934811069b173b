import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which page of a list. */
export class PageQuery {
  /** How many items at most. @example 20 */
  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;

  /** `nextCursor` of the page before; without it, the first page. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

/** What every page of a list has besides its items. */
export class PageDto {
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
