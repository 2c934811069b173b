import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { InspectionsService } from '../../inspections/index.js';
import { IssuedPapers } from '../../official-documents/index.js';
import { CaseFile } from '../case-file.js';
import type { CodeCase } from '../case.entity.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { NoticeNotFound, NoticeWithdrawnAlready } from '../code-enforcement.errors.js';

interface CountingNotice {
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
    private readonly file: CaseFile,
    private readonly papers: IssuedPapers,
    private readonly inspections: InspectionsService,
    private readonly clock: Clock,
  ) {}

  /** Takes back what was wrong, such as a date or a person. The respondent is told; when no notice is left, the case is open again. */
  withdraw(officer: Principal, number: string, sequence: string, reason: string): Promise<CodeCaseDto> {
    return this.file.change(number, async (codeCase) => {
      codeCase.require('withdrawNotice');
      const counting = await this.counting(codeCase);
      const notice = counting.find((each) => String(each.sequence) === sequence);
      const noticeNumber = `${codeCase.number}-${sequence}`;
      if (!notice) throw (await this.exists(codeCase, sequence)) ? new NoticeWithdrawnAlready(noticeNumber) : new NoticeNotFound();
      await this.database.query
        .updateTable('code_enforcement.notice')
        .set({ withdrawnAt: this.clock.now().toString(), withdrawnBy: officer.accountId, withdrawalReason: reason })
        .where('id', '=', notice.id)
        .execute();
      await this.papers.revoke([notice.paperId]);
      const remaining = dateLeft(codeCase, notice, counting);
      if (!remaining) await this.inspections.cancelOpen(codeCase.recordId);
      const { respondentId } = notice;
      return {
        changes: [codeCase.withdrawNotice({ noticeNumber, respondentId, reason }, remaining)],
        // The city stands for nothing that it has taken back.
        shown: remaining ? {} : { isPublic: false },
      };
    });
  }

  /** A case that is opened again asks for nothing yet. In the open transaction. */
  async revokeAll({ recordId }: CodeCase): Promise<void> {
    const papers = await this.noticesOf(recordId).select('paperId').execute();
    await this.papers.revoke(papers.map(({ paperId }) => paperId));
  }

  /** Neither withdrawn nor from before the case was opened again. */
  private async counting({ recordId, openedAt, reopenedAt }: CodeCase): Promise<CountingNotice[]> {
    const rows = await this.noticesOf(recordId)
      .select(['id', 'sequence', 'respondentId', 'paperId', 'complyBy'])
      .where('withdrawnAt', 'is', null)
      .where('issuedAt', '>=', (reopenedAt ?? openedAt).toString())
      .execute();
    return rows.map((row) => ({ ...row, complyBy: Temporal.PlainDate.from(row.complyBy) }));
  }

  private async exists({ recordId }: CodeCase, typed: string): Promise<boolean> {
    const notices = await this.noticesOf(recordId).select('sequence').execute();
    return notices.some(({ sequence }) => String(sequence) === typed);
  }

  private noticesOf(caseId: string) {
    return this.database.query.selectFrom('code_enforcement.notice').where('caseId', '=', caseId).orderBy('sequence');
  }
}

/** The date that is in force without the notice: an extension stays, unless it was this notice that set the date. */
function dateLeft({ complyBy }: CodeCase, withdrawn: CountingNotice, counting: readonly CountingNotice[]): Temporal.PlainDate | null {
  const dates = counting.filter(({ id }) => id !== withdrawn.id).map((notice) => notice.complyBy);
  const latest = dates.sort((a, b) => Temporal.PlainDate.compare(a, b)).at(-1);
  if (!latest) return null;
  return complyBy?.equals(withdrawn.complyBy) ? latest : complyBy!;
}
