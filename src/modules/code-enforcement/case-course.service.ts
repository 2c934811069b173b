import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { formatCents } from '../../platform/money/money.js';
import { Clock } from '../../platform/time/clock.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { FollowUps } from '../back-office/index.js';
import { CaseShell } from './case-shell.js';
import type { CodeCase } from './case.entity.js';
import { CLOSE_REASON_LABELS } from './case.status.js';
import type { CiteCaseRequest, CloseCaseRequest, ExtendComplianceRequest, ReinspectCaseRequest } from './case-requests.dto.js';
import type { CodeCaseDto } from './code-cases.dto.js';
import { CodeCaseQueries } from './code-cases.queries.js';
import { FinesOutstanding, ReinspectionOpen } from './code-enforcement.errors.js';
import {
  CaseCited,
  CaseClosed,
  CaseComplied,
  CaseReopened,
  ComplianceExtended,
  ConcernAnswered,
  ReinspectionOpened,
} from './code-enforcement.events.js';
import { CaseOpening } from './concerns/case-opening.service.js';
import { deadlineProblems } from './deadline.rules.js';
import { ANSWER } from './notices/case-responses.service.js';
import { NoticeWithdrawalService } from './notices/notice-withdrawal.service.js';
import { HearingMachine } from './hearings/hearing.status.js';

/** The visit that ends a case when it is passed; `code` is the discipline of those who do it. */
const REINSPECTION = { typeCode: 'code-reinspection', typeName: 'Code re-inspection', discipline: 'code', sequence: 1, required: true };

/** How a case goes on after its notice: more time, re-inspection, citation, its end. */
@Injectable()
export class CaseCourseService {
  constructor(
    private readonly database: Database,
    private readonly shell: CaseShell,
    private readonly opening: CaseOpening,
    private readonly notices: NoticeWithdrawalService,
    private readonly followUps: FollowUps,
    private readonly queries: CodeCaseQueries,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  extend(number: string, { complyBy: text, reason }: ExtendComplianceRequest): Promise<CodeCaseDto> {
    const complyBy = Temporal.PlainDate.from(text);
    return this.change(number, 'extend-compliance', { complyBy: text }, async (codeCase) => {
      codeCase.require('extendCompliance');
      const problems = deadlineProblems(complyBy, this.calendar.today(), (day) => this.calendar.isBusinessDay(day), codeCase.complyBy);
      if (problems.length > 0) throw new InvalidInput(problems);
      codeCase.extendCompliance(complyBy);
      await this.shell.follow(codeCase);
      await this.shell.tell(codeCase, 'compliance-extended', `The compliance date is ${formatLongDate(complyBy)} now: ${reason}`);
      this.events.publish(new ComplianceExtended({ ...idsOf(codeCase), complyBy: text, reason }));
    });
  }

  reinspect(officer: Principal, number: string, { complied, findings }: ReinspectCaseRequest): Promise<CodeCaseDto> {
    if (complied !== undefined && !findings) {
      throw new InvalidInput([{ pointer: '/findings', detail: 'must say what was seen' }]);
    }
    return this.change(number, 'reinspect', { complied: complied ?? null }, async (codeCase) => {
      codeCase.require('reinspect');
      if (complied !== undefined) return this.seen(codeCase, officer.accountId, complied, findings!);
      if ((await this.inspections.active([codeCase.recordId])).length > 0) throw new ReinspectionOpen(codeCase.number);
      await this.inspections.open(codeCase.recordId, codeCase.number, [REINSPECTION]);
      await this.shell.follow(codeCase);
      await this.shell.tell(codeCase, 'reinspection-opened', 'A re-inspection can be booked.');
      this.events.publish(new ReinspectionOpened(idsOf(codeCase)));
    });
  }

  cite(number: string, { reason, early = false }: CiteCaseRequest): Promise<CodeCaseDto> {
    return this.change(number, 'cite', { reason, early }, async (codeCase) => {
      codeCase.cite(this.calendar.today(), early);
      await this.inspections.cancelOpen(codeCase.recordId);
      await this.shell.follow(codeCase);
      await this.shell.tell(codeCase, 'cited', `The case was cited: ${reason}`);
      this.events.publish(new CaseCited({ ...idsOf(codeCase), reason }));
    });
  }

  close(number: string, { reason, note }: CloseCaseRequest): Promise<CodeCaseDto> {
    return this.change(number, 'close', { reason }, async (codeCase) => {
      const { dueCents } = await this.fees.totals(codeCase.recordId);
      if (dueCents > 0) throw new FinesOutstanding(codeCase.number, formatCents(dueCents));
      codeCase.close(reason, this.clock.now());
      const calledOff = await this.callOffHearing(codeCase);
      await this.inspections.cancelOpen(codeCase.recordId);
      // What was no violation is not held against anybody.
      await this.shell.follow(codeCase, reason === 'no-violation' ? { isPublic: false } : {});
      const outcome = CLOSE_REASON_LABELS[reason];
      await this.shell.tell(codeCase, 'closed', `The case was closed. ${outcome}.${note ? ` ${note}` : ''}`);
      this.events.publish(new CaseClosed({ ...idsOf(codeCase), reason: outcome, calledOff }));
      await this.answerConcerns(codeCase, outcome);
    });
  }

  reopen(number: string, reason: string): Promise<CodeCaseDto> {
    return this.change(number, 'reopen', { reason }, async (codeCase) => {
      codeCase.require('reopen');
      if (!codeCase.apart) await this.opening.requireFree(await this.opening.siteOf(codeCase), codeCase);
      codeCase.reopen(this.clock.now());
      await this.notices.revokeAll(codeCase);
      await this.shell.follow(codeCase);
      await this.shell.tell(codeCase, 'reopened', `The case was opened again: ${reason}`);
      this.events.publish(new CaseReopened({ ...idsOf(codeCase), reason }));
    });
  }

  /** An inspector passed the re-inspection. */
  async passed(recordId: string): Promise<void> {
    const codeCase = await this.shell.takeById(recordId);
    if (codeCase?.status === 'notice-issued' || codeCase?.status === 'cited') await this.comply(codeCase);
  }

  /** Its repetition is open already; whether there is more time is the officer's to say. */
  async failed(recordId: string): Promise<void> {
    const codeCase = await this.shell.takeById(recordId);
    if (codeCase?.status !== 'notice-issued') return;
    codeCase.failReinspection();
    await this.shell.follow(codeCase);
  }

  /** Somebody is to come and see again. */
  async booked(recordId: string): Promise<void> {
    const codeCase = await this.shell.takeById(recordId);
    codeCase?.bookReinspection();
    await this.settle(recordId);
  }

  /** Whose turn it is may have changed: money came, a visit was called off. */
  async settle(recordId: string): Promise<void> {
    const codeCase = await this.shell.takeById(recordId);
    if (codeCase && codeCase.status !== 'closed') await this.shell.follow(codeCase);
  }

  /** The officer has been there without an appointment. */
  private async seen(codeCase: CodeCase, officerId: string, complied: boolean, findings: string): Promise<void> {
    await this.database.execute(sql`
      insert into code_enforcement.visit (id, case_id, visited_on, officer_id, violation_found, findings, recorded_at)
      values (${newId()}, ${codeCase.recordId}, ${this.calendar.today().toString()}, ${officerId}, ${!complied}, ${findings},
        ${this.clock.now().toString()})`);
    if (complied) {
      await this.inspections.cancelOpen(codeCase.recordId);
      return this.comply(codeCase);
    }
    codeCase.failReinspection();
    await this.shell.follow(codeCase);
    await this.shell.tell(codeCase, 'reinspected', 'An officer came back and found it not put right.');
  }

  private async comply(codeCase: CodeCase): Promise<void> {
    codeCase.comply();
    const calledOff = await this.callOffHearing(codeCase);
    await this.followUps.settleActedOn(codeCase.recordId, ANSWER);
    await this.shell.follow(codeCase);
    await this.shell.tell(codeCase, 'complied', 'The violation was put right.');
    this.events.publish(new CaseComplied({ ...idsOf(codeCase), calledOff }));
  }

  private async callOffHearing({ recordId }: CodeCase): Promise<string | null> {
    const hearing = await this.database.row(sql<{ date: string }>`
      update code_enforcement.hearing set status = 'cancelled'
      where case_id = ${recordId} and status = any(${HearingMachine.from('cancel')}::text[])
      returning date::text as date`);
    return hearing?.date ?? null;
  }

  private async answerConcerns({ recordId }: CodeCase, outcome: string): Promise<void> {
    const concerns = await this.database.rows(
      sql<{ id: string }>`select id from code_enforcement.concern where case_id = ${recordId} order by id`,
    );
    this.events.publish(...concerns.map(({ id }) => new ConcernAnswered({ concernId: id, outcome })));
  }

  private change(
    number: string,
    verb: string,
    after: Record<string, unknown>,
    apply: (codeCase: CodeCase) => Promise<void>,
  ): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      const before = codeCase.status;
      await apply(codeCase);
      await this.followUps.settleActedOn(codeCase.recordId, ANSWER);
      await this.audit.record({
        action: `code-enforcement.${verb}`,
        subject: codeCase.number,
        recordId: codeCase.recordId,
        before: { status: before },
        after: { status: codeCase.status, ...after },
      });
      return this.queries.forStaff(codeCase.recordId);
    });
  }
}

function idsOf({ recordId, number }: CodeCase): { recordId: string; number: string } {
  return { recordId, number };
}
