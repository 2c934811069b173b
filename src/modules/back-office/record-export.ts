import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { daysWith } from '../records/index.js';
import { RECORD_COLUMNS, toSummary, type RecordRow } from '../records/index.js';
import type { RecordSummary } from '../records/index.js';
import { csvLine, type CsvValue } from './csv.rules.js';
import type { RecordExportQuery } from './back-office.dto.js';

const BATCH = 1000;

const COLUMNS: readonly [string, (record: RecordSummary, now: Temporal.Instant) => CsvValue][] = [
  ['number', (record) => record.number],
  ['kind', (record) => record.kind],
  ['typeCode', (record) => record.typeCode],
  ['typeName', (record) => record.typeName],
  ['category', (record) => record.category],
  ['status', (record) => record.status],
  ['line1', (record) => record.address?.line1 ?? null],
  ['line2', (record) => record.address?.line2 ?? null],
  ['city', (record) => record.address?.city ?? null],
  ['state', (record) => record.address?.state ?? null],
  ['zip', (record) => record.address?.zip ?? null],
  ['parcelNumber', (record) => record.address?.parcelNumber ?? null],
  ['contractor', (record) => record.contractorName],
  ['public', (record) => record.isPublic],
  ['openedOn', (record) => record.openedOn.toString()],
  ['issuedOn', (record) => record.issuedOn?.toString() ?? null],
  ['expiresOn', (record) => record.expiresOn?.toString() ?? null],
  ['closedAt', (record) => record.closedAt?.toString() ?? null],
  ['feesDueCents', (record) => record.feesDueCents],
  ['nextStepActor', (record) => record.nextStep.actor],
  ['nextStep', (record) => record.nextStep.label],
  ['daysWithCity', (record, now) => daysWith('city', { ...record, actor: record.nextStep.actor }, now)],
  ['daysWithApplicant', (record, now) => daysWith('applicant', { ...record, actor: record.nextStep.actor }, now)],
];

/** All records as one table, read in batches while it is sent. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async csv(query: RecordExportQuery): Promise<Readable> {
    await this.database.transaction(() => this.audit.record({ action: 'records.export', subject: 'records', after: { ...query } }));
    return Readable.from(this.lines(query), { objectMode: false });
  }

  private async *lines(query: RecordExportQuery): AsyncGenerator<string> {
    yield csvLine(COLUMNS.map(([name]) => name));
    const now = this.clock.now();
    for (let after: string | null = null; ;) {
      const rows: RecordRow[] = await this.batch(query, after);
      if (rows.length > 0) yield rows.map((row) => csvLine(COLUMNS.map(([, valueOf]) => valueOf(toSummary(row), now)))).join('');
      if (rows.length < BATCH) return;
      after = rows.at(-1)!.id;
    }
  }

  private batch({ kind, typeCode, status, openedFrom, openedTo }: RecordExportQuery, after: string | null): Promise<RecordRow[]> {
    const conditions = [sql`true`];
    if (after) conditions.push(sql`r.id > ${after}`);
    if (kind) conditions.push(sql`r.kind = ${kind}`);
    if (typeCode) conditions.push(sql`r.type_code = ${typeCode}`);
    if (status) conditions.push(sql`r.status = ${status}`);
    if (openedFrom) conditions.push(sql`r.opened_on >= ${openedFrom}::date`);
    if (openedTo) conditions.push(sql`r.opened_on <= ${openedTo}::date`);
    return this.database.rows(sql<RecordRow>`
      select ${RECORD_COLUMNS} from records.record r where ${sql.join(conditions, sql` and `)} order by r.id limit ${BATCH}`);
  }
}
