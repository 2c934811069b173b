import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Events } from '../../platform/events/events.js';
import type { Change } from '../../platform/status/change.js';
import { RecordsService } from './records.service.js';

/** Makes changes of status: the status itself, the chronology, the event and the audit entry, in the open transaction. */
@Injectable()
export class Lifecycle {
  constructor(
    private readonly records: RecordsService,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** All at once, in at most one statement for the chronology and one for the audit log. */
  async make(...changes: Change[]): Promise<void> {
    for (const change of changes) change.apply();
    const lines = changes.flatMap(({ recordId, tells }) => tells.map((line) => ({ recordId: recordId!, ...line })));
    if (lines.length > 0) await this.records.tellAll(lines);
    const entries = changes.flatMap(({ audit, subject, recordId, statusBefore, statusAfter }) =>
      audit
        ? [
            {
              action: audit.action,
              subject,
              recordId: recordId ?? undefined,
              before: { status: statusBefore, ...audit.before },
              after: { status: statusAfter, ...audit.after },
            },
          ]
        : [],
    );
    if (entries.length > 0) await this.audit.recordAll(entries);
    const events = changes.flatMap((change) => change.events);
    if (events.length > 0) this.events.publish(...events);
  }
}
