import { formatCents } from '../../platform/money/money.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { NextStep } from '../records/index.js';
import type { Outstanding } from './issuance/requirements.rules.js';
import { PERMIT_STATUS_LABELS, type PermitStatus } from './permit.status.js';

export function toSubmit(): NextStep {
  return { actor: 'applicant', label: 'Complete the application and submit it' };
}

export function toCorrectAndSubmit(): NextStep {
  return { actor: 'applicant', label: 'Correct the application and submit it again' };
}

export function toReview(dueOn: Temporal.PlainDate): NextStep {
  return { actor: 'city', role: 'plan-reviewer', label: `The city reviews the plans, by ${formatLongDate(dueOn)}`, dueOn };
}

export function toAnswer(): NextStep {
  return { actor: 'applicant', label: 'Answer the review comments and resubmit' };
}

/** What the applicant can do comes first: it is the one who reads this. */
export function toMeet(outstanding: readonly Outstanding[]): NextStep {
  const mine = outstanding.filter((requirement) => requirement.waitingOn === 'applicant');
  if (mine.length === 0) {
    return { actor: 'contractor', label: outstanding.map((requirement) => requirement.label).join('; ') };
  }
  const cents = mine.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
  const documents = mine.filter(({ kind }) => kind === 'document');
  const upload = documents.length === 1 ? `upload “${documents[0].label}”` : `upload ${documents.length} documents`;
  const steps = [
    ...(cents > 0 ? [`pay ${formatCents(cents)}`] : []),
    ...(documents.length > 0 ? [upload] : []),
    ...mine.filter(({ kind }) => kind === 'contractor').map(({ action }) => lowerFirst(action!.label)),
  ];
  return { actor: 'applicant', label: upperFirst(steps.join(', ')) };
}

export function toInspect(first: string | null, expiresOn: Temporal.PlainDate): NextStep {
  if (first === null) return { actor: 'none', label: `Valid through ${formatLongDate(expiresOn)}` };
  return { actor: 'applicant', label: `Do the work and schedule its inspection: ${first}` };
}

export function toPutRight(inspection: string): NextStep {
  return { actor: 'applicant', label: `Put right what the inspector found and schedule the re-inspection: ${inspection}` };
}

/** Nothing can be booked until a contractor's papers are in force again. */
export function toClearHold(reason: string): NextStep {
  return { actor: 'contractor', label: `No inspection can be booked: ${reason}` };
}

export function toPickUp(): NextStep {
  return { actor: 'applicant', label: 'Pick up permit and plans at the counter' };
}

export function nothing(status: PermitStatus): NextStep {
  return { actor: 'none', label: PERMIT_STATUS_LABELS[status] };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
