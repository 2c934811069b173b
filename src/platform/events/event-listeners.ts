import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { toInstant } from '../database/types.js';
import { RequestContext } from '../http/request-context.js';
import { Clock } from '../time/clock.js';
import { ON_EVENT, type EventSubscription, type Listener } from './on-event.decorator.js';

/** Two transactions got into each other's way and one had to give in (deadlock, serialization): trying again at once helps. */
const GIVEN_IN = new Set(['40001', '40P01']);
const TRIES_AT_ONCE = 3;

interface EventRow {
  id: string;
  occurredAt: string;
  actorId: string | null;
  facts: Parameters<Listener>[0]['facts'];
  requestId: string | null;
}

/** Who reacts to what, found by the `@OnEvent` decorators of all providers; and the delivery of one event to one of them. */
@Injectable()
export class EventListeners implements OnModuleInit {
  private readonly byId = new Map<string, Listener>();
  private readonly byType = new Map<string, string[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const subscriptions = Reflect.getMetadata(ON_EVENT, prototype[name] as object) as EventSubscription[] | undefined;
        for (const subscription of subscriptions ?? []) {
          this.add(subscription, (instance as Record<string, Listener>)[name]!.bind(instance));
        }
      }
    }
  }

  idsFor(type: string): string[] {
    return this.byType.get(type) ?? [];
  }

  /** Every listener's id, with the event it waits for. */
  all(): { listener: string; type: string }[] {
    return [...this.byType].flatMap(([type, ids]) => ids.map((listener) => ({ listener, type })));
  }

  /** Runs a listener on an event, in one transaction with the note that it did; does nothing when it already has. */
  async deliver(listener: string, eventId: string): Promise<void> {
    const react = this.byId.get(listener);
    if (!react) throw new Error(`No listener has the id ${listener}; was it renamed?`);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.deliverOnce(listener, eventId, react);
      } catch (error) {
        if (attempt === TRIES_AT_ONCE || !GIVEN_IN.has(String((error as { code?: unknown }).code))) throw error;
      }
    }
  }

  private async deliverOnce(listener: string, eventId: string, react: Listener): Promise<void> {
    await this.database.transaction(async () => {
      // A second delivery of the same event waits here for the first to end, and then finds its note.
      const event = await this.database.row(sql<EventRow>`
        with handled as (
          insert into platform.event_handled (event_id, listener, handled_at)
          values (${eventId}, ${listener}, ${this.clock.now().toString()})
          on conflict do nothing returning event_id
        )
        select e.id, e.occurred_at, e.actor_id, e.facts, e.request_id from platform.event e join handled on handled.event_id = e.id`);
      if (!event) return;
      await this.context.run({ requestId: event.requestId ?? undefined, actorId: event.actorId ?? undefined }, () =>
        react({ id: event.id, occurredAt: toInstant(event.occurredAt), actorId: event.actorId, facts: event.facts }),
      );
    });
  }

  private add({ type, listener }: EventSubscription, react: Listener): void {
    if (this.byId.has(listener)) throw new Error(`Two listeners have the id ${listener}.`);
    this.byId.set(listener, react);
    this.byType.set(type, [...(this.byType.get(type) ?? []), listener]);
  }
}
