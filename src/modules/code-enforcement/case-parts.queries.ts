import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { AddressValue, RecordSummary } from '../records/index.js';
import type { HearingFinding } from './case.status.js';
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
    return this.database.query
      .selectFrom('code_enforcement.visit')
      .select(['id', 'visitedOn', 'violationFound', 'findings', 'attachmentIds'])
      .where('caseId', '=', caseId)
      .orderBy('id')
      .execute();
  }

  private async notices(caseId: string, number: string, own: string | null): Promise<NoticeDto[]> {
    const rows = await this.database.query
      .selectFrom('code_enforcement.notice as n')
      .innerJoin('code_enforcement.respondent as r', 'r.id', 'n.respondentId')
      .select(['n.sequence', 'n.respondentId', 'r.name as respondentName', 'n.violations', 'n.complyBy', 'n.servedBy', 'n.servedOn'])
      .select(['n.issuedAt', 'n.withdrawnAt', 'n.withdrawalReason'])
      .$narrowType<{ violations: ViolationDto[] }>()
      .where('n.caseId', '=', caseId)
      .$if(own !== null, (notices) => notices.where('r.accountId', '=', own))
      .orderBy('n.sequence')
      .execute();
    return rows.map(({ violations, ...row }) => ({
      ...row,
      noticeNumber: `${number}-${row.sequence}`,
      violations: violations.map(({ section, title, remedy }) => ({ section, title, remedy })),
      document: `/v1/code-cases/${number}/notices/${row.sequence}/document`,
    }));
  }

  private async respondents(caseId: string, own: string | null): Promise<RespondentDto[]> {
    const rows = await this.database.query
      .selectFrom('code_enforcement.respondent')
      .select(['id', 'name', 'capacity', 'address', 'email', 'accountId'])
      .$narrowType<{ address: AddressValue }>()
      .where('caseId', '=', caseId)
      .where('removedAt', 'is', null)
      .$if(own !== null, (respondents) => respondents.where('accountId', '=', own))
      .orderBy('id')
      .execute();
    return rows.map(({ accountId, ...row }) => ({ ...row, linked: accountId !== null, you: own !== null && accountId === own }));
  }

  private async responses(caseId: string, own: string | null): Promise<CaseResponseDto[]> {
    const rows = await this.database.query
      .selectFrom('code_enforcement.response')
      .select(['id', 'text', 'attachmentIds', 'accountId', 'respondedAt'])
      .where('caseId', '=', caseId)
      .$if(own !== null, (responses) => responses.where('accountId', '=', own!))
      .orderBy('id')
      .execute();
    return rows.map(({ accountId, ...row }) => ({ ...row, yours: accountId === own }));
  }

  private async hearings(caseId: string): Promise<HearingDto[]> {
    const rows = await this.database.query
      .selectFrom('code_enforcement.hearing')
      .select(['date', 'startMinute', 'status', 'finding', 'orderText as order'])
      .$narrowType<{ finding: HearingFinding | null }>()
      .where('caseId', '=', caseId)
      .orderBy('id')
      .execute();
    const { place } = this.catalogue.hearing;
    return rows.map(({ startMinute, ...hearing }) => ({ ...hearing, start: clockTime(startMinute), place }));
  }
}
