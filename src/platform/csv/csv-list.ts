import type { DomainError } from '../errors/domain-error.js';
import type { CsvImportMachine } from './csv-import-machine.js';
import type { CsvColumn, CsvLine, CsvProblem } from './read-csv.js';

/** A kind of list that is loaded from CSV: what tells it from the others. */
export interface CsvList<Column extends string = string> {
  /** Of the table that keeps its imports; `<table>_problem` keeps what is wrong with their lines. */
  machine: CsvImportMachine;
  /** Columns that only this table has, by the names that reports give them. */
  ownColumns?: Readonly<Record<string, string>>;
  columns: readonly CsvColumn<Column>[];
  mostBytes: number;
  /** Lines that are written in one transaction. */
  batch: number;
  /** The task that loads it, and the queue in which such lists wait for each other. */
  task: string;
  /** What the audit trail calls the begin of an import. */
  auditAction: string;
  notFound: () => DomainError;
}

/** Lines that are written together, those left out that cannot be read. */
export interface CsvBatch<Column extends string> {
  importId: string;
  /** Those that the list has. */
  columns: readonly Column[];
  lines: readonly ReadableLine<Column>[];
}

export type ReadableLine<Column extends string> = CsvLine<Column> & { problem?: undefined };

/** What became of a batch; each of its lines is counted once. */
export interface BatchOutcome {
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** What is wrong with the refused lines, in any order. */
  problems: CsvProblem[];
}

/** What the lines of a list do. */
export interface CsvListWriter<Column extends string> {
  /** In the open transaction, on behalf of whoever uploaded the list. */
  write(batch: CsvBatch<Column>): Promise<BatchOutcome>;
  /** After the last line; run again when it was broken off. */
  finish?(importId: string): Promise<void>;
}
