import type { Shape } from '../../api/types';

export interface NextAction {
  /** What the button says. */
  label: string;
  to: string;
}

/** As on the permit's own page and on the dashboard. */
type PermitLike = Pick<Shape<'DashboardRecordDto'>, 'number' | 'status' | 'nextStep'>;

/** Where a party goes to do what comes next on a permit; null when there is nothing to do for them. */
export function nextActionOf({ number, status, nextStep }: PermitLike): NextAction | null {
  if (nextStep.actor !== 'applicant') return null;
  switch (status) {
    case 'draft':
      return { label: 'Continue the application', to: `/records/${number}/application` };
    case 'returned':
      return { label: 'Correct the application', to: `/records/${number}/application` };
    case 'corrections-required':
      return { label: 'Answer the comments', to: `/records/${number}/reviews` };
    case 'approved':
      return { label: 'See what is still missing', to: `/permits/${number}/requirements` };
    case 'issued':
      return { label: nextStep.dueOn ? 'Move or cancel the visit' : 'Schedule the inspection', to: `/records/${number}/inspections` };
    default:
      return null;
  }
}
