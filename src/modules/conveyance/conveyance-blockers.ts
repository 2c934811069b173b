import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ProjectBlockers, toBlocker, type Blocker } from '../projects/index.js';
import { type RecordSummary } from '../records/index.js';
import { CycleProgress } from './cycle/cycle-progress.js';
import { CycleStore } from './cycle/cycle.store.js';
import { waitsOf } from './next-step.rules.js';

/** What units in a project wait for until they are certified: a fixed number of queries. */
@Injectable()
export class ConveyanceBlockers implements OnModuleInit {
  constructor(
    private readonly store: CycleStore,
    private readonly progress: CycleProgress,
    private readonly projectBlockers: ProjectBlockers,
  ) {}

  onModuleInit(): void {
    this.projectBlockers.register({ kind: 'license', of: (records) => this.of(records) });
  }

  async of(records: readonly RecordSummary[]): Promise<Map<string, Blocker[]>> {
    const cycles = await this.store.openOfMany(records.map(({ id }) => id));
    if (cycles.length === 0) return new Map();
    const pictures = await this.progress.picturesOf(cycles);
    return new Map(
      cycles.map(({ recordId, dueOn, openedAt }) => {
        const waits = waitsOf({ ...pictures.get(recordId)!, dueOn });
        return [recordId, waits.flatMap(({ amountCents, ...step }) => toBlocker(step, openedAt, { amountCents }))];
      }),
    );
  }
}
