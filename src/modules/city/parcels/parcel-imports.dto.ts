import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { CsvImportReportDto } from '../../../platform/csv/csv-import.dto.js';

export const PARCEL_IMPORT_STATUSES = ['waiting', 'loading', 'done', 'refused'] as const;
export type ParcelImportStatus = (typeof PARCEL_IMPORT_STATUSES)[number];

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

/** A list of parcels that was loaded. */
export class ParcelImportSummaryDto extends OmitType(CsvImportReportDto, ['problems'] as const) {
  id: string;

  /** `loading` while lines are read, and the counts grow; `refused` when the list as a whole could not be read. @example done */
  @ApiProperty({ enum: PARCEL_IMPORT_STATUSES })
  status: ParcelImportStatus;

  /** @example "parcels-2026.csv" */
  fileName: string;

  /** Whether it was loaded as the complete list. */
  replace: boolean;

  /** Addresses that were retired because a complete list no longer names them. @example 4 */
  retired: number;

  /** Why the list as a whole was refused. @example "The first line must name the columns; missing: number." */
  problem: string | null;

  uploadedAt: string;

  /** When the last line was done. */
  finishedAt: string | null;
}

export class ParcelImportDto extends ParcelImportSummaryDto {
  /** Headings that are no column of a list of parcels; what stands below them was not read. @example ["owner"] */
  unknownColumns: string[];

  /** Columns that the list does not have; what is on file of them stays as it is. @example ["zone"] */
  missingColumns: string[];

  /** What is wrong with the refused lines, in their order; at most the first 1000. */
  problems: CsvImportReportDto['problems'];
}

export class ParcelImportPageDto {
  /** The newest first. */
  items: ParcelImportSummaryDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
