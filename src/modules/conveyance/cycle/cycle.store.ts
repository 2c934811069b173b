import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { toInstant } from '../../../platform/database/types.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import type { CycleKind, InspectionKind } from '../conveyance.status.js';
import { CycleMachine, type CycleVerb } from './cycle.status.js';

export interface CycleInspection {
  cycleId: string;
  kind: InspectionKind;
  /** The one that was opened first; re-inspections repeat it. */
  inspectionId: string;
  passedOn: Temporal.PlainDate | null;
  correctionsDueOn: Temporal.PlainDate | null;
  correctionsNoticedOn: Temporal.PlainDate | null;
}

/** A renewal under way. */
export interface OpenCycle {
  id: string;
  recordId: string;
  kind: CycleKind;
  dueOn: Temporal.PlainDate | null;
  openedAt: Temporal.Instant;
  openedOn: Temporal.PlainDate;
  lateFeeOn: Temporal.PlainDate | null;
  noticesGiven: number[];
  inspections: CycleInspection[];
}

/** The cycles in the database; whoever changes one holds its unit's row. */
@Injectable()
export class CycleStore {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async openOf(recordId: string): Promise<OpenCycle | null> {
    return (await this.openOfMany([recordId]))[0] ?? null;
  }

  async openOfMany(recordIds: readonly string[]): Promise<OpenCycle[]> {
    const rows = await this.database.rows(sql<CycleRow>`
      select c.id, c.record_id, c.kind, c.due_on, c.opened_at,
        c.late_fee_on,
        (select coalesce(array_agg(n.days order by n.days), '{}') from conveyance.overdue_notice n where n.cycle_id = c.id) as notices_given,
        (select coalesce(json_agg(json_build_object('cycleId', i.cycle_id, 'kind', i.kind, 'inspectionId', i.inspection_id,
            'passedOn', i.passed_on, 'correctionsDueOn', i.corrections_due_on, 'correctionsNoticedOn', i.corrections_noticed_on)
            order by i.kind), '[]')
          from conveyance.cycle_inspection i where i.cycle_id = c.id) as inspections
      from conveyance.cycle c where c.record_id = any(${recordIds}::uuid[]) and c.status = 'open'`);
    return rows.map(({ openedAt, dueOn, lateFeeOn, inspections, ...row }) => ({
      ...row,
      dueOn: day(dueOn),
      lateFeeOn: day(lateFeeOn),
      openedAt: toInstant(openedAt),
      openedOn: this.calendar.dateOf(toInstant(openedAt)),
      inspections: inspections.map(({ passedOn, correctionsDueOn, correctionsNoticedOn, ...each }) => ({
        ...each,
        passedOn: day(passedOn),
        correctionsDueOn: day(correctionsDueOn),
        correctionsNoticedOn: day(correctionsNoticedOn),
      })),
    }));
  }

  async open(recordId: string, kind: CycleKind, dueOn: Temporal.PlainDate | null): Promise<OpenCycle> {
    const id = newId();
    const now = this.clock.now();
    await this.database.execute(sql`
      insert into conveyance.cycle (id, record_id, kind, due_on, status, opened_at)
      values (${id}, ${recordId}, ${kind}, ${dueOn?.toString() ?? null}::date, 'open', ${now.toString()})`);
    const openedOn = this.calendar.dateOf(now);
    return { id, recordId, kind, dueOn, openedAt: now, openedOn, lateFeeOn: null, noticesGiven: [], inspections: [] };
  }

  async addInspections(cycle: OpenCycle, opened: { kind: InspectionKind; inspectionId: string }[]): Promise<void> {
    if (opened.length === 0) return;
    await this.database.execute(sql`
      insert into conveyance.cycle_inspection (cycle_id, kind, inspection_id)
      select ${cycle.id}::uuid, o.kind, o."inspectionId"
      from jsonb_to_recordset(${JSON.stringify(opened)}::jsonb) as o (kind text, "inspectionId" uuid)`);
    const fresh = { cycleId: cycle.id, passedOn: null, correctionsDueOn: null, correctionsNoticedOn: null };
    cycle.inspections.push(...opened.map((each) => ({ ...fresh, ...each })));
  }

  async dropInspections(cycle: OpenCycle, kinds: readonly InspectionKind[]): Promise<void> {
    if (kinds.length === 0) return;
    await this.database.execute(sql`delete from conveyance.cycle_inspection where cycle_id = ${cycle.id} and kind = any(${kinds}::text[])`);
    cycle.inspections = cycle.inspections.filter(({ kind }) => !kinds.includes(kind));
  }

  async saveInspection({ cycleId, kind, passedOn, correctionsDueOn, correctionsNoticedOn }: CycleInspection): Promise<void> {
    await this.database.execute(sql`
      update conveyance.cycle_inspection set passed_on = ${passedOn?.toString() ?? null}::date,
        corrections_due_on = ${correctionsDueOn?.toString() ?? null}::date, corrections_noticed_on = ${correctionsNoticedOn?.toString() ?? null}::date
      where cycle_id = ${cycleId} and kind = ${kind}`);
  }

  /** The certificate's end was put right: notices of the wrong day are none of the right one. */
  async moveTo(cycle: OpenCycle, dueOn: Temporal.PlainDate): Promise<void> {
    await this.database.execute(sql`update conveyance.cycle set due_on = ${dueOn.toString()}::date where id = ${cycle.id}`);
    await this.database.execute(sql`delete from conveyance.overdue_notice where cycle_id = ${cycle.id}`);
    cycle.dueOn = dueOn;
    cycle.noticesGiven = [];
  }

  async giveNotices(cycle: OpenCycle, days: readonly number[], on: Temporal.PlainDate): Promise<void> {
    if (days.length === 0) return;
    await this.database.execute(sql`
      insert into conveyance.overdue_notice (cycle_id, days, told_on)
      select ${cycle.id}::uuid, given, ${on.toString()}::date from unnest(${days}::int[]) as given`);
    cycle.noticesGiven.push(...days);
  }

  /** Null: what was charged was taken back. */
  async chargeLateFee(cycle: OpenCycle, on: Temporal.PlainDate | null): Promise<void> {
    await this.database.execute(sql`update conveyance.cycle set late_fee_on = ${on?.toString() ?? null}::date where id = ${cycle.id}`);
    cycle.lateFeeOn = on;
  }

  async close(cycle: OpenCycle, verb: CycleVerb): Promise<void> {
    await this.database.execute(sql`
      update conveyance.cycle set status = ${CycleMachine.after(verb, 'open')}, closed_at = ${this.clock.now().toString()}
      where id = ${cycle.id} and status = any(${CycleMachine.from(verb)}::text[])`);
  }
}

interface CycleRow {
  id: string;
  recordId: string;
  kind: CycleKind;
  dueOn: string | null;
  openedAt: string;
  lateFeeOn: string | null;
  noticesGiven: number[];
  inspections: {
    cycleId: string;
    kind: InspectionKind;
    inspectionId: string;
    passedOn: string | null;
    correctionsDueOn: string | null;
    correctionsNoticedOn: string | null;
  }[];
}

function day(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text);
}
