export const CONTRACTOR_STATUSES = ['pending', 'active', 'expired', 'suspended', 'revoked'] as const;
export type ContractorStatus = (typeof CONTRACTOR_STATUSES)[number];

/** A revoked registration never comes back: the business registers anew. */
export const ContractorTransitions: Record<ContractorStatus, readonly ContractorStatus[]> = {
  pending: ['active', 'revoked'],
  active: ['expired', 'suspended', 'revoked'],
  expired: ['active', 'suspended', 'revoked'],
  suspended: ['active', 'expired', 'revoked'],
  revoked: [],
};

export const CONTRACTOR_STATUS_LABELS: Record<ContractorStatus, string> = {
  pending: 'Registration pending',
  active: 'Registered',
  expired: 'Registration expired',
  suspended: 'Registration suspended',
  revoked: 'Registration revoked',
};

/** What a contractor shows besides the registration itself. */
export const CREDENTIAL_KINDS = ['state-license', 'insurance', 'bond', 'workers-compensation'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** Credentials that insurers issue: recorded by `recordInsurance`. */
export const INSURANCE_KINDS = ['insurance', 'bond', 'workers-compensation'] as const;
export type InsuranceKind = (typeof INSURANCE_KINDS)[number];

export const STANDING_ITEMS = ['registration', ...CREDENTIAL_KINDS] as const;
export type StandingItem = (typeof STANDING_ITEMS)[number];
