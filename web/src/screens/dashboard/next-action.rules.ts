import type { Shape } from '../../api/types';
import { recordPath } from '../../format/record-path';
import { nextActionOf as nextActionOfPermit, type NextAction } from '../record/next-action.rules';

type DashboardRecord = Shape<'DashboardRecordDto'>;

/** Where to do what comes next. */
export function nextActionOf(record: DashboardRecord): NextAction {
  const { kind, status } = record;
  const ofPermit = kind === 'permit' ? nextActionOfPermit(record) : null;
  if (ofPermit) return ofPermit;
  const label = kind === 'case' ? 'See the case' : status === 'draft' ? 'Continue' : 'See what is needed';
  return { label, to: recordPath(record) };
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
