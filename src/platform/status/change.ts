import type { DomainEvent } from '../events/domain-event.js';
import type { StatusMachine } from './status-machine.js';

/** Who reads a line of the chronology; staff read all of them. */
export const VISIBILITIES = ['public', 'parties', 'owners', 'staff'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export interface ChronologyEntry {
  /** `module.what-happened` */
  type: string;
  /** One sentence that everyone who may see it understands. */
  summary: string;
  visibility: Visibility;
  details?: Record<string, unknown>;
  /** Who acted is written down nowhere: for those whom the city promises not to name. */
  unsigned?: boolean;
}

/** What a verb does besides leading to another status. */
export interface Deed<Thing> {
  /** Where the verb leads to several statuses, the one it comes to. */
  to?: Thing extends { status: infer S } ? S : never;
  set?: Partial<Thing>;
  /** Lines of the chronology; a change of status that the chronology need not know of says why. */
  tells: ChronologyEntry | ChronologyEntry[] | { silentBecause: string };
  event?: DomainEvent | DomainEvent[];
  /** Of an act of the staff, what the audit log keeps; the status before and after stand there by themselves. */
  audit?: { action: string; before?: Record<string, unknown>; after?: Record<string, unknown> };
}

/** A change as its verb describes it. Nothing has happened before `Lifecycle.make`. */
export interface Change {
  apply(): void;
  recordId: string | null;
  /** What the audit log names it by. */
  subject: string;
  statusBefore: string;
  statusAfter: string;
  tells: ChronologyEntry[];
  events: DomainEvent[];
  audit: Deed<unknown>['audit'];
}

/** Whoever calls this has refused, kindly, what the machine does not allow. */
export function changeOf<S extends string, V extends string, Thing extends { status: S }>(
  machine: StatusMachine<S, V>,
  thing: Thing,
  about: { recordId: string | null; subject: string },
  verb: V,
  { to: chosen, set, tells, event, audit }: Deed<Thing>,
): Change {
  const statusBefore = thing.status;
  const statusAfter = machine.after(verb, statusBefore, chosen as S | undefined);
  return {
    apply: () => void Object.assign(thing, { status: statusAfter }, set),
    ...about,
    statusBefore,
    statusAfter,
    tells: 'silentBecause' in tells ? [] : [tells].flat(),
    events: event ? [event].flat() : [],
    audit,
  };
}
