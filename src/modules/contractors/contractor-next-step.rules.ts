import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { NextStep } from '../records/index.js';
import { wasRegistered, type ContractorStatus } from './contractor.status.js';
import type { FilingKind, FilingStatus } from './filings/filing.status.js';

/** What a contractor's next step depends on. */
export interface ContractorPicture {
  status: ContractorStatus;
  expiresOn: Temporal.PlainDate | null;
  /** Names of the credentials that are missing or have run out. */
  lapsed: string[];
  /** By when the city looks at papers that were uploaded outside of a filing; null when none wait. */
  papersDueOn: Temporal.PlainDate | null;
  /** The application or renewal that is open. */
  filing: OpenFiling | null;
}

export interface OpenFiling {
  kind: FilingKind;
  status: FilingStatus;
  /** Names of the documents that the city waits for. */
  missing: string[];
  /** By when the city decides; null while it waits for documents. */
  decisionDueOn: Temporal.PlainDate | null;
}

export function contractorNextStep({ status, expiresOn, lapsed, papersDueOn, filing }: ContractorPicture): NextStep {
  switch (status) {
    case 'suspended':
      return papersDueOn ? toLookAt(papersDueOn) : { actor: 'contractor', label: 'The city has suspended the registration' };
    case 'revoked':
      return { actor: 'none', label: 'The registration is over' };
    case 'denied':
      return { actor: 'none', label: 'The application was denied' };
    case 'withdrawn':
      return { actor: 'none', label: 'The application was withdrawn' };
    case 'pending':
    case 'expired':
    case 'active':
      if (filing) return nextStepOf(filing);
      if (papersDueOn) return toLookAt(papersDueOn);
      if (status === 'expired') return { actor: 'contractor', label: 'Renew the registration' };
      if (lapsed.length > 0) return toShow(lapsed);
      return { actor: 'none', label: `Nothing to do. Registered until ${formatLongDate(expiresOn!)}` };
  }
}

/** The papers that a registration waits for, unless what is under way brings them. */
export function papersToShow({ status, lapsed, filing }: Pick<ContractorPicture, 'status' | 'lapsed' | 'filing'>): string[] {
  return wasRegistered(status) && (!filing || filing.status === 'fee-due') ? lapsed : [];
}

export function toShow(papers: readonly string[]): NextStep {
  return { actor: 'contractor', label: `Send the city what is missing or has run out: ${papers.join(', ')}` };
}

function nextStepOf({ kind, status, missing, decisionDueOn }: OpenFiling): NextStep {
  if (status === 'returned') return { actor: 'contractor', label: `Correct the ${kind} and send it again` };
  if (status === 'fee-due')
    return { actor: 'contractor', label: kind === 'application' ? 'Pay the registration fee' : 'Pay the renewal fee' };
  if (decisionDueOn === null) return { actor: 'contractor', label: `Upload ${missing.join(', ')}` };
  return {
    actor: 'city',
    label: `The city checks the ${kind}, by ${formatLongDate(decisionDueOn)}`,
    role: 'permit-technician',
    dueOn: decisionDueOn,
  };
}

function toLookAt(dueOn: Temporal.PlainDate): NextStep {
  return { actor: 'city', label: `The city looks at the uploaded papers, by ${formatLongDate(dueOn)}`, role: 'permit-technician', dueOn };
}
