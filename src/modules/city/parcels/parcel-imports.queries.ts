import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { CsvProblem } from '../../../platform/csv/read-csv.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { page, readIdCursor, type PageQuery } from '../../../platform/http/paging.js';
import type { ParcelImportDto, ParcelImportPageDto, ParcelImportSummaryDto } from './parcel-imports.dto.js';
import { ParcelImportNotFound } from './parcels.errors.js';

type SummaryRow = ParcelImportSummaryDto;

const SUMMARY_COLUMNS =
  sql.raw(`id, status, file_name as "fileName", replaces as replace, lines, added, changed, unchanged, refused, retired, problem,
  uploaded_at as "uploadedAt", finished_at as "finishedAt"`);

/** A file that is still arriving is nobody's to see. */
@Injectable()
export class ParcelImportQueries {
  constructor(private readonly database: Database) {}

  async list({ limit, cursor }: PageQuery): Promise<ParcelImportPageDto> {
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<SummaryRow>`
      select ${SUMMARY_COLUMNS} from city.parcel_import
      where status <> 'receiving' and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit + 1}`);
    return page(rows, limit, ({ id }) => [id], toSummary);
  }

  async get(id: string): Promise<ParcelImportDto> {
    const row = await this.database.row(sql<SummaryRow & Pick<ParcelImportDto, 'unknownColumns' | 'missingColumns'>>`
      select ${SUMMARY_COLUMNS}, unknown_columns as "unknownColumns", missing_columns as "missingColumns" from city.parcel_import
      where id = ${id} and status <> 'receiving'`);
    if (!row) throw new ParcelImportNotFound();
    const problems = await this.database.rows(sql<CsvProblem>`
      select line, column_name as "column", detail from city.parcel_import_problem where import_id = ${id} order by line, position`);
    const { unknownColumns, missingColumns } = row;
    return { ...toSummary(row), unknownColumns, missingColumns, problems };
  }
}

function toSummary(row: SummaryRow): ParcelImportSummaryDto {
  const { id, status, fileName, replace, lines, added, changed, unchanged, refused, retired, problem } = row;
  return {
    id,
    status,
    fileName,
    replace,
    lines,
    added,
    changed,
    unchanged,
    refused,
    retired,
    problem,
    uploadedAt: toInstant(row.uploadedAt).toString(),
    finishedAt: row.finishedAt === null ? null : toInstant(row.finishedAt).toString(),
  };
}
