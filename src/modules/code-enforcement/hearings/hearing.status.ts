import { StatusMachine } from '../../../platform/status/status-machine.js';

export const HEARING_STATUSES = ['scheduled', 'moved', 'cancelled', 'held'] as const;

/** `moved`: another hearing took its place. */
export const HearingMachine = new StatusMachine('code_enforcement.hearing', HEARING_STATUSES, {
  move: { who: 'code-officer', from: ['scheduled'], to: 'moved' },
  cancel: { from: ['scheduled'], to: 'cancelled' },
  hold: { who: 'code-officer', from: ['scheduled'], to: 'held' },
  correct: { who: 'code-officer', from: ['held'] },
  fine: { who: 'code-officer', from: ['held'] },
});
