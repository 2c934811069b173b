import { domainEvent } from '../../platform/events/domain-event.js';

/** Staff registered a contractor. `accountId` acts for it; `firstPassword`: the account was made for it and has no password yet. */
export class ContractorRegistered extends domainEvent<{ recordId: string; number: string; accountId: string; firstPassword: boolean }>(
  'contractors.contractor-registered',
) {}

export type StandingCause =
  | 'registered'
  | 'details-changed'
  | 'credential-recorded'
  | 'credential-ended'
  | 'renewed'
  /** By a renewal of the contractor's own, which has messages of its own. */
  | 'renewal'
  | 'suspended'
  | 'reinstated'
  | 'revoked'
  /** A day came on which something ran out, or took effect. */
  | 'date';

/**
 * What a contractor may do may have changed: by staff, or because a date came. The standing as it was then is in the facts;
 * `ContractorsService` knows the one now. `problems` are words for people: `Liability insurance, until March 2, 2026`.
 */
export class ContractorStandingChanged extends domainEvent<{
  recordId: string;
  number: string;
  cause: StandingCause;
  status: string;
  reason: string | null;
  ok: boolean;
  problems: string[];
}>('contractors.contractor-standing-changed') {}

/** A business applied for registration. `accountId` acts for it; `firstPassword`: the account was made for it and has no password yet. */
export class ContractorApplied extends domainEvent<{ recordId: string; number: string; accountId: string; firstPassword: boolean }>(
  'contractors.contractor-applied',
) {}

export interface FilingFacts {
  recordId: string;
  number: string;
  filingId: string;
  filing: 'application' | 'renewal';
  [fact: string]: string | number | boolean | null | string[] | undefined;
}

/** A renewal was sent, or an application or renewal was sent again after the city had returned it. */
export class ContractorFilingSubmitted extends domainEvent<FilingFacts & { again: boolean }>('contractors.contractor-filing-submitted') {}

/** Staff decided on an application or a renewal. Approved, it waits for its fee; with none to pay it is completed at the same moment. */
export class ContractorFilingDecided extends domainEvent<
  FilingFacts & { decision: 'approved' | 'returned' | 'denied'; comments: string | null }
>('contractors.contractor-filing-decided') {}

export class ContractorFilingWithdrawn extends domainEvent<FilingFacts>('contractors.contractor-filing-withdrawn') {}

/** An approved renewal was paid, or costs nothing: the registration has its new last day. */
export class ContractorRenewed extends domainEvent<FilingFacts & { expiresOn: string }>('contractors.contractor-renewed') {}

/**
 * The registration or credentials run out in so many days as the city gives notice before (`contractor.noticeDaysBefore`). `papers` are
 * words for people: `Liability insurance, on March 2, 2026`.
 */
export class ContractorPapersRunningOut extends domainEvent<{
  recordId: string;
  number: string;
  papers: string[];
  /** Whether the registration itself is among them: it can be renewed online. */
  registration: boolean;
  firstEndsOn: string;
}>('contractors.contractor-papers-running-out') {}

/** The city looked at papers that were uploaded between renewals, and cannot record them. */
export class ContractorPapersReturned extends domainEvent<{ recordId: string; number: string; reason: string }>(
  'contractors.contractor-papers-returned',
) {}

/** Somebody was asked to act for a contractor; the link of the message is `AccountLinks.invitation`. */
export class ContractorMemberInvited extends domainEvent<{
  recordId: string;
  number: string;
  invitationId: string;
  accountId: string;
  linkId: string;
  role: 'manager' | 'member';
}>('contractors.contractor-member-invited') {}

export type MembersChange = 'joined' | 'role-changed' | 'removed';

/** Who acts for a contractor, or what they may do, is not what it was. */
export class ContractorMembersChanged extends domainEvent<{
  recordId: string;
  number: string;
  accountId: string;
  change: MembersChange;
  role: 'manager' | 'member' | null;
}>('contractors.contractor-members-changed') {}
