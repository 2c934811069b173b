import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { newId } from '../database/ids.js';
import { RequestContext } from '../http/request-context.js';
import { Clock } from '../time/clock.js';

export interface AuditEntry {
  /** `module.verb`, e.g. `permits.reclassify`. */
  action: string;
  /** What it was done to: a record's number, an account's id, a version. */
  subject: string;
  recordId?: string;
  /** The values that changed, as they were and as they are. No secrets. */
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
}

/** Who did what, kept for ever: one entry for each staff action, written in the action's own transaction. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {}

  async record(entry: AuditEntry): Promise<void> {
    await this.recordAll([entry]);
  }

  /** Many actions that are done at once, in one statement. */
  async recordAll(entries: AuditEntry[]): Promise<void> {
    this.database.transactionKey();
    const rows = entries.map((entry) => ({ ...entry, id: newId() }));
    await this.database.execute(sql`
      insert into platform.audit_entry (id, at, actor_id, action, subject, record_id, before, after, request_id)
      select id, ${this.clock.now().toString()}::timestamptz, ${this.context.actorId ?? null}::uuid, action, subject, "recordId", before, after,
        ${this.context.requestId ?? null}::text
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given (id uuid, action text, subject text, "recordId" uuid, before jsonb, after jsonb)`);
  }
}
