import { StatusMachine } from '../../../platform/status/status-machine.js';

/** What a contractor files with the city: its application, and each year its renewal. */
export const FILING_KINDS = ['application', 'renewal'] as const;
export type FilingKind = (typeof FILING_KINDS)[number];

export const FILING_STATUSES = ['submitted', 'returned', 'fee-due', 'completed', 'denied', 'withdrawn'] as const;
export type FilingStatus = (typeof FILING_STATUSES)[number];

/**
 * Only an application is denied: a renewal that will not do is returned, or the registration is suspended or revoked. Until it is paid, an
 * approval that was a mistake is put right by another decision.
 */
export const FilingMachine = new StatusMachine('contractors.filing', FILING_STATUSES, {
  send: { from: ['submitted'] },
  resubmit: { what: 'resubmitted', from: ['returned'], to: 'submitted' },
  return: { what: 'returned', from: ['submitted', 'fee-due'], to: 'returned' },
  approve: { what: 'approved', from: ['submitted'], to: 'fee-due' },
  complete: { what: 'completed', from: ['fee-due'], to: 'completed' },
  deny: { what: 'denied', from: ['submitted', 'returned', 'fee-due'], to: 'denied' },
  withdraw: { what: 'withdrawn', from: ['submitted', 'returned', 'fee-due'], to: 'withdrawn' },
});
export type FilingVerb = keyof typeof FilingMachine.verbs;

export const FILING_STATUS_LABELS: Record<FilingStatus, string> = {
  submitted: 'Under review by the city',
  returned: 'Returned for correction',
  'fee-due': 'Approved, fee to be paid',
  completed: 'Completed',
  denied: 'Denied',
  withdrawn: 'Withdrawn',
};

export const APPLICATION_DECISIONS = ['approved', 'returned', 'denied'] as const;
export type ApplicationDecision = (typeof APPLICATION_DECISIONS)[number];

export const RENEWAL_DECISIONS = ['approved', 'returned'] as const;
export type RenewalDecision = (typeof RENEWAL_DECISIONS)[number];
