import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Change } from '../../platform/status/change.js';
import { BusinessCalendar } from '../city/index.js';
import { CaseFiles, Lifecycle, type RecordChange } from '../records/index.js';
import type { CodeCase } from './case.entity.js';
import { CASE_FILE } from './case.record-type.js';
import { CaseOutstanding } from './case-outstanding.js';
import type { CodeCaseDto } from './code-cases.dto.js';
import { CodeCaseQueries } from './code-cases.queries.js';

/** Business days in which an officer goes on with a case when it is the city's turn. */
const OFFICER_DAYS = 3;

/** What a record shows of its case besides what follows from it; by when the officer goes on, without it within a few days. */
type Shown = RecordChange & { workDueOn?: Temporal.PlainDate };

/** Takes a case to be changed, and keeps what residents see of it true afterwards. */
@Injectable()
export class CaseFile {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly outstanding: CaseOutstanding,
    private readonly queries: CodeCaseQueries,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** What staff do with a case: one at a time, in a transaction of its own. */
  change(number: string, act: (codeCase: CodeCase) => Promise<{ changes: Change[]; shown?: Shown }>): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const codeCase = await this.lockByNumber(number);
      const { changes, shown } = await act(codeCase);
      await this.make(codeCase, changes, shown);
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  async make(codeCase: CodeCase, changes: Change[], shown?: Shown): Promise<void> {
    await this.lifecycle.make(...changes);
    await this.follow(codeCase, shown);
  }

  lockByNumber(number: string): Promise<CodeCase> {
    return this.files.lockByNumber(CASE_FILE, number);
  }

  /** Null when the record is something else. */
  lockForUpdate(recordId: string): Promise<CodeCase | null> {
    return this.files.lockForUpdate(CASE_FILE, recordId);
  }

  /** What residents see, and whose turn it is. */
  async follow(codeCase: CodeCase, { workDueOn, ...shown }: Shown = {}): Promise<void> {
    codeCase.workDueOn = workDueOn ?? this.calendar.addBusinessDays(this.calendar.today(), OFFICER_DAYS);
    await this.database.flush();
    const outstanding = (await this.outstanding.of([codeCase])).get(codeCase.recordId)!;
    if (!outstanding.items.some(({ waitingOn }) => waitingOn === 'city')) codeCase.workDueOn = null;
    await this.files.show(CASE_FILE, codeCase, outstanding, shown);
  }
}
