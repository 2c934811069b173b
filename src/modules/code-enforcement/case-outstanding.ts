import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toDay } from '../../platform/time/to-day.js';
import { BusinessCalendar } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { feeItems, FeesService } from '../payments/index.js';
import { OutstandingService, RecordRelations, type Outstanding } from '../records/index.js';
import { outstandingOf, type CaseFacts } from './case-outstanding.rules.js';
import type { HearingFinding } from './case.status.js';

/** What a case says of itself. */
type OfCase = Pick<CaseFacts, 'number' | 'status' | 'reinspectionFailed'> & {
  recordId: string;
  violationFound?: boolean | null;
  complyBy?: Temporal.PlainDate | null;
  workDueOn?: Temporal.PlainDate | null;
};

/** What cases wait for, read in a fixed number of queries. Nothing of who raised them is read here. */
@Injectable()
export class CaseOutstanding implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly relations: RecordRelations,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly outstanding: OutstandingService,
    private readonly calendar: BusinessCalendar,
  ) {}

  onModuleInit(): void {
    this.outstanding.register({ kind: 'case', of: async (ids) => this.of(await this.cases(ids)) });
  }

  async of(cases: readonly OfCase[]): Promise<Map<string, Outstanding>> {
    const ids = cases.map(({ recordId }) => recordId);
    if (ids.length === 0) return new Map();
    const active = new Map((await this.inspections.active(ids)).map((inspection) => [inspection.recordId, inspection]));
    const answering = await this.relations.namingEach(ids, 'answers');
    const hearings = new Map((await this.hearings(ids)).map((hearing) => [hearing.caseId, hearing]));
    const fines = await this.fees.outstandingOf(ids);
    const paid = await this.fees.totalsOf(ids);
    const today = this.calendar.today();
    return new Map(
      cases.map(({ recordId, number, status, reinspectionFailed, violationFound = null, complyBy = null, workDueOn = null }) => {
        const { date = null, finding = null, fined = false } = hearings.get(recordId) ?? {};
        const { dueCents, paidCents } = paid.get(recordId)!;
        const facts: CaseFacts = {
          number,
          status,
          violationFound,
          complyBy,
          today,
          workDueOn,
          reinspection: active.get(recordId) ?? null,
          reinspectionFailed,
          finaledPermit: answering.get(recordId)?.find(({ status: its }) => its === 'finaled')?.number ?? null,
          hearing: date === null ? null : { date: Temporal.PlainDate.from(date) },
          finding,
          fines: feeItems(fines.get(recordId)!, number),
          fined: fined && dueCents + paidCents > 0,
        };
        return [recordId, outstandingOf(facts)];
      }),
    );
  }

  private async cases(recordIds: readonly string[]): Promise<OfCase[]> {
    const rows = await this.database.query
      .selectFrom('code_enforcement.code_case')
      .select(['recordId', 'number', 'status', 'violationFound', 'complyBy', 'workDueOn', 'reinspectionFailed'])
      .where('recordId', 'in', recordIds)
      .execute();
    return rows.map(({ complyBy, workDueOn, ...row }) => ({ ...row, complyBy: toDay(complyBy), workDueOn: toDay(workDueOn) }));
  }

  /** Of each case the day of the hearing to come, what the last one found since it was opened, and whether a fine followed. */
  private hearings(caseIds: readonly string[]): Promise<HearingRow[]> {
    return this.database.rows(sql<HearingRow>`
      select h.case_id, max(h.date) filter (where h.status = 'scheduled') as date,
        (array_agg(h.finding order by h.id desc) filter (where h.status = 'held'))[1] as finding,
        coalesce((array_agg(h.fined order by h.id desc) filter (where h.status = 'held'))[1], false) as fined
      from code_enforcement.hearing h join code_enforcement.code_case c on c.record_id = h.case_id
      where h.case_id = any(${caseIds}::uuid[]) and h.scheduled_at >= coalesce(c.reopened_at, '-infinity') group by h.case_id`);
  }
}

interface HearingRow {
  caseId: string;
  date: string | null;
  finding: HearingFinding | null;
  fined: boolean;
}
