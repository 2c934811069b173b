import type { StaffRole } from '../../platform/auth/principal.js';
export { VISIBILITIES, type ChronologyEntry, type Visibility } from '../../platform/status/change.js';
import type { AddressValue } from './address.dto.js';
import type { Outstanding, OutstandingAction } from './outstanding/outstanding.types.js';

/** What an account is on a record: `owner` (the applicant, a contractor named on it, a co-owner) or `linked` (typed its number, was invited). */
export const RELATIONS = ['owner', 'linked'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What the one who asks is on a record; staff are no party and see everything. */
export type Access = Relation | 'staff';

export const NEXT_STEP_ACTORS = ['applicant', 'contractor', 'city', 'none'] as const;
export type NextStepActor = (typeof NEXT_STEP_ACTORS)[number];

/** What happens next, in plain words, and who must act. */
export interface NextStep {
  actor: NextStepActor;
  label: string;
  /** Who on the staff must act, when it is the city. */
  role?: StaffRole;
  /** By when whoever must act has to. */
  dueOn?: Temporal.PlainDate;
  /** What does it, when an operation of the API can. */
  action?: OutstandingAction;
}

/** A record as the modules above see it. */
export interface RecordSummary {
  id: string;
  number: string;
  kind: string;
  typeCode: string;
  typeName: string;
  category: string | null;
  status: string;
  statusLabel: string;
  address: AddressValue | null;
  description: string | null;
  contractorName: string | null;
  isPublic: boolean;
  openedAt: Temporal.Instant;
  openedOn: Temporal.PlainDate;
  issuedOn: Temporal.PlainDate | null;
  expiresOn: Temporal.PlainDate | null;
  closedAt: Temporal.Instant | null;
  feesDueCents: number;
  nextStep: {
    actor: NextStepActor;
    label: string;
    role: StaffRole | null;
    dueOn: Temporal.PlainDate | null;
    since: Temporal.Instant;
    action: OutstandingAction | null;
  };
  /** The member of the staff who looks after it. */
  ownerId: string | null;
  /** Since when the one who must act now has had to act, whatever the steps in between were called. */
  waitingSince: Temporal.Instant;
  secondsWithCity: number;
  secondsWithApplicant: number;
  lastWithCityAt: Temporal.Instant | null;
  version: number;
}

export interface RecordParty {
  accountId: string;
  relation: Relation;
  /** Why: `applicant`, `link`, `invitation`, `project`, or a word of the module that named the account (`contractor`). */
  source: string;
  /** Whether visits that others booked are theirs to see, move and cancel; unsaid: unless they came by number, invitation or project. */
  managesVisits?: boolean;
}

export interface OpenRecord {
  kind: string;
  /** What its number starts with, from the city profile: `RST`. */
  prefix: string;
  typeCode: string;
  typeName: string;
  category?: string | null;
  status: string;
  statusLabel: string;
  address: AddressValue | null;
  description?: string | null;
  contractorName?: string | null;
  ownerAccountId?: string;
  isPublic: boolean;
  /** All that it waits for from the beginning; a function when that names the number. */
  outstanding: Outstanding | ((number: string) => Outstanding);
  /** Further words to be found by in the public search; never personal data. */
  searchText?: string;
}

export interface RecordChange {
  status?: string;
  statusLabel?: string;
  typeCode?: string;
  typeName?: string;
  category?: string | null;
  address?: AddressValue | null;
  description?: string | null;
  contractorName?: string | null;
  isPublic?: boolean;
  /** All that it waits for now; its next step follows. */
  outstanding?: Outstanding;
  issuedOn?: Temporal.PlainDate | null;
  expiresOn?: Temporal.PlainDate | null;
  feesDueCents?: number;
  searchText?: string;
  /** The member of the staff who looks after it. */
  ownerId?: string | null;
  /** A closed record takes no more attachments and waits for nobody. */
  closed?: boolean;
}
