import type { OpenAPIObject } from '@nestjs/swagger';
import type { Profile } from '../auth/principal.js';
import type { DomainErrorClass } from '../errors/domain-error.js';
import type { Answer, Example, Operation, Parameter, Schema } from './api-types.js';
import { describeField, describeSchemas, unwrapped } from './api-schemas.js';
import { problemType, STATUS_OF } from './problem.js';
import { oneOfProblems, problemSchemas } from './problem-schemas.js';
import type { Route } from './routes.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** Names of the security schemes. */
export const ACCESS_TOKEN = 'accessToken';
export const SIGN_IN = 'signIn';

const WORDS: Record<string, string> = {
  200: 'Done.',
  201: 'Made.',
  202: 'Accepted; it is worked on.',
  204: 'Done; there is nothing to tell.',
};

/** What the document needs to be told, because this room knows no city word. */
export interface Wording {
  publicUrl: string;
  /** What the parts of addresses mean, by the end of the path that leads to them: `permit-types/{code}`, or else `{code}`. */
  addresses: Record<string, AddressPart>;
  /** Bodies to send as they stand, by operation, where the examples of the fields do not go together. */
  examples: Record<string, unknown>;
  /** What an example lacks, by operation. */
  needs: Record<string, string>;
  /** Members of problems that a schema describes. */
  members: Record<string, Schema | { $ref: string }>;
}

export interface AddressPart {
  description: string;
  example: string | number;
  schema?: Schema;
}

/**
 * Adds to the document what decorators say about every operation: who may call it, the problems it can answer with, its headers.
 * `summary` and `description` come apart at the first blank line of the comment.
 */
export function describeApi(document: OpenAPIObject, routes: Route[], wording: Wording): OpenAPIObject {
  const { publicUrl, addresses, members } = wording;
  const byId = new Map(routes.map((route) => [route.operationId, route]));
  const rules = new Map<string, DomainErrorClass>();
  const refusals: Record<string, Answer> = {};
  for (const [address, path] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      const route = operation?.operationId ? byId.get(operation.operationId) : undefined;
      if (!operation || !route) continue;
      describeOperation(operation, route, refusals);
      describeExample(operation, wording);
      operation.parameters = parametersOf(operation, route, address, addresses);
      for (const rule of route.problems) rules.set(rule.code, rule);
    }
  }
  const known = [...rules.values()].sort((a, b) => a.code.localeCompare(b.code));
  document.components = {
    ...document.components,
    headers: HEADERS,
    responses: Object.fromEntries(Object.entries(refusals).sort(([a], [b]) => a.localeCompare(b))),
    examples: Object.fromEntries(known.map((rule) => [rule.code, exampleOf(rule, publicUrl)])),
    schemas: { ...describeSchemas(document), FieldError: FIELD_ERROR, Problem: PROBLEM, ...problemSchemas(known, members) },
  };
  return document;
}

function describeOperation(operation: Operation, route: Route, refusals: Record<string, Answer>): void {
  const [summary, ...rest] = paragraphsOf(operation.summary ?? '');
  operation.summary = summary!.replace(/\.$/, '');
  if (!operation.description && rest.length > 0) operation.description = rest.join('\n\n');
  Object.assign(operation, accessOf(route));
  for (const [status, response] of Object.entries(operation.responses)) describeSuccess(status, response as Answer, route);
  if (route.etag && route.method === 'GET')
    operation.responses['304'] ??= { description: 'It is the one that you have.', headers: headers('ETag') };
  for (const [status, problems] of Map.groupBy(route.problems, ({ kind }) => STATUS_OF[kind])) {
    const rules = problems.sort((a, b) => a.code.localeCompare(b.code));
    // Most operations share most of their refusals: each set of codes is written once.
    const name = rules.map(({ code }) => code).join('_');
    refusals[name] ??= refusal(rules);
    operation.responses[status] = { $ref: `#/components/responses/${name}` };
  }
}

function describeExample(operation: Operation, { examples, needs }: Wording): void {
  const { requestBody, operationId = '' } = operation;
  if (requestBody && 'content' in requestBody && operationId in examples)
    for (const media of Object.values(requestBody.content)) media.example = examples[operationId];
  if (operationId in needs) Object.assign(operation, { 'x-example-needs': needs[operationId] });
}

/** The first sentence, then the rest: a blank line divides them, or else the first full stop; in a long one also a colon. */
function paragraphsOf(comment: string): string[] {
  const paragraphs = comment.split(/\n\s*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  const [first = '', ...rest] = paragraphs;
  const end = first.search(first.length > 90 ? /[.:] / : /\. /);
  return end === -1 ? [first, ...rest] : [first.slice(0, end), capitalized(first.slice(end + 2)), ...rest];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function accessOf({ access, knowsCaller }: Route): Partial<Operation> & Record<`x-${string}`, unknown> {
  if (access?.who === 'staff') return { security: signedIn(['staff']), 'x-access': 'staff', 'x-roles': [...access.roles] };
  if (access?.who === 'signed-in') {
    const roles = access.staff ? { 'x-roles': [...access.staff] } : {};
    return { security: signedIn([]), 'x-access': 'signed-in', ...roles };
  }
  return { security: knowsCaller ? [{}, ...signedIn([])] : [], 'x-access': 'anyone' };
}

/** By a token that was got anywhere, or by signing in with a form. */
function signedIn(profiles: Profile[]): Record<string, string[]>[] {
  return [{ [ACCESS_TOKEN]: [] }, { [SIGN_IN]: profiles }];
}

/** Path and query as the handler reads them; headers as the decorators say, even where a handler reads one itself. */
function parametersOf({ parameters = [] }: Operation, route: Route, address: string, meanings: Wording['addresses']): Parameter[] {
  const added = headersOf(route);
  const names = new Set(added.map(({ name }) => name.toLowerCase()));
  const own = (parameters as Parameter[]).filter((parameter) => !(parameter.in === 'header' && names.has(parameter.name.toLowerCase())));
  for (const parameter of own) {
    if (parameter.in === 'path') describePathPart(parameter, address, meanings);
    else if (parameter.schema && !('$ref' in parameter.schema)) describeField(parameter.name, parameter.schema);
    // What has a default may be left out, whatever the type of the field says.
    if (parameter.schema && 'default' in parameter.schema) parameter.required = false;
    if (parameter.description) parameter.description = unwrapped(parameter.description);
  }
  return [...own.filter(({ name }) => !PAGING.has(name)), ...own.filter(({ name }) => PAGING.has(name)), ...added];
}

/** Which part of a list is asked for comes after what it is asked for. */
const PAGING = new Set(['limit', 'cursor']);

/** What the handler says of a part of its address goes first. */
function describePathPart(parameter: Parameter, address: string, meanings: Wording['addresses']): void {
  const { name, description } = parameter;
  if (description) return;
  const place = address.slice(0, address.indexOf(`{${name}}`) + name.length + 2);
  const known = Object.keys(meanings)
    .filter((end) => place.endsWith(end))
    .sort((a, b) => b.length - a.length)[0];
  const meaning = known === undefined ? idPart(name) : meanings[known];
  Object.assign(parameter, { ...meaning, schema: { ...parameter.schema, ...meaning?.schema } });
}

function idPart(name: string): AddressPart | undefined {
  if (!/^id$|Id$/.test(name)) return undefined;
  const whose = name === 'id' ? 'Its id' : `Id of the ${name.slice(0, -2)}`;
  return { description: `${whose}, a UUID.`, example: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11', schema: { type: 'string', format: 'uuid' } };
}

function headersOf({ idempotency, ifMatch, etag, method }: Route): Parameter[] {
  const header = (name: string, required: boolean, description: string, example: string): Parameter => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
    example,
  });
  return [
    ...(idempotency
      ? [
          header(
            'Idempotency-Key',
            idempotency.required,
            'A new UUID for a new request; the same for its repetitions.',
            '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11',
          ),
        ]
      : []),
    ...(ifMatch
      ? [header('If-Match', false, 'The `ETag` of what you read; refused with 412 when it has changed since.', '"3.q1w2e3r4t5y"')]
      : []),
    ...(etag && method === 'GET'
      ? [header('If-None-Match', false, 'The `ETag` of what you have; answered with 304 when it is still that.', '"3.q1w2e3r4t5y"')]
      : []),
  ];
}

function describeSuccess(status: string, response: Answer, { etag, idempotency, produces }: Route): void {
  if (Number(status) >= 400) return;
  if (!response.content && status === '200')
    response.content = Object.fromEntries(produces.map((type) => [type, { schema: { type: 'string' } }]));
  response.description ||= WORDS[status] ?? 'Done.';
  response.headers = {
    ...response.headers,
    ...headers('X-Request-Id', ...(etag ? ['ETag'] : []), ...(idempotency ? ['Idempotent-Replayed'] : [])),
  };
  for (const [type, media] of Object.entries(response.content ?? {})) {
    if (!/json|^text\//.test(type)) media.schema = { type: 'string', format: 'binary' };
  }
}

/** One response for all problems of one status, with an example of each. */
function refusal(rules: DomainErrorClass[]): Answer {
  return {
    description: rules.map(({ code, title }) => `\`${code}\`: ${title}.`).join('  \n'),
    headers: headers('X-Request-Id', ...(rules.some(({ kind }) => kind === 'too-many' || kind === 'unavailable') ? ['Retry-After'] : [])),
    content: {
      'application/problem+json': {
        schema: oneOfProblems(rules),
        examples: Object.fromEntries(rules.map(({ code }) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

function exampleOf({ code, kind, title, members }: DomainErrorClass, publicUrl: string): Example {
  const errors =
    code === 'platform.invalid-input'
      ? [{ pointer: '/address/zip', detail: 'is missing; it must be a ZIP code such as 60501' }]
      : undefined;
  return {
    summary: title,
    value: {
      type: problemType(publicUrl, code),
      title,
      status: STATUS_OF[kind],
      detail: `${title}.`,
      instance: '/v1/…',
      code,
      ...members,
      ...(errors ? { errors } : {}),
    },
  };
}

const HEADERS = {
  ETag: {
    description: 'Version and content of the resource, for `If-None-Match` and `If-Match`.',
    schema: { type: 'string' },
    example: '"3.q1w2e3r4t5y"',
  },
  'Idempotent-Replayed': {
    description: '`true` when this is the kept answer to an earlier request with the key.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Retry-After': { description: 'After how many seconds it is worth trying again.', schema: { type: 'integer' }, example: 60 },
  'X-Request-Id': { description: 'Name of this request, as in the logs. The one that was sent, if any.', schema: { type: 'string' } },
};

function headers(...names: string[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const FIELD_ERROR: Schema = {
  type: 'object',
  required: ['pointer', 'detail'],
  properties: {
    pointer: {
      type: 'string',
      description: 'JSON Pointer to the field, in the body or among the query parameters.',
      example: '/address/zip',
    },
    detail: { type: 'string', description: 'The rule that it breaks.', example: 'is missing; it must be a ZIP code such as 60501' },
  },
};

const PROBLEM: Schema = {
  type: 'object',
  description: 'How every refusal is told (RFC 9457). Some codes have further members.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Address of a page that explains the code.' },
    title: { type: 'string', description: 'What it means, the same for every occurrence.' },
    status: { type: 'integer', description: 'HTTP status of the answer.' },
    detail: { type: 'string', description: 'What was refused, why, and what is possible instead; to be shown to people.' },
    instance: { type: 'string', description: 'Path of the request.' },
    code: { type: 'string', description: 'Stable, `module.what-happened`; programs react to this.' },
    errors: { type: 'array', description: 'What is wrong, field by field.', items: { $ref: '#/components/schemas/FieldError' } },
  },
};
