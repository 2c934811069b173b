import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { newId } from '../database/ids.js';
import { RequestContext } from '../http/request-context.js';
import { addJobs } from '../jobs/queue.js';
import { Clock } from '../time/clock.js';
import type { DomainEvent } from './domain-event.js';
import { EventListeners } from './event-listeners.js';

/** Tries before a listener's job waits for an administrator; with graphile-worker's backoff they span about half a day. */
const MOST_TRIES = 16;

/** The publisher. An event is saved in the transaction of the change it tells of, with one queued job for every listener. */
@Injectable()
export class Events {
  private readonly pending = new WeakMap<object, DomainEvent[]>();

  constructor(
    private readonly database: Database,
    private readonly listeners: EventListeners,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {}

  /** Saves the event with the open transaction; without one it throws. */
  publish(...events: DomainEvent[]): void {
    const key = this.database.transactionKey();
    const waiting = this.pending.get(key);
    if (waiting) {
      waiting.push(...events);
      return;
    }
    this.pending.set(key, [...events]);
    this.database.beforeCommit(() => this.save(this.pending.get(key)!));
  }

  private async save(events: DomainEvent[]): Promise<void> {
    const occurredAt = this.clock.now().toString();
    const rows = events.map((event) => ({ id: newId(), type: event.type, facts: event.facts }));
    const jobs = rows.flatMap((row) => this.listeners.idsFor(row.type).map((listener) => ({ listener, eventId: row.id })));
    await this.database.execute(sql`
      with saved as (
        insert into platform.event (id, type, facts, occurred_at, actor_id, request_id)
        select (e->>'id')::uuid, e->>'type', e->'facts', ${occurredAt}::timestamptz, ${this.context.actorId ?? null}::uuid, ${this.context.requestId ?? null}
        from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) e
      )
      ${addJobs('event', jobs, MOST_TRIES)}`);
  }
}
