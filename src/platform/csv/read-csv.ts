import { Readable } from 'node:stream';
import { parse } from 'csv-parse';

/** One column of a list that is imported. */
export interface CsvColumn<Name extends string = string> {
  name: Name;
  /** Other headings it is known by; case, blanks, dashes and underscores never matter. */
  aliases?: readonly string[];
  /** A list without the column is refused as a whole. */
  required?: boolean;
}

/** What is wrong with a line. */
export interface CsvProblem {
  /** Line of the file, the heading being line 1. */
  line: number;
  /** Name of the column; null when the line as a whole cannot be read. */
  column: string | null;
  detail: string;
}

export type CsvLine<Name extends string> =
  | { line: number; values: Record<Name, string>; problem?: undefined }
  /** The line could not be read; what follows still can, unless a quote was left open. */
  | { line: number; values?: undefined; problem: CsvProblem };

/** What the first line of a list names. */
export interface CsvHeading<Name extends string> {
  columns: Name[];
  /** Headings that are no column, as they are written; what stands below them is not read. */
  unknown: string[];
}

/** The list has no heading, or lacks a column without which no line can be read. */
export class CsvHeadingError extends Error {}

/** More than this in one line is no line of a list. */
const MOST_CHARACTERS = 100_000;

/**
 * Reads a list line by line, in constant memory: RFC 4180 in UTF-8 with a heading; commas or semicolons, whichever its heading has; a
 * byte order mark, blank lines and blanks around values do not matter. A column that the list does not have is read as empty. Throws `CsvHeadingError`.
 */
export async function* readCsv<Name extends string>(
  source: Readable,
  columns: readonly CsvColumn<Name>[],
  onHeading?: (heading: CsvHeading<Name>) => void,
): AsyncGenerator<CsvLine<Name>, void, undefined> {
  let heading: (Name | null)[] | undefined;
  const unreadable: CsvProblem[] = [];
  const { delimiter, whole } = await lookAhead(source);
  const parser = whole.pipe(
    parse({
      bom: true,
      info: true,
      trim: true,
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: MOST_CHARACTERS,
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error)
          unreadable.push({
            line: Number((error as { lines?: number }).lines ?? 1),
            column: null,
            detail: `cannot be read: ${error.message}`,
          });
      },
    }),
  );
  whole.once('error', (error) => parser.destroy(error));
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    while (unreadable[0] && unreadable[0].line < info.lines) yield asLine(unreadable.shift()!);
    if (!heading) {
      heading = readHeading(record, columns);
      onHeading?.({
        columns: heading.filter((name) => name !== null),
        unknown: record.filter((name, index) => heading![index] === null && name !== ''),
      });
      continue;
    }
    if (record.every((value) => value === '')) continue;
    const line = info.lines;
    if (record.length > heading.length) {
      yield { line, problem: { line, column: null, detail: `has ${record.length} values, the heading has ${heading.length}` } };
      continue;
    }
    const garbled = record.findIndex((value) => value.includes('\uFFFD'));
    if (garbled >= 0) {
      yield { line, problem: { line, column: heading[garbled] ?? null, detail: 'is not UTF-8: save the list in that encoding' } };
      continue;
    }
    const values = Object.fromEntries(columns.map(({ name }) => [name, ''])) as Record<Name, string>;
    heading.forEach((name, index) => {
      if (name !== null) values[name] = record[index] ?? '';
    });
    yield { line, values };
  }
  if (!heading) throw new CsvHeadingError('The first line must name the columns.');
  while (unreadable.length > 0) yield asLine(unreadable.shift()!);
}

/** The separator that the first line has most of, and the list from its beginning. */
async function lookAhead(source: Readable): Promise<{ delimiter: string; whole: Readable }> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>;
  let beginning = Buffer.alloc(0);
  while (!/\S[^\n]*\n/.test(beginning.toString('latin1')) && beginning.length < MOST_CHARACTERS) {
    const next = await chunks.next();
    if (next.done) break;
    beginning = Buffer.concat([beginning, Buffer.from(next.value)]);
  }
  const [line = ''] = /\S[^\n]*/.exec(beginning.toString('latin1').replace(/"[^"]*"/g, '')) ?? [];
  const count = (separator: string) => line.split(separator).length;
  async function* everything() {
    yield beginning;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { delimiter: count(';') > count(',') ? ';' : ',', whole: Readable.from(everything()) };
}

function asLine(problem: CsvProblem): { line: number; problem: CsvProblem } {
  return { line: problem.line, problem };
}

function readHeading<Name extends string>(given: string[], columns: readonly CsvColumn<Name>[]): (Name | null)[] {
  const known = new Map(columns.flatMap(({ name, aliases = [] }) => [name, ...aliases].map((each) => [plain(each), name] as const)));
  const heading = given.map((name) => known.get(plain(name)) ?? null);
  const missing = columns.filter(({ name, required }) => required && !heading.includes(name)).map(({ name }) => name);
  if (missing.length > 0) {
    throw new CsvHeadingError(`The first line must name the columns; missing: ${missing.join(', ')}.`);
  }
  const twice = heading.find((name, index) => name !== null && heading.indexOf(name) !== index);
  if (twice) throw new CsvHeadingError(`The column ${twice} is there twice.`);
  return heading;
}

function plain(heading: string): string {
  return heading.toLowerCase().replaceAll(/[\s_-]/g, '');
}
