import { Injectable } from '@nestjs/common';
import { Events } from '../../../platform/events/events.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../../city/index.js';
import { InspectionsService, type RequiredInspection } from '../../inspections/index.js';
import { FeeSchedules, FeesService, globalFeeIfAny, type AssessedLine } from '../../payments/index.js';
import { ConveyanceCatalogue } from '../conveyance-catalogue.js';
import type { Conveyance } from '../conveyance.entity.js';
import { ConveyanceShell } from '../conveyance-shell.js';
import { isRunning, type CategoryTest, type InspectionKind } from '../conveyance.status.js';
import { ConveyanceCycleOpened } from '../conveyances.events.js';
import { daysOverdue, inspectionsOf, isBefore, lateFeeOn, noticesDue, type WantedCycle } from './cycle.rules.js';
import { CycleStore, type OpenCycle } from './cycle.store.js';

/** Opens a cycle with its fee and its inspections, keeps those right, and calls it off. */
@Injectable()
export class CycleOpening {
  constructor(
    private readonly store: CycleStore,
    private readonly shell: ConveyanceShell,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly schedules: FeeSchedules,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
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
    if (!isLate) await this.takeBackLateFee(unit, cycle, 'The end of the certificate was put right');
    await this.announce(unit, cycle, 'put right');
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
    await this.store.close(cycle, 'cancel');
    await this.shell.tell(unit, 'cycle-called-off', `The renewal was called off: ${reason}`);
  }

  /** The city's fee for a code; null when its schedule knows none. */
  async fee(code: string): Promise<AssessedLine | null> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    return globalFeeIfAny(schedule, code)[0] ?? null;
  }

  /** The message says by itself what the notices so far would have told. */
  private async announce({ recordId, number }: Conveyance, cycle: OpenCycle, how: 'begun' | 'put right'): Promise<void> {
    const { kind, dueOn } = cycle;
    const today = this.calendar.today();
    const overdue = dueOn ? daysOverdue(today, dueOn) : 0;
    await this.store.giveNotices(cycle, noticesDue(overdue, this.catalogue.cycle.noticeDays, []), today);
    const what = dueOn
      ? `Renewal ${how}: the certificate ${overdue > 0 ? 'ran out' : 'ends'} on ${formatLongDate(dueOn)}`
      : 'The way to the certificate has begun';
    await this.shell.tell({ recordId }, 'cycle-opened', what);
    this.events.publish(new ConveyanceCycleOpened({ recordId, number, kind, dueOn: dueOn?.toString() ?? null, daysOverdue: overdue }));
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
    const last = {
      lastCategory1On: unit.lastCategory1On ?? null,
      lastCategory3On: unit.lastCategory3On ?? null,
      lastCategory5On: unit.lastCategory5On ?? null,
    };
    return inspectionsOf(kind, end, tests, last, (test: CategoryTest) => this.catalogue.inspection(test).intervalMonths!);
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
