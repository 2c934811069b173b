import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { daysWith, RecordsService, type RecordSummary } from '../records/index.js';
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
  ['daysWithCity', (record, now) => daysWith('city', record, now)],
  ['daysWithApplicant', (record, now) => daysWith('applicant', record, now)],
];

/** All records as one table, read in batches while it is sent. */
@Injectable()
export class RecordExport {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
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
    for (let after: string | undefined; ;) {
      const ids: string[] = await this.batch(query, after);
      const records = await this.records.byIds(ids);
      if (records.length > 0) yield records.map((record) => csvLine(COLUMNS.map(([, valueOf]) => valueOf(record, now)))).join('');
      if (ids.length < BATCH) return;
      after = ids.at(-1);
    }
  }

  private async batch({ kind, typeCode, status, openedFrom, openedTo }: RecordExportQuery, after?: string): Promise<string[]> {
    let records = this.database.query.selectFrom('records.record').select('id').orderBy('id').limit(BATCH);
    if (after) records = records.where('id', '>', after);
    if (kind) records = records.where('kind', '=', kind);
    if (typeCode) records = records.where('typeCode', '=', typeCode);
    if (status) records = records.where('status', '=', status);
    if (openedFrom) records = records.where('openedOn', '>=', openedFrom);
    if (openedTo) records = records.where('openedOn', '<=', openedTo);
    return (await records.execute()).map(({ id }) => id);
  }
}
