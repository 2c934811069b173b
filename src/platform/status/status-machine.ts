/** What can be done to something that has a status: from where, and where it leads. */
export interface VerbRule<S extends string> {
  /** Completes "It cannot …": `be denied`. */
  readonly what?: string;
  /** Whose verb it is: `owner`, or a role of the staff. */
  readonly who?: string;
  readonly from: readonly S[];
  /** Several where what is given decides; absent where the status stays. */
  readonly to?: S | readonly S[];
}

/**
 * The statuses of one table and the verbs that lead from one to another, said once: entities ask it before they change, the CHECK in
 * the database lists the same statuses, and `test/statuses.spec.ts` holds the two against each other.
 */
export class StatusMachine<S extends string, V extends string> {
  constructor(
    /** With its schema: `permits.permit`. */
    readonly table: string,
    /** The first is the one in which a row begins. */
    readonly statuses: readonly S[],
    readonly verbs: Readonly<Record<V, VerbRule<S>>>,
  ) {}

  allows(verb: V, status: S): boolean {
    return this.verbs[verb].from.includes(status);
  }

  /** The status after the verb; `chosen` where the verb leads to several. A mistake of the caller's is no broken rule: it throws an `Error`. */
  after(verb: V, status: S, chosen?: S): S {
    const led = this.targets(verb);
    const to = chosen ?? (led.length === 1 ? led[0]! : status);
    if (!this.allows(verb, status) || (led.length > 0 && !led.includes(to))) {
      throw new Error(`${this.table}: ${verb} does not lead from ${status} to ${to}.`);
    }
    return to;
  }

  /** Where the verb can begin: for statements that change many rows, or a row without its entity. */
  from(verb: V): S[] {
    return [...this.verbs[verb].from];
  }

  /** Where it leads. */
  to(verb: V): S[] {
    return [...this.targets(verb)];
  }

  /** Nothing leads out of it. */
  isOver(status: S): boolean {
    return this.following(status).length === 0;
  }

  /** Statuses that can come next. */
  following(status: S): S[] {
    const next = this.each().flatMap((verb) => (this.allows(verb, status) ? this.targets(verb) : []));
    return [...new Set(next)].filter((each) => each !== status);
  }

  each(): V[] {
    return Object.keys(this.verbs) as V[];
  }

  private targets(verb: V): readonly S[] {
    const { to } = this.verbs[verb];
    return to === undefined ? [] : typeof to === 'string' ? [to] : to;
  }
}
