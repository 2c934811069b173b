import type { Shape } from '../../api/types';

export type FormField = Shape<'FormFieldDto'>;
export type AnswerValue = string | number | boolean;

/** What a field of the page shows for an answer. */
export function asText(field: FormField, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (field.type === 'boolean') return value === true ? 'yes' : 'no';
  if (field.type === 'money' && typeof value === 'number') return (value / 100).toFixed(2).replace(/\.00$/, '');
  return typeof value === 'object' ? '' : String(value as AnswerValue);
}

/** The answer that typed text stands for: `null` for none, `problem` where it stands for nothing. */
export function asAnswer(field: FormField, text: string): { value: AnswerValue | null } | { problem: string } {
  const typed = text.trim();
  if (typed === '') return { value: null };
  switch (field.type) {
    case 'boolean':
      return { value: typed === 'yes' };
    case 'integer':
    case 'number':
    case 'money':
      return asNumber(field, typed);
    default:
      return { value: typed };
  }
}

function asNumber(field: FormField, typed: string): { value: number } | { problem: string } {
  const number = Number(typed.replaceAll(/[$,\s]/g, ''));
  if (!Number.isFinite(number)) return { problem: 'Write a number, such as 120.' };
  if (field.type === 'integer' && !Number.isInteger(number)) return { problem: 'Write a whole number, such as 2.' };
  const { minimum = 0, maximum } = field;
  const amount = field.type === 'money' ? Math.round(number * 100) : number;
  if (amount < minimum) return { problem: `It must be ${shown(field, minimum)} or more.` };
  if (maximum !== undefined && amount > maximum) return { problem: `It must be ${shown(field, maximum)} or less.` };
  return { value: amount };
}

function shown(field: FormField, bound: number): string {
  return field.type === 'money' ? `$${(bound / 100).toLocaleString('en-US')}` : bound.toLocaleString('en-US');
}

/** The questions a person is asked: not those that the city's list answers, nor one whose only answer is no. */
export function askedOf(type: Shape<'PermitTypeDto'>, derivedAnswers: readonly string[]): FormField[] {
  return type.form.filter(({ name }) => !derivedAnswers.includes(name) && (type.ownerMayDoWork || name !== 'ownerDoesWork'));
}
