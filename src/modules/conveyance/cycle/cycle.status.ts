import { StatusMachine } from '../../../platform/status/status-machine.js';

export const CYCLE_STATUSES = ['open', 'completed', 'cancelled'] as const;

export const CycleMachine = new StatusMachine('conveyance.cycle', CYCLE_STATUSES, {
  complete: { from: ['open'], to: 'completed' },
  cancel: { from: ['open'], to: 'cancelled' },
});
