import type { StaffRole } from '../../platform/auth/principal.js';
import { WAITING_ON, type KeptItem, type RecordSummary } from '../records/index.js';

/** One thing that a record of the project waits for. */
export interface Blocker extends Pick<KeptItem, 'label' | 'waitingOn' | 'since' | 'dueOn' | 'amountCents' | 'action'> {
  record: RecordSummary;
  role?: StaffRole | null;
}

/** By who must act, then by the record that has waited for them longest, each with its things in their own order. */
export function inOrder(blockers: readonly Blocker[]): Blocker[] {
  const longest = new Map<string, Temporal.Instant>();
  for (const blocker of blockers) {
    const before = longest.get(keyOf(blocker));
    if (!before || Temporal.Instant.compare(blocker.since, before) < 0) longest.set(keyOf(blocker), blocker.since);
  }
  return blockers.toSorted(
    (a, b) =>
      WAITING_ON.indexOf(a.waitingOn) - WAITING_ON.indexOf(b.waitingOn) ||
      Temporal.Instant.compare(longest.get(keyOf(a))!, longest.get(keyOf(b))!) ||
      (a.record.number < b.record.number ? -1 : a.record.number > b.record.number ? 1 : 0),
  );
}

function keyOf({ waitingOn, record }: Blocker): string {
  return `${waitingOn} ${record.number}`;
}
