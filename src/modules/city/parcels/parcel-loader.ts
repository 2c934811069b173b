import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CsvHeadingError, readCsv, type CsvHeading, type CsvLine, type CsvProblem } from '../../../platform/csv/read-csv.js';
import { Database } from '../../../platform/database/database.js';
import { FileStore } from '../../../platform/files/file-store.js';
import { Job } from '../../../platform/jobs/job.decorators.js';
import { Clock } from '../../../platform/time/clock.js';
import { CityProfile } from '../city-profile.js';
import { planBatch } from './import-batch.rules.js';
import { LOAD_PARCELS } from './parcel-imports.service.js';
import { PARCEL_COLUMNS, readParcelLine, type LineDefaults, type ParcelColumn, type ParcelLine } from './parcel-line.rules.js';
import { ParcelRows } from './parcel-rows.js';

/** Lines that are written in one transaction. */
const BATCH = 1000;
/** Told of one list; whoever has more wrong lines mends these first. */
const MOST_PROBLEMS = 1000;

interface Import {
  id: string;
  status: string;
  fileKey: string | null;
  replaces: boolean;
  lines: number;
  refused: number;
}

type Line = CsvLine<ParcelColumn>;

/**
 * Loads a list line by line, in constant memory. Each batch is written with the count of lines that are done by it, in one
 * transaction: a load that is broken off goes on where it stopped, and nothing is counted twice.
 */
@Injectable()
export class ParcelLoader {
  constructor(
    private readonly database: Database,
    private readonly rows: ParcelRows,
    private readonly store: FileStore,
    private readonly city: CityProfile,
    private readonly clock: Clock,
  ) {}

  @Job(LOAD_PARCELS)
  async load({ importId }: { importId: string }): Promise<void> {
    const { status, fileKey } = await this.import(importId);
    if (fileKey === null) return;
    if (status !== 'done' && status !== 'refused') await this.read(importId, fileKey);
    await this.store.remove(fileKey);
    await this.database.execute(sql`update city.parcel_import set file_key = null where id = ${importId}`);
  }

  private async read(importId: string, fileKey: string): Promise<void> {
    try {
      await this.loadLines(importId, fileKey);
    } catch (error) {
      if (!(error instanceof CsvHeadingError)) throw error;
      await this.database.execute(sql`
        update city.parcel_import set status = 'refused', problem = ${error.message}, finished_at = ${this.clock.now().toString()}
        where id = ${importId}`);
      return;
    }
    const { replaces, lines, refused } = await this.import(importId);
    if (replaces && lines > 0 && refused === 0) await this.rows.retireUnnamed(importId);
    await this.database.execute(sql`
      update city.parcel_import set status = 'done', finished_at = ${this.clock.now().toString()}
      where id = ${importId} and finished_at is null`);
  }

  private async loadLines(importId: string, fileKey: string): Promise<void> {
    let columns: ParcelColumn[] = [];
    let unknown: string[] = [];
    const onHeading = (heading: CsvHeading<ParcelColumn>) => ({ columns, unknown } = heading);
    const done = (await this.import(importId)).lines;
    let at = 0;
    let batch: Line[] = [];
    const content = await this.store.open(fileKey);
    try {
      for await (const line of readCsv(content, PARCEL_COLUMNS, onHeading)) {
        if (at === 0) await this.noteColumns(importId, columns, unknown);
        at += 1;
        if (at <= done) continue;
        batch.push(line);
        if (batch.length < BATCH) continue;
        await this.write(importId, at - batch.length, batch, columns);
        batch = [];
      }
    } finally {
      content.destroy();
    }
    if (at === 0) await this.noteColumns(importId, columns, unknown);
    if (batch.length > 0) await this.write(importId, at - batch.length, batch, columns);
  }

  private async noteColumns(importId: string, columns: ParcelColumn[], unknown: string[]): Promise<void> {
    const missing = PARCEL_COLUMNS.map(({ name }) => name).filter((name) => !columns.includes(name));
    await this.database.execute(sql`
      update city.parcel_import set status = 'loading', unknown_columns = ${unknown}::text[], missing_columns = ${missing}::text[]
      where id = ${importId}`);
  }

  private async write(importId: string, from: number, batch: Line[], columns: ParcelColumn[]): Promise<void> {
    const { lines, problems, refused } = this.readable(batch, columns);
    await this.database.transaction(async () => {
      // Whoever was slow finds that somebody else has done it.
      const turn = await this.database.row(sql`select 1 from city.parcel_import where id = ${importId} and lines = ${from} for update`);
      if (!turn) return;
      const plan = planBatch(importId, lines, await this.rows.onFile(lines));
      await this.rows.save(plan);
      await this.note(importId, [...problems, ...plan.problems]);
      await this.database.execute(sql`
        update city.parcel_import set lines = lines + ${batch.length}, added = added + ${plan.added}, changed = changed + ${plan.changed},
          unchanged = unchanged + ${plan.unchanged}, refused = refused + ${refused + plan.refused}
        where id = ${importId}`);
    });
  }

  private readable(batch: Line[], columns: ParcelColumn[]): { lines: ParcelLine[]; problems: CsvProblem[]; refused: number } {
    const { city, state, zip } = this.city.counter.address;
    const districts = this.city.inspection.districts?.map(({ code }) => code) ?? [];
    const defaults: LineDefaults = { city, state, zip, districts };
    const read = batch.map((line) => (line.problem ? [line.problem] : readParcelLine(line, columns, defaults)));
    const problems = read.filter((line) => Array.isArray(line));
    const lines = read.filter((line): line is ParcelLine => !Array.isArray(line));
    return { lines, problems: problems.flat(), refused: problems.length };
  }

  private async note(importId: string, problems: CsvProblem[]): Promise<void> {
    if (problems.length === 0) return;
    const sorted = problems.toSorted((one, other) => one.line - other.line);
    await this.database.execute(sql`
      insert into city.parcel_import_problem (import_id, line, position, column_name, detail)
      select ${importId}, line, position, "column", detail
      from jsonb_to_recordset(${JSON.stringify(sorted.map((problem, position) => ({ ...problem, position })))}::jsonb)
        as given (line int, position int, "column" text, detail text)
      order by position
      limit greatest(0, ${MOST_PROBLEMS} - (select count(*) from city.parcel_import_problem where import_id = ${importId}))`);
  }

  private async import(id: string): Promise<Import> {
    const row = await this.database.row(sql<Import>`
      select id, status, file_key as "fileKey", replaces, lines, refused from city.parcel_import where id = ${id}`);
    if (!row) throw new Error(`There is no import ${id}.`);
    return row;
  }
}
