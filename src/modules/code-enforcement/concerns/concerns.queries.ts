import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { DataKeys } from '../../../platform/auth/data-keys.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { page, readIdCursor, type PageQuery } from '../../../platform/http/paging.js';
import { AccountsService } from '../../accounts/index.js';
import { normalVerificationCode } from '../../official-documents/index.js';
import { RecordsService } from '../../records/index.js';
import type { CaseStatus, CloseReason } from '../case.status.js';
import { CodeCatalogue } from '../code-catalogue.js';
import { CaseNotFound, ConcernNotFound } from '../code-enforcement.errors.js';
import { concernInWords } from './concern-words.rules.js';
import type { CaseConcernPageDto, ConcernAdditionDto, ConcernCategoryListDto, ConcernDto, ConcernPageDto } from './concerns.dto.js';

/** What fingerprints of follow-up codes are made for. */
export const CONCERN_CODE = 'concern follow-up code';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A concern as its reporter may see it. */
export interface ConcernRow {
  id: string;
  caseId: string;
  number: string;
  category: string;
  place: string;
  status: CaseStatus;
  closeReason: CloseReason | null;
  reportedAt: string;
  additionCount: number;
  photoCount: number;
}

const CONCERN = sql.raw(`
  select n.id, n.case_id, c.number, n.category, n.place, c.status, c.close_reason, n.reported_at,
    (select count(*)::int from code_enforcement.concern_addition a where a.concern_id = n.id) as addition_count,
    (select count(*)::int from code_enforcement.concern_photo p where p.concern_id = n.id) as photo_count
  from code_enforcement.concern n join code_enforcement.code_case c on c.record_id = n.case_id`);

@Injectable()
export class ConcernQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly catalogue: CodeCatalogue,
    private readonly keys: DataKeys,
  ) {}

  categories(): ConcernCategoryListDto {
    return {
      items: this.catalogue.categories.map(({ code, name, photo, visitWithinBusinessDays }) => ({
        code,
        name,
        photo,
        visitWithinBusinessDays,
      })),
    };
  }

  /** By its follow-up code, or by its id for the account that reported it. */
  async find(principal: Principal | undefined, codeOrId: string): Promise<ConcernRow> {
    const code = normalVerificationCode(codeOrId);
    const condition = code
      ? sql`n.code_fingerprint = any(${this.keys.fingerprints(CONCERN_CODE, code)}::bytea[])`
      : principal && UUID.test(codeOrId)
        ? sql`n.id = ${codeOrId} and n.reporter_id = ${principal.accountId}`
        : sql`false`;
    return this.one(condition);
  }

  row(id: string): Promise<ConcernRow> {
    return this.one(sql`n.id = ${id}`);
  }

  async byId(id: string): Promise<ConcernDto> {
    return this.toDto(await this.row(id));
  }

  async follow(principal: Principal | undefined, codeOrId: string): Promise<ConcernDto> {
    return this.toDto(await this.find(principal, codeOrId));
  }

  async mine({ accountId }: Principal, { limit, cursor }: PageQuery): Promise<ConcernPageDto> {
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<ConcernRow>`
      ${CONCERN} where n.reporter_id = ${accountId} and (${before}::uuid is null or n.id < ${before}::uuid)
      order by n.id desc limit ${limit + 1}`);
    return page(
      rows,
      limit,
      ({ id }) => [id],
      (row) => this.toDto(row),
    );
  }

  /** With those who raised them: for code officers alone. */
  async ofCase(number: string, { limit, cursor }: PageQuery): Promise<CaseConcernPageDto> {
    const record = await this.records.byNumber(number);
    if (record?.kind !== 'case') throw new CaseNotFound(number);
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<OfficerRow>`
      select n.id, n.category, n.place, n.text, n.reporter_id, n.contact_name, n.contact_email, n.contact_phone, n.reported_at,
        (select coalesce(jsonb_agg(jsonb_build_object('text', a.text, 'addedAt', to_char(a.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by a.id), '[]')
          from code_enforcement.concern_addition a where a.concern_id = n.id) as additions,
        array(select p.attachment_id from code_enforcement.concern_photo p where p.concern_id = n.id order by p.attachment_id) as attachment_ids
      from code_enforcement.concern n
      where n.case_id = ${record.id} and (${before}::uuid is null or n.id < ${before}::uuid)
      order by n.id desc limit ${limit + 1}`);
    const reporters = await this.accounts.getMany(rows.flatMap(({ reporterId }) => reporterId ?? []));
    const accounts = new Map(reporters.map((account) => [account.id, account]));
    return page(
      rows,
      limit,
      ({ id }) => [id],
      ({ reporterId, contactName, contactEmail, contactPhone, ...row }) => {
        const account = reporterId ? accounts.get(reporterId) : undefined;
        return {
          ...row,
          reporter: {
            accountId: reporterId,
            name: contactName ?? account?.displayName ?? null,
            email: contactEmail ?? account?.email ?? null,
            phone: contactPhone ?? account?.phone ?? null,
          },
        };
      },
    );
  }

  private async one(condition: RawBuilder<unknown>): Promise<ConcernRow> {
    const row = await this.database.row(sql<ConcernRow>`${CONCERN} where ${condition}`);
    if (!row) throw new ConcernNotFound();
    return row;
  }

  private toDto({ caseId: _case, number: caseNumber, closeReason, ...row }: ConcernRow): ConcernDto {
    return {
      ...row,
      caseNumber,
      categoryName: this.catalogue.categoryName(row.category),
      statusText: concernInWords(row.status, closeReason),
      open: row.status !== 'closed',
    };
  }
}

interface OfficerRow {
  id: string;
  category: string;
  place: string;
  text: string;
  reporterId: string | null;
  contactName: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  reportedAt: string;
  additions: ConcernAdditionDto[];
  attachmentIds: string[];
}
