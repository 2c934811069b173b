import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { CsvProblem } from '../../../platform/csv/read-csv.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { page, readIdCursor, type PageQuery } from '../../../platform/http/paging.js';
import { ConveyanceImportNotFound } from '../conveyances.errors.js';
import type { ConveyanceImportDto, ConveyanceImportPageDto, ConveyanceImportSummaryDto } from './conveyance-imports.dto.js';

type Row = ConveyanceImportSummaryDto & Pick<ConveyanceImportDto, 'unknownColumns'>;

const COLUMNS = sql.raw(`id, status, file_name as "fileName", lines, added, changed, unchanged, refused, problem,
  unknown_columns as "unknownColumns", uploaded_at as "uploadedAt", finished_at as "finishedAt"`);

/** A file that is still arriving is nobody's to see. */
@Injectable()
export class ConveyanceImportQueries {
  constructor(private readonly database: Database) {}

  async list({ limit, cursor }: PageQuery): Promise<ConveyanceImportPageDto> {
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<Row>`
      select ${COLUMNS} from conveyance.import
      where status <> 'receiving' and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit + 1}`);
    return page(rows, limit, ({ id }) => [id], toSummary);
  }

  async get(id: string): Promise<ConveyanceImportDto> {
    const row = await this.database.row(sql<Row>`
      select ${COLUMNS} from conveyance.import where id = ${id} and status <> 'receiving'`);
    if (!row) throw new ConveyanceImportNotFound();
    const problems = await this.database.rows(sql<CsvProblem>`
      select line, column_name as "column", detail from conveyance.import_problem where import_id = ${id} order by line, position`);
    return { ...toSummary(row), unknownColumns: row.unknownColumns, problems };
  }
}

function toSummary({ unknownColumns: _unknown, uploadedAt, finishedAt, ...row }: Row): ConveyanceImportSummaryDto {
  return {
    ...row,
    uploadedAt: toInstant(uploadedAt).toString(),
    finishedAt: finishedAt === null ? null : toInstant(finishedAt).toString(),
  };
}
