import type { Shape } from '../../api/types';

export type Blocker = Shape<'ProjectBlockerDto'>;
export type WaitingOn = Blocker['waitingOn'];

/** What one record of a project waits for, of one who must act. */
export interface Group {
  recordNumber: string;
  typeName: string;
  blockers: Blocker[];
}

const ORDER: readonly WaitingOn[] = ['applicant', 'contractor', 'city'];

/** What holds the whole up, by who must act and then by record, in the order of the portal. */
export function byWhoMustAct(blockers: readonly Blocker[]): { waitingOn: WaitingOn; groups: Group[] }[] {
  return ORDER.map((waitingOn) => ({ waitingOn, groups: byRecord(blockers.filter((each) => each.waitingOn === waitingOn)) })).filter(
    ({ groups }) => groups.length > 0,
  );
}

function byRecord(blockers: readonly Blocker[]): Group[] {
  const groups = new Map<string, Group>();
  for (const blocker of blockers) {
    const { recordNumber, typeName } = blocker;
    const group = groups.get(recordNumber) ?? { recordNumber, typeName, blockers: [] };
    group.blockers.push(blocker);
    groups.set(recordNumber, group);
  }
  return [...groups.values()];
}
