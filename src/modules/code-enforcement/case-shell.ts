import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { BusinessCalendar } from '../city/index.js';
import { RecordsService, type ChronologyEntry, type RecordChange } from '../records/index.js';
import { CodeCase } from './case.entity.js';
import { CaseOutstanding } from './case-outstanding.js';
import { CASE_STATUS_LABELS, CLOSE_REASON_LABELS } from './case.status.js';
import { CaseNotFound } from './code-enforcement.errors.js';

/** Business days in which an officer goes on with a case when it is the city's turn. */
const OFFICER_DAYS = 3;

/** Takes a case to be changed, and keeps what residents see of it true afterwards. */
@Injectable()
export class CaseShell {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly outstanding: CaseOutstanding,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** Changes of one case take turns. */
  async take(number: string): Promise<CodeCase> {
    const record = await this.records.byNumber(number);
    const codeCase = record && (await this.takeById(record.id));
    if (!codeCase) throw new CaseNotFound(number);
    return codeCase;
  }

  /** The case of a record as it is once its turn has come; null when the record is something else. */
  takeById(recordId: string): Promise<CodeCase | null> {
    return this.em.findOne(CodeCase, recordId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** What residents see, and whose turn it is. `workDueOn`: by when the officer goes on; without it within a few days. */
  async follow(codeCase: CodeCase, more: RecordChange & { workDueOn?: Temporal.PlainDate } = {}): Promise<void> {
    const { workDueOn, ...change } = more;
    codeCase.workDueOn = workDueOn ?? this.calendar.addBusinessDays(this.calendar.today(), OFFICER_DAYS);
    const outstanding = (await this.outstanding.of([codeCase])).get(codeCase.recordId)!;
    if (!outstanding.items.some(({ waitingOn }) => waitingOn === 'city')) codeCase.workDueOn = null;
    await this.database.flush();
    await this.records.update(codeCase.recordId, {
      status: codeCase.status,
      statusLabel: codeCase.closeReason ? CLOSE_REASON_LABELS[codeCase.closeReason] : CASE_STATUS_LABELS[codeCase.status],
      outstanding,
      closed: codeCase.status === 'closed',
      ownerId: codeCase.officerId ?? null,
      ...change,
    });
  }

  async tell(codeCase: CodeCase, what: string, summary: string, visibility: ChronologyEntry['visibility'] = 'parties'): Promise<void> {
    await this.records.tell(codeCase.recordId, { type: `code-enforcement.${what}`, summary, visibility });
  }
}
