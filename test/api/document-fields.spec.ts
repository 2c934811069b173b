import { expect, it } from '@jest/globals';
import { apiDocument, apiRoutes, resolved, type ApiAnswer, type ApiSchema } from '../support/contract.js';
import { plain } from '../support/examples.js';

interface Field {
  place: string;
  name: string;
  schema: ApiSchema;
}

/** Every named value that a front end sends or reads. */
const fields: Field[] = [
  ...Object.entries(apiDocument.components.schemas).flatMap(([name, schema]) => fieldsOf(schema, name)),
  ...apiRoutes.flatMap(({ operation }) =>
    operation.parameters.map(({ name, description, schema }) => ({
      place: `${operation.operationId} ${name}`,
      name,
      schema: { ...schema, description },
    })),
  ),
];

function fieldsOf(schema: ApiSchema, place: string): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    { place: `${place}.${name}`, name, schema: property },
    ...fieldsOf(property, `${place}.${name}`),
  ]);
}

function typesOf(schema: ApiSchema): string[] {
  return [plain(schema).type ?? []].flat();
}

/** The places of the fields that are not as they should be. */
function except(wrong: (field: Field) => boolean): string[] {
  return fields.filter(wrong).map(({ place }) => place);
}

it('says of every field what it holds, in words, by an example or by a closed list', () => {
  const speaks = (schema: ApiSchema): boolean =>
    [schema.description, schema.example, schema.enum, schema.format].some((told) => told !== undefined) || '$ref' in schema;
  expect(except(({ name, schema }) => name !== 'items' && !speaks(schema) && !speaks(plain(schema)))).toEqual([]);
});

it('describes every parameter, and shows what goes into an address', () => {
  const parameters = apiRoutes.flatMap(({ operation }) =>
    operation.parameters.map((parameter) => ({ id: operation.operationId, ...parameter })),
  );
  expect(parameters.filter(({ description }) => !description).map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  const bare = parameters.filter(
    ({ in: place, example, schema }) => place === 'path' && (example ?? schema.example) === undefined && !schema.enum,
  );
  expect(bare.map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  // What has a default may be left out.
  expect(parameters.filter(({ required, schema }) => required && schema.default !== undefined)).toEqual([]);
});

it('counts money in whole cents, and says so', () => {
  const money = fields.filter(({ name }) => name.endsWith('Cents'));
  expect(money.length).toBeGreaterThan(40);
  expect(except(({ name, schema }) => name.endsWith('Cents') && !typesOf(schema).includes('integer'))).toEqual([]);
  expect(except(({ name, schema }) => name.endsWith('Cents') && !/\bcents\b/i.test(schema.description ?? ''))).toEqual([]);
});

it('gives instants, days, ids and addresses their formats', () => {
  const FORMATS: [RegExp, string][] = [
    [/At$/, 'date-time'],
    [/^date$|[a-z]On$/, 'date'],
    [/[a-z]Url$/, 'uri'],
    [/^email$|Email$/, 'email'],
  ];
  for (const [pattern, format] of FORMATS) {
    expect([format, except(({ name, schema }) => pattern.test(name) && !schema.enum && plain(schema).format !== format)]).toEqual([
      format,
      [],
    ]);
  }
  // Everything else that is called an id has a name of its own kind.
  const named = [
    'EventFailureDto.id',
    'JobDto.id',
    'RemedyDto.operationId',
    'OutstandingActionDto.operationId',
    'retryEventHandler id',
    'openSandboxPage id',
    'decideSandboxPayment id',
  ];
  expect(except(({ name, schema }) => /^id$|[a-z]Id$/.test(name) && plain(schema).format !== 'uuid').sort()).toEqual(named.sort());
});

it('names every status that something of the portal can be in', () => {
  // What a payment provider calls its own affairs, a paper of any kind, and the numbers of HTTP.
  const open = except(
    ({ name, place, schema }) => name === 'status' && /Dto\./.test(place) && typesOf(schema).includes('string') && !plain(schema).enum,
  );
  expect(open.sort()).toEqual(['AnsweringPermitDto.status', 'HappeningDto.status', 'VerificationDto.status']);
});

it('leaves no object open that has a shape', () => {
  const open = except(
    ({ schema }) =>
      typesOf(schema).includes('object') && !plain(schema).properties && typeof plain(schema).additionalProperties !== 'object',
  );
  expect(open).toEqual(['RecordEventDto.details', 'AuditEntryDto.before', 'AuditEntryDto.after']);
  const empty = Object.entries(apiDocument.components.schemas).filter(([, schema]) => schema.type === 'object' && !schema.properties);
  expect(empty.map(([name]) => name)).toEqual([]);
});

/** What is proposed while somebody types has no further pages: whoever misses something types on. */
const PROPOSALS = ['searchAddresses'];

it('turns the pages of every list in the same way', () => {
  for (const { operation } of apiRoutes.filter((route) => !PROPOSALS.includes(route.operation.operationId))) {
    const answer = operation.responses['200'] && resolved<ApiAnswer>(operation.responses['200']);
    const body = answer?.content?.['application/json']?.schema;
    const isPage = body !== undefined && plain(body).properties?.nextCursor !== undefined;
    const query = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    expect([operation.operationId, isPage, query.slice(-2).join()]).toEqual([
      operation.operationId,
      isPage,
      isPage ? 'limit,cursor' : expect.not.stringMatching(/limit|cursor/),
    ]);
    if (isPage) expect(plain(body).required).toEqual(expect.arrayContaining(['items', 'nextCursor']));
  }
});

it('closes every body that can be sent', () => {
  for (const { operation } of apiRoutes) {
    const body = operation.requestBody?.content['application/json']?.schema;
    if (body && '$ref' in body) expect([operation.operationId, plain(body).additionalProperties]).toEqual([operation.operationId, false]);
  }
});
