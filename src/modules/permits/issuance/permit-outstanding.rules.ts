import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { documentItems } from '../../attachments/index.js';
import { classItems, type NamedOnRecord } from '../../contractors/index.js';
import { inspectionItems, type ActiveInspection, type HoldOnRecord } from '../../inspections/index.js';
import { feeItems, type OutstandingFee } from '../../payments/index.js';
import type { Outstanding, OutstandingItem } from '../../records/index.js';
import { reviewItems, type ReviewState } from '../../reviews/index.js';
import { PERMIT_STATUS_LABELS, type PermitStatus } from '../permit.status.js';
import type { TypeRequirements } from '../types/permit-type.rules.js';

/** All that decides what a permit waits for. */
export interface PermitFacts {
  number: string;
  status: PermitStatus;
  needs: Pick<TypeRequirements, 'documents' | 'contractorClasses'>;
  reviews: Pick<ReviewState, 'open' | 'asking'>;
  fees: readonly OutstandingFee[];
  /** Types of the documents that were uploaded and count. */
  uploaded: ReadonlySet<string>;
  contractors: readonly NamedOnRecord[];
  /** Once it is issued. */
  expiresOn: Temporal.PlainDate | null;
  /** Permit and plans of a large project lie at the counter. */
  toPickUp: boolean;
  holds: readonly HoldOnRecord[];
  inspections: readonly ActiveInspection[];
}

/** Everything that stands between a permit and its issue (`P-06`), the city's part first; then all that its work still needs. */
export function outstandingOf(facts: PermitFacts): Outstanding {
  const { status, expiresOn } = facts;
  const otherwise = status === 'issued' ? `Valid through ${formatLongDate(expiresOn!)}` : PERMIT_STATUS_LABELS[status];
  return { items: itemsOf(facts), otherwise };
}

function itemsOf(facts: PermitFacts): OutstandingItem[] {
  const { number, status, reviews } = facts;
  switch (status) {
    case 'draft':
    case 'returned':
      return [toSubmit(status, number), ...later(beforeIssue(facts))];
    case 'submitted':
    case 'in-review':
    case 'corrections-required':
      return [...underReview(reviews, number), ...later(beforeIssue(facts))];
    case 'approved':
      return beforeIssue(facts);
    case 'issued':
      return afterIssue(facts);
    case 'finaled':
    case 'withdrawn':
    case 'denied':
    case 'expired':
    case 'revoked':
      return [];
  }
}

function beforeIssue({ number, needs, fees, uploaded, contractors }: PermitFacts): OutstandingItem[] {
  return [
    ...feeItems(fees, number),
    ...classItems({ number, operationId: 'updatePermit', classes: needs.contractorClasses }, contractors),
    ...documentItems(
      needs.documents.filter((document) => document.required && !uploaded.has(document.code)),
      number,
    ),
  ];
}

/** One thing at a time: the permit at the counter, a contractor who keeps visits from being booked, the next visit. */
function afterIssue({ number, toPickUp, holds, inspections, fees }: PermitFacts): OutstandingItem[] {
  const visits = inspectionItems(inNextOrder(inspections), {
    toSchedule: 'do the work and schedule its inspection',
    toBeReady: 'do the work and be ready for the inspection on',
  });
  const [next, ...others] = [...(toPickUp ? [atCounter()] : []), ...holds.map(held), ...visits, ...feeItems(fees, number)];
  return next ? [next, ...later(others)] : [];
}

/** What an inspector sent back goes first, then what can be booked, then what is. */
function inNextOrder(inspections: readonly ActiveInspection[]): ActiveInspection[] {
  const rank = ({ appointment, attempt, status }: ActiveInspection) => (appointment ? 2 : attempt > 1 ? 0 : status === 'not-ready' ? 3 : 1);
  return inspections.toSorted((one, other) => rank(one) - rank(other));
}

function toSubmit(status: 'draft' | 'returned', number: string): OutstandingItem {
  const isNew = status === 'draft';
  const label = isNew ? 'Complete and submit the application' : 'Correct the application and submit it again';
  return {
    kind: 'document',
    code: 'application',
    label,
    waitingOn: 'applicant',
    step: { says: isNew ? 'complete the application and submit it' : 'correct the application and submit it again' },
    action: { operationId: 'submitPermit', label, parameters: { number } },
  };
}

/** Once all reviewers have decided the portal goes on by itself. */
function underReview(reviews: PermitFacts['reviews'], number: string): OutstandingItem[] {
  const items = reviewItems(reviews, {
    subject: 'the plans',
    toAnswer: 'answer the review comments and resubmit',
    namesDay: true,
    resubmit: { operationId: 'resubmitPermit', label: 'Resubmit the application', parameters: { number } },
  });
  return items.length > 0
    ? items
    : [{ kind: 'review', code: 'decision', label: 'The city takes up the reviewers’ decisions', waitingOn: 'city' }];
}

function atCounter(): OutstandingItem {
  return { kind: 'permit', code: 'pickup', label: 'Pick up permit and plans at the counter', waitingOn: 'applicant' };
}

/** Nothing can be booked until a contractor's papers are in force again. */
function held({ source, reason, since }: HoldOnRecord): OutstandingItem {
  return { kind: 'hold', code: source, label: `No inspection can be scheduled: ${reason}`, waitingOn: 'contractor', since };
}

function later(items: readonly OutstandingItem[]): OutstandingItem[] {
  return items.map((item) => ({ ...item, isLater: true }));
}
