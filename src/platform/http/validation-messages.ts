import { getMetadataStorage, type ValidationError, ValidationTypes } from 'class-validator';
import type { FieldError } from '../errors/domain-error.js';

/** The rules of one field, by the name that class-validator gives them. */
interface Rule {
  name: string;
  values: unknown[];
  each: boolean;
  /** It has a message of its own, which says it better. */
  spoken: boolean;
}

/** What class-validator found below `parent`, in sentences that name the whole rule, with JSON Pointers. */
export function fieldErrors(error: ValidationError, parent = '', unknown = 'is not a field of this request'): FieldError[] {
  // An array or a bare value where an object belongs has no property to name.
  const pointer = error.property === undefined ? parent : `${parent}/${escapePointer(error.property)}`;
  const own = error.constraints ? details(error, unknown).map((detail) => ({ pointer, detail })) : [];
  // What is of another kind altogether has no parts worth naming.
  const parts = wrongType(rulesOf(error), error.value) ? [] : (error.children ?? []);
  return [...own, ...parts.flatMap((child) => fieldErrors(child, pointer, unknown))];
}

export function escapePointer(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}

function details(error: ValidationError, unknown: string): string[] {
  const failed = error.constraints!;
  if (ValidationTypes.WHITELIST in failed) return [unknown];
  if ('unknownValue' in failed) return ['must be an object'];

  const rules = rulesOf(error);
  if (rules.length === 0 && ValidationTypes.NESTED_VALIDATION in failed) return ['must be an object'];
  const general = rules.filter((rule) => !rule.spoken);
  const sentence = describe(general);
  const generalFailed = general.some(({ name }) => name in failed);
  const spoken = rules.filter((rule) => rule.spoken && rule.name in failed).map(({ name }) => failed[name]!);
  const known = new Set(rules.map(({ name }) => name));
  const others = Object.entries(failed)
    .filter(([name]) => !known.has(name))
    .map(([, message]) => message);

  const found = [...(generalFailed && sentence ? [sentence] : []), ...spoken, ...others].map((text) => withoutName(text, error.property));
  const said = found.length > 0 ? found : Object.values(failed).map((text) => withoutName(text, error.property));
  if (error.value === undefined || error.value === null) {
    const rule = said.find((text) => text.startsWith('must '));
    return [rule ? `is missing; it ${rule}` : 'is missing'];
  }
  return wrongType(general, error.value) && sentence ? [sentence] : [...new Set(said)];
}

/** With the wrong type every other rule is broken as well, and only this one is worth saying. */
function wrongType(rules: Rule[], value: unknown): boolean {
  return rules.some(({ name, each }) => {
    if (each) return false;
    if (name === 'isString') return typeof value !== 'string';
    if (name === 'isInt' || name === 'isNumber') return typeof value !== 'number';
    if (name === 'isBoolean') return typeof value !== 'boolean';
    if (name === 'isArray') return !Array.isArray(value);
    if (name === 'isObject' || name === ValidationTypes.NESTED_VALIDATION) return typeof value !== 'object';
    return false;
  });
}

const rulesByField = new WeakMap<object, Map<string, Rule[]>>();

function rulesOf({ target, property }: ValidationError): Rule[] {
  if (!target) return [];
  const known = rulesByField.get(target.constructor) ?? new Map<string, Rule[]>();
  rulesByField.set(target.constructor, known);
  const cached = known.get(property);
  if (cached) return cached;

  const storage = getMetadataStorage();
  const rules = storage
    .getTargetValidationMetadatas(target.constructor, '', false, false)
    .filter((metadata) => metadata.propertyName === property && metadata.type !== ValidationTypes.CONDITIONAL_VALIDATION)
    .map((metadata) => ({
      name: metadata.constraintCls ? storage.getTargetValidatorConstraints(metadata.constraintCls)[0]!.name : metadata.type,
      values: metadata.constraints ?? [],
      each: metadata.each,
      // A part comes with a message of its own, and it says no more than that it is not an object.
      spoken: Boolean(metadata.message) && !(metadata.type === ValidationTypes.NESTED_VALIDATION && !metadata.each),
    }));
  known.set(property, rules);
  return rules;
}

/** One sentence for all rules of a field; undefined when one of them is not known here and has to speak for itself. */
function describe(rules: Rule[]): string | undefined {
  const item = new Map(rules.filter(({ each }) => each).map(({ name, values }) => [name, values]));
  const whole = new Map(rules.filter(({ each }) => !each).map(({ name, values }) => [name, values]));
  const nested = whole.has(ValidationTypes.NESTED_VALIDATION) || item.has(ValidationTypes.NESTED_VALIDATION);
  const list = item.size > 0 || ['isArray', 'arrayMinSize', 'arrayMaxSize', 'arrayNotEmpty', 'arrayUnique'].some((name) => whole.has(name));
  if (!list) {
    const kind = kindOf(whole);
    return kind && `must be ${kind}`;
  }
  const least = (whole.get('arrayMinSize')?.[0] as number | undefined) ?? (whole.has('arrayNotEmpty') ? 1 : undefined);
  const size = range(least, whole.get('arrayMaxSize')?.[0] as number | undefined);
  const of = item.size > 0 ? kindOf(item) : undefined;
  return [
    'must be a list',
    size ? ` of ${size} ${whole.has('arrayUnique') ? 'different ' : ''}items` : whole.has('arrayUnique') ? ' of different items' : '',
    of && !nested ? `, each of them ${of}` : '',
  ].join('');
}

function kindOf(rules: Map<string, unknown[]>): string | undefined {
  const first = (name: string) => rules.get(name)?.[0];
  if (rules.has('isIn')) return oneOf(first('isIn') as unknown[]);
  if (rules.has('isEnum')) return oneOf(rules.get('isEnum')![1] as unknown[]);
  if (rules.has('isBoolean')) return 'true or false';
  if (rules.has('isUuid')) return 'a UUID';
  if (rules.has('isEmail')) return 'an e-mail address such as name@example.org';
  if (rules.has('isUrl')) return 'a web address such as https://www.example.org';
  if (rules.has('isIso8601') || rules.has('isDateString')) return 'a date such as 2026-03-02';
  if (rules.has('isRFC3339')) return 'an instant such as 2026-03-02T15:00:00Z';
  if (rules.has('isInt') || rules.has('isNumber') || rules.has('min') || rules.has('max') || rules.has('isPositive'))
    return numberKind(rules);
  if (
    rules.has('isString') ||
    rules.has('isLength') ||
    rules.has('maxLength') ||
    rules.has('minLength') ||
    rules.has('isNotEmpty') ||
    rules.has('matches')
  ) {
    return textKind(rules);
  }
  if (rules.has('isObject') || rules.has('isNotEmptyObject') || rules.has(ValidationTypes.NESTED_VALIDATION)) return 'an object';
  if (rules.has('isArray')) return 'a list';
  return undefined;
}

function numberKind(rules: Map<string, unknown[]>): string {
  const noun = rules.has('isInt') ? 'a whole number' : 'a number';
  const least = rules.get('min')?.[0] as number | undefined;
  const most = rules.get('max')?.[0] as number | undefined;
  if (least !== undefined && most !== undefined) return `${noun} from ${least} to ${most}`;
  if (least !== undefined) return `${noun} of at least ${least}`;
  if (most !== undefined) return `${noun} of at most ${most}`;
  return rules.has('isPositive') ? `${noun} above 0` : noun;
}

function textKind(rules: Map<string, unknown[]>): string {
  const [shortest, longest] = (rules.get('isLength') as [number?, number?] | undefined) ?? [];
  const least = shortest ?? (rules.get('minLength')?.[0] as number | undefined) ?? (rules.has('isNotEmpty') ? 1 : undefined);
  const size = range(least, longest ?? (rules.get('maxLength')?.[0] as number | undefined));
  if (size === 'at least 1') return 'text that is not empty';
  const pattern = rules.get('matches')?.[0];
  const form = pattern instanceof RegExp ? ` in the form ${pattern.source}` : '';
  return (size ? `text of ${size} characters` : 'text') + form;
}

function range(least: number | undefined, most: number | undefined): string | undefined {
  if (least && most !== undefined) return least === most ? `exactly ${least}` : `${least} to ${most}`;
  if (least) return `at least ${least}`;
  return most === undefined ? undefined : `at most ${most}`;
}

function oneOf(options: unknown[]): string {
  return options.length === 1 ? String(options[0]) : `one of ${options.slice(0, -1).join(', ')} or ${String(options.at(-1))}`;
}

/** class-validator's own sentences begin with the name of the field, which the pointer already says. */
function withoutName(text: string, property: string): string {
  for (const start of [
    `each value in nested property ${property} `,
    `each value in ${property} `,
    `nested property ${property} `,
    `${property} `,
  ]) {
    if (text.startsWith(start)) return start.startsWith('each') ? `${text.slice(start.length)} (every item)` : text.slice(start.length);
  }
  return text;
}
