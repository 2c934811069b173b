import { Injectable } from '@nestjs/common';
import { BusinessCalendar } from '../../city/index.js';
import { InspectionsService, type InspectionProgress } from '../../inspections/index.js';
import { FeesService } from '../../payments/index.js';
import { Lifecycle } from '../../records/index.js';
import { ConveyanceCatalogue } from '../conveyance-catalogue.js';
import type { Conveyance } from '../conveyance.entity.js';
import { CycleOpening } from './cycle-opening.js';
import { daysOverdue, isBefore, lateFeeOn, noticesDue } from './cycle.rules.js';
import { CycleStore, type CycleInspection, type OpenCycle } from './cycle.store.js';

/** Takes over what was inspected in a cycle, and reminds of what was not. */
@Injectable()
export class CycleProgress {
  constructor(
    private readonly store: CycleStore,
    private readonly opening: CycleOpening,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** Takes over results that the cycle does not know yet: what passed, and what an inspector wants put right. */
  async noteResults(unit: Conveyance, cycle: OpenCycle): Promise<void> {
    const progress = await this.inspections.progressOf(cycle.inspections.map(({ inspectionId }) => inspectionId));
    for (const inspection of cycle.inspections) {
      const now = progress.find(({ openedId }) => openedId === inspection.inspectionId)!;
      if (now.status === 'passed') await this.notePass(unit, inspection, this.calendar.dateOf(now.resultAt!));
      // A closed gate finds nothing and takes no finding back.
      else if (now.outcome === 'corrections-required' || now.outcome === 'partial') await this.noteFindings(unit, inspection, now);
    }
  }

  /** A late fee, a notice, a term for corrections that has run out: each once. */
  async remind(unit: Conveyance, cycle: OpenCycle): Promise<void> {
    const today = this.calendar.today();
    for (const inspection of cycle.inspections) {
      const { correctionsDueOn, correctionsNoticedOn, passedOn, kind } = inspection;
      if (passedOn || correctionsNoticedOn || !correctionsDueOn || !isBefore(correctionsDueOn, today)) continue;
      inspection.correctionsNoticedOn = today;
      await this.store.saveInspection(inspection);
      await this.lifecycle.make(unit.remindOfCorrections(this.catalogue.inspection(kind).name, correctionsDueOn));
    }
    if (cycle.dueOn) await this.remindOverdue(unit, cycle, cycle.dueOn);
  }

  /** When the late fee is to be charged; null when it was, or the city has none. */
  lateFeeDay({ dueOn, openedOn, lateFeeOn: charged }: OpenCycle): Temporal.PlainDate | null {
    const { late } = this.catalogue.fees;
    return late && dueOn && !charged ? lateFeeOn(dueOn, openedOn, late.daysOverdue) : null;
  }

  private async remindOverdue(unit: Conveyance, cycle: OpenCycle, dueOn: Temporal.PlainDate): Promise<void> {
    const today = this.calendar.today();
    const lateFeeDay = this.lateFeeDay(cycle);
    if (lateFeeDay && !isBefore(today, lateFeeDay)) {
      const line = await this.opening.fee(this.catalogue.fees.late!.code);
      if (line) await this.fees.assess(unit.recordId, [line]);
      await this.store.chargeLateFee(cycle, today);
    }
    const overdue = daysOverdue(today, dueOn);
    const due = noticesDue(overdue, this.catalogue.cycle.noticeDays, cycle.noticesGiven);
    const noticeDay = due.at(-1);
    if (noticeDay === undefined) return;
    await this.store.giveNotices(cycle, due, today);
    await this.lifecycle.make(unit.remindOfCertificate(dueOn, overdue, noticeDay));
  }

  private async notePass(unit: Conveyance, inspection: CycleInspection, on: Temporal.PlainDate): Promise<void> {
    if (inspection.passedOn) return;
    inspection.passedOn = on;
    inspection.correctionsDueOn = null;
    inspection.correctionsNoticedOn = null;
    await this.store.saveInspection(inspection);
    unit.passed(inspection.kind, on);
  }

  private async noteFindings(unit: Conveyance, inspection: CycleInspection, { resultAt }: InspectionProgress): Promise<void> {
    const dueOn = this.calendar.dateOf(resultAt!).add({ days: this.catalogue.cycle.correctionDays });
    if (inspection.correctionsDueOn?.equals(dueOn)) return;
    inspection.correctionsDueOn = dueOn;
    inspection.correctionsNoticedOn = null;
    await this.store.saveInspection(inspection);
    await this.lifecycle.make(unit.orderCorrections(this.catalogue.inspection(inspection.kind).name, dueOn));
  }
}
