import { StatusMachine } from '../../../platform/status/status-machine.js';

export const RENEWAL_STATUSES = ['in-review', 'corrections-required', 'approved', 'completed', 'void'] as const;
export type RenewalStatus = (typeof RENEWAL_STATUSES)[number];

/** Of one year's renewal; what needs no review begins as approved. */
export const RenewalMachine = new StatusMachine('business_registration.renewal', RENEWAL_STATUSES, {
  requireCorrections: { from: ['in-review'], to: 'corrections-required' },
  resubmit: { who: 'owner', from: ['corrections-required'], to: 'in-review' },
  approve: { from: ['in-review'], to: 'approved' },
  complete: { from: ['approved'], to: 'completed' },
  void: { from: ['in-review', 'corrections-required', 'approved'], to: 'void' },
});

export const RENEWAL_STATUS_LABELS: Record<RenewalStatus, string> = {
  'in-review': 'In review',
  'corrections-required': 'Corrections required',
  approved: 'Approved',
  completed: 'Renewed',
  void: 'Void',
};

/** Under way: at most one a registration. */
export const OPEN_RENEWAL = ['in-review', 'corrections-required', 'approved'] as const satisfies readonly RenewalStatus[];
