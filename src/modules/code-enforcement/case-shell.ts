import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { BusinessCalendar } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { RecordRelations, RecordsService, type ChronologyEntry, type RecordChange } from '../records/index.js';
import { CodeCase } from './case.entity.js';
import { CASE_STATUS_LABELS, CLOSE_REASON_LABELS, type HearingFinding } from './case.status.js';
import { CaseNotFound } from './code-enforcement.errors.js';
import { nextStepOf, type CasePicture } from './next-step.rules.js';

/** Business days in which an officer goes on with a case when it is the city's turn. */
const OFFICER_DAYS = 3;

/** Takes a case to be changed, and keeps what residents see of it true afterwards. */
@Injectable()
export class CaseShell {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly relations: RecordRelations,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
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
  async follow(
    codeCase: CodeCase,
    more: RecordChange & { reinspectionFailed?: boolean; workDueOn?: Temporal.PlainDate } = {},
  ): Promise<void> {
    const { reinspectionFailed = false, workDueOn, ...change } = more;
    const picture = await this.pictureOf(codeCase, reinspectionFailed);
    const dueOn = workDueOn ?? this.calendar.addBusinessDays(this.calendar.today(), OFFICER_DAYS);
    const nextStep = nextStepOf({ ...picture, workDueOn: dueOn });
    codeCase.workDueOn = nextStep.actor === 'city' ? dueOn : null;
    await this.database.flush();
    await this.records.update(codeCase.recordId, {
      status: codeCase.status,
      statusLabel: codeCase.closeReason ? CLOSE_REASON_LABELS[codeCase.closeReason] : CASE_STATUS_LABELS[codeCase.status],
      nextStep,
      closed: codeCase.status === 'closed',
      ownerId: codeCase.officerId ?? null,
      ...change,
    });
  }

  async tell(codeCase: CodeCase, what: string, summary: string, visibility: ChronologyEntry['visibility'] = 'parties'): Promise<void> {
    await this.records.tell(codeCase.recordId, { type: `code-enforcement.${what}`, summary, visibility });
  }

  private async pictureOf({ recordId, status, violationFound, complyBy }: CodeCase, failed: boolean): Promise<CasePicture> {
    const [reinspection] = await this.inspections.active([recordId]);
    const answering = await this.relations.naming(recordId, 'answers');
    const hearing = await this.database.row(sql<{ date: string }>`
      select date::text as date from code_enforcement.hearing where case_id = ${recordId} and status = 'scheduled'`);
    const held = await this.database.row(sql<{ finding: HearingFinding }>`
      select finding from code_enforcement.hearing where case_id = ${recordId} and status = 'held' order by id desc limit 1`);
    const { dueCents, paidCents } = await this.fees.totals(recordId);
    return {
      status,
      violationFound: violationFound ?? null,
      complyBy: complyBy ?? null,
      today: this.calendar.today(),
      workDueOn: null,
      reinspection: failed ? 'failed' : !reinspection ? 'none' : reinspection.appointment ? 'booked' : 'to-book',
      finaledPermit: answering.find(({ status: its }) => its === 'finaled')?.number ?? null,
      hearing: hearing ? { date: Temporal.PlainDate.from(hearing.date) } : null,
      finding: held?.finding ?? null,
      finesDueCents: dueCents,
      finedCents: dueCents + paidCents,
    };
  }
}
