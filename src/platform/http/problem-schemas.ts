import type { DomainErrorClass } from '../errors/domain-error.js';
import { describeField } from './api-schemas.js';
import type { Schema, Schemas } from './api-types.js';

type Reference = { $ref: string };

/** `city.address-not-in-list` → `CityAddressNotInListProblem` */
function nameOf(code: string): string {
  return `${code.replace(/(?:^|[.-])([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Problem`;
}

function referenceTo({ code }: DomainErrorClass): Reference {
  return { $ref: `#/components/schemas/${nameOf(code)}` };
}

/** One of these problems, told apart by its code. */
export function oneOfProblems(rules: DomainErrorClass[]): Schema | Reference {
  if (rules.length === 1) return referenceTo(rules[0]!);
  const mapping = Object.fromEntries(rules.map((rule) => [rule.code, referenceTo(rule).$ref]));
  return { oneOf: rules.map(referenceTo), discriminator: { propertyName: 'code', mapping } };
}

/** A schema for each code with the members that it has, and `AnyProblem` for all of them. `known` are the members that a schema describes already. */
export function problemSchemas(rules: DomainErrorClass[], known: Record<string, Schema | Reference>): Schemas {
  return {
    ...Object.fromEntries(rules.map((rule) => [nameOf(rule.code), problemSchema(rule, known)])),
    AnyProblem: { description: 'Every refusal that an operation names, told apart by its code.', ...oneOfProblems(rules) },
  };
}

function problemSchema({ code, title, members = {}, sometimes = [] }: DomainErrorClass, known: Record<string, Schema | Reference>): Schema {
  const own = Object.entries(members).map(([name, example]): [string, Schema | Reference] => [
    name,
    known[name] ?? memberOf(name, example),
  ]);
  return {
    description: `${title}.`,
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      {
        type: 'object',
        required: ['code', ...Object.keys(members).filter((name) => !sometimes.includes(name))],
        properties: { code: { type: 'string', enum: [code] }, ...Object.fromEntries(own) },
      },
    ],
  };
}

/** What an example says of all others of its kind. */
function memberOf(name: string, example: unknown): Schema {
  // Where an example has none, others have a text.
  if (example === null) return { type: ['string', 'null'] as unknown as 'string' };
  if (Array.isArray(example)) return { type: 'array', items: memberOf(name, example[0]) };
  if (typeof example === 'object') {
    const parts = Object.entries(example as object).map(([part, value]) => [part, memberOf(part, value)] as const);
    return { type: 'object', required: parts.map(([part]) => part), properties: Object.fromEntries(parts) };
  }
  const schema: Schema = { type: typeof example === 'number' ? 'integer' : (typeof example as 'string' | 'boolean'), example };
  describeField(name, schema);
  return schema;
}
