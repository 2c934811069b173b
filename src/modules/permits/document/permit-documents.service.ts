import { Injectable, StreamableFile } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { toInstant } from '../../../platform/database/types.js';
import { renderPaper } from '../../../platform/pdf/paper.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { RecordsService, type AddressValue } from '../../records/index.js';
import { IN_FORCE, type PermitStatus } from '../permit.status.js';
import { PermitNotFound, PermitNotIssued, VerificationUnknown } from '../permits.errors.js';
import { permitCard, type PermitSnapshot } from './permit-card.js';
import type { VerificationDto } from './verification.dto.js';
import { newVerificationCode, normalVerificationCode } from './verification-code.js';

/** The papers that were handed out: an immutable snapshot for each edition, drawn as a PDF when somebody asks (ADR 5). */
@Injectable()
export class PermitDocumentsService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Keeps what the card says from now on; earlier editions stay and are known as replaced. */
  async keep(recordId: string, snapshot: PermitSnapshot): Promise<string> {
    const id = newId();
    await this.database.execute(sql`
      insert into permits.permit_document (id, record_id, edition, verification_code, snapshot, issued_at)
      select ${id}, ${recordId}, coalesce(max(edition), 0) + 1, ${newVerificationCode()}, ${JSON.stringify(snapshot)}::jsonb, ${this.clock.now().toString()}
      from permits.permit_document where record_id = ${recordId}`);
    return id;
  }

  /** What the newest card says; null before the issue. */
  async newest(recordId: string): Promise<PermitSnapshot | null> {
    const row = await this.database.row(sql<{ snapshot: PermitSnapshot }>`
      select snapshot from permits.permit_document where record_id = ${recordId} order by edition desc limit 1`);
    return row?.snapshot ?? null;
  }

  async download(principal: Principal, number: string): Promise<StreamableFile> {
    const { record } = await this.records.requireParty(principal, number);
    const pdf = await this.pdf(record.id, record.number);
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="${record.number}.pdf"`,
      length: pdf.length,
    });
  }

  async pdf(recordId: string, number: string): Promise<Buffer> {
    const row = await this.database.row(sql<DocumentRow>`
      select p.status, d.snapshot, d.verification_code as code, d.issued_at as "issuedAt"
      from permits.permit p
      left join lateral (select * from permits.permit_document d where d.record_id = p.record_id order by d.edition desc limit 1) d on true
      where p.record_id = ${recordId}`);
    if (!row) throw new PermitNotFound(number);
    if (!row.snapshot) throw new PermitNotIssued(number, row.status);
    const { snapshot, code } = row;
    return renderPaper(
      permitCard(snapshot, {
        city: this.city,
        code,
        verificationUrl: `${this.settings.publicUrl}/v1/verifications/${code}`,
        issuedAt: toInstant(row.issuedAt),
      }),
    );
  }

  /** Whether a paper is genuine and the permit in force today; says nothing of people. */
  async verify(typed: string): Promise<VerificationDto> {
    const code = normalVerificationCode(typed);
    const row = code
      ? await this.database.row(sql<VerificationRow>`
          select p.number, p.record_id as "recordId", p.status, d.snapshot, p.issued_on as "issuedOn", p.expires_on as "expiresOn",
            d.edition < (select max(n.edition) from permits.permit_document n where n.record_id = d.record_id) as replaced
          from permits.permit_document d join permits.permit p on p.record_id = d.record_id
          where d.verification_code = ${code}`)
      : undefined;
    if (!row) throw new VerificationUnknown();
    const record = (await this.records.byId(row.recordId))!;
    const ranOut = row.status === 'issued' && row.expiresOn < this.calendar.today().toString();
    return {
      valid: (IN_FORCE as readonly PermitStatus[]).includes(row.status) && !ranOut,
      kind: 'permit',
      number: row.number,
      typeName: row.snapshot.typeName,
      status: ranOut ? 'expired' : row.status,
      statusLabel: ranOut ? 'Expired' : record.statusLabel,
      address: record.address ?? row.snapshot.address,
      issuedOn: row.issuedOn,
      expiresOn: row.expiresOn,
      replaced: row.replaced,
    };
  }
}

interface DocumentRow {
  status: PermitStatus;
  snapshot: PermitSnapshot | null;
  code: string;
  issuedAt: string;
}

interface VerificationRow {
  number: string;
  recordId: string;
  status: PermitStatus;
  snapshot: PermitSnapshot & { address: AddressValue };
  issuedOn: string;
  expiresOn: string;
  replaced: boolean;
}
