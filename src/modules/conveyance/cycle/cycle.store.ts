import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { toInstant } from '../../../platform/database/types.js';
import { toDay } from '../../../platform/time/to-day.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import type { CycleKind, InspectionKind } from '../conveyance.status.js';
import { Cycle } from './cycle.entity.js';
import { CYCLE_STATUSES } from './cycle.status.js';

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
    private readonly em: EntityManager,
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
      dueOn: toDay(dueOn),
      lateFeeOn: toDay(lateFeeOn),
      openedAt: toInstant(openedAt),
      openedOn: this.calendar.dateOf(toInstant(openedAt)),
      inspections: inspections.map(({ passedOn, correctionsDueOn, correctionsNoticedOn, ...each }) => ({
        ...each,
        passedOn: toDay(passedOn),
        correctionsDueOn: toDay(correctionsDueOn),
        correctionsNoticedOn: toDay(correctionsNoticedOn),
      })),
    }));
  }

  async open(recordId: string, kind: CycleKind, dueOn: Temporal.PlainDate | null): Promise<OpenCycle> {
    const openedAt = this.clock.now();
    const cycle = { id: newId(), recordId, kind };
    const row = { ...cycle, dueOn: dueOn?.toString(), status: CYCLE_STATUSES[0], openedAt: openedAt.toString() };
    await this.database.query.insertInto('conveyance.cycle').values(row).execute();
    return { ...cycle, dueOn, openedAt, openedOn: this.calendar.dateOf(openedAt), lateFeeOn: null, noticesGiven: [], inspections: [] };
  }

  async addInspections(cycle: OpenCycle, opened: { kind: InspectionKind; inspectionId: string }[]): Promise<void> {
    if (opened.length === 0) return;
    const rows = opened.map((each) => ({ cycleId: cycle.id, ...each }));
    await this.database.query.insertInto('conveyance.cycle_inspection').values(rows).execute();
    const fresh = { cycleId: cycle.id, passedOn: null, correctionsDueOn: null, correctionsNoticedOn: null };
    cycle.inspections.push(...opened.map((each) => ({ ...fresh, ...each })));
  }

  async dropInspections(cycle: OpenCycle, kinds: readonly InspectionKind[]): Promise<void> {
    if (kinds.length === 0) return;
    const inspections = this.database.query.deleteFrom('conveyance.cycle_inspection').where('cycleId', '=', cycle.id);
    await inspections.where('kind', 'in', kinds).execute();
    cycle.inspections = cycle.inspections.filter(({ kind }) => !kinds.includes(kind));
  }

  async saveInspection({ cycleId, kind, passedOn, correctionsDueOn, correctionsNoticedOn }: CycleInspection): Promise<void> {
    const text = (on: Temporal.PlainDate | null) => on?.toString() ?? null;
    await this.database.query
      .updateTable('conveyance.cycle_inspection')
      .set({ passedOn: text(passedOn), correctionsDueOn: text(correctionsDueOn), correctionsNoticedOn: text(correctionsNoticedOn) })
      .where('cycleId', '=', cycleId)
      .where('kind', '=', kind)
      .execute();
  }

  /** The certificate's end was put right: notices of the wrong day are none of the right one. */
  async moveTo(cycle: OpenCycle, dueOn: Temporal.PlainDate): Promise<void> {
    await this.database.query.updateTable('conveyance.cycle').set({ dueOn: dueOn.toString() }).where('id', '=', cycle.id).execute();
    await this.database.query.deleteFrom('conveyance.overdue_notice').where('cycleId', '=', cycle.id).execute();
    cycle.dueOn = dueOn;
    cycle.noticesGiven = [];
  }

  async giveNotices(cycle: OpenCycle, days: readonly number[], on: Temporal.PlainDate): Promise<void> {
    if (days.length === 0) return;
    const notices = days.map((each) => ({ cycleId: cycle.id, days: each, toldOn: on.toString() }));
    await this.database.query.insertInto('conveyance.overdue_notice').values(notices).execute();
    cycle.noticesGiven.push(...days);
  }

  /** Null: what was charged was taken back. */
  async chargeLateFee(cycle: OpenCycle, on: Temporal.PlainDate | null): Promise<void> {
    const lateFeeOn = on?.toString() ?? null;
    await this.database.query.updateTable('conveyance.cycle').set({ lateFeeOn }).where('id', '=', cycle.id).execute();
    cycle.lateFeeOn = on;
  }

  /** To be brought to its end. */
  ending({ id }: OpenCycle): Promise<Cycle> {
    return this.em.findOneOrFail(Cycle, id);
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
