import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { page, readIdCursor, type PageQuery } from '../../../platform/http/paging.js';
import { RecordsService, toNextStepDto, type RecordSummary } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorClasses } from '../contractor-classes.js';
import { ContractorNotFound } from '../contractors.errors.js';
import type { ClaimedCredential } from './filing.entity.js';
import { FILING_STATUS_LABELS, type FilingKind, type FilingStatus } from './filing.status.js';
import type {
  ContractorApplicationDto,
  ContractorApplicationPageDto,
  ContractorRenewalDto,
  ContractorRenewalPageDto,
  FilingDto,
  FilingListQuery,
} from './filings.dto.js';
import { ApplicationNotFound, RenewalNotFound } from './filings.errors.js';
import { OpenFilings } from './open-filings.js';

interface FilingRow {
  id: string;
  recordId: string;
  number: string;
  businessName: string;
  classes: string[];
  status: FilingStatus;
  credentials: ClaimedCredential[];
  submittedAt: string;
  late: boolean;
  comments: string | null;
  expiresOn: string | null;
  decidedAt: string | null;
  closedAt: string | null;
  version: number;
}

/** Applications and renewals, as the contractor and the city see them. */
@Injectable()
export class FilingsQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly access: ContractorAccess,
    private readonly classes: ContractorClasses,
    private readonly open: OpenFilings,
  ) {}

  async application(principal: Principal, number: string): Promise<ContractorApplicationDto> {
    const { recordId, as } = await this.access.look(principal, number).catch((error: unknown) => {
      throw error instanceof ContractorNotFound ? new ApplicationNotFound(number) : error;
    });
    if (as === 'staff' && !principal.roles.includes('permit-technician')) throw new ApplicationNotFound(number);
    return this.applicationOf(recordId, number);
  }

  async applicationOf(recordId: string, number: string): Promise<ContractorApplicationDto> {
    const [row] = await this.rows(sql`f.record_id = ${recordId} and f.kind = 'application'`, 1);
    if (!row) throw new ApplicationNotFound(number);
    return (await this.toApplications([row]))[0]!;
  }

  async applications(query: FilingListQuery): Promise<ContractorApplicationPageDto> {
    const rows = await this.queue('application', query);
    const { limit } = query;
    const items = new Map((await this.toApplications(rows.slice(0, limit))).map((item) => [item.id, item]));
    return page(
      rows,
      limit,
      ({ id }) => [id],
      ({ id }) => items.get(id)!,
    );
  }

  async renewal(principal: Principal, number: string, id: string): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.require(principal, number);
    return this.renewalOf(recordId, id);
  }

  async renewalOf(recordId: string, id: string): Promise<ContractorRenewalDto> {
    const [row] = await this.rows(sql`f.id = ${id} and f.record_id = ${recordId} and f.kind = 'renewal'`, 1);
    if (!row) throw new RenewalNotFound();
    return (await this.toRenewals([row]))[0]!;
  }

  async renewalsOf(principal: Principal, number: string, { limit, cursor }: PageQuery): Promise<ContractorRenewalPageDto> {
    const { recordId } = await this.access.require(principal, number);
    const rows = await this.queue('renewal', { limit, cursor }, sql`f.record_id = ${recordId}`);
    return this.renewalPage(rows, limit);
  }

  async renewals(query: FilingListQuery): Promise<ContractorRenewalPageDto> {
    return this.renewalPage(await this.queue('renewal', query), query.limit);
  }

  /** The newest first. */
  private queue(kind: FilingKind, { status, limit, cursor }: FilingListQuery, which = sql`true`): Promise<FilingRow[]> {
    const before = readIdCursor(cursor);
    return this.rows(
      sql`${which} and f.kind = ${kind} ${status ? sql`and f.status = ${status}` : sql``} ${before ? sql`and f.id < ${before}::uuid` : sql``}`,
      limit + 1,
    );
  }

  private rows(where: RawBuilder<unknown>, limit: number): Promise<FilingRow[]> {
    return this.database.rows(sql<FilingRow>`
      select f.id, f.record_id, c.number, c.business_name, c.classes, f.status, f.credentials,
        f.submitted_at, f.late, f.comments, f.expires_on, f.decided_at,
        f.closed_at, f.version
      from contractors.filing f join contractors.contractor c using (record_id)
      where ${where} order by f.id desc limit ${limit}`);
  }

  private async renewalPage(rows: FilingRow[], limit: number): Promise<ContractorRenewalPageDto> {
    const items = new Map((await this.toRenewals(rows.slice(0, limit))).map((item) => [item.id, item]));
    return page(
      rows,
      limit,
      ({ id }) => [id],
      ({ id }) => items.get(id)!,
    );
  }

  private async toApplications(rows: FilingRow[]): Promise<ContractorApplicationDto[]> {
    const records = await this.recordsOf(rows);
    const documents = await this.open.documentsOf(rows);
    return rows.map((row) => ({
      ...this.toFiling(row, records.get(row.recordId)!),
      classes: row.classes.map((code) => ({ code, name: this.classes.find(code)?.name ?? code })),
      documents: documents.get(row.recordId)!,
    }));
  }

  private async toRenewals(rows: FilingRow[]): Promise<ContractorRenewalDto[]> {
    const records = await this.recordsOf(rows);
    return rows.map((row) => ({ ...this.toFiling(row, records.get(row.recordId)!), late: row.late, expiresOn: row.expiresOn }));
  }

  private async recordsOf(rows: FilingRow[]): Promise<Map<string, RecordSummary>> {
    const records = await this.records.byIds([...new Set(rows.map(({ recordId }) => recordId))]);
    return new Map(records.map((record) => [record.id, record]));
  }

  private toFiling(row: FilingRow, record: RecordSummary): FilingDto {
    const { id, number, businessName, status, credentials, comments, submittedAt, decidedAt, closedAt, version } = row;
    const named = ({ classCode, ...claim }: ClaimedCredential) => ({
      ...claim,
      name: this.classes.credentialName(claim.kind),
      class: classCode,
    });
    return {
      ...{ id, number, businessName, status, comments, submittedAt, decidedAt, closedAt, version },
      statusLabel: FILING_STATUS_LABELS[status],
      credentials: credentials.map(named),
      feesDueCents: record.feesDueCents,
      nextStep: toNextStepDto(record.nextStep),
    };
  }
}
