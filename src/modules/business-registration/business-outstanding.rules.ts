import { formatLongDate } from '../../platform/time/format-long-date.js';
import { inspectionItems, type ActiveInspection } from '../inspections/index.js';
import { feeItems, type OutstandingFee } from '../payments/index.js';
import type { Outstanding, OutstandingItem } from '../records/index.js';
import { reviewItems, type ReviewState } from '../reviews/index.js';
import { BUSINESS_STATUS_LABELS, type BusinessStatus } from './business-registration.status.js';
import type { RenewalStatus } from './renewal/renewal.status.js';
import { stepsToTake } from './steps/steps.rules.js';
import type { StepProgress } from './steps/steps.js';

/** All that decides what a registration waits for. */
export interface BusinessFacts {
  number: string;
  status: BusinessStatus;
  /** The last day of the year that it is registered for; null before the first. */
  expiresOn: Temporal.PlainDate | null;
  /** How the steps stand, while the owner writes them. */
  steps: readonly StepProgress[];
  reviews: Pick<ReviewState, 'open' | 'asking'>;
  inspections: readonly ActiveInspection[];
  fees: readonly OutstandingFee[];
  /** The renewal that is under way, with the last day for its corrections. */
  renewal: { status: RenewalStatus; correctionsDueOn: Temporal.PlainDate | null } | null;
}

export function outstandingOf(facts: BusinessFacts): Outstanding {
  const { status, expiresOn } = facts;
  const otherwise = status === 'active' ? `Registered through ${formatLongDate(expiresOn!)}` : BUSINESS_STATUS_LABELS[status];
  return { items: itemsOf(facts), otherwise };
}

function itemsOf(facts: BusinessFacts): OutstandingItem[] {
  const { number, status, expiresOn, renewal } = facts;
  switch (status) {
    case 'draft':
      return toWrite(facts, 'fill in the steps and submit the registration');
    case 'returned':
      return toWrite(facts, 'correct the registration and submit it again');
    case 'in-review':
      return [...underReview(facts), ...later(forCertificate(facts))];
    case 'corrections-required': {
      const toAnswer = 'answer the review comments, correct the steps and submit again';
      return [...underReview(facts, toAnswer), ...stepItems(facts, toAnswer), ...later(forCertificate(facts))];
    }
    case 'approved':
    case 'active':
      return forCertificate(facts);
    case 'renewal-due':
    case 'lapsed':
      if (!renewal) return [status === 'lapsed' ? toRenewLate(number) : toRenew(number, expiresOn!), ...later(forCertificate(facts))];
      if (renewal.status === 'approved') return forCertificate(facts);
      return [...renewalUnderReview(facts, renewal.correctionsDueOn), ...later(forCertificate(facts))];
    case 'denied':
    case 'closed':
    case 'revoked':
      return [];
  }
}

/** Once the reviews are done; with nothing left the certificate is issued. */
function forCertificate({ number, inspections, fees }: BusinessFacts): OutstandingItem[] {
  return [...inspectionItems(inspections), ...feeItems(fees, number)];
}

/** The steps that are missing; with every step taken it is still to be submitted. */
function toWrite(facts: BusinessFacts, says: string): OutstandingItem[] {
  const steps = stepItems(facts, says);
  if (steps.length > 0) return steps;
  const label = says.charAt(0).toUpperCase() + says.slice(1);
  const action = { operationId: 'submitBusinessRegistration', label: 'Submit the registration', parameters: { number: facts.number } };
  return [{ kind: 'registration', code: 'submission', label, waitingOn: 'applicant', action }];
}

function stepItems({ number, steps }: BusinessFacts, says: string): OutstandingItem[] {
  return stepsToTake(steps).map(({ step, label }) => ({
    kind: 'step',
    code: step,
    label,
    waitingOn: 'applicant',
    step: { says },
    action: { operationId: 'completeBusinessStep', label, parameters: { number, step } },
  }));
}

/** Once all reviewers have decided the portal goes on by itself. */
function underReview({ reviews, number }: BusinessFacts, toAnswer = ''): OutstandingItem[] {
  const resubmit = { operationId: 'submitBusinessRegistration', label: 'Submit the registration again', parameters: { number } };
  return orDecision(reviewItems(reviews, { subject: 'the registration', toAnswer, resubmit }));
}

function renewalUnderReview({ reviews, number }: BusinessFacts, by: Temporal.PlainDate | null): OutstandingItem[] {
  const items = reviewItems(reviews, {
    subject: 'the registration',
    toAnswer: `answer the review comments and send the corrected renewal${by ? ` by ${formatLongDate(by)}` : ''}`,
    resubmit: { operationId: 'renewBusinessRegistration', label: 'Send the corrected renewal', parameters: { number } },
  });
  return orDecision(items.map((item) => (item.waitingOn === 'applicant' && by ? { ...item, dueOn: by } : item)));
}

function orDecision(items: OutstandingItem[]): OutstandingItem[] {
  return items.length > 0
    ? items
    : [{ kind: 'review', code: 'decision', label: 'The city takes up the reviewers’ decisions', waitingOn: 'city' }];
}

function toRenew(number: string, expiresOn: Temporal.PlainDate): OutstandingItem {
  return { ...renewal(number, `Renew the registration by ${formatLongDate(expiresOn)}`), dueOn: expiresOn };
}

function toRenewLate(number: string): OutstandingItem {
  return renewal(number, 'Renew the lapsed registration; a late fee is added');
}

function renewal(number: string, label: string): OutstandingItem {
  const action = { operationId: 'renewBusinessRegistration', label: 'Renew the registration', parameters: { number } };
  return { kind: 'registration', code: 'renewal', label, waitingOn: 'applicant', action };
}

function later(items: readonly OutstandingItem[]): OutstandingItem[] {
  return items.map((item) => ({ ...item, isLater: true }));
}
