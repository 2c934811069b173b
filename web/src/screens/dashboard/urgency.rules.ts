import type { Shape } from '../../api/types';

type DashboardRecord = Shape<'DashboardRecordDto'>;

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
