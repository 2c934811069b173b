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

/** The one table of what can follow what. */
export const PermitTransitions: Record<PermitStatus, readonly PermitStatus[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['in-review', 'approved', 'returned', 'denied', 'withdrawn'],
  'in-review': ['corrections-required', 'approved', 'returned', 'denied', 'withdrawn'],
  'corrections-required': ['in-review', 'approved', 'returned', 'denied', 'withdrawn'],
  approved: ['issued', 'in-review', 'returned', 'denied', 'withdrawn'],
  issued: ['finaled', 'expired', 'revoked'],
  finaled: [],
  returned: ['submitted', 'denied', 'withdrawn'],
  withdrawn: [],
  denied: [],
  expired: [],
  revoked: [],
};

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

/** Nothing follows. */
export function isClosed(status: PermitStatus): boolean {
  return PermitTransitions[status].length === 0;
}

/** What people do to a permit, who may, and in which statuses. */
export const PERMIT_VERBS = {
  update: { who: 'owner', what: 'be edited', in: [...WITH_APPLICANT, 'corrections-required'] },
  nameContractors: { who: 'owner', what: 'get other contractors', in: [...WITH_APPLICANT, ...UNDER_WAY] },
  disavow: { who: 'named contractor', what: 'be disavowed', in: [...WITH_APPLICANT, ...UNDER_WAY, 'issued'] },
  submit: { who: 'owner', what: 'be submitted', in: WITH_APPLICANT },
  resubmit: { who: 'owner', what: 'be resubmitted', in: ['corrections-required'] },
  withdraw: { who: 'owner', what: 'be withdrawn', in: [...WITH_APPLICANT, ...UNDER_WAY] },
  return: { who: 'permit-technician', what: 'be returned', in: UNDER_WAY },
  reclassify: { who: 'permit-technician', what: 'be reclassified', in: [...UNDER_WAY, 'returned'] },
  grantWaiver: { who: 'permit-technician', what: 'be granted a waiver', in: [...UNDER_WAY, 'returned'] },
  deny: { who: 'permit-technician', what: 'be denied', in: [...UNDER_WAY, 'returned'] },
  extend: { who: 'permit-technician', what: 'be extended', in: ['issued'] },
  revoke: { who: 'permit-technician', what: 'be revoked', in: ['issued'] },
  recordPickup: { who: 'permit-technician', what: 'be picked up', in: IN_FORCE },
} as const satisfies Record<string, { who: string; what: string; in: readonly PermitStatus[] }>;
export type PermitVerb = keyof typeof PERMIT_VERBS;

export function allows(verb: PermitVerb, status: PermitStatus): boolean {
  return (PERMIT_VERBS[verb].in as readonly PermitStatus[]).includes(status);
}
