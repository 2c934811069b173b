import { StatusMachine } from '../../platform/status/status-machine.js';

export const CASE_STATUSES = ['reported', 'open', 'notice-issued', 'complied', 'cited', 'closed'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

export const CASE_STATUS_LABELS: Record<CaseStatus, string> = {
  reported: 'Reported',
  open: 'Being looked into',
  'notice-issued': 'Notice of violation issued',
  complied: 'Corrected',
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
  complied: 'The violation was corrected',
  'order-satisfied': 'The order of the hearing was satisfied',
  'abated-by-city': 'The city corrected it',
  'not-a-city-matter': 'It is not a matter for the city',
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

const OPEN = ['reported', 'open', 'notice-issued', 'complied', 'cited'] as const satisfies readonly CaseStatus[];

/** What is done to a case, in which statuses, and where it leads. A closed one can be opened again, when what was put right comes back. */
export const CaseMachine = new StatusMachine('code_enforcement.code_case', CASE_STATUSES, {
  assign: { what: 'be assigned', from: OPEN },
  correctPlace: { what: 'get another place', from: OPEN },
  takeUp: { from: ['reported'], to: 'open' },
  inspect: { what: 'be inspected', from: ['reported', 'open'], to: 'open' },
  issueNotice: { what: 'get a notice', from: ['open', 'notice-issued'], to: 'notice-issued' },
  withdrawNotice: { what: 'have its notice withdrawn', from: ['notice-issued'], to: ['notice-issued', 'open'] },
  addRespondent: { what: 'get another respondent', from: OPEN },
  removeRespondent: { what: 'lose a respondent', from: CASE_STATUSES },
  linkRespondent: { from: CASE_STATUSES },
  respond: { who: 'respondent', what: 'be answered', from: ['open', 'notice-issued', 'complied', 'cited'] },
  extendCompliance: { what: 'get more time', from: ['notice-issued'] },
  passComplianceDate: { from: ['notice-issued'] },
  reinspect: { what: 'be re-inspected', from: ['notice-issued', 'cited'] },
  comply: { from: ['notice-issued', 'cited'], to: 'complied' },
  cite: { what: 'be cited', from: ['notice-issued'], to: 'cited' },
  scheduleHearing: { what: 'get a hearing', from: ['cited'] },
  recordHearingOrder: { what: 'get an order', from: ['cited'] },
  assessFine: { what: 'be fined', from: ['cited', 'complied'] },
  close: { from: OPEN, to: 'closed' },
  reopen: { what: 'be opened again', from: ['closed'], to: 'open' },
  joinCases: { what: 'be joined with another', from: ['reported', 'open'], to: 'closed' },
});
export type CaseVerb = keyof typeof CaseMachine.verbs;

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
