import type { FieldError } from '../errors/domain-error.js';
import { isCivilDate } from '../time/civil-date.js';

/** An answer to one question of a form; a date is `YYYY-MM-DD`, money is whole cents. Null is the same as no answer. */
export type AnswerValue = boolean | number | string | null;
export type Answers = Record<string, AnswerValue>;

export type Comparison =
  | { field: string; eq: boolean | number | string }
  | { field: string; gt: number | string }
  | { field: string; gte: number | string }
  | { field: string; lt: number | string }
  | { field: string; lte: number | string };

/** A rule over the answers of a form, as data: one comparison, all of several, or any of several. */
export type Condition = Comparison | { all: Condition[] } | { any: Condition[] };

export const FIELD_TYPES = ['boolean', 'integer', 'number', 'text', 'choice', 'date', 'money'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What a condition needs to know of a question. */
export interface ConditionField {
  name: string;
  label: string;
  type: FieldType;
  options?: { value: string; label: string }[];
}

const OPERATORS = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;
type Operator = (typeof OPERATORS)[number];

const DEEPEST = 5;
const ORDERED: readonly FieldType[] = ['integer', 'number', 'money', 'date'];
const WORDS: Record<Exclude<Operator, 'eq'>, string> = { gt: 'more than', gte: 'at least', lt: 'less than', lte: 'at most' };
const DATE_WORDS: Record<Exclude<Operator, 'eq'>, string> = { gt: 'after', gte: 'on or after', lt: 'before', lte: 'on or before' };

/**
 * Whether the condition holds. A comparison with a question that is not answered does not hold; `all` of nothing holds, `any` of
 * nothing does not.
 */
export function evaluate(condition: Condition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => evaluate(part, answers));
  if ('any' in condition) return condition.any.some((part) => evaluate(part, answers));
  const answer = Object.hasOwn(answers, condition.field) ? answers[condition.field] : undefined;
  if (answer === undefined || answer === null) return false;
  if ('eq' in condition) return answer === condition.eq;
  if ('gt' in condition) return sameKind(answer, condition.gt) && answer > condition.gt;
  if ('gte' in condition) return sameKind(answer, condition.gte) && answer >= condition.gte;
  if ('lt' in condition) return sameKind(answer, condition.lt) && answer < condition.lt;
  return sameKind(answer, condition.lte) && answer <= condition.lte;
}

/** The names of the questions a condition asks about, each once. */
export function fieldsOf(condition: Condition): string[] {
  if ('all' in condition) return [...new Set(condition.all.flatMap(fieldsOf))];
  if ('any' in condition) return [...new Set(condition.any.flatMap(fieldsOf))];
  return [condition.field];
}

/** What is wrong with a condition that came from outside, for a form with these questions; pointers start at `pointer`. */
export function validateCondition(condition: unknown, fields: readonly ConditionField[], pointer = '', depth = 1): FieldError[] {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    return [{ pointer, detail: 'must be a comparison such as {"field": "heightFt", "gt": 7}, or {"all": [...]} or {"any": [...]}' }];
  }
  const names = Object.keys(condition);
  if (names.length === 1 && (names[0] === 'all' || names[0] === 'any')) {
    const parts = (condition as Record<string, unknown>)[names[0]];
    if (!Array.isArray(parts)) return [{ pointer: `${pointer}/${names[0]}`, detail: 'must be a list of conditions' }];
    if (depth === DEEPEST) return [{ pointer, detail: `must not be nested more than ${DEEPEST} deep` }];
    return parts.flatMap((part, index) => validateCondition(part, fields, `${pointer}/${names[0]}/${index}`, depth + 1));
  }
  return comparisonProblems(condition as Record<string, unknown>, names, fields, pointer);
}

/** The condition as a person would say it, for documents, fees and reviews that are asked for only sometimes. */
export function describe(condition: Condition, fields: readonly ConditionField[], nested = false): string {
  if ('all' in condition || 'any' in condition) {
    const [parts, word, nothing] = 'all' in condition ? [condition.all, ' and ', 'always'] : [condition.any, ' or ', 'never'];
    if (parts.length === 0) return nothing;
    const said = parts.map((part) => describe(part, fields, parts.length > 1)).join(word);
    return nested && parts.length > 1 ? `(${said})` : said;
  }
  const field = fields.find(({ name }) => name === condition.field);
  return `“${field?.label ?? condition.field}” ${comparisonWords(condition, field)}`;
}

function comparisonProblems(
  comparison: Record<string, unknown>,
  names: string[],
  fields: readonly ConditionField[],
  pointer: string,
): FieldError[] {
  const operators = OPERATORS.filter((operator) => operator in comparison);
  const operator = operators[0];
  if (names.length !== 2 || operators.length !== 1 || !operator || typeof comparison.field !== 'string') {
    return [{ pointer, detail: 'must have a field and exactly one of eq, gt, gte, lt, lte' }];
  }
  const field = fields.find(({ name }) => name === comparison.field);
  if (!field) return [{ pointer: `${pointer}/field`, detail: `must be a question of the form; ${comparison.field} is not` }];
  if (operator !== 'eq' && !ORDERED.includes(field.type)) {
    return [{ pointer: `${pointer}/${operator}`, detail: `cannot be asked of a ${field.type}; use eq` }];
  }
  const wanted = valueProblem(field, comparison[operator]);
  return wanted ? [{ pointer: `${pointer}/${operator}`, detail: wanted }] : [];
}

function valueProblem(field: ConditionField, value: unknown): string | null {
  switch (field.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'integer':
    case 'money':
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'must be a number';
    case 'date':
      return isCivilDate(value) ? null : 'must be a date such as 2026-06-01';
    case 'text':
      return typeof value === 'string' ? null : 'must be a text';
    case 'choice': {
      const values = (field.options ?? []).map((option) => option.value);
      return typeof value === 'string' && values.includes(value) ? null : `must be one of ${values.join(', ')}`;
    }
  }
}

function comparisonWords(comparison: Comparison, field: ConditionField | undefined): string {
  if ('eq' in comparison) {
    if (typeof comparison.eq === 'boolean') return `is answered ${comparison.eq ? 'yes' : 'no'}`;
    return `is ${field?.options?.find(({ value }) => value === comparison.eq)?.label ?? comparison.eq}`;
  }
  const operator = OPERATORS.find((name) => name in comparison) as keyof typeof WORDS;
  const value = (comparison as unknown as Record<string, number | string>)[operator];
  return `is ${(field?.type === 'date' ? DATE_WORDS : WORDS)[operator]} ${typeof value === 'number' ? value.toLocaleString('en-US') : value}`;
}

function sameKind(a: AnswerValue, b: unknown): boolean {
  return typeof a === typeof b;
}
