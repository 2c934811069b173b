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

/** The one table of what can follow what. */
export const BusinessTransitions: Record<BusinessStatus, readonly BusinessStatus[]> = {
  draft: ['in-review', 'approved', 'closed'],
  'in-review': ['corrections-required', 'approved', 'returned', 'denied', 'closed'],
  'corrections-required': ['in-review', 'returned', 'denied', 'closed'],
  approved: ['active', 'returned', 'denied', 'closed'],
  active: ['renewal-due', 'closed', 'revoked'],
  'renewal-due': ['active', 'lapsed', 'closed', 'revoked'],
  lapsed: ['active', 'closed', 'revoked'],
  returned: ['in-review', 'approved', 'denied', 'closed'],
  denied: [],
  closed: [],
  revoked: [],
};

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

/** Nothing follows. */
export function isClosed(status: BusinessStatus): boolean {
  return BusinessTransitions[status].length === 0;
}

/** What people do to a registration, and in which statuses. */
export const BUSINESS_VERBS = {
  write: { what: 'be changed step by step', in: BEING_WRITTEN },
  submit: { what: 'be submitted', in: BEING_WRITTEN },
  renew: { what: 'be renewed', in: RENEWABLE },
  transfer: { what: 'be transferred', in: IN_FORCE },
  return: { what: 'be returned', in: UNDER_WAY },
  deny: { what: 'be denied', in: [...UNDER_WAY, 'returned'] },
  revoke: { what: 'be revoked', in: [...IN_FORCE, 'lapsed'] },
  close: { what: 'be closed', in: [...BEING_WRITTEN, 'in-review', 'approved', ...IN_FORCE, 'lapsed'] },
  correct: { what: 'be corrected', in: [...UNDER_WAY, ...IN_FORCE, 'lapsed'] },
} as const satisfies Record<string, { what: string; in: readonly BusinessStatus[] }>;
export type BusinessVerb = keyof typeof BUSINESS_VERBS;

export function allows(verb: BusinessVerb, status: BusinessStatus): boolean {
  return (BUSINESS_VERBS[verb].in as readonly BusinessStatus[]).includes(status);
}
