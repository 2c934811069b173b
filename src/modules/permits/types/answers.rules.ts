import type { AnswerValue, Answers } from '../../../platform/conditions/condition.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { escapePointer } from '../../../platform/http/validation-messages.js';
import { isCivilDate } from '../../../platform/time/civil-date.js';
import { OWNER_DOES_WORK, type FormField, type PermitTypeVersion } from './permit-type.js';

export const MOST_TEXT = 2_000;
export const MOST_DECIMALS = 3;
/** Beyond any building: keeps every sum exact. */
export const MOST_NUMBER = 1_000_000_000;
export const LEAST_NUMBER = -1_000_000_000;

/**
 * What is wrong with the answers to a type's form, each with a pointer to the answer. A draft (`complete: false`) may leave
 * questions open; what is submitted may not.
 */
export function validateAnswers(
  type: Pick<PermitTypeVersion, 'form' | 'ownerMayDoWork' | 'contractorClasses' | 'name'>,
  answers: Answers,
  { complete }: { complete: boolean },
): FieldError[] {
  const fields = new Map(type.form.map((field) => [field.name, field]));
  const unknown = Object.keys(answers)
    .filter((name) => !fields.has(name))
    .map((name) => ({ pointer: answerPointer(name), detail: `is not a question of ${type.name}` }));
  const broken = type.form.flatMap((field) => {
    const detail = answerProblem(field, Object.hasOwn(answers, field.name) ? answers[field.name] : undefined, complete);
    return detail ? [{ pointer: answerPointer(field.name), detail }] : [];
  });
  if (answers[OWNER_DOES_WORK] === true && !type.ownerMayDoWork) {
    broken.push({ pointer: answerPointer(OWNER_DOES_WORK), detail: contractorOnly(type) });
  }
  return [...unknown, ...broken];
}

/** A JSON Pointer to an answer in a request body. */
export function answerPointer(name: string): string {
  return `/answers/${escapePointer(name)}`;
}

/** What is said of a question that has to be answered. */
export function unanswered(field: FormField): string {
  return `needs an answer: ${field.label}`;
}

function answerProblem(field: FormField, value: AnswerValue | undefined, complete: boolean): string | null {
  if (value === undefined || value === null || (field.type === 'text' && value === '')) {
    return complete && field.required ? unanswered(field) : null;
  }
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'integer':
      return Number.isInteger(value) ? rangeProblem(field, value as number) : 'must be a whole number';
    case 'money':
      return Number.isInteger(value) ? rangeProblem(field, value as number) : 'must be a whole number of cents';
    case 'number':
      return numberProblem(field, value);
    case 'text':
      return textProblem(field, value);
    case 'choice': {
      const values = (field.options ?? []).map((option) => option.value);
      return typeof value === 'string' && values.includes(value) ? null : `must be one of ${values.join(', ')}`;
    }
    case 'date':
      return isCivilDate(value) ? null : 'must be a date such as 2026-06-01';
  }
}

function numberProblem(field: FormField, value: AnswerValue): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  const decimals = field.decimals ?? 2;
  // The shortest text that stands for the number: what the applicant typed, digit for digit.
  const [, fraction = ''] = String(value).split('.');
  if (String(value).includes('e') || fraction.length > decimals) {
    return decimals === 0 ? 'must have no digits after the point' : `must have at most ${decimals} digits after the point`;
  }
  return rangeProblem(field, value);
}

function rangeProblem(field: FormField, value: number): string | null {
  const { minimum = 0, maximum = MOST_NUMBER } = field;
  if (value < minimum) return `must be ${minimum.toLocaleString('en-US')} or more`;
  return value > maximum ? `must be ${maximum.toLocaleString('en-US')} or less` : null;
}

function textProblem(field: FormField, value: AnswerValue): string | null {
  if (typeof value !== 'string') return 'must be a text';
  if (field.required && value.trim() === '') return unanswered(field);
  const most = field.maximumLength ?? MOST_TEXT;
  return value.length <= most ? null : `must have at most ${most.toLocaleString('en-US')} characters`;
}

function contractorOnly(type: Pick<PermitTypeVersion, 'contractorClasses' | 'name'>): string {
  const classes = type.contractorClasses.filter(({ when }) => when === undefined).map(({ name }) => name.toLowerCase());
  const who = classes.length > 0 ? ` (${classes.join(', ')})` : '';
  return `must be false: ${type.name} has to be done by a registered contractor${who}; an owner cannot stand in`;
}
