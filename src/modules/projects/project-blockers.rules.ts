import type { StaffRole } from '../../platform/auth/principal.js';
import type { NextStep, NextStepActor, RecordSummary } from '../records/index.js';

/** Who can hold a record up, those whom the reader can ask first. */
export const BLOCKING_SIDES = ['applicant', 'contractor', 'city'] as const satisfies readonly NextStepActor[];
export type BlockingSide = (typeof BLOCKING_SIDES)[number];

/** One thing that a record waits for. */
export interface Blocker {
  label: string;
  waitingOn: BlockingSide;
  since: Temporal.Instant;
  /** Who on the staff, when it is the city. */
  role?: StaffRole | null;
  dueOn?: Temporal.PlainDate | null;
  amountCents?: number | null;
}

export interface BlockerOf extends Blocker {
  record: RecordSummary;
}

/** What the record's shell says it waits for; none when it waits for nobody. */
export function nextStepOf({ closedAt, nextStep: { actor, label, role, dueOn }, waitingSince }: RecordSummary): Blocker[] {
  return closedAt ? [] : toBlocker({ actor, label, role, dueOn }, waitingSince);
}

/** A step that somebody has to take; none when nobody has to. */
export function toBlocker(
  { actor, label, role, dueOn }: Pick<NextStep, 'actor' | 'label'> & Pick<Blocker, 'role' | 'dueOn'>,
  since: Temporal.Instant,
  more: Pick<Blocker, 'amountCents'> = {},
): Blocker[] {
  return actor === 'none' ? [] : [{ label, waitingOn: actor, since, role, dueOn, ...more }];
}

/** By who must act, then by who has had to for longest. */
export function inOrder(blockers: readonly BlockerOf[]): BlockerOf[] {
  return blockers.toSorted(
    (a, b) =>
      BLOCKING_SIDES.indexOf(a.waitingOn) - BLOCKING_SIDES.indexOf(b.waitingOn) ||
      Temporal.Instant.compare(a.since, b.since) ||
      (a.record.number < b.record.number ? -1 : a.record.number > b.record.number ? 1 : 0),
  );
}
