import { StatusMachine } from '../../platform/status/status-machine.js';

export const PERMIT_STATUSES = [
  'draft',
  'submitted',
  'in-review',
  'corrections-required',
  'approved',
  'issued',
  'finaled',
  'returned',
  'withdrawn',
  'denied',
  'expired',
  'revoked',
] as const;
export type PermitStatus = (typeof PERMIT_STATUSES)[number];

export const PERMIT_STATUS_LABELS: Record<PermitStatus, string> = {
  draft: 'Draft',
  submitted: 'Submitted',
  'in-review': 'In review',
  'corrections-required': 'Corrections required',
  approved: 'Approved',
  issued: 'Issued',
  finaled: 'Finaled',
  returned: 'Returned to the applicant',
  withdrawn: 'Withdrawn',
  denied: 'Denied',
  expired: 'Expired',
  revoked: 'Revoked',
};

/** With the city, and not issued yet. */
export const UNDER_WAY = ['submitted', 'in-review', 'corrections-required', 'approved'] as const satisfies readonly PermitStatus[];

/** With the applicant, to be submitted (again). */
export const WITH_APPLICANT = ['draft', 'returned'] as const satisfies readonly PermitStatus[];

/** There is a permit card to download and to verify. */
export const ONCE_ISSUED = ['issued', 'finaled', 'expired', 'revoked'] as const satisfies readonly PermitStatus[];

/** The work may be done, or has been. */
export const IN_FORCE = ['issued', 'finaled'] as const satisfies readonly PermitStatus[];

/** What is done to a permit, by whom, in which statuses, and where it leads. */
export const PermitMachine = new StatusMachine('permits.permit', PERMIT_STATUSES, {
  begin: { from: ['draft'] },
  update: { who: 'owner', what: 'be edited', from: [...WITH_APPLICANT, 'corrections-required'] },
  nameContractors: { who: 'owner', what: 'have its contractors changed', from: [...WITH_APPLICANT, ...UNDER_WAY] },
  nameCase: { who: 'owner', what: 'have its code case changed', from: [...WITH_APPLICANT, ...UNDER_WAY] },
  disavow: { who: 'named contractor', what: 'be disavowed', from: [...WITH_APPLICANT, ...UNDER_WAY, 'issued'] },
  submit: { who: 'owner', what: 'be submitted', from: WITH_APPLICANT, to: 'submitted' },
  startReview: { from: ['submitted', 'corrections-required', 'approved'], to: 'in-review' },
  requireCorrections: { from: ['in-review'], to: 'corrections-required' },
  resubmit: { who: 'owner', what: 'be resubmitted', from: ['corrections-required'] },
  approve: { from: ['submitted', 'in-review', 'corrections-required'], to: 'approved' },
  issue: { from: ['approved'], to: 'issued' },
  holdBooking: { from: ['issued'] },
  releaseBooking: { from: ['issued'] },
  remind: { from: ['issued'] },
  final: { from: ['issued'], to: 'finaled' },
  expire: { from: ['issued'], to: 'expired' },
  withdraw: { who: 'owner', what: 'be withdrawn', from: [...WITH_APPLICANT, ...UNDER_WAY], to: 'withdrawn' },
  return: { who: 'permit-technician', what: 'be returned', from: UNDER_WAY, to: 'returned' },
  reclassify: { who: 'permit-technician', what: 'be reclassified', from: [...UNDER_WAY, 'returned'] },
  grantWaiver: { who: 'permit-technician', what: 'be granted a waiver', from: [...UNDER_WAY, 'returned'] },
  deny: { who: 'permit-technician', what: 'be denied', from: [...UNDER_WAY, 'returned'], to: 'denied' },
  extend: { who: 'permit-technician', what: 'be extended', from: ['issued'] },
  revoke: { who: 'permit-technician', what: 'be revoked', from: ['issued'], to: 'revoked' },
  recordPickup: { who: 'permit-technician', what: 'be picked up', from: IN_FORCE },
});
export type PermitVerb = keyof typeof PermitMachine.verbs;

/** Nothing follows. */
export function isClosed(status: PermitStatus): boolean {
  return PermitMachine.isOver(status);
}
