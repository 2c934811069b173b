import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import type { AssessedLine } from '../payments/index.js';
import { RecordsService } from '../records/index.js';
import { PermitDocumentsService } from './document/permit-documents.service.js';
import { PermitFeesService } from './application/permit-fees.service.js';
import { PermitOutstanding } from './issuance/permit-outstanding.js';
import type { PermitRequirementsDto } from './issuance/requirements.dto.js';
import { isClosed, PERMIT_STATUSES } from './permit.status.js';
import { PermitNotFound } from './permits.errors.js';

const FIRST_FEW = 5;
const CLOSED = PERMIT_STATUSES.filter(isClosed);

/** The front door of permits, for those who tell people about them. */
@Injectable()
export class PermitsService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly required: PermitOutstanding,
    private readonly documents: PermitDocumentsService,
    private readonly fees: PermitFeesService,
  ) {}

  async facts(recordId: string) {
    const record = await this.records.byId(recordId);
    const row = await this.database.query
      .selectFrom('permits.permit')
      .select(['recordId', 'number', 'typeCode', 'status', 'description', 'applicantId'])
      .select(['issuedOn', 'expiresOn', 'reason', 'suggestedType', 'large as largeProject'])
      .where('recordId', '=', recordId)
      .executeTakeFirst();
    if (!record || !row) throw new PermitNotFound(record?.number ?? recordId);
    return { ...row, typeName: record.typeName, statusLabel: record.statusLabel, address: record.address };
  }

  /** The open permits that name a contractor: how many, and the first few. */
  async openNaming(contractorRecordId: string): Promise<{ count: number; first: string[] }> {
    const rows = await this.database.rows(sql<{ number: string; count: number }>`
      select p.number, count(*) over ()::int as count
      from permits.named_contractor n join permits.permit p on p.record_id = n.record_id
      where n.contractor_record_id = ${contractorRecordId} and n.disavowed_at is null and p.status <> all(${CLOSED}::text[])
      order by p.number limit ${FIRST_FEW}`);
    return { count: rows[0]?.count ?? 0, first: rows.map(({ number }) => number) };
  }

  /** What coming again costs a permit that was issued, as it is charged with the result. */
  async reinspectionFees(recordId: string, typeName: string, visit: number): Promise<AssessedLine[]> {
    const permit = await this.database.query
      .selectFrom('permits.permit')
      .select('feeScheduleVersion')
      .where('recordId', '=', recordId)
      .where('status', '=', 'issued')
      .executeTakeFirst();
    return permit ? this.fees.reinspection(permit, typeName, visit) : [];
  }

  /** What stands between the permit and its issue, now. */
  async requirements(recordId: string): Promise<PermitRequirementsDto> {
    const record = await this.records.byId(recordId);
    return this.required.list(recordId, record?.number ?? recordId);
  }

  /** The permit card, as it was last issued. */
  documentPdf(recordId: string): Promise<Buffer> {
    return this.documents.pdf(recordId, 'card');
  }

  /** The certificate of completion of a finaled permit that was inspected. */
  completionPdf(recordId: string): Promise<Buffer> {
    return this.documents.pdf(recordId, 'completion');
  }
}
