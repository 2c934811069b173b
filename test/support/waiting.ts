import type { NextStep, Outstanding } from '../../src/modules/records/index.js';

/** What a record waits for that waits for one thing alone, or for nobody. */
export function waitsFor({ actor, label, ...more }: NextStep): Outstanding {
  return actor === 'none'
    ? { items: [], otherwise: label }
    : { items: [{ kind: 'step', code: label, label, waitingOn: actor, ...more }], otherwise: label };
}
