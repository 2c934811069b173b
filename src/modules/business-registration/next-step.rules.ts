import { formatCents } from '../../platform/money/money.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { type NextStep } from '../records/index.js';
import { BUSINESS_STATUS_LABELS, type BusinessStatus } from './business-registration.status.js';

/** What a certificate still waits for, once the reviews are done. */
export interface Unmet {
  feesDueCents: number;
  /** Names of the inspections that have not passed. */
  inspections: readonly string[];
}

export function toFillIn(): NextStep {
  return { actor: 'applicant', label: 'Fill in the steps and submit the registration' };
}

export function toCorrectAndSubmit(): NextStep {
  return { actor: 'applicant', label: 'Correct the registration and submit it again' };
}

export function toReview(dueOn: Temporal.PlainDate): NextStep {
  return { actor: 'city', role: 'plan-reviewer', dueOn, label: `The city reviews the registration, by ${formatLongDate(dueOn)}` };
}

export function toAnswer(): NextStep {
  return { actor: 'applicant', label: 'Answer the review comments, correct the steps and submit again' };
}

export function toAnswerRenewal(by: Temporal.PlainDate): NextStep {
  return { actor: 'applicant', dueOn: by, label: `Answer the review comments and send the corrected renewal by ${formatLongDate(by)}` };
}

export function toMeet({ feesDueCents, inspections }: Unmet): NextStep {
  const steps = [
    ...(feesDueCents > 0 ? [`pay ${formatCents(feesDueCents)}`] : []),
    ...(inspections.length > 0 ? [`schedule the inspection: ${inspections.join(', ')}`] : []),
  ].join(' and ');
  return { actor: 'applicant', label: steps.charAt(0).toUpperCase() + steps.slice(1) };
}

export function toPutRight(inspection: string): NextStep {
  return { actor: 'applicant', label: `Put right what the inspector found and schedule the re-inspection: ${inspection}` };
}

export function registeredUntil(expiresOn: Temporal.PlainDate): NextStep {
  return { actor: 'none', label: `Registered through ${formatLongDate(expiresOn)}` };
}

export function toRenew(expiresOn: Temporal.PlainDate): NextStep {
  return { actor: 'applicant', dueOn: expiresOn, label: `Renew the registration by ${formatLongDate(expiresOn)}` };
}

export function toRenewLate(): NextStep {
  return { actor: 'applicant', label: 'Renew the lapsed registration; a late fee is added' };
}

export function nothing(status: BusinessStatus): NextStep {
  return { actor: 'none', label: BUSINESS_STATUS_LABELS[status] };
}
