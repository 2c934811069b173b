import { StatusMachine } from '../../../platform/status/status-machine.js';

export const RENEWAL_STATUSES = ['in-review', 'corrections-required', 'approved', 'completed', 'void'] as const;
export type RenewalStatus = (typeof RENEWAL_STATUSES)[number];

/** Under way: at most one a registration. */
const OPEN_RENEWAL = ['in-review', 'corrections-required', 'approved'] as const satisfies readonly RenewalStatus[];

/** Of one year's renewal; what needs no review begins as approved. */
export const RenewalMachine = new StatusMachine('business_registration.renewal', RENEWAL_STATUSES, {
  handIn: { who: 'owner', from: ['in-review', 'approved'] },
  requireCorrections: { from: ['in-review'], to: 'corrections-required' },
  resubmit: { who: 'owner', from: ['corrections-required'], to: 'in-review' },
  approve: { from: ['in-review'], to: 'approved' },
  complete: { from: ['approved'], to: 'completed' },
  void: { from: OPEN_RENEWAL, to: 'void' },
});

export const RENEWAL_STATUS_LABELS: Record<RenewalStatus, string> = {
  'in-review': 'In review',
  'corrections-required': 'Corrections required',
  approved: 'Approved',
  completed: 'Renewed',
  void: 'Void',
};
