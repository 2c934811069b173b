import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { formatCents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../../city/index.js';
import { FeesService } from '../../payments/index.js';
import { CaseShell } from '../case-shell.js';
import type { CodeCase } from '../case.entity.js';
import { HEARING_FINDING_LABELS, type HearingFinding } from '../case.status.js';
import { CodeCatalogue } from '../code-catalogue.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { NoHearing, NoOrder } from '../code-enforcement.errors.js';
import { FineAssessed, HearingOrderRecorded, HearingScheduled } from '../code-enforcement.events.js';
import { HearingMachine } from './hearing.status.js';
import { hearingProblems, minuteOf } from './hearing-day.rules.js';
import type { AssessFineRequest, RecordHearingOrderRequest, ScheduleHearingRequest } from './hearings.dto.js';

interface HeldHearing {
  id: string;
  finding: HearingFinding;
  fined: boolean;
}

/** What follows a citation: the hearing, its order, and the fine that the order allows. */
@Injectable()
export class HearingsService {
  constructor(
    private readonly database: Database,
    private readonly shell: CaseShell,
    private readonly queries: CodeCaseQueries,
    private readonly fees: FeesService,
    private readonly catalogue: CodeCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** A hearing that is scheduled already is moved. */
  schedule(number: string, { date, time = this.catalogue.hearing.from }: ScheduleHearingRequest): Promise<CodeCaseDto> {
    const day = Temporal.PlainDate.from(date);
    const today = this.calendar.today();
    const problems = hearingProblems(day, time, { ...this.catalogue.hearing, today, isBusinessDay: this.calendar.isBusinessDay(day) });
    if (problems.length > 0) throw new InvalidInput(problems);
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      codeCase.require('scheduleHearing');
      const moved = await this.database.row(sql<{ date: string }>`
        update code_enforcement.hearing set status = 'moved'
        where case_id = ${codeCase.recordId} and status = any(${HearingMachine.from('move')}::text[])
        returning date::text as date`);
      // Who is told today of a hearing within a week needs no reminder of the week.
      const soon = today.until(day).days <= 7;
      await this.database.execute(sql`
        insert into code_enforcement.hearing (id, case_id, date, start_minute, status, reminded_week, scheduled_at)
        values (${newId()}, ${codeCase.recordId}, ${date}, ${minuteOf(time)}, 'scheduled', ${soon}, ${this.clock.now().toString()})`);
      await this.shell.follow(codeCase);
      await this.shell.tell(
        codeCase,
        'hearing-scheduled',
        `The hearing is on ${formatLongDate(day)} at ${time}, ${this.catalogue.hearing.place}.`,
      );
      await this.record(codeCase, 'schedule-hearing', { date, time });
      const { recordId, number: its } = codeCase;
      const { place } = this.catalogue.hearing;
      this.events.publish(new HearingScheduled({ recordId, number: its, date, start: time, place, previousDate: moved?.date ?? null }));
      return this.queries.forStaff(recordId);
    });
  }

  recordOrder(number: string, { finding, order }: RecordHearingOrderRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      codeCase.require('recordHearingOrder');
      const held = await this.database.execute(sql`
        update code_enforcement.hearing set status = 'held', finding = ${finding}, order_text = ${order}
        where case_id = ${codeCase.recordId} and status = any(${HearingMachine.from('hold')}::text[]) and date <= ${this.calendar.today().toString()}::date`);
      const corrected = held === 0 && (await this.correctOrder(codeCase, finding, order));
      if (held === 0 && !corrected) throw new NoHearing(codeCase.number);
      await this.shell.follow(codeCase);
      const what = corrected ? 'The order of the hearing was corrected' : "The hearing's order";
      await this.shell.tell(codeCase, 'order-recorded', `${what}: ${HEARING_FINDING_LABELS[finding]}. ${order}`);
      await this.record(codeCase, corrected ? 'correct-hearing-order' : 'record-hearing-order', { finding, order });
      const { recordId, number: its } = codeCase;
      this.events.publish(new HearingOrderRecorded({ recordId, number: its, finding: HEARING_FINDING_LABELS[finding], order, corrected }));
      return this.queries.forStaff(recordId);
    });
  }

  assessFine(number: string, { perDayCents, days, basis }: AssessFineRequest): Promise<CodeCaseDto> {
    const most = this.catalogue.mostFinePerDayCents;
    if (perDayCents > most) {
      throw new InvalidInput([
        { pointer: '/perDayCents', detail: `must be at most ${most}: the city's code allows ${formatCents(most)} a day` },
      ]);
    }
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      codeCase.require('assessFine');
      const held = await this.lastHeld(codeCase);
      if (held?.finding !== 'liable') throw new NoOrder(codeCase.number);
      const amountCents = perDayCents * days;
      const words = `${days} ${days === 1 ? 'day' : 'days'} × ${formatCents(perDayCents)}: ${basis}`;
      await this.fees.assess(codeCase.recordId, [
        { code: 'code-fine', description: 'Fine', basis: words, amountCents, due: 'at-application' },
      ]);
      await this.database.execute(sql`update code_enforcement.hearing set fined = true where id = ${held.id}`);
      await this.shell.follow(codeCase);
      await this.record(codeCase, 'assess-fine', { perDayCents, days, amountCents, basis });
      const { recordId, number: its } = codeCase;
      this.events.publish(new FineAssessed({ recordId, number: its, amountCents, basis: words }));
      return this.queries.forStaff(recordId);
    });
  }

  /** What was written down wrong, as long as nobody was fined for it and no other hearing is to come. */
  private async correctOrder(codeCase: CodeCase, finding: HearingFinding, order: string): Promise<boolean> {
    const held = await this.lastHeld(codeCase);
    if (!held || held.fined) return false;
    const corrected = await this.database.execute(sql`
      update code_enforcement.hearing set finding = ${finding}, order_text = ${order}
      where id = ${held.id} and not exists (
        select from code_enforcement.hearing where case_id = ${codeCase.recordId} and status = 'scheduled')`);
    return corrected === 1;
  }

  /** Since the case was opened, or opened again: an order of before is satisfied. */
  private async lastHeld({ recordId, reopenedAt }: CodeCase): Promise<HeldHearing | undefined> {
    return this.database.row(sql<HeldHearing>`
      select id, finding, fined from code_enforcement.hearing
      where case_id = ${recordId} and status = 'held' and scheduled_at >= coalesce(${reopenedAt?.toString() ?? null}::timestamptz, '-infinity')
      order by id desc limit 1`);
  }

  private record({ number, recordId }: CodeCase, verb: string, after: Record<string, unknown>): Promise<void> {
    return this.audit.record({ action: `code-enforcement.${verb}`, subject: number, recordId, after });
  }
}
