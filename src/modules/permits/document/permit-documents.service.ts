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
import { PermitNotCompleted, PermitNotFound, PermitNotIssued, VerificationUnknown } from '../permits.errors.js';
import { completionCertificate, type CompletionSnapshot } from './completion-certificate.js';
import { permitCard, type PermitSnapshot, type Printing } from './permit-card.js';
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
    return asFile(await this.pdf(record.id, record.number), `${record.number}.pdf`);
  }

  async downloadCompletion(principal: Principal, number: string): Promise<StreamableFile> {
    const { record } = await this.records.requireParty(principal, number);
    return asFile(await this.completionPdf(record.id, record.number), `${record.number}-completion.pdf`);
  }

  /** What the certificate of completion says, from the card and what has passed; made once. */
  async keepCompletion(recordId: string, passed: CompletionSnapshot['passed'], finaledOn: string): Promise<void> {
    const { number, typeName, categoryName, address, description, applicantName, contractors, ownerDoesWork, issuedOn } =
      (await this.newest(recordId))!;
    const snapshot: CompletionSnapshot = {
      ...{ number, typeName, categoryName, address, description, applicantName, contractors, ownerDoesWork, issuedOn },
      finaledOn,
      passed,
    };
    await this.database.execute(sql`
      insert into permits.completion_certificate (record_id, verification_code, snapshot, issued_at)
      values (${recordId}, ${newVerificationCode()}, ${JSON.stringify(snapshot)}::jsonb, ${this.clock.now().toString()})`);
  }

  async completionPdf(recordId: string, number: string): Promise<Buffer> {
    const row = await this.database.row(sql<CompletionRow>`
      select p.status, c.snapshot, c.verification_code as code, c.issued_at as "issuedAt"
      from permits.permit p left join permits.completion_certificate c on c.record_id = p.record_id
      where p.record_id = ${recordId}`);
    if (!row) throw new PermitNotFound(number);
    if (!row.snapshot) throw new PermitNotCompleted(number, row.status);
    return renderPaper(completionCertificate(row.snapshot, this.printing(row.code, row.issuedAt)));
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
    return renderPaper(permitCard(snapshot, this.printing(code, row.issuedAt)));
  }

  private printing(code: string, issuedAt: string): Printing {
    const verificationUrl = `${this.settings.publicUrl}/v1/verifications/${code}`;
    return { city: this.city, code, verificationUrl, issuedAt: toInstant(issuedAt) };
  }

  /** Whether a paper is genuine and the permit in force today; says nothing of people. */
  async verify(typed: string): Promise<VerificationDto> {
    const code = normalVerificationCode(typed);
    const row = code
      ? await this.database.row(sql<VerificationRow>`
          select d.kind, p.number, p.record_id as "recordId", p.status, d.snapshot, p.issued_on as "issuedOn", p.expires_on as "expiresOn",
            d.replaced
          from (
            select 'permit' as kind, record_id, snapshot,
              edition < (select max(n.edition) from permits.permit_document n where n.record_id = card.record_id) as replaced
            from permits.permit_document card where verification_code = ${code}
            union all
            select 'certificate-of-completion', record_id, snapshot, false
            from permits.completion_certificate where verification_code = ${code}
          ) d join permits.permit p on p.record_id = d.record_id`)
      : undefined;
    if (!row) throw new VerificationUnknown();
    const record = (await this.records.byId(row.recordId))!;
    const ranOut = row.status === 'issued' && row.expiresOn < this.calendar.today().toString();
    return {
      valid: (IN_FORCE as readonly PermitStatus[]).includes(row.status) && !ranOut,
      kind: row.kind,
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

function asFile(pdf: Buffer, fileName: string): StreamableFile {
  return new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="${fileName}"`, length: pdf.length });
}

interface CompletionRow {
  status: PermitStatus;
  snapshot: CompletionSnapshot | null;
  code: string;
  issuedAt: string;
}

interface DocumentRow {
  status: PermitStatus;
  snapshot: PermitSnapshot | null;
  code: string;
  issuedAt: string;
}

interface VerificationRow {
  kind: VerificationDto['kind'];
  number: string;
  recordId: string;
  status: PermitStatus;
  snapshot: PermitSnapshot & { address: AddressValue };
  issuedOn: string;
  expiresOn: string;
  replaced: boolean;
}
