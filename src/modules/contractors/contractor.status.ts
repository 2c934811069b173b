import { StatusMachine } from '../../platform/status/status-machine.js';

export const CONTRACTOR_STATUSES = ['pending', 'active', 'expired', 'suspended', 'revoked', 'denied', 'withdrawn'] as const;
export type ContractorStatus = (typeof CONTRACTOR_STATUSES)[number];

/** A revoked registration never comes back, nor does an application that came to nothing: the business applies anew. */
export const ContractorMachine = new StatusMachine('contractors.contractor', CONTRACTOR_STATUSES, {
  apply: { from: ['pending'] },
  changeTeam: { from: CONTRACTOR_STATUSES },
  register: { what: 'registered', from: ['pending'], to: 'active' },
  deny: { what: 'denied', from: ['pending'], to: 'denied' },
  withdraw: { what: 'withdrawn', from: ['pending'], to: 'withdrawn' },
  renew: { what: 'renewed', from: ['active', 'expired', 'suspended'], to: ['active', 'suspended'] },
  expire: { what: 'expired', from: ['active'], to: 'expired' },
  suspend: { what: 'suspended', from: ['active', 'expired'], to: 'suspended' },
  reinstate: { what: 'reinstated', from: ['suspended'], to: ['active', 'expired'] },
  revoke: { what: 'revoked', from: ['active', 'expired', 'suspended'], to: 'revoked' },
  returnPapers: { what: 'sent its documents back', from: ['active', 'expired', 'suspended'] },
});

export const CONTRACTOR_STATUS_LABELS: Record<ContractorStatus, string> = {
  pending: 'Registration pending',
  active: 'Registered',
  expired: 'Registration expired',
  suspended: 'Registration suspended',
  revoked: 'Registration revoked',
  denied: 'Application denied',
  withdrawn: 'Application withdrawn',
};

/** Applied for, and not registered: nobody but the applicant and the city knows of it. */
export const NEVER_REGISTERED = ['pending', 'denied', 'withdrawn'] as const satisfies readonly ContractorStatus[];

/** Over for good. */
export const OVER = ['revoked', 'denied', 'withdrawn'] as const satisfies readonly ContractorStatus[];

export function isOver(status: ContractorStatus): boolean {
  return (OVER as readonly ContractorStatus[]).includes(status);
}

export function wasRegistered(status: ContractorStatus): boolean {
  return !(NEVER_REGISTERED as readonly ContractorStatus[]).includes(status);
}

/** What an account may do for a contractor: a manager everything, a member all but inviting people and renewing. */
export const MEMBER_ROLES = ['manager', 'member'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** What a contractor shows besides the registration itself. */
export const CREDENTIAL_KINDS = ['state-license', 'insurance', 'bond', 'workers-compensation'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** Credentials that insurers issue: recorded by `recordInsurance`. */
export const INSURANCE_KINDS = ['insurance', 'bond', 'workers-compensation'] as const;
export type InsuranceKind = (typeof INSURANCE_KINDS)[number];

export const STANDING_ITEMS = ['registration', ...CREDENTIAL_KINDS] as const;
export type StandingItem = (typeof STANDING_ITEMS)[number];
