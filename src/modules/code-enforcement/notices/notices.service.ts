import { Injectable, type StreamableFile } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar } from '../../city/index.js';
import { IssuedPapers } from '../../official-documents/index.js';
import { RecordsService, type AddressValue } from '../../records/index.js';
import { CaseShell } from '../case-shell.js';
import type { CodeCase } from '../case.entity.js';
import { CodeCatalogue, type CodeSection } from '../code-catalogue.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { NoticeNotFound } from '../code-enforcement.errors.js';
import { NoticeIssued } from '../code-enforcement.events.js';
import { deadlineProblems } from '../deadline.rules.js';
import { NOTICE, type NoticeSnapshot } from './notice-paper.js';
import type { IssueNoticeRequest } from './notices.dto.js';

interface Addressee {
  id: string;
  name: string;
  address: AddressValue;
  /** By e-mail, at an address of their own or that of their account. */
  reachable: boolean;
}

/** Notices of violation: what was found, what has to be done and by when, to one respondent each. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly shell: CaseShell,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly papers: IssuedPapers,
    private readonly accounts: AccountsService,
    private readonly catalogue: CodeCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  issue(officer: Principal, number: string, request: IssueNoticeRequest): Promise<CodeCaseDto> {
    const sections = this.sectionsOf(request);
    const complyBy = request.complyBy ? Temporal.PlainDate.from(request.complyBy) : this.usualDate(sections);
    const today = this.calendar.today();
    const servedOn = request.servedOn ? Temporal.PlainDate.from(request.servedOn) : today;
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      codeCase.issueNotice(complyBy);
      const { findings, visitedOn } = await this.violationSeen(codeCase.recordId);
      const problems = [
        ...deadlineProblems(complyBy, today, (day) => this.calendar.isBusinessDay(day)),
        ...servedOnProblems(servedOn, visitedOn, today),
      ];
      if (problems.length > 0) throw new InvalidInput(problems);
      const respondent = await this.addressee(codeCase, request);
      const sequence = await this.nextSequence(codeCase.recordId);
      const id = newId();
      const noticeNumber = `${codeCase.number}-${sequence}`;
      const violations = request.violations.map(({ remedy }, index) => {
        const { code: section, title, text } = sections[index]!;
        return { section, title, text, remedy };
      });
      const snapshot: NoticeSnapshot = {
        noticeId: id,
        noticeNumber,
        caseNumber: codeCase.number,
        place: codeCase.place,
        address: (await this.records.byId(codeCase.recordId))!.address,
        respondent: { name: respondent.name, address: respondent.address },
        violations,
        findings,
        complyBy: complyBy.toString(),
        issuedOn: today.toString(),
        officerName: (await this.accounts.get(officer.accountId))!.displayName,
      };
      const paperId = await this.papers.issue({ recordId: codeCase.recordId, kind: NOTICE.kind, snapshot, series: String(sequence) });
      await this.database.execute(sql`
        insert into code_enforcement.notice
          (id, case_id, sequence, respondent_id, violations, comply_by, served_by, served_on, paper_id, issued_by, issued_at)
        values (${id}, ${codeCase.recordId}, ${sequence}, ${respondent.id}, ${JSON.stringify(violations)}::jsonb, ${complyBy.toString()},
          ${request.servedBy ?? 'mail'}, ${servedOn.toString()}, ${paperId}, ${officer.accountId}, ${this.clock.now().toString()})`);
      // From here on the city stands for it, and permits can name the case.
      await this.shell.follow(codeCase, { isPublic: true });
      await this.shell.tell(
        codeCase,
        'notice-issued',
        `Notice ${noticeNumber} was issued: to be put right by ${formatLongDate(complyBy)}.`,
      );
      await this.audit.record({
        action: 'code-enforcement.issue-notice',
        subject: codeCase.number,
        recordId: codeCase.recordId,
        after: {
          noticeNumber,
          complyBy: complyBy.toString(),
          sections: violations.map(({ section }) => section),
          servedBy: request.servedBy ?? 'mail',
        },
      });
      this.events.publish(
        new NoticeIssued({
          recordId: codeCase.recordId,
          number: codeCase.number,
          noticeNumber,
          respondentId: respondent.id,
          complyBy: complyBy.toString(),
          paperId,
        }),
      );
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  /** For staff, and for the respondent to whom it is addressed. */
  async document(principal: Principal, number: string, sequence: string): Promise<StreamableFile> {
    const { record, relation } = await this.records.requireParty(principal, number);
    const notice = /^\d{1,3}$/.test(sequence)
      ? await this.database.row(sql<{ accountId: string | null }>`
          select r.account_id from code_enforcement.notice n join code_enforcement.respondent r on r.id = n.respondent_id
          where n.case_id = ${record.id} and n.sequence = ${Number(sequence)}`)
      : undefined;
    if (!notice || (relation !== 'staff' && notice.accountId !== principal.accountId)) throw new NoticeNotFound();
    return (await this.papers.file(record.id, NOTICE.kind, sequence))!;
  }

  private sectionsOf({ violations }: IssueNoticeRequest): CodeSection[] {
    const sections = violations.map(({ section }) => this.catalogue.section(section));
    const unknown = sections.flatMap((section, index) =>
      section ? [] : [{ pointer: `/violations/${index}/section`, detail: 'must be the code of a section, as listCodeSections names them' }],
    );
    if (unknown.length > 0) throw new InvalidInput(unknown);
    return sections as CodeSection[];
  }

  /** The longest that one of them gives, on a business day. */
  private usualDate(sections: CodeSection[]): Temporal.PlainDate {
    const days = Math.max(...sections.map(({ complianceDays }) => complianceDays));
    return this.calendar.addBusinessDays(this.calendar.today().add({ days }), 0);
  }

  private async addressee({ recordId }: CodeCase, { respondentId, servedBy }: IssueNoticeRequest): Promise<Addressee> {
    const row = await this.database.row(sql<Addressee>`
      select id, name, address, email is not null or account_id is not null as reachable from code_enforcement.respondent
      where id = ${respondentId} and case_id = ${recordId} and removed_at is null`);
    if (!row) throw new InvalidInput([{ pointer: '/respondentId', detail: 'must be a respondent of the case (addRespondent)' }]);
    if (servedBy === 'email' && !row.reachable) {
      throw new InvalidInput([{ pointer: '/servedBy', detail: 'must be another way: no e-mail address of the respondent is known' }]);
    }
    return row;
  }

  private async nextSequence(caseId: string): Promise<number> {
    const row = await this.database.row(sql<{ next: number }>`
      select coalesce(max(sequence), 0) + 1 as next from code_enforcement.notice where case_id = ${caseId}`);
    return row!.next;
  }

  private async violationSeen(caseId: string): Promise<{ findings: string; visitedOn: Temporal.PlainDate }> {
    const row = await this.database.row(sql<{ findings: string; visitedOn: string }>`
      select findings, visited_on::text as visited_on from code_enforcement.visit
      where case_id = ${caseId} and violation_found order by id desc limit 1`);
    return { findings: row!.findings, visitedOn: Temporal.PlainDate.from(row!.visitedOn) };
  }
}

/** Nobody serves what nobody has seen yet. */
function servedOnProblems(servedOn: Temporal.PlainDate, visitedOn: Temporal.PlainDate, today: Temporal.PlainDate): FieldError[] {
  const pointer = '/servedOn';
  if (Temporal.PlainDate.compare(servedOn, today) > 0) return [{ pointer, detail: 'must not be in the future' }];
  if (Temporal.PlainDate.compare(servedOn, visitedOn) < 0) {
    return [{ pointer, detail: `must not be before the visit that found the violation, ${visitedOn.toString()}` }];
  }
  return [];
}
