import { Injectable } from '@nestjs/common';
import { InspectionsService, type InspectionProgress } from '../../inspections/index.js';
import { FeesService, type OutstandingFee } from '../../payments/index.js';
import { ConveyanceCatalogue } from '../conveyance-catalogue.js';
import type { CycleVisit } from '../conveyance-outstanding.rules.js';
import type { CycleInspection, OpenCycle } from './cycle.store.js';

/** Where a cycle stands. */
export interface CycleContext {
  fees: readonly OutstandingFee[];
  inspections: (CycleVisit & CycleInspection)[];
  isComplete: boolean;
}

/** Compares cycles with what was paid and inspected. */
@Injectable()
export class CycleContexts {
  constructor(
    private readonly catalogue: ConveyanceCatalogue,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
  ) {}

  async ofOne(cycle: OpenCycle): Promise<CycleContext> {
    return (await this.of([cycle])).get(cycle.recordId)!;
  }

  /** By their records: a fixed number of queries, however many cycles. */
  async of(cycles: readonly OpenCycle[]): Promise<Map<string, CycleContext>> {
    const outstanding = await this.fees.outstandingOf(cycles.map(({ recordId }) => recordId));
    const opened = cycles.flatMap(({ inspections }) => inspections.map(({ inspectionId }) => inspectionId));
    const progress = new Map((await this.inspections.progressOf(opened)).map((each) => [each.openedId, each]));
    return new Map(
      cycles.map((cycle) => {
        const fees = outstanding.get(cycle.recordId)!;
        const inspections = cycle.inspections.map((each) => {
          const now = progress.get(each.inspectionId)!;
          const { name } = this.catalogue.inspection(each.kind);
          return { ...each, name, state: stateOf(now), on: now.appointmentOn, currentId: now.currentId };
        });
        const isComplete = fees.length === 0 && inspections.every(({ state }) => state === 'passed');
        return [cycle.recordId, { fees, inspections, isComplete }];
      }),
    );
  }
}

function stateOf({ status, outcome, appointmentOn }: InspectionProgress): CycleVisit['state'] {
  if (status === 'passed') return 'passed';
  if (appointmentOn) return 'booked';
  return outcome ? 'failed' : 'to-book';
}
