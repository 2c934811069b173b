import { Injectable, StreamableFile } from '@nestjs/common';
import { sql } from 'kysely';
import { DataKeys } from '../../platform/auth/data-keys.js';
import { Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { toInstant } from '../../platform/database/types.js';
import { renderPaper } from '../../platform/pdf/paper.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { VerificationUnknown } from './official-documents.errors.js';
import { RecordsService } from '../records/index.js';
import { paperKindOf } from './paper-kinds.js';
import { newVerificationCode, normalVerificationCode } from './verification-code.js';
import type { VerificationDto } from './verification.dto.js';

/** One edition of a paper. */
interface Edition {
  id: string;
  recordId: string;
  kind: string;
  code: string;
  snapshot: unknown;
  issuedAt: string;
}

/**
 * The papers that were handed out: an immutable snapshot for each edition, drawn as a PDF when somebody asks (ADR 5), and checked
 * by its code. The module that issues a kind of paper defines it with `definePaper`.
 */
@Injectable()
export class IssuedPapers {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly keys: DataKeys,
  ) {}

  /**
   * Hands out a paper, in the caller's transaction. It takes the place of the last one of the same record, kind and series, which
   * stays and is known as replaced; `series` tells papers of one kind apart that do not replace each other, such as notices.
   */
  async issue({ recordId, kind, snapshot, series = '' }: NewPaper): Promise<string> {
    const id = newId();
    await this.database.execute(sql`
      insert into records.issued_paper (id, record_id, kind, series, edition, verification_code, snapshot, issued_at)
      select ${id}, ${recordId}, ${kind}, ${series}, coalesce(max(edition), 0) + 1, ${newVerificationCode()}, ${JSON.stringify(snapshot)}::jsonb,
        ${this.clock.now().toString()}
      from records.issued_paper where record_id = ${recordId} and kind = ${kind} and series = ${series}`);
    return id;
  }

  /** The city stands by it no longer. In the caller's transaction; what it says and its download stay. */
  async revoke(paperIds: readonly string[]): Promise<void> {
    await this.database.execute(sql`
      insert into records.revoked_paper (paper_id, revoked_at)
      select id, ${this.clock.now().toString()}::timestamptz from unnest(${paperIds}::uuid[]) id on conflict do nothing`);
  }

  /** What the newest edition says; null before the first. */
  async newest<Snapshot>(recordId: string, kind: string, series = ''): Promise<Snapshot | null> {
    return ((await this.newestEdition(recordId, kind, series))?.snapshot as Snapshot | undefined) ?? null;
  }

  /** The newest edition as a download; null before the first. */
  async file(recordId: string, kind: string, series = ''): Promise<StreamableFile | null> {
    const edition = await this.newestEdition(recordId, kind, series);
    if (!edition) return null;
    const [pdf, record] = await Promise.all([this.draw(edition), this.records.byId(recordId)]);
    const fileName = paperKindOf(kind).fileName(record!.number);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="${fileName}"`, length: pdf.length });
  }

  /** The newest edition; null before the first. */
  async newestPdf(recordId: string, kind: string, series = ''): Promise<Buffer | null> {
    const edition = await this.newestEdition(recordId, kind, series);
    return edition && this.draw(edition);
  }

  /** One edition, by the id that `issue` gave. */
  async pdf(paperId: string): Promise<Buffer> {
    const edition = await this.database.row(sql<Edition>`${EDITION} where id = ${paperId}`);
    if (!edition) throw new VerificationUnknown();
    return this.draw(edition);
  }

  /** Whether a paper is genuine and what it stands for is in force today; says nothing of people. */
  async verify(typed: string): Promise<VerificationDto> {
    const code = normalVerificationCode(typed);
    const paper = code
      ? await this.database.row(sql<Edition & { revoked: boolean; replaced: boolean }>`
          select id, record_id, kind, verification_code as code, snapshot, issued_at,
            exists (select 1 from records.revoked_paper where paper_id = paper.id) as revoked,
            exists (select 1 from records.issued_paper newer where newer.record_id = paper.record_id and newer.kind = paper.kind
              and newer.series = paper.series and newer.edition > paper.edition) as replaced
          from records.issued_paper paper where verification_code = ${code}`)
      : undefined;
    if (!paper) throw new VerificationUnknown();
    const record = (await this.records.byId(paper.recordId))!;
    const standing = paperKindOf(paper.kind).standing(record, paper.snapshot, this.calendar.today());
    return {
      valid: standing.valid && !paper.revoked,
      kind: paper.kind,
      number: record.number,
      typeName: standing.typeName ?? record.typeName,
      status: standing.status,
      statusLabel: standing.statusLabel,
      address: record.address,
      issuedOn: standing.issuedOn,
      expiresOn: standing.expiresOn,
      replaced: paper.replaced,
      // A paper falls with what it stands for.
      revoked: paper.revoked || standing.status === 'revoked',
    };
  }

  private async draw(edition: Edition): Promise<Buffer> {
    const { kind, snapshot, code, issuedAt } = edition;
    const paper = paperKindOf(kind);
    const verificationUrl = `${this.settings.publicUrl}/v1/verifications/${code}`;
    const content = paper.draw(snapshot, { city: this.city, keys: this.keys, code, verificationUrl, issuedAt: toInstant(issuedAt) });
    const mark = `REVOKED. This ${paper.name} is not valid any more.`;
    return renderPaper((await this.isRevoked(edition)) ? { ...content, notice: mark } : content);
  }

  /** The paper itself, or what it stands for: whoever downloads it then must not be able to show it. */
  private async isRevoked({ id, kind, recordId, snapshot }: Edition): Promise<boolean> {
    const record = (await this.records.byId(recordId))!;
    if (paperKindOf(kind).standing(record, snapshot, this.calendar.today()).status === 'revoked') return true;
    const paper = this.database.query.selectFrom('records.revoked_paper').select('paperId').where('paperId', '=', id);
    return (await paper.executeTakeFirst()) !== undefined;
  }

  private async newestEdition(recordId: string, kind: string, series: string): Promise<Edition | null> {
    const edition = await this.database.row(sql<Edition>`
      ${EDITION} where record_id = ${recordId} and kind = ${kind} and series = ${series} order by edition desc limit 1`);
    return edition ?? null;
  }
}

export interface NewPaper {
  recordId: string;
  kind: string;
  snapshot: object;
  series?: string;
}

const EDITION = sql`
  select id, record_id, kind, verification_code as code, snapshot, issued_at from records.issued_paper`;
