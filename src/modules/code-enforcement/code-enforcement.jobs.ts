import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { BATCH, inBatches } from '../../platform/jobs/in-batches.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { BusinessCalendar } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { CaseFile } from './case-file.js';
import { CodeCatalogue } from './code-catalogue.js';
import { HearingReminderDue } from './code-enforcement.events.js';
import { clockTime } from './hearings/hearing-day.rules.js';

/** What days bring to cases. Each in a transaction of its own, so that a run that breaks off is simply run again. */
@Injectable()
export class CodeEnforcementJobs {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly inspections: InspectionsService,
    private readonly catalogue: CodeCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  @ScheduledJob({
    id: 'code-enforcement.follow-compliance-dates',
    cron: '25 0 * * *',
    description: 'Gives cases whose compliance date has passed without a re-inspection back to their officers.',
  })
  async followComplianceDates(): Promise<void> {
    const today = this.calendar.today().toString();
    await inBatches(
      'cases',
      (after) =>
        this.database.query
          .selectFrom('code_enforcement.code_case')
          .select('recordId as id')
          .where('status', '=', 'notice-issued')
          .where('complyBy', '<', today)
          .whereRef('overdueToldFor', 'is distinct from', 'complyBy')
          .where('recordId', '>', after)
          .orderBy('recordId')
          .limit(BATCH)
          .execute(),
      (recordId) => this.passDate(recordId),
    );
  }

  @ScheduledJob({
    id: 'code-enforcement.remind-hearings',
    cron: '0 8 * * *',
    description: 'Reminds respondents of their hearing a week and a day before.',
  })
  async remindHearings(): Promise<void> {
    const today = this.calendar.today();
    await inBatches(
      'hearings',
      (after) =>
        this.database.rows(sql<{ id: string }>`
        select id from code_enforcement.hearing
        where status = 'scheduled' and date >= ${today.toString()}::date and not reminded_day
          and (date <= ${today.add({ days: 1 }).toString()}::date or (date <= ${today.add({ days: 7 }).toString()}::date and not reminded_week))
          and id > ${after}::uuid
        order by id limit ${BATCH}`),
      (hearingId) => this.remind(hearingId, today),
    );
  }

  private async passDate(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const codeCase = await this.file.lockForUpdate(recordId);
      const { complyBy, status, overdueToldFor } = codeCase!;
      if (status !== 'notice-issued' || !complyBy || Temporal.PlainDate.compare(complyBy, this.calendar.today()) >= 0) return;
      if (overdueToldFor && overdueToldFor.equals(complyBy)) return;
      // Somebody comes and sees; when that visit is called off the date is looked at again.
      if ((await this.inspections.active([recordId])).some(({ appointment }) => appointment)) return;
      const workDueOn = this.calendar.addBusinessDays(this.calendar.today(), 1);
      await this.file.make(codeCase!, [codeCase!.passComplianceDate()], { workDueOn });
    });
  }

  private async remind(hearingId: string, today: Temporal.PlainDate): Promise<void> {
    await this.database.transaction(async () => {
      // The later reminder does for both, also when the earlier one was missed.
      const hearing = await this.database.row(sql<{ caseId: string; number: string; date: string; startMinute: number }>`
        update code_enforcement.hearing h
        set reminded_week = true, reminded_day = h.date <= ${today.add({ days: 1 }).toString()}::date
        from code_enforcement.code_case c
        where h.id = ${hearingId} and h.status = 'scheduled' and c.record_id = h.case_id and not h.reminded_day
          and (not h.reminded_week or h.date <= ${today.add({ days: 1 }).toString()}::date)
        returning h.case_id, c.number, h.date::text as date, h.start_minute`);
      if (!hearing) return;
      const { caseId: recordId, number, date, startMinute } = hearing;
      const { place } = this.catalogue.hearing;
      this.events.publish(new HearingReminderDue({ recordId, number, hearingId, date, start: clockTime(startMinute), place }));
    });
  }
}
