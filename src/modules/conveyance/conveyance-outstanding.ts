import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { toDay } from '../../platform/time/to-day.js';
import { OutstandingService, type Outstanding } from '../records/index.js';
import { outstandingOf, type ConveyanceFacts } from './conveyance-outstanding.rules.js';
import { CycleContexts } from './cycle/cycle-contexts.js';
import { CycleStore } from './cycle/cycle.store.js';

/** What units wait for: a fixed number of queries. */
@Injectable()
export class ConveyanceOutstanding implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: CycleStore,
    private readonly contexts: CycleContexts,
    private readonly outstanding: OutstandingService,
  ) {}

  onModuleInit(): void {
    this.outstanding.register({ kind: 'license', of: (ids) => this.of(ids) });
  }

  private async of(recordIds: readonly string[]): Promise<Map<string, Outstanding>> {
    const units = await this.units(recordIds);
    if (units.length === 0) return new Map();
    const cycles = await this.store.openOfMany(units.map(({ recordId }) => recordId));
    const contexts = await this.contexts.of(cycles);
    const open = new Map(cycles.map((cycle) => [cycle.recordId, { ...cycle, ...contexts.get(cycle.recordId)! }]));
    return new Map(units.map(({ recordId, ...unit }) => [recordId, outstandingOf({ ...unit, cycle: open.get(recordId) ?? null })]));
  }

  private async units(recordIds: readonly string[]): Promise<(Omit<ConveyanceFacts, 'cycle'> & { recordId: string })[]> {
    const rows = await this.database.query
      .selectFrom('conveyance.conveyance')
      .select(['recordId', 'number', 'status', 'certificateExpiresOn', 'outOfServiceSince'])
      .where('recordId', 'in', recordIds)
      .execute();
    return rows.map(({ certificateExpiresOn, outOfServiceSince, ...row }) => ({
      ...row,
      certificateExpiresOn: toDay(certificateExpiresOn),
      outOfServiceSince: toDay(outOfServiceSince),
    }));
  }
}
