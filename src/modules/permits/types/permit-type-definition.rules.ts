import { fieldsOf, validateCondition, type Condition } from '../../../platform/conditions/condition.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { derivationProblem } from './derived-answers.rules.js';
import { OWNER_DOES_WORK, type FormField, type PermitTypeDefinition } from './permit-type.js';
import type { Words } from './vocabulary.js';

const ORDERED_TYPES: readonly FormField['type'][] = ['integer', 'number', 'money'];

/** Why a definition cannot be published, each with a pointer into it; empty when it can. */
export function definitionProblems(definition: PermitTypeDefinition, words: Words, otherTypes: ReadonlySet<string>): FieldError[] {
  return definition.submission === 'counter' ? counterProblems(definition, words, otherTypes) : onlineProblems(definition, words);
}

function onlineProblems(definition: PermitTypeDefinition, words: Words): FieldError[] {
  const { form } = definition;
  const category = own(words.categories, definition.category);
  const rules = (['documents', 'contractorClasses', 'disciplines', 'inspections'] as const).flatMap((part) =>
    rulesProblems(definition, part, words),
  );
  const instantly = definition.instantIssueWhen ? whenProblems(definition.instantIssueWhen, form, '/instantIssueWhen') : [];
  return [
    ...(category?.prefix ? [] : [{ pointer: '/category', detail: 'must be a category whose record numbers have a prefix' }]),
    ...(definition.counter ? [{ pointer: '/counter', detail: 'must be left out for a type that is applied for online' }] : []),
    ...form.flatMap((field, index) => fieldProblems(field, `/form/${index}`)),
    ...twice(form, ({ name }) => name, '/form', 'name'),
    ...ownerProblems(definition),
    ...rules,
    ...instantly,
  ];
}

function counterProblems(definition: PermitTypeDefinition, words: Words, otherTypes: ReadonlySet<string>): FieldError[] {
  const { counter } = definition;
  if (!counter) return [{ pointer: '/counter', detail: 'is needed for a type that is taken at the counter' }];
  const empty = (['form', 'documents', 'contractorClasses', 'disciplines', 'inspections'] as const)
    .filter((part) => definition[part].length > 0)
    .map((part) => ({ pointer: `/${part}`, detail: 'must be empty for a type that is taken at the counter' }));
  const known = (part: Record<string, object>, code: string, pointer: string, what: string) =>
    own(part, code) ? [] : [{ pointer, detail: `must be ${what}; ${code} is not` }];
  return [
    ...known(words.categories, definition.category, '/category', 'a known category'),
    ...known(words.counterReasons, counter.reason, '/counter/reason', 'a known reason'),
    ...counter.disciplines.flatMap((code, index) => known(words.disciplines, code, `/counter/disciplines/${index}`, 'a known discipline')),
    ...counter.oftenMistakenFor.flatMap((code, index) =>
      otherTypes.has(code)
        ? []
        : [{ pointer: `/counter/oftenMistakenFor/${index}`, detail: `must be the code of a permit type; ${code} is not` }],
    ),
    ...(definition.instantIssueWhen
      ? [{ pointer: '/instantIssueWhen', detail: 'must be left out for a type that is taken at the counter' }]
      : []),
    ...empty,
  ];
}

function fieldProblems(field: FormField, pointer: string): FieldError[] {
  const problems: FieldError[] = [];
  const options = field.options?.map(({ value }) => value) ?? [];
  if (field.type === 'choice') {
    if (options.length < 2) problems.push({ pointer: `${pointer}/options`, detail: 'must have at least two options' });
    problems.push(...twice(options, (value) => value, `${pointer}/options`, 'value'));
  } else if (field.options) {
    problems.push({ pointer: `${pointer}/options`, detail: 'belongs to a choice only' });
  }
  const bounded = field.minimum !== undefined || field.maximum !== undefined;
  if (bounded && !ORDERED_TYPES.includes(field.type)) {
    problems.push({ pointer: `${pointer}/minimum`, detail: `a ${field.type} has neither minimum nor maximum` });
  }
  if (field.minimum !== undefined && field.maximum !== undefined && field.minimum > field.maximum) {
    problems.push({ pointer: `${pointer}/maximum`, detail: 'must not be less than minimum' });
  }
  if (field.decimals !== undefined && field.type !== 'number')
    problems.push({ pointer: `${pointer}/decimals`, detail: 'belongs to a number only' });
  if (field.maximumLength !== undefined && field.type !== 'text') {
    problems.push({ pointer: `${pointer}/maximumLength`, detail: 'belongs to a text only' });
  }
  const underived = field.derivedFrom === 'parcel' ? derivationProblem(field) : null;
  if (underived) problems.push({ pointer: `${pointer}/derivedFrom`, detail: underived });
  return problems;
}

/** Who does the work has to be known before contractors can be asked for or let off. */
function ownerProblems({ form, ownerMayDoWork, contractorClasses }: PermitTypeDefinition): FieldError[] {
  const index = form.findIndex(({ name }) => name === OWNER_DOES_WORK);
  const field = form[index];
  if (field && field.type !== 'boolean') return [{ pointer: `/form/${index}/type`, detail: `must be boolean for ${OWNER_DOES_WORK}` }];
  if (!ownerMayDoWork || contractorClasses.length === 0 || field?.required) return [];
  return [{ pointer: '/form', detail: `must have a required question ${OWNER_DOES_WORK} when an owner may stand in for contractors` }];
}

const KNOWN_AS = {
  documents: ['documentTypes', 'a known document type'],
  contractorClasses: ['contractorClasses', 'a known contractor class'],
  disciplines: ['disciplines', 'a known discipline'],
  inspections: ['inspectionTypes', 'a known inspection type'],
} as const;

function rulesProblems(definition: PermitTypeDefinition, part: keyof typeof KNOWN_AS, words: Words): FieldError[] {
  const [wordsPart, what] = KNOWN_AS[part];
  const rules: { code: string; when?: Condition }[] = definition[part];
  return [
    ...rules.flatMap(({ code, when }, index) => [
      ...(own<object>(words[wordsPart], code) ? [] : [{ pointer: `/${part}/${index}/code`, detail: `must be ${what}; ${code} is not` }]),
      ...(when ? whenProblems(when, definition.form, `/${part}/${index}/when`) : []),
    ]),
    ...twice(rules, ({ code }) => code, `/${part}`, 'code'),
  ];
}

/** An open question would decide by its silence, so conditions ask about required ones only. */
function whenProblems(when: Condition, form: readonly FormField[], pointer: string): FieldError[] {
  const problems = validateCondition(when, form, pointer);
  if (problems.length > 0) return problems;
  return fieldsOf(when)
    .filter((name) => !form.find((field) => field.name === name)!.required)
    .map((name) => ({ pointer, detail: `must ask about required questions only; ${name} is optional` }));
}

function own<T>(part: Record<string, T>, code: string): T | undefined {
  return Object.hasOwn(part, code) ? part[code] : undefined;
}

function twice<T>(items: readonly T[], nameOf: (item: T) => string, pointer: string, part: string): FieldError[] {
  const names = items.map(nameOf);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [{ pointer: `${pointer}/${index}/${part}`, detail: `must not repeat ${name}` }],
  );
}
