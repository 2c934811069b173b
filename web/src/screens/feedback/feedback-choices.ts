import type { Shape } from '../../api/types';
import type { Choice } from '../../forms/choice-fields';

export type Area = Shape<'FeedbackRequest'>['area'];

export const SCORES: readonly Choice[] = [
  { value: '5', label: 'Very well' },
  { value: '4', label: 'Well' },
  { value: '3', label: 'So-so' },
  { value: '2', label: 'Not well' },
  { value: '1', label: 'Badly' },
];

const NAMES: Record<Area, string> = {
  everything: 'The portal as a whole',
  account: 'My account and signing in',
  search: 'Looking something up',
  permits: 'Applying for a permit',
  'plan-review': 'Reviews and corrections',
  inspections: 'Inspections',
  payments: 'Fees and payments',
  contractors: 'Contractor registration',
  'business-registration': 'Business registration',
  'code-enforcement': 'Concerns and cases',
};

export const AREAS: readonly Choice[] = Object.entries(NAMES).map(([value, label]) => ({ value, label }));
