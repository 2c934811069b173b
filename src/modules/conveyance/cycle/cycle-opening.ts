import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { InspectionsService, type RequiredInspection } from '../../inspections/index.js';
import { FeeSchedules, FeesService, globalFeeIfAny, type AssessedLine } from '../../payments/index.js';
import { Lifecycle } from '../../records/index.js';
import { ConveyanceCatalogue } from '../conveyance-catalogue.js';
import type { Conveyance } from '../conveyance.entity.js';
import { isRunning, type CategoryTest, type InspectionKind } from '../conveyance.status.js';
import { daysOverdue, inspectionsOf, isBefore, lateFeeOn, noticesDue, type WantedCycle } from './cycle.rules.js';
import { CycleStore, type OpenCycle } from './cycle.store.js';

/** Opens a cycle with its fee and its inspections, keeps those right, and calls it off. */
@Injectable()
export class CycleOpening {
  constructor(
    private readonly store: CycleStore,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly schedules: FeeSchedules,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async open(unit: Conveyance, { kind, dueOn }: WantedCycle): Promise<OpenCycle> {
    const { recordId } = unit;
    const line = await this.fee(this.catalogue.fees.certificate);
    const cycle = await this.store.open(recordId, kind, dueOn);
    if (line) await this.fees.assess(recordId, [line]);
    await this.openInspections(unit, cycle, this.wanted(unit, cycle));
    await this.announce(unit, cycle, 'begun');
    return cycle;
  }

  /** The end of the certificate was put right: the owner is told the right one, and a late fee that is not due by it is taken back. */
  async move(unit: Conveyance, cycle: OpenCycle, dueOn: Temporal.PlainDate): Promise<void> {
    await this.store.moveTo(cycle, dueOn);
    const { late } = this.catalogue.fees;
    const isLate = late && !isBefore(this.calendar.today(), lateFeeOn(dueOn, cycle.openedOn, late.daysOverdue));
    if (!isLate) await this.takeBackLateFee(unit, cycle, 'The end of the certificate was corrected');
    await this.announce(unit, cycle, 'corrected');
  }

  /** After what is known of the unit was put right: tests that it needs are opened, others called off unless they have passed. */
  async adjust(unit: Conveyance, cycle: OpenCycle): Promise<void> {
    const wanted = this.wanted(unit, cycle);
    const needless = cycle.inspections.filter(({ kind, passedOn }) => !passedOn && !wanted.includes(kind)).map(({ kind }) => kind);
    if (needless.length > 0) {
      await this.inspections.cancelOpen(unit.recordId, needless.map(typeCodeOf));
      await this.store.dropInspections(cycle, needless);
    }
    const missing = wanted.filter((kind) => !cycle.inspections.some((each) => each.kind === kind));
    await this.openInspections(unit, cycle, missing);
  }

  /** The unit needs no certificate any more, or another kind of cycle. What was paid for it pays for the next one, or goes back. */
  async callOff(unit: Conveyance, cycle: OpenCycle, reason: string): Promise<void> {
    const { certificate, late } = this.catalogue.fees;
    await this.inspections.cancelOpen(unit.recordId);
    await this.fees.takeBack(unit.recordId, reason, [certificate], cycle.openedAt);
    if (unit.status === 'retired' && late) await this.fees.voidUnpaid(unit.recordId, reason, [late.code]);
    // Of a unit that runs, the cycle ends because its dates were wrong; one that stands was late all the same.
    if (isRunning(unit.status)) await this.takeBackLateFee(unit, cycle, reason);
    await this.lifecycle.make((await this.store.ending(cycle)).cancel(unit, reason, this.clock.now()));
    // Of one unit no two are open.
    await this.database.flush();
  }

  /** The city's fee for a code; null when its schedule knows none. */
  async fee(code: string): Promise<AssessedLine | null> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    return globalFeeIfAny(schedule, code)[0] ?? null;
  }

  /** The message says by itself what the notices so far would have told. */
  private async announce(unit: Conveyance, cycle: OpenCycle, how: 'begun' | 'corrected'): Promise<void> {
    const today = this.calendar.today();
    const overdue = cycle.dueOn ? daysOverdue(today, cycle.dueOn) : 0;
    await this.store.giveNotices(cycle, noticesDue(overdue, this.catalogue.cycle.noticeDays, []), today);
    await this.lifecycle.make(unit.tellCycle(cycle, how, overdue));
  }

  /** Unpaid or paid: what came for it pays for the next fee. */
  private async takeBackLateFee({ recordId }: Conveyance, cycle: OpenCycle, reason: string): Promise<void> {
    const { late } = this.catalogue.fees;
    if (!late || !cycle.lateFeeOn) return;
    await this.fees.takeBack(recordId, reason, [late.code], this.calendar.at(cycle.lateFeeOn, new Temporal.PlainTime()));
    await this.store.chargeLateFee(cycle, null);
  }

  private wanted(unit: Conveyance, { kind, dueOn }: OpenCycle): InspectionKind[] {
    const end = (dueOn ?? this.calendar.today()).add({ months: this.catalogue.certificate.validMonths });
    const tests = this.catalogue.type(unit.typeCode)?.tests ?? [];
    return inspectionsOf(kind, end, tests, unit, (test: CategoryTest) => this.catalogue.inspection(test).intervalMonths!);
  }

  private async openInspections(unit: Conveyance, cycle: OpenCycle, kinds: readonly InspectionKind[]): Promise<void> {
    if (kinds.length === 0) return;
    const required = kinds.map((kind): RequiredInspection => ({
      typeCode: typeCodeOf(kind),
      typeName: this.catalogue.inspection(kind).name,
      discipline: this.catalogue.discipline.code,
      // In any order: none of them waits for another, or for one of an earlier year.
      sequence: 1,
      required: true,
    }));
    const ids = await this.inspections.open(unit.recordId, unit.number, required);
    await this.store.addInspections(
      cycle,
      kinds.map((kind, index) => ({ kind, inspectionId: ids[index] })),
    );
  }
}

/** Inspections of all modules share one list of types. */
function typeCodeOf(kind: InspectionKind): string {
  return `conveyance-${kind}`;
}
