import { ApiProperty, OmitType } from '@nestjs/swagger';
import { CSV_IMPORT_STATUSES } from './csv-import-machine.js';

const SHOWN_STATUSES = CSV_IMPORT_STATUSES.filter((status) => status !== 'receiving');
export type CsvImportStatus = (typeof SHOWN_STATUSES)[number];

/** A line of an imported list that was refused. */
export class CsvProblemDto {
  /** Line of the file, the heading being line 1. @example 17 */
  line: number;

  /** Name of the column; null when the line as a whole cannot be read. @example latitude */
  column: string | null;

  /** What is wrong with it. @example "must be a number from -90 to 90" */
  detail: string;
}

/** What became of an imported list. Lines that were refused changed nothing; mend them and load the list again. */
export class CsvImportDto {
  id: string;

  /** `loading` while lines are read, and the counts grow; `refused` when the list as a whole could not be read. */
  @ApiProperty({ enum: SHOWN_STATUSES, example: 'done' })
  status: CsvImportStatus;

  /** @example "list-2026.csv" */
  fileName: string;

  /** Lines read, heading and blank lines not counted. @example 1200 */
  lines: number;

  /** @example 1100 */
  added: number;

  /** @example 60 */
  changed: number;

  /** Lines that say what is on file already. @example 37 */
  unchanged: number;

  /** @example 3 */
  refused: number;

  /** Why the list as a whole was refused. @example "The first line must name the columns; missing: number." */
  problem: string | null;

  uploadedAt: string;

  /** When the last line was done. */
  finishedAt: string | null;

  /** Headings that are no column of such a list; what stands below them was not read. @example ["remarks"] */
  unknownColumns: string[];

  /** Columns that the list does not have; what is on file of them stays as it is. @example ["zone"] */
  missingColumns: string[];

  /** What is wrong with the refused lines, in their order; at most the first 1000. */
  problems: CsvProblemDto[];
}

/** What only the report of one import tells, and no list of them. */
export const CSV_IMPORT_DETAILS = ['unknownColumns', 'missingColumns', 'problems'] as const;

export class CsvImportSummaryDto extends OmitType(CsvImportDto, CSV_IMPORT_DETAILS) {}
