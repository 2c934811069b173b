import { SetMetadata } from '@nestjs/common';
import type { DomainEvent, DomainEventClass, Facts } from './domain-event.js';

export const ON_EVENT = Symbol('on-event');

export interface EventSubscription {
  type: string;
  listener: string;
}

/**
 * Marks the method of a provider that reacts to an event. It runs in a transaction of its own, once for every event: delivered
 * at least once, effective exactly once. One method may react to several events: give the decorator several times.
 *
 * @param listener a fixed id (`module.what-it-does`), never changed once it has landed and used by one method only
 */
export function OnEvent<F extends Facts>(event: DomainEventClass<F>, listener: string): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor) => {
    const earlier = (Reflect.getMetadata(ON_EVENT, descriptor.value as object) as EventSubscription[] | undefined) ?? [];
    SetMetadata(ON_EVENT, [...earlier, { type: event.type, listener }])(target, key, descriptor);
  };
}

export type Listener = (event: {
  id: string;
  occurredAt: Temporal.Instant;
  actorId: string | null;
  facts: DomainEvent['facts'];
}) => Promise<unknown>;
