import type { StaffRole } from '../../../platform/auth/principal.js';
import type { Cents } from '../../../platform/money/money.js';

/** Who can hold a record up, those whom the reader can ask first. */
export const WAITING_ON = ['applicant', 'contractor', 'city'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

/** The operation of the API that does it, so that a front end can make the button. */
export interface OutstandingAction {
  operationId: string;
  /** What the button says. */
  label: string;
  /** Of the path and of the body, by name. */
  parameters: Record<string, string>;
}

/** How the next step says an item; items that say the same are said once, with all that they are about: `Schedule: roof, final`. */
export interface Clause {
  says: string;
  about?: string;
}

/** One thing that a record waits for, as the module that knows of it says it. */
export interface OutstandingItem {
  /** What sort of thing: `review`, `fee`, `document`. Together with `code` it names the item for as long as it stands. */
  kind: string;
  code: string;
  label: string;
  waitingOn: WaitingOn;
  /** Who on the staff, when it is the city. */
  role?: StaffRole;
  /** Left out: since it was first seen. */
  since?: Temporal.Instant;
  /** Left out: the city has its usual time to answer, anybody else as long as they like. */
  dueOn?: Temporal.PlainDate | null;
  amountCents?: Cents;
  action?: OutstandingAction;
  /** Left out: a fee is to be paid, a document to be uploaded, anything else is said as it is labelled. */
  step?: Clause;
  /** Stands in the list, and is not what comes next: a fee while the reviewers still look at the plans. */
  isLater?: boolean;
}

/** All that a record waits for. */
export interface Outstanding {
  items: OutstandingItem[];
  /** What is said of a record that waits for nobody: `Valid through March 9, 2026`. */
  otherwise: string;
}

/** An item as it stands in the list. */
export interface KeptItem extends OutstandingItem {
  since: Temporal.Instant;
  dueOn: Temporal.PlainDate | null;
}
