import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { CertificatesService } from '../certificate/certificates.service.js';
import { CaseFiles, Lifecycle, type Outstanding } from '../../records/index.js';
import { ConveyanceCatalogue } from '../conveyance-catalogue.js';
import type { Conveyance } from '../conveyance.entity.js';
import { CONVEYANCE_FILE } from '../conveyance.record-type.js';
import { isRunning } from '../conveyance.status.js';
import { outstandingOf, type OpenCycleFacts } from '../conveyance-outstanding.rules.js';
import { CycleOpening } from './cycle-opening.js';
import { CycleContexts } from './cycle-contexts.js';
import { CycleProgress } from './cycle-progress.js';
import { cycleOn, nextCertificateEnd, nextLook, statusOn } from './cycle.rules.js';
import { CycleStore, type OpenCycle } from './cycle.store.js';

/**
 * Brings a unit to where its dates, its payments and its inspections put it today: one function for the clerk's change, the payment,
 * the inspector's result and the night, so that it does not matter which comes first, and none is lost when it comes twice (V-01).
 */
@Injectable()
export class CyclesService {
  constructor(
    private readonly database: Database,
    private readonly store: CycleStore,
    private readonly opening: CycleOpening,
    private readonly progress: CycleProgress,
    private readonly contexts: CycleContexts,
    private readonly certificates: CertificatesService,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** Safe to call at any time, for any record. */
  async followRecord(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const unit = await this.files.lockForUpdate(CONVEYANCE_FILE, recordId);
      if (unit) await this.follow(unit);
    });
  }

  /** For a unit that is locked. `calledOffBecause` is told when a cycle that was open ends without a certificate. */
  async follow(unit: Conveyance, calledOffBecause?: string): Promise<void> {
    await this.followAll([unit], calledOffBecause);
  }

  /** The same for many units; those that need no cycle cost no statement of their own. */
  async followAll(units: readonly Conveyance[], calledOffBecause = 'what was known of the unit was corrected'): Promise<void> {
    const open = await this.store.openOfMany(units.map(({ recordId }) => recordId));
    const cycles = new Map(open.map((cycle) => [cycle.recordId, cycle]));
    const shown: { thing: Conveyance; outstanding: Outstanding }[] = [];
    for (const unit of units) {
      shown.push({ thing: unit, outstanding: await this.advance(unit, cycles.get(unit.recordId) ?? null, calledOffBecause) });
    }
    await this.files.showAll(CONVEYANCE_FILE, shown);
  }

  private async advance(unit: Conveyance, open: OpenCycle | null, calledOffBecause: string): Promise<Outstanding> {
    if (!isRunning(unit.status)) {
      if (open) await this.opening.callOff(unit, open, calledOffBecause);
      unit.nextLookOn = null;
      return waitingOf(unit, null);
    }
    const cycle = await this.renew(unit, open, calledOffBecause);
    const isComplete = cycle !== null && (await this.complete(unit, cycle));
    return this.lookAhead(unit, isComplete ? null : cycle);
  }

  /** The cycle that the unit is in today: the open one, put right, or a new one. */
  private async renew(unit: Conveyance, open: OpenCycle | null, calledOffBecause: string): Promise<OpenCycle | null> {
    const today = this.calendar.today();
    const dates = { acceptanceNeeded: unit.acceptanceNeeded, certificateExpiresOn: unit.certificateExpiresOn ?? null };
    const wanted = cycleOn(today, dates, this.catalogue.cycle.opensDaysBefore);
    let cycle = open;
    if (cycle && cycle.kind !== wanted?.kind) {
      await this.opening.callOff(unit, cycle, calledOffBecause);
      cycle = null;
    }
    if (wanted && !cycle) cycle = await this.opening.open(unit, wanted);
    else if (cycle) {
      if (wanted?.dueOn && !cycle.dueOn?.equals(wanted.dueOn)) await this.opening.move(unit, cycle, wanted.dueOn);
      await this.progress.noteResults(unit, cycle);
      await this.opening.adjust(unit, cycle);
    }
    await this.lifecycle.make(unit.standAs(statusOn(today, wanted)));
    return cycle;
  }

  /** Paid and passed, in whichever order: the certificate is issued at once. */
  private async complete(unit: Conveyance, cycle: OpenCycle): Promise<boolean> {
    const { isComplete, inspections } = await this.contexts.ofOne(cycle);
    if (!isComplete) return false;
    const today = this.calendar.today();
    const end = nextCertificateEnd(today, unit.certificateExpiresOn ?? null, this.catalogue.certificate.validMonths);
    const completed = (await this.store.ending(cycle)).complete(unit, this.clock.now());
    await this.lifecycle.make(completed, unit.certify(today, end));
    const passed = inspections.map(({ name, passedOn }) => ({ name, on: passedOn!.toString() }));
    await this.certificates.issue(unit, passed);
    return true;
  }

  private async lookAhead(unit: Conveyance, cycle: OpenCycle | null): Promise<Outstanding> {
    const today = this.calendar.today();
    const certificateExpiresOn = unit.certificateExpiresOn ?? null;
    if (cycle) await this.progress.remind(unit, cycle);
    const dates = cycle && {
      kind: cycle.kind,
      dueOn: cycle.dueOn,
      noticesGiven: cycle.noticesGiven,
      lateFeeOn: this.progress.lateFeeDay(cycle),
      correctionsDueOn: cycle.inspections.flatMap(({ correctionsDueOn, correctionsNoticedOn, passedOn }) =>
        correctionsDueOn && !correctionsNoticedOn && !passedOn ? [correctionsDueOn] : [],
      ),
    };
    unit.nextLookOn = nextLook(today, { certificateExpiresOn }, dates, this.catalogue.cycle);
    return waitingOf(unit, cycle && { ...cycle, ...(await this.contexts.ofOne(cycle)) });
  }
}

function waitingOf({ number, status, certificateExpiresOn, outOfServiceSince }: Conveyance, cycle: OpenCycleFacts | null): Outstanding {
  const dates = { certificateExpiresOn: certificateExpiresOn ?? null, outOfServiceSince: outOfServiceSince ?? null };
  return outstandingOf({ number, status, ...dates, cycle });
}
