import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { FileStore } from '../files/file-store.js';
import { RequestContext } from '../http/request-context.js';
import { Clock } from '../time/clock.js';
import type { CsvImportStatus } from './csv-import.dto.js';
import type { CsvList, CsvListWriter, ReadableLine } from './csv-list.js';
import { CsvHeadingError, readCsv, type CsvHeading, type CsvLine, type CsvProblem } from './read-csv.js';

/** Told of one list; whoever has more wrong lines mends these first. */
const MOST_PROBLEMS = 1000;

interface Import {
  status: CsvImportStatus;
  fileKey: string | null;
  uploadedBy: string;
  lines: number;
}

interface Load<Column extends string> {
  importId: string;
  list: CsvList<Column>;
  writer: CsvListWriter<Column>;
}

/**
 * Loads a list line by line, in constant memory. Each batch is written with the count of lines that are done by it, in one
 * transaction: a load that is broken off goes on where it stopped, and nothing is counted twice.
 */
@Injectable()
export class CsvLoader {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly context: RequestContext,
    private readonly clock: Clock,
  ) {}

  /** Safe to run again, and at the same time. */
  async load<Column extends string>(list: CsvList<Column>, importId: string, writer: CsvListWriter<Column>): Promise<void> {
    const load = { importId, list, writer };
    const { status, fileKey, uploadedBy } = await this.import(load);
    if (fileKey === null) return;
    // What the list does is done by whoever loaded it.
    if (status !== 'done' && status !== 'refused') await this.context.run({ actorId: uploadedBy }, () => this.read(load, fileKey));
    await this.store.remove(fileKey);
    await this.database.execute(sql`update ${sql.table(list.machine.table)} set file_key = null where id = ${importId}`);
  }

  private async read<Column extends string>(load: Load<Column>, fileKey: string): Promise<void> {
    try {
      await this.readLines(load, fileKey);
    } catch (error) {
      if (!(error instanceof CsvHeadingError)) throw error;
      return this.end(load, 'refuse', error.message);
    }
    await load.writer.finish?.(load.importId);
    await this.end(load, 'finish');
  }

  private async readLines<Column extends string>(load: Load<Column>, fileKey: string): Promise<void> {
    const { lines: done } = await this.import(load);
    let heading: CsvHeading<Column> = { columns: [], unknown: [] };
    let at = 0;
    let batch: CsvLine<Column>[] = [];
    const content = await this.store.open(fileKey);
    try {
      for await (const line of readCsv(content, load.list.columns, (found) => (heading = found))) {
        if (at === 0) await this.noteHeading(load, heading);
        at += 1;
        if (at <= done) continue;
        batch.push(line);
        if (batch.length < load.list.batch) continue;
        await this.write(load, at - batch.length, batch, heading.columns);
        batch = [];
      }
    } finally {
      content.destroy();
    }
    if (at === 0) await this.noteHeading(load, heading);
    if (batch.length > 0) await this.write(load, at - batch.length, batch, heading.columns);
  }

  private async noteHeading<Column extends string>({ importId, list }: Load<Column>, heading: CsvHeading<Column>): Promise<void> {
    const missing = list.columns.map(({ name }) => name).filter((name) => !heading.columns.includes(name));
    await this.database.execute(sql`
      update ${sql.table(list.machine.table)} set status = 'loading', unknown_columns = ${heading.unknown}::text[], missing_columns = ${missing}::text[]
      where id = ${importId} and status = any(${list.machine.from('load')}::text[])`);
  }

  private async write<Column extends string>(
    { importId, list, writer }: Load<Column>,
    from: number,
    batch: readonly CsvLine<Column>[],
    columns: readonly Column[],
  ): Promise<void> {
    await this.database.transaction(async () => {
      // Whoever was slow finds that somebody else has done it.
      const turn = await this.database.row(sql`
        select 1 from ${sql.table(list.machine.table)} where id = ${importId} and lines = ${from} for update`);
      if (!turn) return;
      const unreadable = batch.flatMap(({ problem }) => problem ?? []);
      const lines = batch.filter((line): line is ReadableLine<Column> => !line.problem);
      const { added, changed, unchanged, refused, problems } = await writer.write({ importId, columns, lines });
      await this.noteProblems(importId, list, [...unreadable, ...problems]);
      await this.database.execute(sql`
        update ${sql.table(list.machine.table)} set lines = lines + ${batch.length}, added = added + ${added}, changed = changed + ${changed},
          unchanged = unchanged + ${unchanged}, refused = refused + ${unreadable.length + refused}
        where id = ${importId}`);
    });
  }

  private async noteProblems(importId: string, { machine: { table } }: CsvList, problems: CsvProblem[]): Promise<void> {
    if (problems.length === 0) return;
    const sorted = problems.toSorted((one, other) => one.line - other.line).map((problem, position) => ({ ...problem, position }));
    const noted = sql.table(`${table}_problem`);
    await this.database.execute(sql`
      insert into ${noted} (import_id, line, position, column_name, detail)
      select ${importId}, line, position, "column", detail
      from jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) as given (line int, position int, "column" text, detail text)
      order by position
      limit greatest(0, ${MOST_PROBLEMS} - (select count(*) from ${noted} where import_id = ${importId}))`);
  }

  private async end<Column extends string>(
    { importId, list: { machine } }: Load<Column>,
    verb: 'finish' | 'refuse',
    problem?: string,
  ): Promise<void> {
    const [status] = machine.to(verb);
    await this.database.execute(sql`
      update ${sql.table(machine.table)} set status = ${status}, problem = ${problem ?? null}, finished_at = ${this.clock.now().toString()}
      where id = ${importId} and status = any(${machine.from(verb)}::text[])`);
  }

  private async import<Column extends string>({ importId, list }: Load<Column>): Promise<Import> {
    const row = await this.database.row(sql<Import>`
      select status, file_key, uploaded_by, lines from ${sql.table(list.machine.table)} where id = ${importId}`);
    if (!row) throw new Error(`There is no import ${importId}.`);
    return row;
  }
}
