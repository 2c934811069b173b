import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { formatCents } from '../../platform/money/money.js';
import type { Change } from '../../platform/status/change.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { FollowUps } from '../back-office/index.js';
import { CaseFile } from './case-file.js';
import type { CodeCase } from './case.entity.js';
import type { CiteCaseRequest, CloseCaseRequest, ExtendComplianceRequest, ReinspectCaseRequest } from './case-requests.dto.js';
import type { CodeCaseDto } from './code-cases.dto.js';
import { FinesOutstanding, ReinspectionOpen } from './code-enforcement.errors.js';
import { CaseOpening } from './concerns/case-opening.service.js';
import { deadlineProblems } from './deadline.rules.js';
import { HearingsService } from './hearings/hearings.service.js';
import { ANSWER } from './notices/case-responses.service.js';
import { NoticeWithdrawalService } from './notices/notice-withdrawal.service.js';

/** The visit that ends a case when it is passed; `code` is the discipline of those who do it. */
const REINSPECTION = { typeCode: 'code-reinspection', typeName: 'Code re-inspection', discipline: 'code', sequence: 1, required: true };

/** How a case goes on after its notice: more time, re-inspection, citation, its end. */
@Injectable()
export class CaseCourseService {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly opening: CaseOpening,
    private readonly notices: NoticeWithdrawalService,
    private readonly hearings: HearingsService,
    private readonly followUps: FollowUps,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  extend(number: string, { complyBy: text, reason }: ExtendComplianceRequest): Promise<CodeCaseDto> {
    const complyBy = Temporal.PlainDate.from(text);
    return this.change(number, async (codeCase) => {
      codeCase.require('extendCompliance');
      const problems = deadlineProblems(complyBy, this.calendar.today(), (day) => this.calendar.isBusinessDay(day), codeCase.complyBy);
      if (problems.length > 0) throw new InvalidInput(problems);
      return { changes: [codeCase.extendCompliance(complyBy, reason)] };
    });
  }

  reinspect(officer: Principal, number: string, { complied, findings }: ReinspectCaseRequest): Promise<CodeCaseDto> {
    if (complied !== undefined && !findings) {
      throw new InvalidInput([{ pointer: '/findings', detail: 'must say what was seen' }]);
    }
    return this.change(number, async (codeCase) => {
      codeCase.require('reinspect');
      if (complied !== undefined) return { changes: [await this.seen(codeCase, officer.accountId, complied, findings!)] };
      if ((await this.inspections.active([codeCase.recordId])).length > 0) throw new ReinspectionOpen(codeCase.number);
      await this.inspections.open(codeCase.recordId, codeCase.number, [REINSPECTION]);
      return { changes: [codeCase.openReinspection()] };
    });
  }

  cite(number: string, { reason, early = false }: CiteCaseRequest): Promise<CodeCaseDto> {
    return this.change(number, async (codeCase) => {
      const cited = codeCase.cite(this.calendar.today(), reason, early);
      await this.inspections.cancelOpen(codeCase.recordId);
      return { changes: [cited] };
    });
  }

  close(number: string, request: CloseCaseRequest): Promise<CodeCaseDto> {
    return this.change(number, async (codeCase) => {
      const { dueCents } = await this.fees.totals(codeCase.recordId);
      if (dueCents > 0) throw new FinesOutstanding(codeCase.number, formatCents(dueCents));
      codeCase.requireReason(request.reason);
      const calledOff = await this.hearings.callOff(codeCase);
      await this.inspections.cancelOpen(codeCase.recordId);
      const concernIds = await this.concernsOf(codeCase.recordId);
      return {
        changes: [codeCase.close(request, { calledOff, concernIds }, this.clock.now())],
        // What was no violation is not held against anybody.
        shown: request.reason === 'no-violation' ? { isPublic: false } : {},
      };
    });
  }

  reopen(number: string, reason: string): Promise<CodeCaseDto> {
    return this.change(number, async (codeCase) => {
      const reopened = codeCase.reopen(reason, this.clock.now());
      if (!codeCase.apart) await this.opening.requireFree(await this.opening.siteOf(codeCase), codeCase);
      await this.notices.revokeAll(codeCase);
      return { changes: [reopened] };
    });
  }

  /** An inspector passed the re-inspection. */
  async passed(recordId: string): Promise<void> {
    const codeCase = await this.file.lockForUpdate(recordId);
    if (codeCase?.status !== 'notice-issued' && codeCase?.status !== 'cited') return;
    const calledOff = await this.hearings.callOff(codeCase);
    await this.followUps.settleActedOn(recordId, ANSWER);
    await this.file.make(codeCase, [codeCase.comply({ calledOff, bySight: false })]);
  }

  /** Its repetition is open already; whether there is more time is the officer's to say. */
  async failed(recordId: string): Promise<void> {
    const codeCase = await this.file.lockForUpdate(recordId);
    if (codeCase?.status !== 'notice-issued') return;
    codeCase.failReinspection();
    await this.file.follow(codeCase);
  }

  /** Somebody is to come and see again. */
  async booked(recordId: string): Promise<void> {
    const codeCase = await this.file.lockForUpdate(recordId);
    codeCase?.bookReinspection();
    await this.follow(recordId);
  }

  /** Whose turn it is may have changed: money came, a visit was called off. */
  async follow(recordId: string): Promise<void> {
    const codeCase = await this.file.lockForUpdate(recordId);
    if (codeCase && codeCase.status !== 'closed') await this.file.follow(codeCase);
  }

  /** The officer has been there without an appointment. */
  private async seen(codeCase: CodeCase, officerId: string, complied: boolean, findings: string): Promise<Change> {
    const { recordId: caseId } = codeCase;
    const visit = { id: newId(), caseId, officerId, violationFound: !complied, findings };
    await this.database.query
      .insertInto('code_enforcement.visit')
      .values({ ...visit, visitedOn: this.calendar.today().toString(), recordedAt: this.clock.now().toString() })
      .execute();
    if (!complied) return codeCase.reinspectInVain();
    await this.inspections.cancelOpen(caseId);
    return codeCase.comply({ calledOff: await this.hearings.callOff(codeCase), bySight: true });
  }

  private async concernsOf(caseId: string): Promise<string[]> {
    const concerns = this.database.query.selectFrom('code_enforcement.concern').select('id');
    return (await concerns.where('caseId', '=', caseId).orderBy('id').execute()).map(({ id }) => id);
  }

  /** What an officer does about a case answers what its respondents wrote. */
  private change(number: string, act: Parameters<CaseFile['change']>[1]): Promise<CodeCaseDto> {
    return this.file.change(number, async (codeCase) => {
      const acted = await act(codeCase);
      await this.followUps.settleActedOn(codeCase.recordId, ANSWER);
      return acted;
    });
  }
}
