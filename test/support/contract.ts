import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A schema as it stands in the document; true of any of its parts. */
export interface ApiSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  example?: unknown;
  default?: unknown;
  minimum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, ApiSchema>;
  required?: string[];
  items?: ApiSchema;
  allOf?: ApiSchema[];
  anyOf?: ApiSchema[];
  oneOf?: ApiSchema[];
  additionalProperties?: boolean | ApiSchema;
}

export interface ApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: ApiSchema;
  example?: unknown;
}

interface Header {
  $ref?: string;
}

export interface ApiAnswer {
  description: string;
  headers?: Record<string, Header>;
  content?: Record<string, { schema?: ApiSchema; examples?: Record<string, { $ref: string }> }>;
}

export interface ApiOperation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security: Record<string, string[]>[];
  parameters: ApiParameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema: ApiSchema }> };
  responses: Record<string, ApiAnswer | { $ref: string }>;
  'x-access': 'anyone' | 'signed-in' | 'staff';
  'x-roles'?: string[];
}

export interface ApiDocument {
  openapi: string;
  info: { title: string; description: string; version: string };
  paths: Record<string, Partial<Record<Method, ApiOperation>>>;
  tags: { name: string; description: string }[];
  components: {
    schemas: Record<string, ApiSchema>;
    responses: Record<string, ApiAnswer>;
    examples: Record<string, { summary: string; value: { code: string; status: number; type: string } }>;
    headers: Record<string, object>;
    securitySchemes: Record<string, object>;
  };
}

/** An operation and where it is found. */
export interface ApiRoute {
  method: Method;
  path: string;
  operation: ApiOperation;
}

/** The document that front-end teams work with, as it is committed. */
export const apiDocument = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi/openapi.json'), 'utf8')) as ApiDocument;

export const apiRoutes: ApiRoute[] = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method as Method, path, operation })),
);

/** What a reference points to, and anything else as it is. */
export function resolved<T extends object>(part: T | { $ref: string }): T {
  if (!('$ref' in part) || typeof part.$ref !== 'string') return part as T;
  const path = part.$ref.slice(2).split('/');
  return resolved(path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[unescaped(name)], apiDocument) as T);
}

/** The operation that an address and a method lead to; a part that is spelled out goes before one that is filled in. */
export function routeFor(method: string, path: string): ApiRoute | undefined {
  const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
  return PATTERNS.find((entry) => entry.route.method === wanted && entry.pattern.test(path))?.route;
}

/** What came back, and to which question. */
export interface Exchange {
  method: string;
  /** As it was sent, query and all. */
  path: string;
  status: number;
  headers: Headers;
  /** Parsed when it is JSON; undefined when the body was not read. */
  body?: unknown;
}

/** Fails when an answer is not one that the document promises for the operation. */
export function expectAsDocumented(exchange: Exchange): void {
  const faults = faultsOf(exchange);
  if (faults.length === 0) return;
  const { method, path, status, body } = exchange;
  throw new Error(
    [
      `${method} ${path} is answered with ${status}, which is not as openapi/openapi.json says:`,
      ...faults.map((fault) => `  ${fault}`),
      `It was: ${JSON.stringify(body)?.slice(0, 1500)}`,
    ].join('\n'),
  );
}

function faultsOf({ method, path, status, headers, body }: Exchange): string[] {
  const address = path.split('?')[0]!;
  const route = routeFor(method, address);
  const code = (body as { code?: string } | undefined)?.code;
  if (!headers.has('x-request-id')) return ['X-Request-Id is missing'];
  if (!route) return isUnknownRoute(status, code) ? [] : ['no operation has this method and address'];
  if (code !== undefined && ANYWHERE.has(code) && !codesOf(route, status).has(code)) return misfits('#/components/schemas/Problem', body);

  const told = route.operation.responses[String(status)];
  const { operationId } = route.operation;
  if (!told) return [`${operationId} has no answer with this status`];
  const answer = resolved<ApiAnswer>(told);
  const missing = Object.keys(answer.headers ?? {}).filter((name) => !SOMETIMES.has(name) && !headers.has(name));
  return [...missing.map((name) => `${operationId} lacks the header ${name}`), ...faultsOfBody(route, status, answer, headers, body)];
}

function faultsOfBody({ method, path, operation }: ApiRoute, status: number, answer: ApiAnswer, headers: Headers, body: unknown): string[] {
  const type = headers.get('content-type')?.split(';')[0];
  if (!answer.content) return type === undefined && (body === undefined || body === '') ? [] : ['an answer without a body has one'];
  const media = type === undefined ? undefined : (answer.content[type] ?? answer.content['*/*']);
  if (!media) return [`${operation.operationId} is ${Object.keys(answer.content).join(' or ')} and not ${type}`];
  if (body === undefined || !type!.endsWith('json')) return [];
  const told = operation.responses[String(status)]!;
  const place = '$ref' in told ? told.$ref : `#/paths/${escaped(path)}/${method}/responses/${status}`;
  const faults = misfits(`${place}/content/${escaped(type!)}/schema`, body);
  faults.push(...actionFaults(body));
  return type === 'application/problem+json' ? [...faults, ...furtherMembers(body as { code: string })] : faults;
}

/** An action that an answer offers is an operation, with all of its path and only what its body knows. */
function actionFaults(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { operationId, parameters } = part as { operationId?: string; parameters?: Record<string, unknown> };
  const within = Object.values(part).flatMap(actionFaults);
  if (!operationId || !parameters) return within;
  const route = apiRoutes.find(({ operation }) => operation.operationId === operationId);
  if (!route) return [`the action ${operationId} is no operation`];
  const ofPath = route.operation.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const ofBody = Object.values(route.operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
    Object.keys(resolved(schema).properties ?? {}),
  );
  const missing = ofPath.filter((name) => parameters[name] === undefined);
  const unknown = Object.keys(parameters).filter((name) => !ofPath.includes(name) && !ofBody.includes(name));
  return [
    ...within,
    ...missing.map((name) => `the action ${operationId} lacks ${name}`),
    ...unknown.map((name) => `the action ${operationId} knows no ${name}`),
  ];
}

function misfits(place: string, body: unknown): string[] {
  const validate = validator(place);
  if (validate(body)) return [];
  return validate.errors!.map(({ instancePath, message, params }) => `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`);
}

/** A problem may have further members, which the example of its code shows. */
function furtherMembers(problem: { code: string }): string[] {
  const shown = apiDocument.components.examples[problem.code]?.value ?? {};
  const known = [...Object.keys(shown), ...Object.keys(apiDocument.components.schemas.Problem!.properties!)];
  return Object.keys(problem)
    .filter((name) => !known.includes(name))
    .map((name) => `the example of ${problem.code} does not show its member ${name}`);
}

/** The problem codes that an operation lists under a status. */
export function codesOf({ operation }: ApiRoute, status: number): Set<string> {
  const told = operation.responses[String(status)];
  const schema = told && resolved<ApiAnswer>(told).content?.['application/problem+json']?.schema;
  const problems = schema ? (schema.oneOf ?? [schema]).map((part) => resolved(part)) : [];
  return new Set(
    problems.flatMap(({ allOf }) => allOf?.flatMap((part) => (part.properties?.code?.enum as string[] | undefined) ?? []) ?? []),
  );
}

/** Headers that an answer has only when there is a reason. */
const SOMETIMES = new Set(['Idempotent-Replayed', 'Retry-After', 'Location', 'Content-Disposition']);

/** Refusals that come before a request has reached its operation; the document says so at its head. */
const ANYWHERE = new Set([
  'platform.malformed-request',
  'platform.malformed-json',
  'platform.unsupported-media-type',
  'platform.body-too-large',
]);

function isUnknownRoute(status: number, code: string | undefined): boolean {
  return (
    (status === 404 && code === 'platform.not-found') ||
    (status === 405 && code === 'platform.method-not-allowed') ||
    code === 'platform.malformed-request'
  );
}

const PATTERNS = apiRoutes
  .map((route) => ({
    route,
    pattern: new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  .sort((a, b) => blanksIn(a.route.path) - blanksIn(b.route.path));

function blanksIn(path: string): number {
  return path.split('{').length;
}

/**
 * The document leaves answers open, so that a later version may say more without breaking anybody. Here they are closed: what it
 * does not name must not be sent.
 */
const closed = structuredClone(apiDocument);
for (const [name, schema] of Object.entries(closed.components.schemas)) {
  // Problems have further members, by their code.
  if (schema.properties && schema.additionalProperties === undefined && name !== 'Problem') schema.additionalProperties = false;
}

const ajv = new Ajv2020({ strict: false, allErrors: true, logger: { log: () => {}, warn: fail, error: fail } });
addFormats.default(ajv);
// Bytes, of which JSON has none.
ajv.addFormat('binary', true);
ajv.addSchema({ ...closed, $id: 'api' });
const compiled = new Map<string, ValidateFunction>();

/** Checks a value against the schema at a place in the document (`#/components/schemas/PermitDto`). */
export function validator(place: string): ValidateFunction {
  const known = compiled.get(place) ?? ajv.compile({ $ref: `api${place}` });
  compiled.set(place, known);
  return known;
}

function fail(message: unknown): never {
  throw new Error(String(message));
}

function escaped(name: string): string {
  return encodeURIComponent(name.replace(/~/g, '~0').replace(/\//g, '~1'));
}

function unescaped(name: string): string {
  return decodeURIComponent(name).replace(/~1/g, '/').replace(/~0/g, '~');
}
