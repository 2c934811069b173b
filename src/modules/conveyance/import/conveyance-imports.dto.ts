import { ApiProperty, OmitType } from '@nestjs/swagger';
import { CsvImportReportDto } from '../../../platform/csv/csv-import.dto.js';

const CONVEYANCE_IMPORT_STATUSES = ['waiting', 'loading', 'done', 'refused'] as const;
type ConveyanceImportStatus = (typeof CONVEYANCE_IMPORT_STATUSES)[number];

/** A list of conveyances that was loaded. */
export class ConveyanceImportSummaryDto extends OmitType(CsvImportReportDto, ['problems'] as const) {
  id: string;

  /** `loading` while lines are read, and the counts grow; `refused` when the list as a whole could not be read. @example done */
  @ApiProperty({ enum: CONVEYANCE_IMPORT_STATUSES })
  status: ConveyanceImportStatus;

  /** @example "elevators-2026.csv" */
  fileName: string;

  /** Why the list as a whole was refused. @example "The first line must name the columns; missing: type." */
  problem: string | null;

  uploadedAt: string;

  /** When the last line was done. */
  finishedAt: string | null;
}

export class ConveyanceImportDto extends ConveyanceImportSummaryDto {
  /** Headings that are no column of a list of conveyances; what stands below them was not read. @example ["inspector"] */
  unknownColumns: string[];

  /** What is wrong with the refused lines, in their order; at most the first 1000. */
  problems: CsvImportReportDto['problems'];
}

export class ConveyanceImportPageDto {
  /** The newest first. */
  items: ConveyanceImportSummaryDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
