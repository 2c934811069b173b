import type { OpenAPIObject } from '@nestjs/swagger';
import type { Operation, Schema, Schemas } from './api-types.js';

/** The conventions of the API say by its name what a text holds; the document says it as well. */
const CONVENTIONS: [name: RegExp, format: string][] = [
  [/At$/, 'date-time'],
  [/^date$|On$/, 'date'],
  [/^id$|Ids?$/, 'uuid'],
  [/^email$|Email$/, 'email'],
  [/Url$/, 'uri'],
];

const FORMATS: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
  date: /^\d{4}-\d\d-\d\d$/,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
  email: /^[\w.+-]+@[\w.-]+$/,
  uri: /^https?:\/\//,
};

/** What the names and examples of fields say without words, in the words of JSON Schema. */
export function describeSchemas(document: OpenAPIObject): Schemas {
  const schemas = document.components?.schemas ?? {};
  const asked = requestedIn(document);
  for (const [schemaName, schema] of Object.entries(schemas)) {
    if ('$ref' in schema || !schema.properties) continue;
    for (const [name, property] of Object.entries(schema.properties)) if (!('$ref' in property)) describeField(name, property);
    if (asked.has(schemaName)) describeRequest(schema);
  }
  return schemas;
}

/** A request with a field that is not known is refused; what has a default may be left out. An answer may have more in a later version. */
function describeRequest(schema: Schema): void {
  const { properties = {}, required = [] } = schema;
  schema.additionalProperties ??= false;
  schema.required = required.filter((name) => !('default' in properties[name]!));
  if (schema.required.length === 0) delete schema.required;
}

/** Names of the schemas that request bodies are made of. */
function requestedIn({ paths, components }: OpenAPIObject): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const name = key === '$ref' ? (inner as string).split('/').at(-1)! : undefined;
      if (name === undefined) visit(inner);
      else if (!names.has(name)) {
        names.add(name);
        visit(components?.schemas?.[name]);
      }
    }
  };
  for (const path of Object.values(paths))
    for (const operation of Object.values(path) as Partial<Operation>[]) visit(operation.requestBody);
  return names;
}

export function describeField(name: string, field: Schema): void {
  // OpenAPI 3.1 writes "or null" as a list of types.
  const types = [field.type].flat() as string[];
  // The compiler plugin reads an example as JSON where it can, so that the check number 1042 becomes a number.
  if (types.every((type) => type === 'string' || type === 'null') && field.example != null && typeof field.example !== 'string') {
    field.example = JSON.stringify(field.example);
  }
  if (types.includes('array') && field.items && !('$ref' in field.items)) describeField(name, field.items);
  if (types.includes('string') && !field.format && !field.enum && !field.pattern) {
    const format = formatOf(name, field.example);
    if (format) field.format = format;
  }
  // Numbers count things, days or cents; one that can have a fraction shows it in its example.
  if (types.includes('number') && !field.format && (field.example === undefined || Number.isInteger(field.example))) {
    field.type = replaced(field.type, 'number', 'integer') as Schema['type'];
  }
  if (/Cents$/.test(name) && !/\bcents\b/i.test(field.description ?? '')) {
    field.description = [field.description, 'In US cents.'].filter(Boolean).join(' ');
  }
  if (name === 'nextCursor') field.description ??= 'Give it back as `cursor` for the next page; null on the last.';
  if (field.description) field.description = unwrapped(field.description);
}

/** By the example, or else by the name. An example that is something else shows that the name is no convention here. */
function formatOf(name: string, example: unknown): string | undefined {
  if (example != null) return Object.keys(FORMATS).find((format) => typeof example === 'string' && FORMATS[format]!.test(example));
  return CONVENTIONS.find(([pattern]) => pattern.test(name))?.[1];
}

/** Comments break lines where the code does; only a blank line is a new paragraph. */
export function unwrapped(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .join('\n\n');
}

function replaced(type: unknown, from: string, to: string): unknown {
  return Array.isArray(type) ? type.map((entry: string) => (entry === from ? to : entry)) : to;
}
