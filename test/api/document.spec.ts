import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { apiDocument } from '../../src/openapi.js';
import { Settings } from '../../src/platform/config/settings.js';
import { startApp, type TestApp } from '../support/app.js';

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  security: Record<string, string[]>[];
  'x-access': string;
  parameters: { name: string; in: string }[];
  responses: Record<string, { $ref?: string; description?: string; content?: Record<string, unknown> }>;
}
interface ApiDocument {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  tags: { name: string; description: string }[];
  components: {
    securitySchemes: object;
    responses: Record<string, object>;
    examples: Record<string, object>;
    schemas: Record<string, object>;
  };
}

/** The document that front-end teams work with; drawn from the build, where comments and types are still known. */
const committed = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi/openapi.json'), 'utf8')) as ApiDocument;

function operationsOf(document: ApiDocument): [string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]),
  );
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('is committed as the code is: every operation with its address, access, headers and problems', () => {
  const told = (document: ApiDocument) =>
    operationsOf(document)
      .map(([route, { operationId, tags, security, parameters, responses }]) => ({
        route,
        operationId,
        tags,
        security,
        headers: parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name),
        problems: Object.values(responses).flatMap(({ $ref }) => $ref ?? []),
      }))
      .sort((a, b) => a.route.localeCompare(b.route));
  const running = JSON.parse(JSON.stringify(apiDocument(app.nest, app.get(Settings).publicUrl))) as ApiDocument;
  expect(told(committed)).toEqual(told(running));
});

it('names every operation once, says what it does, and puts it under a heading that is explained', () => {
  const operations = operationsOf(committed);
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const headings = new Map(committed.tags.map(({ name, description }) => [name, description]));
  for (const [route, { summary, tags }] of operations) {
    expect([route, summary ?? '']).toEqual([route, expect.stringMatching(/^[A-Z].{5,}[^.]$/)]);
    expect([route, tags?.length]).toEqual([route, 1]);
    expect([route, headings.get(tags![0]!) ?? '']).toEqual([route, expect.stringMatching(/.{10,}/)]);
  }
});

it('says of every operation who may call it, how it succeeds and how it can be refused', () => {
  for (const [route, { security, responses, parameters, 'x-access': access }] of operationsOf(committed)) {
    // What is open to anyone asks for nothing, or for a token that may be left out.
    const isOpen = security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0);
    expect([route, isOpen]).toEqual([route, access === 'anyone']);
    const success = Object.entries(responses).filter(([status]) => Number(status) < 400);
    expect([route, success.length > 0]).toEqual([route, true]);
    for (const [status, { description }] of success)
      expect([route, status, description]).toEqual([route, status, expect.stringMatching(/.{4,}/)]);
    expect(Object.keys(responses)).toContain('500');
    const placed = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([
      route,
      parameters
        .filter((parameter) => parameter.in === 'path')
        .map(({ name }) => name)
        .sort(),
    ]).toEqual([route, placed.sort()]);
  }
});

/** Each POST that may be sent again without a key, and why nothing is done twice. */
const REPEATABLE: Record<string, string[]> = {
  'only answers': ['previewEmailVerification', 'getRecordInvitation', 'getContractorInvitation', 'estimateFees', 'dryRunPermitType'],
  'comes to the same': [
    'verifyEmail',
    'removeFromCart',
    'markAllNotificationsRead',
    'markNotificationRead',
    'declineRecordInvitation',
    'acceptContractorInvitation',
    'retryEventHandler',
  ],
  'has a password, a code or a token that counts once, and keeps no answer': [
    'changeMyEmail',
    'changePassword',
    'closeMyAccount',
    'resetPassword',
    'signIn',
    'refreshSession',
    'issueToken',
    'enrolSecondFactor',
    'confirmSecondFactor',
    'removeSecondFactor',
    'createCalendarFeed',
    'createDownloadLink',
  ],
  'sends one more letter, and is limited': ['resendEmailVerification', 'requestPasswordReset', 'remindUsername'],
  'knows its events and payers by themselves': ['receiveStripeEvent', 'receiveSandboxEvent', 'decideSandboxPayment'],
};

it('takes an Idempotency-Key for every POST that would do something twice', () => {
  const without = operationsOf(committed).flatMap(([route, { operationId, parameters }]) =>
    route.startsWith('POST ') && !parameters.some(({ name }) => name === 'Idempotency-Key') ? [operationId] : [],
  );
  expect(without.sort()).toEqual(Object.values(REPEATABLE).flat().sort());
});

it('points to nothing that it does not contain, and is OpenAPI 3.1 throughout', () => {
  expect(committed.openapi).toMatch(/^3\.1\./);
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, part] of Object.entries(value)) {
      if (name === '$ref') expect([path, resolve(part as string) !== undefined]).toEqual([path, true]);
      // OpenAPI 3.0 said it so.
      if (name === 'nullable' || (name === 'exclusiveMinimum' && typeof part === 'boolean'))
        throw new Error(`${path}/${name} is not OpenAPI 3.1`);
      visit(part, `${path}/${name}`);
    }
  };
  visit(committed.paths, '/paths');
  visit(committed.components, '/components');
  for (const key of Object.values(committed.components).flatMap((section) => Object.keys(section as object)))
    expect(key).toMatch(/^[\w.-]+$/);
});

function resolve(reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], committed);
}

it('has valid schemas, and examples that fit them', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: committed.components });
  const misfits: string[] = [];
  for (const [name, schema] of Object.entries(committed.components.schemas) as [
    string,
    { properties?: Record<string, { example?: unknown; examples?: unknown }> },
  ][]) {
    ajv.compile({ $ref: `api#/components/schemas/${name}` });
    for (const [field, { example }] of Object.entries(schema.properties ?? {})) {
      if (example === undefined) continue;
      const fits = ajv.compile({ $ref: `api#/components/schemas/${name}/properties/${field}` });
      if (!fits(example)) misfits.push(`${name}.${field}: ${JSON.stringify(example)} ${ajv.errorsText(fits.errors)}`);
    }
  }
  expect(misfits).toEqual([]);
});

it('gives every problem an example, and explains each of them at its type', async () => {
  const examples = Object.entries(committed.components.examples) as [string, { value: { code: string; status: number; type: string } }][];
  expect(examples.length).toBeGreaterThan(50);
  for (const [code, { value }] of examples) {
    expect(value.code).toBe(code);
    const explained = (await (await fetch(`${app.url}${new URL(value.type).pathname}`)).json()) as { code: string; status: number };
    expect(explained).toMatchObject({ code, status: value.status });
  }
});

it('has a schema for each code with the members of that code, told apart by the code', async () => {
  const codes = Object.keys(committed.components.examples);
  const any = committed.components.schemas.AnyProblem as { discriminator: { mapping: Record<string, string> } };
  expect(Object.keys(any.discriminator.mapping).sort()).toEqual(codes.sort());
  const withMembers = (await (await fetch(`${app.url}/problems`)).json()) as {
    items: { code: string; members: { name: string; always: boolean }[] }[];
  };
  for (const { code, members } of withMembers.items.filter((item) => codes.includes(item.code))) {
    const own = (resolve(any.discriminator.mapping[code]!) as { allOf: [unknown, { properties: object; required: string[] }] }).allOf[1];
    expect([code, Object.keys(own.properties)]).toEqual([code, ['code', ...members.map(({ name }) => name)]]);
    expect([code, own.required]).toEqual([code, ['code', ...members.flatMap(({ name, always }) => (always ? name : []))]]);
  }
});

it('is served as JSON, as YAML and as a page that runs no inline script', async () => {
  const json = await fetch(`${app.url}/openapi.json`);
  expect(json.headers.get('content-type')).toMatch(/^application\/json/);
  expect(((await json.json()) as ApiDocument).paths['/v1/city']!.get!.operationId).toBe('getCity');
  const yaml = await fetch(`${app.url}/openapi.yaml`);
  expect(await yaml.text()).toMatch(/^openapi: 3\.1\.0/);
  const page = await (await fetch(`${app.url}/docs`)).text();
  expect(page).toContain('<title>Frontcounter API</title>');
  expect(page).not.toMatch(/<script>/);
  for (const [, source] of page.matchAll(/<script src="([^"]+)"/g)) {
    const script = await fetch(new URL(source!, `${app.url}/docs`));
    expect([script.status, (await script.text()).length > 100]).toEqual([200, true]);
  }
});

it('shows its page every operation, with a padlock where one has to sign in and nowhere else', async () => {
  const view = (await (await fetch(`${app.url}/docs/document.json`)).json()) as ApiDocument;
  const locked = (document: ApiDocument, isLocked: (operation: Operation) => boolean) =>
    operationsOf(document).flatMap(([route, operation]) => (isLocked(operation) ? [route] : []));
  expect(operationsOf(view).length).toBe(operationsOf(committed).length);
  expect(locked(view, ({ security }) => security.length > 0)).toEqual(locked(committed, (operation) => operation['x-access'] !== 'anyone'));
  // Swagger UI takes several times as long over what is labelled 3.1.
  expect(view.openapi).toBe('3.0.3');
  expect(JSON.stringify(view).length).toBeLessThan(JSON.stringify(committed).length * 0.85);
});
