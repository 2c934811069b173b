import type { OpenAPIObject } from '@nestjs/swagger';
import type { Answer, Operation, Parameter, Schema } from '../http/api-types.js';

/** What any operation can answer: the head of the page tells of them. */
const SAID_ONCE = ['413', '415', '500', '503'];

/**
 * The document as the page reads it. Swagger UI resolves an operation by walking all that it refers to, and takes OpenAPI 3.1 through
 * machinery that is several times as slow: here it is 3.0, refusals are lines with links, and nothing is left that no operation shows.
 */
export function forReading(document: OpenAPIObject): OpenAPIObject {
  const view = structuredClone(document);
  view.openapi = '3.0.3';
  for (const operations of Object.values(view.paths)) {
    for (const operation of Object.values(operations) as Operation[]) {
      for (const parameter of (operation.parameters ?? []) as Parameter[]) if (!parameter.required) moveExample(parameter);
      // Whoever is signed in says so all the same: the page sends the token along.
      if (operation.security?.some((scheme) => Object.keys(scheme).length === 0)) operation.security = [];
      for (const status of SAID_ONCE) delete operation.responses[status];
      for (const [status, told] of Object.entries(operation.responses)) operation.responses[status] = inShort(told as Answer, document);
    }
  }
  view.components = { securitySchemes: view.components?.securitySchemes, schemas: view.components?.schemas };
  nullInOldWords(view);
  view.components.schemas = reachable(view);
  return view;
}

/**
 * Swagger UI fills in all examples when an operation is tried. A version that nobody read, or a filter that nobody asked for, would
 * make it fail: what is optional stays empty there, and its description tells the example.
 */
function moveExample(parameter: Parameter): void {
  const schema = parameter.schema as Schema | undefined;
  const example: unknown = parameter.example ?? schema?.example;
  delete parameter.example;
  delete schema?.example;
  if (example === undefined) return;
  const told = typeof example === 'string' ? example : JSON.stringify(example);
  parameter.description = `${parameter.description ?? ''} Such as \`${told}\`.`.trim();
}

/** What a refusal holds is explained where its code leads. */
function inShort(told: Answer | { $ref: string }, { components }: OpenAPIObject): Answer {
  const answer = '$ref' in told ? (components!.responses![told.$ref.split('/').at(-1)!] as Answer) : told;
  const { description, content } = answer;
  if (!content?.['application/problem+json']) return { description, ...(content ? { content } : {}) };
  return { description: description.replace(/`([a-z-]+\.[a-z-]+)`:/g, '[`$1`](/problems/$1):') };
}

/** Only 3.1 has lists of types. */
function nullInOldWords(part: unknown): void {
  if (Array.isArray(part)) return part.forEach(nullInOldWords);
  if (typeof part !== 'object' || part === null) return;
  const schema = part as { type?: unknown; nullable?: boolean };
  if (Array.isArray(schema.type)) {
    const types = schema.type as string[];
    schema.type = types.find((type) => type !== 'null');
    if (types.includes('null')) schema.nullable = true;
  }
  Object.values(part).forEach(nullInOldWords);
}

function reachable({ paths, components }: OpenAPIObject): NonNullable<OpenAPIObject['components']>['schemas'] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, inner] of Object.entries(part)) {
      const name = key === '$ref' && typeof inner === 'string' ? inner.split('/').at(-1)! : undefined;
      if (name === undefined) visit(inner);
      else if (!names.has(name)) {
        names.add(name);
        visit(components?.schemas?.[name]);
      }
    }
  };
  visit(paths);
  return Object.fromEntries(Object.entries(components?.schemas ?? {}).filter(([name]) => names.has(name)));
}
