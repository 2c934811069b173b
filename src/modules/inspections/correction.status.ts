import { StatusMachine } from '../../platform/status/status-machine.js';

export const CORRECTION_STATUSES = ['open', 'resolved'] as const;

export const CorrectionMachine = new StatusMachine('inspections.correction', CORRECTION_STATUSES, {
  resolve: { who: 'inspector', from: ['open'], to: 'resolved' },
});
