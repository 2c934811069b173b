import { StatusMachine } from '../../platform/status/status-machine.js';

export const BUSINESS_STATUSES = [
  'draft',
  'in-review',
  'corrections-required',
  'approved',
  'active',
  'renewal-due',
  'lapsed',
  'returned',
  'denied',
  'closed',
  'revoked',
] as const;
export type BusinessStatus = (typeof BUSINESS_STATUSES)[number];

export const BUSINESS_STATUS_LABELS: Record<BusinessStatus, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  'corrections-required': 'Corrections required',
  approved: 'Approved',
  active: 'Registered',
  'renewal-due': 'Registered, renewal due',
  lapsed: 'Registration lapsed',
  returned: 'Returned to the owner',
  denied: 'Denied',
  closed: 'Closed',
  revoked: 'Revoked',
};

/** With the owner, step by step. */
export const BEING_WRITTEN = ['draft', 'returned', 'corrections-required'] as const satisfies readonly BusinessStatus[];

/** Handed in, and no certificate yet. */
export const UNDER_WAY = ['in-review', 'corrections-required', 'approved'] as const satisfies readonly BusinessStatus[];

/** The business may be open. */
export const IN_FORCE = ['active', 'renewal-due'] as const satisfies readonly BusinessStatus[];

/** There is a registration to be renewed. */
export const RENEWABLE = ['renewal-due', 'lapsed'] as const satisfies readonly BusinessStatus[];

/** What is done to a registration, in which statuses, and where it leads. */
export const BusinessMachine = new StatusMachine('business_registration.registration', BUSINESS_STATUSES, {
  begin: { who: 'owner', from: ['draft'] },
  write: { who: 'owner', what: 'be changed step by step', from: BEING_WRITTEN },
  submit: { who: 'owner', what: 'be submitted', from: BEING_WRITTEN },
  startReview: { from: BEING_WRITTEN, to: 'in-review' },
  requireCorrections: { from: ['in-review'], to: 'corrections-required' },
  approve: { from: ['draft', 'returned', 'in-review'], to: 'approved' },
  activate: { from: ['approved'], to: 'active' },
  openRenewal: { from: ['active'], to: 'renewal-due' },
  renew: { who: 'owner', what: 'be renewed', from: RENEWABLE, to: 'active' },
  remind: { from: ['renewal-due'] },
  lapse: { from: ['renewal-due'], to: 'lapsed' },
  transfer: { who: 'owner', what: 'be transferred', from: IN_FORCE },
  return: { who: 'permit-technician', what: 'be returned', from: UNDER_WAY, to: 'returned' },
  deny: { who: 'permit-technician', what: 'be denied', from: [...UNDER_WAY, 'returned'], to: 'denied' },
  revoke: { who: 'permit-technician', what: 'be revoked', from: [...IN_FORCE, 'lapsed'], to: 'revoked' },
  close: { what: 'be closed', from: [...BEING_WRITTEN, 'in-review', 'approved', ...IN_FORCE, 'lapsed'], to: 'closed' },
  correct: { who: 'permit-technician', what: 'be corrected', from: [...UNDER_WAY, ...IN_FORCE, 'lapsed'] },
});
export type BusinessVerb = keyof typeof BusinessMachine.verbs;
