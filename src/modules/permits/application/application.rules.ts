import type { Answers } from '../../../platform/conditions/condition.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { validateAnswers } from '../types/answers.rules.js';
import type { TypeRequirements } from '../types/permit-type.rules.js';
import type { PermitTypeVersion } from '../types/permit-type.js';

/** New answers replace those of the same name; null takes an answer back. */
export function mergeAnswers(answers: Answers, changes: Record<string, unknown>): Answers {
  const merged = { ...answers, ...(changes as Answers) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null && value !== undefined));
}

/** The answers whose questions a newer version of the form still asks, right or not: a wrong one says what is allowed now. */
export function answersStillAsked(type: PermitTypeVersion, answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => type.form.some((field) => field.name === name)));
}

/** The answers that can be carried over to another type's form: the same question, and a value it takes. */
export function answersThatFit(type: PermitTypeVersion, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(answersStillAsked(type, answers)).filter(
      ([name, value]) =>
        !validateAnswers(type, { [name]: value }, { complete: false }).some(({ pointer }) => pointer === `/answers/${name}`),
    ),
  );
}

/** Everything that keeps an application from being submitted, each with a pointer to what is missing. */
export function missingForSubmission(
  type: PermitTypeVersion,
  answers: Answers,
  documents: TypeRequirements['documents'],
  uploaded: ReadonlySet<string>,
): FieldError[] {
  const missing = documents.filter(({ code, required, phase }) => required && phase === 'at-submission' && !uploaded.has(code));
  return [
    ...validateAnswers(type, answers, { complete: true }),
    ...missing.map(({ code, name }) => ({ pointer: `/documents/${code}`, detail: `must be uploaded: ${name}` })),
  ];
}
