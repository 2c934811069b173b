import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { InspectionsService } from '../../inspections/index.js';
import { IssuedPapers } from '../../official-documents/index.js';
import { CaseShell } from '../case-shell.js';
import type { CodeCase } from '../case.entity.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { NoticeNotFound, NoticeWithdrawnAlready } from '../code-enforcement.errors.js';
import { NoticeWithdrawn } from '../code-enforcement.events.js';

interface StandingNotice {
  id: string;
  sequence: number;
  respondentId: string;
  paperId: string;
  complyBy: Temporal.PlainDate;
}

/** Takes notices of violation back. */
@Injectable()
export class NoticeWithdrawalService {
  constructor(
    private readonly database: Database,
    private readonly shell: CaseShell,
    private readonly queries: CodeCaseQueries,
    private readonly papers: IssuedPapers,
    private readonly inspections: InspectionsService,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** Takes back what was wrong, such as a date or a person. The respondent is told; when no notice is left, the case is open again. */
  withdraw(officer: Principal, number: string, sequence: string, reason: string): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      codeCase.require('withdrawNotice');
      const standing = await this.standing(codeCase);
      const notice = standing.find((each) => String(each.sequence) === sequence);
      const noticeNumber = `${codeCase.number}-${sequence}`;
      if (!notice) throw (await this.exists(codeCase, sequence)) ? new NoticeWithdrawnAlready(noticeNumber) : new NoticeNotFound();
      await this.database.execute(sql`
        update code_enforcement.notice
        set withdrawn_at = ${this.clock.now().toString()}, withdrawn_by = ${officer.accountId}, withdrawal_reason = ${reason}
        where id = ${notice.id}`);
      await this.papers.revoke([notice.paperId]);
      const remaining = dateLeft(codeCase, notice, standing);
      codeCase.withdrawNotice(remaining);
      if (!remaining) await this.inspections.cancelOpen(codeCase.recordId);
      // The city stands for nothing that it has taken back.
      await this.shell.follow(codeCase, remaining ? {} : { isPublic: false });
      await this.shell.tell(codeCase, 'notice-withdrawn', `Notice ${noticeNumber} was withdrawn: ${reason}`);
      const { recordId, number: its } = codeCase;
      await this.audit.record({ action: 'code-enforcement.withdraw-notice', subject: its, recordId, after: { noticeNumber, reason } });
      this.events.publish(new NoticeWithdrawn({ recordId, number: its, noticeNumber, respondentId: notice.respondentId, reason }));
      return this.queries.forStaff(recordId);
    });
  }

  /** A case that is opened again asks for nothing yet. In the open transaction. */
  async revokeAll({ recordId }: CodeCase): Promise<void> {
    const papers = await this.database.rows(
      sql<{ paperId: string }>`select paper_id from code_enforcement.notice where case_id = ${recordId} order by sequence`,
    );
    await this.papers.revoke(papers.map(({ paperId }) => paperId));
  }

  /** The notices that count: neither withdrawn nor from before the case was opened again. */
  private async standing({ recordId, reopenedAt }: CodeCase): Promise<StandingNotice[]> {
    const rows = await this.database.rows(sql<Omit<StandingNotice, 'complyBy'> & { complyBy: string }>`
      select id, sequence, respondent_id, paper_id, comply_by::text as comply_by from code_enforcement.notice
      where case_id = ${recordId} and withdrawn_at is null
        and issued_at >= coalesce(${reopenedAt?.toString() ?? null}::timestamptz, '-infinity') order by sequence`);
    return rows.map((row) => ({ ...row, complyBy: Temporal.PlainDate.from(row.complyBy) }));
  }

  private async exists({ recordId }: CodeCase, sequence: string): Promise<boolean> {
    const row = await this.database.row(sql`
      select 1 from code_enforcement.notice where case_id = ${recordId} and sequence::text = ${sequence}`);
    return row !== undefined;
  }
}

/** The date that is in force without the notice: an extension stays, unless it was this notice that set the date. */
function dateLeft({ complyBy }: CodeCase, withdrawn: StandingNotice, standing: readonly StandingNotice[]): Temporal.PlainDate | null {
  const dates = standing.filter(({ id }) => id !== withdrawn.id).map((notice) => notice.complyBy);
  const latest = dates.sort((a, b) => Temporal.PlainDate.compare(a, b)).at(-1);
  if (!latest) return null;
  return complyBy?.equals(withdrawn.complyBy) ? latest : complyBy!;
}
