import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { formatCents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { FeesService } from '../../payments/index.js';
import { Lifecycle } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import type { CodeCase } from '../case.entity.js';
import { CodeCatalogue } from '../code-catalogue.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { NoHearing, NoOrder } from '../code-enforcement.errors.js';
import { hearingProblems, minuteOf } from './hearing-day.rules.js';
import { Hearing } from './hearing.entity.js';
import type { AssessFineRequest, RecordHearingOrderRequest, ScheduleHearingRequest } from './hearings.dto.js';

/** What follows a citation: the hearing, its order, and the fine that the order allows. */
@Injectable()
export class HearingsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly file: CaseFile,
    private readonly lifecycle: Lifecycle,
    private readonly fees: FeesService,
    private readonly catalogue: CodeCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** A hearing that is scheduled already is moved. */
  schedule(number: string, { date, time = this.catalogue.hearing.from }: ScheduleHearingRequest): Promise<CodeCaseDto> {
    const day = Temporal.PlainDate.from(date);
    const today = this.calendar.today();
    const { hearing: rules } = this.catalogue;
    const problems = hearingProblems(day, time, { ...rules, today, isBusinessDay: this.calendar.isBusinessDay(day) });
    if (problems.length > 0) throw new InvalidInput(problems);
    return this.file.change(number, async (codeCase) => {
      const moved = await this.coming(codeCase);
      const previousDate = moved?.date.toString() ?? null;
      const scheduled = codeCase.scheduleHearing({ date, start: time, place: rules.place, previousDate });
      if (moved) await this.lifecycle.make(moved.move(codeCase));
      // Of one case no two are scheduled, not even between two statements.
      await this.database.flush();
      const soon = today.until(day).days <= 7;
      this.em.persist(Hearing.schedule(codeCase.recordId, day, minuteOf(time), soon, this.clock.now()));
      return { changes: [scheduled] };
    });
  }

  recordOrder(number: string, { finding, order }: RecordHearingOrderRequest): Promise<CodeCaseDto> {
    return this.file.change(number, async (codeCase) => {
      codeCase.require('recordHearingOrder');
      const coming = await this.coming(codeCase);
      if (coming && Temporal.PlainDate.compare(coming.date, this.calendar.today()) <= 0) {
        return { changes: [coming.hold(codeCase, finding, order), codeCase.recordHearingOrder(finding, order, false)] };
      }
      // What was written down wrong, as long as nobody was fined for it and no other hearing is to come.
      const held = coming ? null : await this.lastHeld(codeCase);
      if (!held || held.fined) throw new NoHearing(codeCase.number);
      return { changes: [held.correct(codeCase, finding, order), codeCase.recordHearingOrder(finding, order, true)] };
    });
  }

  assessFine(number: string, { perDayCents, days, basis }: AssessFineRequest): Promise<CodeCaseDto> {
    const most = this.catalogue.fine.mostPerDayCents;
    if (perDayCents > most) {
      throw new InvalidInput([
        { pointer: '/perDayCents', detail: `must be at most ${most}: the city's code allows ${formatCents(most)} a day` },
      ]);
    }
    return this.file.change(number, async (codeCase) => {
      codeCase.require('assessFine');
      const held = await this.lastHeld(codeCase);
      if (held?.finding !== 'liable') throw new NoOrder(codeCase.number);
      const amountCents = perDayCents * days;
      const words = `${days} ${days === 1 ? 'day' : 'days'} × ${formatCents(perDayCents)}: ${basis}`;
      await this.fees.assess(codeCase.recordId, [{ code: 'code-fine', description: 'Fine', basis: words, amountCents, due: 'at-once' }]);
      return { changes: [held.fine(codeCase), codeCase.assessFine({ perDayCents, days, amountCents }, basis, words)] };
    });
  }

  /** The case comes to its end without it; the answer is its day. In the open transaction. */
  async callOff(codeCase: CodeCase): Promise<string | null> {
    const coming = await this.coming(codeCase);
    if (!coming) return null;
    await this.lifecycle.make(coming.cancel(codeCase));
    return coming.date.toString();
  }

  private coming({ recordId: caseId }: CodeCase): Promise<Hearing | null> {
    return this.em.findOne(Hearing, { caseId, status: 'scheduled' });
  }

  /** Since the case was opened, or opened again: an order of before is satisfied. */
  private lastHeld({ recordId: caseId, openedAt, reopenedAt }: CodeCase): Promise<Hearing | null> {
    const since = { $gte: reopenedAt ?? openedAt };
    return this.em.findOne(Hearing, { caseId, status: 'held', scheduledAt: since }, { orderBy: { id: 'desc' } });
  }
}
