import type { Shape } from '../../api/types';
import { recordPath } from '../../format/record-path';

type DashboardRecord = Shape<'DashboardRecordDto'>;

/** By status of a permit: what its button says and where it leads. */
const OF_PERMITS: Record<string, { label: string; to: (number: string) => string }> = {
  draft: { label: 'Continue', to: (number) => `/records/${number}/application` },
  returned: { label: 'Correct it', to: (number) => `/records/${number}/application` },
  'corrections-required': { label: 'Answer the comments', to: (number) => `/records/${number}/reviews` },
  approved: { label: 'See what is missing', to: (number) => `/permits/${number}/requirements` },
  issued: { label: 'Book the inspection', to: (number) => `/records/${number}/inspections` },
};

/** Where to do what comes next. */
export function nextActionOf({ kind, number, status }: DashboardRecord): { label: string; to: string } {
  const action = kind === 'permit' ? OF_PERMITS[status] : undefined;
  if (action) return { label: action.label, to: action.to(number) };
  if (kind === 'case') return { label: 'See the case', to: recordPath(number) };
  return { label: status === 'draft' ? 'Continue' : 'See what is needed', to: recordPath(number) };
}

/** Whether it is the reader who must act. */
export function waitsForMe({ nextStep }: DashboardRecord, profile: Shape<'AccountDto'>['profile']): boolean {
  return nextStep.actor === 'applicant' || (nextStep.actor === 'contractor' && profile === 'contractor');
}

/** Nothing comes next and nothing is due: it is over, or in order. */
export function isAtRest({ nextStep, feesDueCents }: DashboardRecord): boolean {
  return nextStep.actor === 'none' && feesDueCents === 0;
}

/** What must be done by a day comes first, then what has waited longest. */
export function mostUrgentFirst(one: DashboardRecord, other: DashboardRecord): number {
  const [due, otherDue] = [one, other].map(({ nextStep }) => nextStep.dueOn ?? '9999');
  return due!.localeCompare(otherDue!) || one.nextStep.since.localeCompare(other.nextStep.since);
}
