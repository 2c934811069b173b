import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../database/database.js';
import { page, readIdCursor, type Page, type PageQuery } from '../http/paging.js';
import type { CsvImportDto, CsvImportSummaryDto } from './csv-import.dto.js';
import type { CsvList } from './csv-list.js';
import type { CsvProblem } from './read-csv.js';

/** What became of lists, as their DTOs tell it. A file that is still arriving is nobody's to see. */
@Injectable()
export class CsvImportQueries {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list<Summary extends CsvImportSummaryDto>(list: CsvList, { limit, cursor }: PageQuery): Promise<Page<Summary>> {
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<Summary>`
      select ${columnsOf(list)} from ${sql.table(list.machine.table)}
      where status <> 'receiving' and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit + 1}`);
    return page(rows, limit, ({ id }) => [id]);
  }

  async get<Import extends CsvImportDto>(list: CsvList, id: string): Promise<Import> {
    const row = await this.database.row(sql<Import>`
      select ${columnsOf(list)}, unknown_columns, missing_columns
      from ${sql.table(list.machine.table)} where id = ${id} and status <> 'receiving'`);
    if (!row) throw list.notFound();
    const problems = await this.database.rows(sql<CsvProblem>`
      select line, column_name as "column", detail from ${sql.table(`${list.machine.table}_problem`)}
      where import_id = ${id} order by line, position`);
    return { ...row, problems };
  }
}

function columnsOf({ ownColumns = {} }: CsvList): RawBuilder<unknown> {
  const own = Object.entries(ownColumns).map(([name, column]) => sql`, ${sql.ref(column)} as ${sql.ref(name)}`);
  return sql`id, status, file_name, lines, added, changed, unchanged, refused, problem,
    uploaded_at, finished_at${sql.join(own, sql``)}`;
}
