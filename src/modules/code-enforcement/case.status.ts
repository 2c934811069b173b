export const CASE_STATUSES = ['reported', 'open', 'notice-issued', 'complied', 'cited', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** The one table of what can follow what. A closed case can be opened again, when what was put right comes back. */
export const CaseTransitions: Record<CaseStatus, readonly CaseStatus[]> = {
  reported: ['open', 'closed'],
  open: ['notice-issued', 'closed'],
  'notice-issued': ['open', 'complied', 'cited', 'closed'],
  complied: ['closed'],
  cited: ['complied', 'closed'],
  closed: ['open'],
};

export const CASE_STATUS_LABELS: Record<CaseStatus, string> = {
  reported: 'Reported',
  open: 'Being looked into',
  'notice-issued': 'Notice of violation issued',
  complied: 'Put right',
  cited: 'Cited',
  closed: 'Closed',
};

/** Of a closed case the record says why; anyone who scans a notice needs to know only that it is over. */
export function inPublicWords(status: string, label: string): string {
  return status === 'closed' ? CASE_STATUS_LABELS.closed : label;
}

/** Why a case ends. */
export const CLOSE_REASONS = ['no-violation', 'complied', 'order-satisfied', 'abated-by-city', 'not-a-city-matter', 'joined'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What an officer may name; `joined` comes of joining two cases. */
export const NAMED_CLOSE_REASONS = ['no-violation', 'complied', 'order-satisfied', 'abated-by-city', 'not-a-city-matter'] as const;
export type NamedCloseReason = (typeof NAMED_CLOSE_REASONS)[number];

export const CLOSE_REASON_LABELS: Record<CloseReason, string> = {
  'no-violation': 'No violation was found',
  complied: 'The violation was put right',
  'order-satisfied': 'The order of the hearing was satisfied',
  'abated-by-city': 'The city put it right',
  'not-a-city-matter': 'It is no matter for the city',
  joined: 'It was joined with another case',
};

/** From which statuses a case ends for which reason. */
export const CLOSED_FROM: Record<CloseReason, readonly CaseStatus[]> = {
  'no-violation': ['reported', 'open', 'notice-issued', 'cited'],
  complied: ['complied'],
  'order-satisfied': ['cited', 'complied'],
  'abated-by-city': ['notice-issued', 'cited', 'complied'],
  'not-a-city-matter': ['reported', 'open'],
  joined: ['reported', 'open'],
};

/** What people do to a case, and in which statuses. */
export const CASE_VERBS = {
  assign: { what: 'be assigned', in: ['reported', 'open', 'notice-issued', 'complied', 'cited'] },
  correctPlace: { what: 'get another place', in: ['reported', 'open', 'notice-issued', 'complied', 'cited'] },
  inspect: { what: 'be inspected', in: ['reported', 'open'] },
  issueNotice: { what: 'get a notice', in: ['open', 'notice-issued'] },
  withdrawNotice: { what: 'have its notice withdrawn', in: ['notice-issued'] },
  addRespondent: { what: 'get another respondent', in: ['reported', 'open', 'notice-issued', 'complied', 'cited'] },
  respond: { what: 'be answered', in: ['open', 'notice-issued', 'complied', 'cited'] },
  extendCompliance: { what: 'get more time', in: ['notice-issued'] },
  reinspect: { what: 'be re-inspected', in: ['notice-issued', 'cited'] },
  cite: { what: 'be cited', in: ['notice-issued'] },
  scheduleHearing: { what: 'get a hearing', in: ['cited'] },
  recordHearingOrder: { what: 'get an order', in: ['cited'] },
  assessFine: { what: 'be fined', in: ['cited', 'complied'] },
  reopen: { what: 'be opened again', in: ['closed'] },
  joinCases: { what: 'be joined with another', in: ['reported', 'open'] },
} as const satisfies Record<string, { what: string; in: readonly CaseStatus[] }>;
export type CaseVerb = keyof typeof CASE_VERBS;

export function allows(verb: CaseVerb, status: CaseStatus): boolean {
  return (CASE_VERBS[verb].in as readonly CaseStatus[]).includes(status);
}

/** Who a respondent is to the place. */
export const CAPACITIES = ['owner', 'occupant', 'business', 'manager', 'other'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** How a notice reached its respondent. */
export const SERVICES = ['mail', 'email', 'posting', 'in-person'] as const;
export type Service = (typeof SERVICES)[number];

export const HEARING_FINDINGS = ['liable', 'not-liable', 'dismissed'] as const;
export type HearingFinding = (typeof HEARING_FINDINGS)[number];

export const HEARING_FINDING_LABELS: Record<HearingFinding, string> = {
  liable: 'Liable',
  'not-liable': 'Not liable',
  dismissed: 'Dismissed',
};
