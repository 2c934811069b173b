import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar } from '../../city/index.js';
import { IssuedPapers } from '../../official-documents/index.js';
import { RecordsService, type AddressValue } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import { CodeCatalogue, type CodeSection } from '../code-catalogue.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { NoticeNotFound } from '../code-enforcement.errors.js';
import { deadlineProblems } from '../deadline.rules.js';
import { NOTICE, type NoticeSnapshot } from './notice-paper.js';
import type { IssueNoticeRequest } from './notices.dto.js';

/** Notices of violation: what was found, what has to be done and by when, to one respondent each. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly records: RecordsService,
    private readonly papers: IssuedPapers,
    private readonly accounts: AccountsService,
    private readonly catalogue: CodeCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  issue(officer: Principal, number: string, request: IssueNoticeRequest): Promise<CodeCaseDto> {
    const sections = this.sectionsOf(request);
    const complyBy = request.complyBy ? Temporal.PlainDate.from(request.complyBy) : this.usualDate(sections);
    const today = this.calendar.today();
    const { servedBy = 'mail' } = request;
    const servedOn = request.servedOn ? Temporal.PlainDate.from(request.servedOn) : today;
    return this.file.change(number, async (codeCase) => {
      codeCase.requireViolation();
      const { recordId: caseId, number: caseNumber, place } = codeCase;
      const { findings, visitedOn } = await this.violationSeen(caseId);
      const problems = [
        ...deadlineProblems(complyBy, today, (day) => this.calendar.isBusinessDay(day)),
        ...servedOnProblems(servedOn, visitedOn, today),
      ];
      if (problems.length > 0) throw new InvalidInput(problems);
      const { id: respondentId, name, address } = await this.addressee(caseId, request);
      const sequence = await this.nextSequence(caseId);
      const id = newId();
      const noticeNumber = `${caseNumber}-${sequence}`;
      const violations = request.violations.map(({ remedy }, index) => {
        const { code: section, title, text } = sections[index]!;
        return { section, title, text, remedy };
      });
      const snapshot: NoticeSnapshot = {
        noticeId: id,
        noticeNumber,
        caseNumber,
        place,
        address: (await this.records.byId(caseId))!.address,
        respondent: { name, address },
        violations,
        findings,
        complyBy: complyBy.toString(),
        issuedOn: today.toString(),
        officerName: (await this.accounts.get(officer.accountId))!.displayName,
      };
      const paperId = await this.papers.issue({ recordId: caseId, kind: NOTICE.kind, snapshot, series: String(sequence) });
      const notice = { id, caseId, sequence, respondentId, paperId, servedBy, servedOn: servedOn.toString(), complyBy: snapshot.complyBy };
      await this.database.query
        .insertInto('code_enforcement.notice')
        .values({
          ...notice,
          violations: JSON.stringify(violations),
          issuedBy: officer.accountId,
          issuedAt: this.clock.now().toString(),
        })
        .execute();
      const issued = { noticeNumber, respondentId, complyBy: snapshot.complyBy, paperId };
      const codes = violations.map(({ section }) => section);
      // From here on the city stands for it, and permits can name the case.
      return { changes: [codeCase.issueNotice(issued, codes, servedBy)], shown: { isPublic: true } };
    });
  }

  /** For staff, and for the respondent to whom it is addressed. */
  async document(principal: Principal, number: string, sequence: string): Promise<StreamableFile> {
    const { record, relation } = await this.records.requireParty(principal, number);
    const notice = /^\d{1,3}$/.test(sequence)
      ? await this.database.query
          .selectFrom('code_enforcement.notice as n')
          .innerJoin('code_enforcement.respondent as r', 'r.id', 'n.respondentId')
          .select('r.accountId')
          .where('n.caseId', '=', record.id)
          .where('n.sequence', '=', Number(sequence))
          .executeTakeFirst()
      : undefined;
    if (!notice || (relation !== 'staff' && notice.accountId !== principal.accountId)) throw new NoticeNotFound();
    return (await this.papers.file(record.id, NOTICE.kind, sequence))!;
  }

  private sectionsOf({ violations }: IssueNoticeRequest): CodeSection[] {
    const sections = violations.map(({ section }) => this.catalogue.section(section));
    const unknown = sections.flatMap((section, index) =>
      section ? [] : [{ pointer: `/violations/${index}/section`, detail: "must be the code of a section in the city's list" }],
    );
    if (unknown.length > 0) throw new InvalidInput(unknown);
    return sections as CodeSection[];
  }

  /** The longest that one of them gives, on a business day. */
  private usualDate(sections: CodeSection[]): Temporal.PlainDate {
    const days = Math.max(...sections.map(({ complianceDays }) => complianceDays));
    return this.calendar.addBusinessDays(this.calendar.today().add({ days }), 0);
  }

  private async addressee(caseId: string, { respondentId, servedBy }: IssueNoticeRequest) {
    const respondent = await this.database.query
      .selectFrom('code_enforcement.respondent')
      .select(['id', 'name', 'address', 'email', 'accountId'])
      .$narrowType<{ address: AddressValue }>()
      .where('id', '=', respondentId)
      .where('caseId', '=', caseId)
      .where('removedAt', 'is', null)
      .executeTakeFirst();
    if (!respondent) throw new InvalidInput([{ pointer: '/respondentId', detail: 'must be a respondent of this case' }]);
    // At an address of their own or that of their account.
    if (servedBy === 'email' && !respondent.email && !respondent.accountId) {
      throw new InvalidInput([{ pointer: '/servedBy', detail: 'must be another way: no e-mail address of the respondent is known' }]);
    }
    return respondent;
  }

  private async nextSequence(caseId: string): Promise<number> {
    const notices = this.database.query.selectFrom('code_enforcement.notice').select('sequence');
    const last = await notices.where('caseId', '=', caseId).orderBy('sequence', 'desc').limit(1).executeTakeFirst();
    return (last?.sequence ?? 0) + 1;
  }

  private async violationSeen(caseId: string): Promise<{ findings: string; visitedOn: Temporal.PlainDate }> {
    const { findings, visitedOn } = await this.database.query
      .selectFrom('code_enforcement.visit')
      .select(['findings', 'visitedOn'])
      .where('caseId', '=', caseId)
      .where('violationFound', '=', true)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    return { findings, visitedOn: Temporal.PlainDate.from(visitedOn) };
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
