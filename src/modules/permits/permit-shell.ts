import { Injectable } from '@nestjs/common';
import { RecordsService, type ChronologyEntry, type NextStep, type RecordChange } from '../records/index.js';
import type { Permit } from './permit.entity.js';
import { isClosed, PERMIT_STATUS_LABELS } from './permit.status.js';

/** Keeps the record true to its permit: what residents see of its status, what comes next, and its chronology. */
@Injectable()
export class PermitShell {
  constructor(private readonly records: RecordsService) {}

  async show(permit: Permit, nextStep: NextStep, more: RecordChange = {}): Promise<void> {
    await this.records.update(permit.recordId, {
      status: permit.status,
      statusLabel: PERMIT_STATUS_LABELS[permit.status],
      nextStep,
      ...(isClosed(permit.status) ? { closed: true } : {}),
      ...more,
    });
  }

  async tell(
    permit: Permit,
    what: string,
    summary: string,
    visibility: ChronologyEntry['visibility'] = 'parties',
    details?: Record<string, unknown>,
  ): Promise<void> {
    await this.records.tell(permit.recordId, { type: `permits.${what}`, summary, visibility, details });
  }
}
