import { formatLongDate } from '../../platform/time/format-long-date.js';
import { documentItems } from '../attachments/index.js';
import type { Outstanding, OutstandingItem } from '../records/index.js';
import { CONTRACTOR_STATUS_LABELS, wasRegistered, type ContractorStatus } from './contractor.status.js';
import type { OpenFiling } from './filings/open-filings.js';

/** All that decides what a registration waits for. */
export interface ContractorFacts {
  number: string;
  status: ContractorStatus;
  expiresOn: Temporal.PlainDate | null;
  /** Names of the credentials that are missing or have run out. */
  lapsed: readonly string[];
  /** By when the city looks at papers that were uploaded outside of a filing; null when none wait. */
  papersDueOn: Temporal.PlainDate | null;
  /** The application or renewal that is open. */
  filing: OpenFiling | null;
  /** What is to be paid. */
  fees: readonly OutstandingItem[];
}

/** The first of these comes next; what else there is waits its turn. */
export function outstandingOf(facts: ContractorFacts): Outstanding {
  const { number, status, papersDueOn, filing, lapsed } = facts;
  const isSuspended = status === 'suspended';
  const inTurn: OutstandingItem[][] = [
    ...(isSuspended ? [papersDueOn ? [toLookAt(papersDueOn)] : [suspended()]] : []),
    filing ? filingItems(facts, filing) : [],
    facts.fees.map((fee) => ({ ...fee, waitingOn: 'contractor', ...(filing?.status === 'fee-due' ? { step: toPay(filing) } : {}) })),
    papersDueOn && !isSuspended ? [toLookAt(papersDueOn)] : [],
    status === 'expired' && !filing ? [toRenew(number)] : [],
    // What is under way brings its papers with it.
    wasRegistered(status) && (!filing || filing.status === 'fee-due') ? lapsed.map((name) => toShow(name, number)) : [],
  ];
  const [next = [], ...later] = inTurn.filter((items) => items.length > 0);
  return { items: [...next, ...later.flat().map((item) => ({ ...item, isLater: true }))], otherwise: otherwise(facts) };
}

function filingItems({ number }: ContractorFacts, { id, kind, status, missing, decisionDueOn }: OpenFiling): OutstandingItem[] {
  const filing = { kind: 'filing', code: kind };
  const label = `Correct the ${kind} and send it again`;
  if (status === 'returned') {
    const isApplication = kind === 'application';
    const operationId = isApplication ? 'resubmitContractorApplication' : 'resubmitContractorRenewal';
    const parameters: Record<string, string> = isApplication ? { number } : { number, id };
    return [{ ...filing, label, waitingOn: 'contractor', action: { operationId, label, parameters } }];
  }
  if (status !== 'submitted') return [];
  if (decisionDueOn === null) {
    const step = { says: `upload ${missing.map(({ name }) => name).join(', ')}` };
    return documentItems(missing, number).map((item) => ({ ...item, label: `Upload ${item.label}`, waitingOn: 'contractor', step }));
  }
  return [
    {
      ...filing,
      label: `The city reviews the ${kind} by ${formatLongDate(decisionDueOn)}`,
      waitingOn: 'city',
      role: 'permit-technician',
      dueOn: decisionDueOn,
    },
  ];
}

function toPay({ kind }: OpenFiling) {
  return { says: kind === 'application' ? 'pay the registration fee' : 'pay the renewal fee' };
}

function toLookAt(dueOn: Temporal.PlainDate): OutstandingItem {
  return {
    kind: 'registration',
    code: 'papers',
    label: `The city reviews the uploaded documents by ${formatLongDate(dueOn)}`,
    waitingOn: 'city',
    role: 'permit-technician',
    dueOn,
  };
}

function toRenew(number: string): OutstandingItem {
  const label = 'Renew the registration';
  const action = { operationId: 'renewContractor', label, parameters: { number } };
  return { kind: 'registration', code: 'renewal', label, waitingOn: 'contractor', action };
}

function toShow(name: string, number: string): OutstandingItem {
  const says = 'Send the city what is missing or expired';
  return {
    kind: 'credential',
    code: name,
    label: `${says}: ${name}`,
    waitingOn: 'contractor',
    step: { says, about: name },
    action: { operationId: 'uploadAttachment', label: `Upload: ${name}`, parameters: { number } },
  };
}

function suspended(): OutstandingItem {
  return { kind: 'registration', code: 'suspended', label: 'The city has suspended the registration', waitingOn: 'contractor' };
}

function otherwise({ status, expiresOn }: ContractorFacts): string {
  switch (status) {
    case 'revoked':
      return 'The registration is over';
    case 'denied':
      return 'The application was denied';
    case 'withdrawn':
      return 'The application was withdrawn';
    case 'active':
      return `Nothing to do. Registered until ${formatLongDate(expiresOn!)}`;
    case 'pending':
    case 'expired':
    case 'suspended':
      return CONTRACTOR_STATUS_LABELS[status];
  }
}
