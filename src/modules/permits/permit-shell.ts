import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { RecordsService, type ChronologyEntry, type RecordChange } from '../records/index.js';
import { PermitOutstanding, type PermitPicture, type PermitWaiting } from './issuance/permit-outstanding.js';
import type { Permit } from './permit.entity.js';
import { PERMIT_STATUS_LABELS } from './permit.status.js';

/** Keeps the record true to its permit: what residents see of its status, what comes next, and its chronology. */
@Injectable()
export class PermitShell {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly outstanding: PermitOutstanding,
  ) {}

  /** What residents see of it now. */
  async show(permit: Permit, more: RecordChange = {}): Promise<PermitPicture> {
    await this.database.flush();
    const waiting = await this.outstanding.of(permit);
    await this.showWaiting(permit, waiting, more);
    return waiting.picture;
  }

  /** The same by what has been read of it; whether it waits for something else than before. */
  showWaiting(permit: Permit, { outstanding }: Pick<PermitWaiting, 'outstanding'>, more: RecordChange = {}): Promise<boolean> {
    return this.records.update(permit.recordId, {
      status: permit.status,
      statusLabel: PERMIT_STATUS_LABELS[permit.status],
      outstanding,
      ...more,
    });
  }

  /** It is over, and waits for nothing. */
  async close(permit: Permit, more: RecordChange = {}): Promise<void> {
    const otherwise = PERMIT_STATUS_LABELS[permit.status];
    await this.showWaiting(permit, { outstanding: { items: [], otherwise } }, { closed: true, ...more });
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
