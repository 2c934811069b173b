import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { page, readIdCursor } from '../../platform/http/paging.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { FeesService } from '../payments/index.js';
import { RecordRelations, RecordsService, toNextStepDto, type RecordSummary } from '../records/index.js';
import { CASE_STATUS_LABELS, type CaseStatus, type CloseReason } from './case.status.js';
import { CaseParts } from './case-parts.queries.js';
import { CodeCatalogue } from './code-catalogue.js';
import type { CodeCaseDto, CodeCaseItemDto, CodeCaseListQuery, CodeCasePageDto, CodeSectionListDto } from './code-cases.dto.js';
import { CaseNotFound } from './code-enforcement.errors.js';

interface CaseRow {
  recordId: string;
  number: string;
  category: string;
  place: string;
  status: CaseStatus;
  officerId: string | null;
  complyBy: string | null;
  workDueOn: string | null;
  openedAt: string;
  overdue: boolean;
  concernCount: number;
}

/** Reads cases, alone and in lists, in a fixed number of queries. */
@Injectable()
export class CodeCaseQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly relations: RecordRelations,
    private readonly accounts: AccountsService,
    private readonly fees: FeesService,
    private readonly parts: CaseParts,
    private readonly catalogue: CodeCatalogue,
    private readonly calendar: BusinessCalendar,
  ) {}

  sections(): CodeSectionListDto {
    return { items: this.catalogue.sections.map(({ code, title, text, complianceDays }) => ({ code, title, text, complianceDays })) };
  }

  /** For respondents and staff; to others only what is public of it is there. */
  async get(principal: Principal, number: string): Promise<CodeCaseDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    return this.show(record, relation === 'staff' ? null : principal.accountId);
  }

  async forStaff(recordId: string): Promise<CodeCaseDto> {
    return this.show((await this.records.byId(recordId))!, null);
  }

  async list(query: CodeCaseListQuery): Promise<CodeCasePageDto> {
    const { status, category, officerId, overdue, q, limit, cursor } = query;
    const today = this.calendar.today().toString();
    const conditions = [sql`true`];
    const late = sql`(c.status <> 'closed' and (coalesce(c.work_due_on < ${today}::date, false)
      or (c.status = 'notice-issued' and c.comply_by < ${today}::date)))`;
    const before = readIdCursor(cursor);
    if (status) conditions.push(sql`c.status = ${status}`);
    if (category) conditions.push(sql`c.category = ${category}`);
    if (officerId) conditions.push(sql`c.officer_id = ${officerId}`);
    if (overdue !== undefined) conditions.push(overdue ? late : sql`not ${late}`);
    for (const word of q?.toLowerCase().split(/\s+/).filter(Boolean) ?? []) {
      // A house number is one whole: 202 is not in 2026.
      conditions.push(
        /^\d+$/.test(word) ? sql`c.search_text ~ ${`\\m${word}\\M`}` : sql`c.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`,
      );
    }
    if (before) conditions.push(sql`c.record_id < ${before}`);
    const rows = await this.database.rows(sql<CaseRow>`
      select c.record_id, c.number, c.category, c.place, c.status, c.officer_id, c.comply_by, c.work_due_on, c.opened_at, ${late} as overdue,
        (select count(*)::int from code_enforcement.concern n where n.case_id = c.record_id) as concern_count
      from code_enforcement.code_case c where ${sql.join(conditions, sql` and `)}
      order by c.record_id desc limit ${limit + 1}`);
    const officers = await this.namesOf(rows.flatMap(({ officerId }) => officerId ?? []));
    return page(
      rows,
      limit,
      ({ recordId }) => [recordId],
      ({ recordId: _id, ...row }): CodeCaseItemDto => ({
        ...row,
        categoryName: this.catalogue.categoryName(row.category),
        statusLabel: CASE_STATUS_LABELS[row.status],
        officerName: (row.officerId && officers.get(row.officerId)) ?? null,
      }),
    );
  }

  /** As staff see it, or as the respondent whose account it is. */
  private async show(record: RecordSummary, accountId: string | null): Promise<CodeCaseDto> {
    const row = await this.database.query
      .selectFrom('code_enforcement.code_case')
      .select(['number', 'category', 'status', 'place', 'latitude', 'longitude', 'officerId', 'complyBy', 'version'])
      .select(['openedAt', 'closedAt', 'closeReason'])
      .$narrowType<{ closeReason: CloseReason | null }>()
      .where('recordId', '=', record.id)
      .executeTakeFirst();
    if (!row) throw new CaseNotFound(record.number);
    const [parts, answering, fines, officers] = await Promise.all([
      this.parts.of(record, accountId),
      this.relations.naming(record.id, 'answers'),
      this.fees.totals(record.id),
      this.namesOf(row.officerId ? [row.officerId] : []),
    ]);
    return {
      ...row,
      categoryName: this.catalogue.categoryName(row.category),
      statusLabel: CASE_STATUS_LABELS[row.status],
      relation: accountId === null ? 'staff' : 'linked',
      address: record.address,
      officerId: accountId === null ? row.officerId : null,
      officerName: (row.officerId && officers.get(row.officerId)) ?? null,
      ...parts,
      fines,
      answeredBy: answering
        .filter(({ isPublic }) => isPublic)
        .map(({ number, typeName, status, statusLabel }) => ({ number, typeName, status, statusLabel })),
      nextStep: toNextStepDto(record.nextStep),
    };
  }

  private async namesOf(accountIds: string[]): Promise<Map<string, string>> {
    return new Map((await this.accounts.getMany([...new Set(accountIds)])).map(({ id, displayName }) => [id, displayName]));
  }
}
