/** What may stand in an event: ids and facts that survive a trip through JSON. Never entities, secrets or personal data. */
export type Facts = Record<string, string | number | boolean | null | string[] | undefined>;

/**
 * Something that happened, named in the past tense. A module publishes its events from its front door; modules above it react
 * with `@OnEvent`.
 */
export abstract class DomainEvent<F extends Facts = Facts> {
  /** `module.what-happened`, stored with every occurrence; never changed once it has landed. */
  static readonly type: string;

  constructor(readonly facts: F) {}

  get type(): string {
    return (this.constructor as typeof DomainEvent).type;
  }
}

/** `class FeesPaid extends domainEvent<{ recordId: string }>('payments.fees-paid') {}` */
export function domainEvent<F extends Facts>(type: string) {
  return class extends DomainEvent<F> {
    static override readonly type = type;
  };
}

export interface DomainEventClass<F extends Facts = Facts> {
  readonly type: string;
  new (facts: F): DomainEvent<F>;
}

/** An event as its listeners get it. */
export interface Published<E extends DomainEvent> {
  id: string;
  occurredAt: Temporal.Instant;
  /** The account that caused it; absent when the system did. */
  actorId: string | null;
  facts: E['facts'];
}
