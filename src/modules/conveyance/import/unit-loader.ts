import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CsvHeadingError, readCsv, type CsvLine, type CsvProblem } from '../../../platform/csv/read-csv.js';
import { Database } from '../../../platform/database/database.js';
import { FileStore } from '../../../platform/files/file-store.js';
import { RequestContext } from '../../../platform/http/request-context.js';
import { Job } from '../../../platform/jobs/job.decorators.js';
import { Clock } from '../../../platform/time/clock.js';
import { LOAD_UNITS } from './conveyance-imports.service.js';
import { UNIT_COLUMNS, type UnitColumn } from './unit-line.rules.js';
import { UnitLines } from './unit-lines.js';

/** Lines that are written in one transaction. */
const BATCH = 50;
/** Told of one list; whoever has more wrong lines mends these first. */
const MOST_PROBLEMS = 1000;

interface Import {
  status: string;
  fileKey: string | null;
  uploadedBy: string;
  lines: number;
}

type Line = CsvLine<UnitColumn>;

/**
 * Loads a list line by line, in constant memory. Each batch is written with the count of lines that are done by it, in one
 * transaction: a load that is broken off goes on where it stopped, and nothing is counted twice.
 */
@Injectable()
export class UnitLoader {
  constructor(
    private readonly database: Database,
    private readonly units: UnitLines,
    private readonly store: FileStore,
    private readonly context: RequestContext,
    private readonly clock: Clock,
  ) {}

  @Job(LOAD_UNITS)
  async load({ importId }: { importId: string }): Promise<void> {
    const { status, fileKey, uploadedBy } = await this.import(importId);
    if (fileKey === null) return;
    // What the list does is done by whoever loaded it.
    if (status !== 'done' && status !== 'refused') {
      await this.context.run({ actorId: uploadedBy }, () => this.read(importId, fileKey));
    }
    await this.store.remove(fileKey);
    await this.database.execute(sql`delete from conveyance.import_line where import_id = ${importId}`);
    await this.database.execute(sql`update conveyance.import set file_key = null where id = ${importId}`);
  }

  private async read(importId: string, fileKey: string): Promise<void> {
    const finishedAt = this.clock.now().toString();
    try {
      await this.loadLines(importId, fileKey);
    } catch (error) {
      if (!(error instanceof CsvHeadingError)) throw error;
      await this.database.execute(sql`
        update conveyance.import set status = 'refused', problem = ${error.message}, finished_at = ${finishedAt} where id = ${importId}`);
      return;
    }
    await this.database.execute(sql`
      update conveyance.import set status = 'done', finished_at = ${this.clock.now().toString()}
      where id = ${importId} and finished_at is null`);
  }

  private async loadLines(importId: string, fileKey: string): Promise<void> {
    const done = (await this.import(importId)).lines;
    let unknown: string[] = [];
    let at = 0;
    let batch: Line[] = [];
    const content = await this.store.open(fileKey);
    try {
      for await (const line of readCsv(content, UNIT_COLUMNS, (heading) => (unknown = heading.unknown))) {
        if (at === 0) await this.noteBegin(importId, unknown);
        at += 1;
        if (at <= done) continue;
        batch.push(line);
        if (batch.length < BATCH) continue;
        await this.write(importId, at - batch.length, batch);
        batch = [];
      }
    } finally {
      content.destroy();
    }
    if (batch.length > 0) await this.write(importId, at - batch.length, batch);
  }

  private async noteBegin(importId: string, unknown: string[]): Promise<void> {
    await this.database.execute(sql`
      update conveyance.import set status = 'loading', unknown_columns = ${unknown}::text[] where id = ${importId}`);
  }

  private async write(importId: string, from: number, batch: Line[]): Promise<void> {
    await this.database.transaction(async () => {
      // Whoever was slow finds that somebody else has done it.
      const turn = await this.database.row(sql`select 1 from conveyance.import where id = ${importId} and lines = ${from} for update`);
      if (!turn) return;
      const readable = batch.filter((line) => !line.problem);
      const problems = batch.flatMap(({ problem }) => problem ?? []);
      const outcome = await this.units.load(importId, readable);
      await this.note(importId, [...problems, ...outcome.problems]);
      await this.database.execute(sql`
        update conveyance.import set lines = lines + ${batch.length}, added = added + ${outcome.added}, changed = changed + ${outcome.changed},
          unchanged = unchanged + ${outcome.unchanged}, refused = refused + ${problems.length + outcome.refused}
        where id = ${importId}`);
    });
  }

  private async note(importId: string, problems: CsvProblem[]): Promise<void> {
    if (problems.length === 0) return;
    const sorted = problems.toSorted((one, other) => one.line - other.line);
    await this.database.execute(sql`
      insert into conveyance.import_problem (import_id, line, position, column_name, detail)
      select ${importId}, line, position, "column", detail
      from jsonb_to_recordset(${JSON.stringify(sorted.map((problem, position) => ({ ...problem, position })))}::jsonb)
        as given (line int, position int, "column" text, detail text)
      order by position
      limit greatest(0, ${MOST_PROBLEMS} - (select count(*) from conveyance.import_problem where import_id = ${importId}))`);
  }

  private async import(id: string): Promise<Import> {
    const row = await this.database.row(sql<Import>`
      select status, file_key as "fileKey", uploaded_by as "uploadedBy", lines from conveyance.import where id = ${id}`);
    if (!row) throw new Error(`There is no import ${id}.`);
    return row;
  }
}
