import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import type { AddressValue, RecordSummary } from '../records/index.js';
import type { Capacity, HearingFinding, Service } from './case.status.js';
import { CodeCatalogue } from './code-catalogue.js';
import { clockTime } from './hearings/hearing-day.rules.js';
import type { CaseResponseDto, CaseVisitDto, CodeCaseDto, HearingDto, NoticeDto, RespondentDto, ViolationDto } from './code-cases.dto.js';

type Parts = Pick<CodeCaseDto, 'visits' | 'notices' | 'respondents' | 'responses' | 'hearings'>;

/** What has come together on a case: as staff see it, or, with an account, as that respondent does. */
@Injectable()
export class CaseParts {
  constructor(
    private readonly database: Database,
    private readonly catalogue: CodeCatalogue,
  ) {}

  async of({ id, number }: RecordSummary, accountId: string | null): Promise<Parts> {
    const [visits, notices, respondents, responses, hearings] = await Promise.all([
      this.visits(id),
      this.notices(id, number, accountId),
      this.respondents(id, accountId),
      this.responses(id, accountId),
      this.hearings(id),
    ]);
    return { visits, notices, respondents, responses, hearings };
  }

  private visits(caseId: string): Promise<CaseVisitDto[]> {
    return this.database.rows(sql<CaseVisitDto>`
      select id, visited_on::text as visited_on, violation_found, findings, attachment_ids
      from code_enforcement.visit where case_id = ${caseId} order by id`);
  }

  private async notices(caseId: string, number: string, accountId: string | null): Promise<NoticeDto[]> {
    const rows = await this.database.rows(sql<{
      sequence: number;
      respondentId: string;
      respondentName: string;
      violations: ViolationDto[];
      complyBy: string;
      servedBy: Service;
      servedOn: string;
      issuedAt: string;
      withdrawnAt: string | null;
      withdrawalReason: string | null;
    }>`
      select n.sequence, n.respondent_id, r.name as respondent_name, n.violations, n.comply_by::text as comply_by, n.served_by,
        n.served_on::text as served_on, n.issued_at, n.withdrawn_at, n.withdrawal_reason
      from code_enforcement.notice n join code_enforcement.respondent r on r.id = n.respondent_id
      where n.case_id = ${caseId} and (${accountId}::uuid is null or r.account_id = ${accountId}::uuid) order by n.sequence`);
    return rows.map((row) => ({
      noticeNumber: `${number}-${row.sequence}`,
      sequence: row.sequence,
      respondentId: row.respondentId,
      respondentName: row.respondentName,
      violations: row.violations.map(({ section, title, remedy }) => ({ section, title, remedy })),
      complyBy: row.complyBy,
      servedBy: row.servedBy,
      servedOn: row.servedOn,
      issuedAt: toInstant(row.issuedAt).toString(),
      withdrawnAt: row.withdrawnAt ? toInstant(row.withdrawnAt).toString() : null,
      withdrawalReason: row.withdrawalReason,
      document: `/v1/code-cases/${number}/notices/${row.sequence}/document`,
    }));
  }

  private async respondents(caseId: string, accountId: string | null): Promise<RespondentDto[]> {
    const rows = await this.database.rows(sql<{
      id: string;
      name: string;
      capacity: Capacity;
      address: AddressValue;
      email: string | null;
      accountId: string | null;
    }>`
      select id, name, capacity, address, email, account_id from code_enforcement.respondent
      where case_id = ${caseId} and removed_at is null and (${accountId}::uuid is null or account_id = ${accountId}::uuid) order by id`);
    return rows.map(({ accountId, ...row }) => ({
      ...row,
      linked: accountId !== null,
      you: accountId !== null && accountId === accountId,
    }));
  }

  private async responses(caseId: string, accountId: string | null): Promise<CaseResponseDto[]> {
    const rows = await this.database.rows(sql<{
      id: string;
      text: string;
      attachmentIds: string[];
      accountId: string;
      respondedAt: string;
    }>`
      select id, text, attachment_ids, account_id, responded_at from code_enforcement.response
      where case_id = ${caseId} and (${accountId}::uuid is null or account_id = ${accountId}::uuid) order by id`);
    return rows.map(({ id, text, attachmentIds, accountId, respondedAt }) => ({
      id,
      text,
      attachmentIds,
      yours: accountId === accountId,
      respondedAt: toInstant(respondedAt).toString(),
    }));
  }

  private async hearings(caseId: string): Promise<HearingDto[]> {
    const rows = await this.database.rows(sql<{
      date: string;
      startMinute: number;
      status: string;
      finding: HearingFinding | null;
      order: string | null;
    }>`
      select date::text as date, start_minute, status, finding, order_text as "order" from code_enforcement.hearing
      where case_id = ${caseId} order by id`);
    return rows.map(({ startMinute, ...hearing }) => ({
      ...hearing,
      start: clockTime(startMinute),
      place: this.catalogue.hearing.place,
    }));
  }
}
