import { formatCents, type Cents } from '../../../platform/money/money.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import type { TypeRequirements } from '../types/permit-type.rules.js';
import type { PermitStatus } from '../permit.status.js';

export const REQUIREMENT_KINDS = ['review', 'fee', 'contractor', 'document'] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

export const WAITING_ON = ['applicant', 'contractor', 'city'] as const;
export type WaitingOn = (typeof WAITING_ON)[number];

/** One thing that stands between a permit and its issue. */
export interface Outstanding {
  kind: RequirementKind;
  code: string;
  label: string;
  waitingOn: WaitingOn;
  amountCents?: Cents;
  action?: { operationId: string; label: string };
}

/** A named contractor, as far as the requirement cares. */
export interface ContractorOnPermit {
  number: string;
  businessName: string;
  classes: string[];
  /** The classes in which the name counts today. */
  classesInForce: string[];
  problems: { credential: string; name: string; expiredOn: string | null }[];
  disavowed: boolean;
}

/** All that the list of requirements depends on, read in one go. */
export interface RequirementFacts {
  status: PermitStatus;
  needs: Pick<TypeRequirements, 'documents' | 'contractorClasses'>;
  /** Pending reviews of the open cycle. */
  pending: { discipline: string; name: string; dueOn: Temporal.PlainDate }[];
  /** Reviews of the last cycle that asked for corrections. */
  asking: { discipline: string; name: string; unanswered: number }[];
  fees: { code: string; description: string; amountCents: Cents }[];
  /** Types of the documents that were uploaded and count. */
  uploaded: ReadonlySet<string>;
  contractors: ContractorOnPermit[];
}

/** Everything that stands between a permit and its issue (`P-06`), the city's part first. */
export function outstandingOf(facts: RequirementFacts): Outstanding[] {
  switch (facts.status) {
    case 'draft':
    case 'returned':
      return [toSubmit(facts.status), ...beforeIssue(facts)];
    case 'submitted':
    case 'in-review':
      return [...facts.pending.map(pendingReview), ...beforeIssue(facts)];
    case 'corrections-required':
      return [...facts.asking.map(corrections), ...beforeIssue(facts)];
    case 'approved':
      return beforeIssue(facts);
    default:
      return [];
  }
}

/** Classes that a named contractor should cover and does not, because its registration or a credential is not in force. */
export function lapsedClasses(needs: RequirementFacts['needs'], contractors: ContractorOnPermit[]): Outstanding[] {
  return needs.contractorClasses.flatMap((each) => uncovered(each, contractors)).filter(({ waitingOn }) => waitingOn === 'contractor');
}

/** The same for two lists that say the same to a person; when it differs, the parties are told. */
export function fingerprintOf(list: readonly Pick<Outstanding, 'kind' | 'code' | 'label' | 'amountCents'>[]): string {
  return JSON.stringify(list.map(({ kind, code, label, amountCents }) => [kind, code, label, amountCents ?? null]).sort());
}

function beforeIssue({ needs, fees, uploaded, contractors }: RequirementFacts): Outstanding[] {
  const missing = needs.documents.filter((document) => document.required && !uploaded.has(document.code));
  return [
    ...fees.map(unpaidFee),
    ...needs.contractorClasses.flatMap((each) => uncovered(each, contractors)),
    ...missing.map(({ code, name }) => ({
      kind: 'document' as const,
      code,
      label: name,
      waitingOn: 'applicant' as const,
      action: { operationId: 'uploadAttachment', label: `Upload: ${name}` },
    })),
  ];
}

function toSubmit(status: 'draft' | 'returned'): Outstanding {
  const label = status === 'draft' ? 'Complete and submit the application' : 'Correct the application and submit it again';
  return { kind: 'document', code: 'application', label, waitingOn: 'applicant', action: { operationId: 'submitPermit', label } };
}

function pendingReview({ discipline, name, dueOn }: RequirementFacts['pending'][number]): Outstanding {
  return { kind: 'review', code: discipline, label: `${name} review, due ${formatLongDate(dueOn)}`, waitingOn: 'city' };
}

function corrections({ discipline, name, unanswered }: RequirementFacts['asking'][number]): Outstanding {
  const review = { kind: 'review' as const, code: discipline, waitingOn: 'applicant' as const };
  if (unanswered === 0) {
    return {
      ...review,
      label: `${name} review: corrections answered, to be resubmitted`,
      action: { operationId: 'resubmitPermit', label: 'Resubmit the application' },
    };
  }
  const count = unanswered === 1 ? '1 comment' : `${unanswered} comments`;
  return {
    ...review,
    label: `${name} review: ${count} to answer`,
    action: { operationId: 'respondToReview', label: `Answer ${count} of the ${name} review` },
  };
}

function unpaidFee({ code, description, amountCents }: RequirementFacts['fees'][number]): Outstanding {
  return {
    kind: 'fee',
    code,
    label: description,
    waitingOn: 'applicant',
    amountCents,
    action: { operationId: 'addToCart', label: `Pay ${formatCents(amountCents)}` },
  };
}

/** A class is covered by a contractor who holds it, is in good standing for it and stands by being named. */
function uncovered({ code, name }: { code: string; name: string }, contractors: ContractorOnPermit[]): Outstanding[] {
  const holders = contractors.filter((contractor) => !contractor.disavowed && contractor.classes.includes(code));
  if (holders.some((contractor) => contractor.classesInForce.includes(code))) return [];
  const [holder] = holders;
  if (!holder) {
    const label = `A registered ${name.toLowerCase()} must be named`;
    return [
      {
        kind: 'contractor',
        code,
        label,
        waitingOn: 'applicant',
        action: { operationId: 'updatePermit', label: `Name a ${name.toLowerCase()}` },
      },
    ];
  }
  const problems = holder.problems.map(problemInWords);
  return [
    {
      kind: 'contractor',
      code,
      label: `${name}: ${holder.businessName} (${holder.number}) is not in good standing${problems.length > 0 ? `: ${problems.join(', ')}` : ''}`,
      waitingOn: 'contractor',
      action: { operationId: 'getContractor', label: 'See what is missing' },
    },
  ];
}

function problemInWords({ credential, name, expiredOn }: ContractorOnPermit['problems'][number]): string {
  if (expiredOn) return `${name} expired on ${formatLongDate(Temporal.PlainDate.from(expiredOn))}`;
  // A registration is always there; its name says what holds it back, such as `Registration (suspended)`.
  return credential === 'registration' ? name : `${name} is missing`;
}
