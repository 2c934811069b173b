import type { Schema, Schemas } from './api-types.js';

/** The conventions of the API say by its name what a field holds; the document says it as well. */
const CONVENTIONS: { name: RegExp; type: 'string' | 'number'; means: Partial<Schema> }[] = [
  { name: /Cents$/, type: 'number', means: { type: 'integer' } },
  {
    name: /^(count|limit|version|status|cycle|score)$|(Count|Bytes|Days|Minutes|Seconds|Version)$/,
    type: 'number',
    means: { type: 'integer' },
  },
  { name: /At$/, type: 'string', means: { format: 'date-time' } },
  { name: /^date$|On$/, type: 'string', means: { format: 'date' } },
  { name: /^id$|Id$/, type: 'string', means: { format: 'uuid' } },
];

export function describeSchemas(schemas: Schemas): Schemas {
  for (const schema of Object.values(schemas)) {
    if ('$ref' in schema) continue;
    for (const [name, property] of Object.entries(schema.properties ?? {})) if (!('$ref' in property)) describeField(name, property);
  }
  return schemas;
}

function describeField(name: string, field: Schema): void {
  // OpenAPI 3.1 writes "or null" as a list of types.
  const types = [field.type].flat() as string[];
  for (const { name: pattern, type, means } of CONVENTIONS) {
    if (!pattern.test(name) || !types.includes(type) || field.format || field.enum || !fits(field.example, means)) continue;
    if (means.format) field.format = means.format;
    if (means.type) field.type = replaced(field.type, type, means.type as string) as Schema['type'];
  }
  // The compiler plugin reads an example as JSON where it can, so that the check number 1042 becomes a number.
  if (types.every((type) => type === 'string' || type === 'null') && field.example != null && typeof field.example !== 'string') {
    field.example = JSON.stringify(field.example);
  }
}

/** An example that is something else shows that the name is no convention here. */
function fits(example: unknown, { format }: Partial<Schema>): boolean {
  return format !== 'uuid' || typeof example !== 'string' || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(example);
}

function replaced(type: unknown, from: string, to: string): unknown {
  return Array.isArray(type) ? type.map((entry: string) => (entry === from ? to : entry)) : to;
}
