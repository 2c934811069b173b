import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { BusinessCalendar } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { RecordRelations } from '../records/index.js';
import type { CaseStatus, HearingFinding } from './case.status.js';
import type { CasePicture } from './next-step.rules.js';

/** What a case says of itself. */
export interface CaseFacts {
  recordId: string;
  status: CaseStatus;
  violationFound?: boolean | null;
  complyBy?: Temporal.PlainDate | null;
}

/** Reads what decides who has to act on cases: a fixed number of queries, however many. */
@Injectable()
export class CasePictures {
  constructor(
    private readonly database: Database,
    private readonly relations: RecordRelations,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  async of(cases: readonly CaseFacts[]): Promise<Map<string, CasePicture>> {
    const ids = cases.map(({ recordId }) => recordId);
    const active = new Map((await this.inspections.active(ids)).map((inspection) => [inspection.recordId, inspection]));
    const answering = await this.relations.namingEach(ids, 'answers');
    const hearings = new Map((await this.hearings(ids)).map((hearing) => [hearing.caseId, hearing]));
    const fines = await this.fees.totalsOf(ids);
    const today = this.calendar.today();
    return new Map(
      cases.map(({ recordId, status, violationFound = null, complyBy = null }) => {
        const reinspection = active.get(recordId);
        const { date = null, finding = null, fined = false } = hearings.get(recordId) ?? {};
        const { dueCents, paidCents } = fines.get(recordId)!;
        return [
          recordId,
          {
            status,
            violationFound,
            complyBy,
            today,
            workDueOn: null,
            reinspection: !reinspection ? 'none' : reinspection.appointment ? 'booked' : 'to-book',
            finaledPermit: answering.get(recordId)?.find(({ status: its }) => its === 'finaled')?.number ?? null,
            hearing: date === null ? null : { date: Temporal.PlainDate.from(date) },
            finding,
            finesDueCents: dueCents,
            fined: fined && dueCents + paidCents > 0,
          },
        ];
      }),
    );
  }

  /** Of each case the day of the hearing to come, what the last one found since it was opened, and whether a fine followed. */
  private hearings(caseIds: readonly string[]): Promise<HearingRow[]> {
    return this.database.rows(sql<HearingRow>`
      select h.case_id, (max(h.date) filter (where h.status = 'scheduled'))::text as date,
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
