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
    this.database.transactionKey();
    await this.database.execute(sql`
      insert into platform.audit_entry (id, at, actor_id, action, subject, record_id, before, after, request_id)
      values (${newId()}, ${this.clock.now().toString()}, ${this.context.actorId ?? null}, ${entry.action}, ${entry.subject},
        ${entry.recordId ?? null}, ${json(entry.before)}::jsonb, ${json(entry.after)}::jsonb, ${this.context.requestId ?? null})`);
  }
}

function json(value: Record<string, unknown> | null | undefined): string | null {
  return value ? JSON.stringify(value) : null;
}
