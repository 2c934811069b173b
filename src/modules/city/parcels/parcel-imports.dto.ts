import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { CSV_IMPORT_DETAILS, CsvImportDto } from '../../../platform/csv/csv-import.dto.js';

export class ParcelImportRequest {
  /**
   * Whether the list is complete: addresses that it no longer names are retired, and parcels that are left without any. Nothing is
   * retired while a line is refused, since what it names is not known.
   */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  replace?: boolean;
}

export class ParcelImportDto extends CsvImportDto {
  /** Whether it was loaded as the complete list. */
  replace: boolean;

  /** Addresses that were retired because a complete list no longer names them. @example 4 */
  retired: number;
}

/** A list of parcels that was loaded. */
export class ParcelImportSummaryDto extends OmitType(ParcelImportDto, CSV_IMPORT_DETAILS) {}

export class ParcelImportPageDto {
  /** The newest first. */
  items: ParcelImportSummaryDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
