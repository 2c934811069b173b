/** A line of an imported list that was refused. */
export class CsvProblemDto {
  /** Line of the file, the heading being line 1. @example 17 */
  line: number;

  /** Name of the column; null when the line as a whole cannot be read. @example latitude */
  column: string | null;

  /** What is wrong with it. @example "must be a number from -90 to 90" */
  detail: string;
}

/** What became of the lines of an imported list. Lines that were refused changed nothing; mend them and load the list again. */
export class CsvImportReportDto {
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

  /** What is wrong with the refused lines, in their order; at most the first 1000. */
  problems: CsvProblemDto[];
}
