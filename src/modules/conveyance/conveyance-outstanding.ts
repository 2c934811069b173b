import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { OutstandingService, type Outstanding } from '../records/index.js';
import { outstandingOf, type ConveyanceFacts } from './conveyance-outstanding.rules.js';
import { CyclePictures } from './cycle/cycle-pictures.js';
import { CycleStore } from './cycle/cycle.store.js';

/** What units wait for: a fixed number of queries. */
@Injectable()
export class ConveyanceOutstanding implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly store: CycleStore,
    private readonly pictures: CyclePictures,
    private readonly outstanding: OutstandingService,
  ) {}

  onModuleInit(): void {
    this.outstanding.register({ kind: 'license', of: (ids) => this.of(ids) });
  }

  private async of(recordIds: readonly string[]): Promise<Map<string, Outstanding>> {
    const units = await this.units(recordIds);
    if (units.length === 0) return new Map();
    const cycles = await this.store.openOfMany(units.map(({ recordId }) => recordId));
    const pictures = await this.pictures.of(cycles);
    const open = new Map(cycles.map((cycle) => [cycle.recordId, { ...cycle, ...pictures.get(cycle.recordId)! }]));
    return new Map(units.map(({ recordId, ...unit }) => [recordId, outstandingOf({ ...unit, cycle: open.get(recordId) ?? null })]));
  }

  private async units(recordIds: readonly string[]): Promise<(Omit<ConveyanceFacts, 'cycle'> & { recordId: string })[]> {
    const rows = await this.database.rows(sql<UnitRow>`
      select record_id, number, status, certificate_expires_on, out_of_service_since
      from conveyance.conveyance where record_id = any(${recordIds}::uuid[])`);
    return rows.map(({ certificateExpiresOn, outOfServiceSince, ...row }) => ({
      ...row,
      certificateExpiresOn: day(certificateExpiresOn),
      outOfServiceSince: day(outOfServiceSince),
    }));
  }
}

interface UnitRow extends Pick<ConveyanceFacts, 'number' | 'status'> {
  recordId: string;
  certificateExpiresOn: string | null;
  outOfServiceSince: string | null;
}

function day(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text);
}
