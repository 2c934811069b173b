import type { Outstanding, OutstandingItem } from '../../src/modules/records/index.js';

/** Who must act, or nobody, and what is to be done. */
export type NextStep = Pick<OutstandingItem, 'label' | 'role' | 'dueOn' | 'action'> & { actor: OutstandingItem['waitingOn'] | 'none' };

/** What a record waits for that waits for one thing alone, or for nobody. */
export function waitsFor({ actor, label, ...more }: NextStep): Outstanding {
  return actor === 'none'
    ? { items: [], otherwise: label }
    : { items: [{ kind: 'step', code: label, label, waitingOn: actor, ...more }], otherwise: label };
}
