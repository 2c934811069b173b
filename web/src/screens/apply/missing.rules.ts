import type { Shape } from '../../api/types';
import { askedOf } from './answers.rules';

/** One thing that keeps an application from being submitted, and where on the page it is. */
export interface Missing {
  /** Of its field in the form. */
  name: string;
  label: string;
}

/** Everything that is still missing, in the order of the page. */
export function missingOf(type: Shape<'PermitTypeDto'>, permit: Shape<'PermitDto'>): Missing[] {
  const questions = askedOf(type, permit.derivedAnswers)
    .filter(({ required, name }) => required && isOpen(permit.answers[name]))
    .map(({ name, label }) => ({ name: `answers.${name}`, label }));
  const documents = permit.documents
    .filter(({ required, phase, uploaded }) => required && phase === 'at-submission' && !uploaded)
    .map(({ code, name }) => ({ name: `documents.${code}`, label: name }));
  return [...questions, ...documents];
}

function isOpen(answer: unknown): boolean {
  return answer === undefined || answer === null || answer === '';
}
