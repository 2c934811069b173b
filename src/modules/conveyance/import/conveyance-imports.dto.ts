import { CsvImportDto, CsvImportSummaryDto } from '../../../platform/csv/csv-import.dto.js';

/** A list of conveyances that was loaded. */
export class ConveyanceImportSummaryDto extends CsvImportSummaryDto {}

export class ConveyanceImportDto extends CsvImportDto {}

export class ConveyanceImportPageDto {
  /** The newest first. */
  items: ConveyanceImportSummaryDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
