import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { NestFactory, MetadataScanner, ModulesContainer, DiscoveryService } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.js';
import { EXAMPLE_BODIES, EXAMPLE_NEEDS } from './openapi-examples.js';
import { projectFolder } from './platform/config/project-folder.js';
import { CONDITION_SCHEMA } from './platform/conditions/condition.schema.js';
import { Settings } from './platform/config/settings.js';
import { serveDocsPage } from './platform/docs/docs-page.js';
import { ACCESS_TOKEN, describeApi, SIGN_IN, type Wording } from './platform/http/api-document.js';
import type { Schema, Schemas } from './platform/http/api-types.js';
import { prefixRoutes } from './platform/http/http.setup.js';
import { Routes } from './platform/http/routes.js';

const ABOUT = `
Permits, licenses, code cases and projects of a city's building department, with their reviews, fees and inspections.

**Who asks.** Register an account or sign in (\`signIn\`; *Authorize* on the page at [/docs](/docs)) and send \`Authorization: Bearer <accessToken>\`. An access token lives 15
minutes; \`refreshSession\` gives a new one. Operations that are open to anyone say so.

**Records** are addressed by their number, such as \`RST-2026-00017\`; case, blanks and dashes do not matter.

**Units.** Money is whole US cents (\`…Cents\`). Instants are RFC 3339 in UTC (\`…At\`). Dates (\`…On\`, \`date\`) and times (\`HH:mm\`) are
those of the city's calendar and clock (\`getCity\`). Ids are UUIDs.

**Lists** take \`limit\` (20, at most 100) and \`cursor\`, and answer \`items\` and \`nextCursor\`, which is null on the last page.

**Refusals** are problem documents (RFC 9457, \`application/problem+json\`). Programs react to \`code\`, people read \`detail\`;
\`errors\` names the wrong fields. Every code is explained at [/problems](/problems). What comes before an operation is reached is not
repeated with each of them: a body that is too large (413 \`platform.body-too-large\`), not JSON (400 \`platform.malformed-json\`) or of
another type (415 \`platform.unsupported-media-type\`), a request that cannot be read (400 \`platform.malformed-request\`), a method
that the address does not know (405 \`platform.method-not-allowed\`).

**Repeating.** Where an \`Idempotency-Key\` is taken, the same key and body give the first answer again, for a day.

**Changing.** Single resources have an \`ETag\`. Send it as \`If-Match\` with a change, and the change is refused with 412 when somebody
else was faster.

**Examples** can be sent as they stand, in a demo city, by whoever may. Numbers and ids in an address stand for those that lists and answers
tell; what else an example needs is said in \`x-example-needs\`.

Every answer names its request in \`X-Request-Id\`.

This document is at [/openapi.json](/openapi.json) and [/openapi.yaml](/openapi.yaml).
`.trim();

const USUAL_ADDRESS = 'http://localhost:3000';

/** What the groups of operations are about, in the order in which a newcomer meets them. */
const TAGS: Record<string, string> = {
  City: 'Who the city is and when it is open, the addresses in it, and what people think of the portal.',
  Accounts: 'Registering, signing in and out, passwords, and the second factor of staff.',
  'Permit types': 'What can be applied for, with forms, documents and fees; and which permit plain words mean.',
  Permits: 'Applications, from the draft to the issued permit.',
  Verification: 'The check of a printed permit, certificate or notice by the code on it.',
  'Plan review': 'What the reviewers say about the plans, and the answers to it.',
  Dashboard: 'Everything that concerns an account, in one answer.',
  Records: 'The case files behind permits, projects, licenses and code cases: search, links and chronology.',
  Invitations: 'Asking people by e-mail to become party to a record, and their answers.',
  Projects: 'Records that belong together, and in one list what holds the whole up.',
  Attachments: 'Files of a record, in versions, each checked by its content.',
  Payments: 'Fees, the cart, the hosted checkout, payments and receipts. Card data never comes here.',
  Inspections: 'Visits to permits, conveyances, businesses and code cases: free times, booking and what was found.',
  Contractors: 'Registered contractors, applying and renewing, and the people who act for them.',
  Conveyances: 'Elevators, escalators and lifts: their renewals and certificates of operation.',
  'Business registration': 'Registering a business step by step, its certificate, yearly renewal, transfer and closing.',
  Concerns: 'What people report to code enforcement, and how they follow it without being named.',
  'Code enforcement': 'Cases as those see and answer them whom a notice asks something of.',
  Notifications: 'The messages an account got, whether they arrived, and sending them again.',
  'City (staff)': 'What people say about the portal.',
  'Parcels (staff)': "The city's list of parcels and addresses: loading it, looking things up, and correcting it by hand.",
  'Accounts: administration': 'Accounts of staff and of others.',
  'Permit types (staff)': 'Versions of permit types: drafting, trying, publishing.',
  'Fee schedules (staff)': 'Versions of the fee schedule: drafting and publishing.',
  'Permits (staff)': 'Returning, reclassifying, denying, extending, revoking and handing out permits.',
  'Plan review (staff)': "The reviewers' queue and their decisions.",
  'Work queue (staff)': 'What waits for the city, by role, due day and who looks after it, with what else has to be looked after.',
  'Records (staff)': 'Notes and exports.',
  'Projects (staff)': 'Opening and closing projects, and what belongs to them.',
  'Payments (staff)': 'Fees assessed and voided by hand, payments at the counter, refunds and reconciliation.',
  'Inspections (staff)': 'Inspectors, their days and absences, results, and the board.',
  'Conveyances (staff)': 'Registering elevators, escalators and lifts, keeping what is on file, and the overdue list.',
  'Contractors (staff)': 'Registering contractors, deciding on applications and renewals, and keeping credentials.',
  'Business registration (staff)': 'Returning, denying, correcting, closing and revoking business registrations.',
  'Code enforcement (staff)': 'Concerns, visits, notices, hearings and fines.',
  'Notifications (staff)': 'Messages that could not be delivered.',
  Administration: 'Scheduled jobs, event handlers that failed, and the audit log.',
  Operation: 'Health, readiness and metrics for whoever runs the portal.',
  Problems: 'Every code that a refusal can carry.',
  'Payment provider webhooks': 'For the payment provider: signed, stored once, handled once.',
  'Sandbox payment provider': 'The hosted checkout of the sandbox, a look-alike of the real one.',
};

/** What the parts of addresses mean; ids explain themselves. */
const ADDRESSES: Wording['addresses'] = {
  '{number}': { description: 'Number of the record; case, blanks and dashes do not matter.', example: 'ZAS-2026-00017' },
  'projects/{number}': { description: 'Number of the project; case, blanks and dashes do not matter.', example: 'PRJ-2026-00004' },
  'records/{recordNumber}': {
    description: 'Number of a record in the project; case, blanks and dashes do not matter.',
    example: 'ZAS-2026-00017',
  },
  'contractors/{number}': {
    description: 'Registration number of the contractor; case, blanks and dashes do not matter.',
    example: 'CON-2026-00003',
  },
  'parcels/{number}': {
    description: "The county's parcel identification number; blanks, dashes and dots do not matter.",
    example: '15-22-104-007',
  },
  'conveyances/{number}': {
    description: 'Number of the conveyance; case, blanks and dashes do not matter.',
    example: 'ELV-2026-00012',
  },
  'business-registrations/{number}': {
    description: 'Number of the registration; case, blanks and dashes do not matter.',
    example: 'BUS-2026-00003',
  },
  'steps/{step}': {
    description: 'The step.',
    example: 'location',
    schema: { type: 'string', enum: ['business', 'documents', 'location', 'owners-and-contacts', 'review-and-fees'] },
  },
  'code-cases/{number}': { description: 'Number of the case; case, blanks and dashes do not matter.', example: 'CEC-2026-00004' },
  'concerns/{code}': {
    description: 'The follow-up code of the concern, blanks and dashes do not matter; or its id, for the account that reported it.',
    example: '4K7Q2M9-X8RB1C3-D5E6F70-0ABCD',
  },
  'notices/{sequence}': { description: 'Which notice of the case it is.', example: 1, schema: { type: 'integer', minimum: 1 } },
  'permit-types/{code}': { description: 'Code of the permit type.', example: 'ZAS-FNC-R' },
  'versions/{typeVersion}': { description: 'Number of the version.', example: 2, schema: { type: 'integer', minimum: 1 } },
  'fee-schedules/{scheduleVersion}': { description: 'Number of the version.', example: 2, schema: { type: 'integer', minimum: 1 } },
  'permit-vocabulary/{kind}/{code}': { description: 'Code of the word, for ever the same.', example: 'plat-of-survey' },
  'reconciliations/{date}': {
    description: "A day of the city's calendar.",
    example: '2026-03-02',
    schema: { type: 'string', format: 'date' },
  },
  'days/{date}': {
    description: "A day of the city's calendar.",
    example: '2026-03-05',
    schema: { type: 'string', format: 'date' },
  },
  'jobs/{job}': { description: 'The `id` of the job in `listJobs`.', example: 'permits.expire' },
  'failures/{id}': { description: 'The `id` of the failure in `listFailedEventHandlers`.', example: '4711', schema: { type: 'string' } },
  'problems/{code}': { description: 'The `code` of a problem document.', example: 'platform.invalid-input' },
  'sandbox/checkouts/{id}': {
    description: 'The id that the sandbox gave the checkout; it stands in `redirectUrl`.',
    example: 'sbs_8f0c2b7d5a',
  },
};

/** Members of problems that answers have as well. */
const MEMBERS: Wording['members'] = {
  nearest: {
    type: 'array',
    description: 'The addresses of the list that come closest, the closest first.',
    items: { $ref: '#/components/schemas/ListedAddressDto' },
  },
};

/** The kinds of records, each with the statuses of its own. */
const KINDS = ['PermitDto', 'ContractorDto', 'ConveyanceDto', 'BusinessRegistrationDto', 'CodeCaseDto', 'ProjectDto'];
/** What shows records of every kind side by side. */
const OF_EVERY_KIND = ['PublicRecordDto', 'RecordDto', 'ProjectRecordDto', 'WorkItemDto', 'DashboardRecordDto'];

/** The record shell knows no kind of record by name; the document knows them all, and so all statuses that a record can be in. */
function nameStatuses(schemas: Schemas): void {
  const statusOf = (name: string) => (schemas[name] as Schema).properties!.status as Schema;
  const all = [...new Set(KINDS.flatMap((name) => statusOf(name).enum as string[]))];
  for (const name of OF_EVERY_KIND) statusOf(name).enum = all;
}

/** The API document of a portal, drawn from its code. */
export function apiDocument(app: INestApplication, publicUrl: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Frontcounter')
    .setDescription(ABOUT)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    // Relative, so that "Try it out" reaches the portal that the page came from.
    .addServer('/')
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: '`accessToken` of `signIn`; checked as RFC8725 asks.' },
      ACCESS_TOKEN,
    )
    .addOAuth2(
      {
        type: 'oauth2',
        description:
          'Signs in with login, password and profile (`issueToken`). The profile is the one scope; client and secret stay empty. Accounts with a second factor paste a token instead. Tokens are checked as RFC8725 asks.',
        flows: {
          password: {
            tokenUrl: '/v1/oauth/token',
            refreshUrl: '/v1/oauth/token',
            scopes: { public: 'A resident.', contractor: 'A contractor, developer or design professional.', staff: 'City staff.' },
          },
        },
      },
      SIGN_IN,
    );
  const document = SwaggerModule.createDocument(app, builder.build(), { operationIdFactory: (_controller, method) => method });
  const used = new Set(
    Object.values(document.paths).flatMap((path) => Object.values(path).flatMap((operation: { tags?: string[] }) => operation.tags ?? [])),
  );
  document.tags = Object.entries(TAGS)
    .filter(([name]) => used.has(name))
    .map(([name, description]) => ({ name, description }));
  document.components!.schemas!.Condition = CONDITION_SCHEMA;
  // A portal that only describes itself has no instances to ask.
  const routes = new Routes(new DiscoveryService(app.get(ModulesContainer, { strict: false })), new MetadataScanner());
  return describeApi(document, routes.all(), {
    publicUrl,
    addresses: ADDRESSES,
    members: MEMBERS,
    examples: EXAMPLE_BODIES,
    needs: EXAMPLE_NEEDS,
  });
}

/** Who can sign in where everybody may look around. */
export interface DemoSignIns {
  password: string;
  accounts: readonly { profile: string; login: string; is: string }[];
}

/** Swagger UI at `/docs`, the document at `/openapi.json` and `/openapi.yaml`; read when it is first asked for. */
export function serveApiDocument(app: INestApplication, demo?: DemoSignIns): void {
  const { publicUrl } = app.get(Settings);
  let document: OpenAPIObject | undefined;
  const current = () => (document ??= withSignIns(committedDocument(publicUrl), demo));
  serveDocsPage(app, current);
  SwaggerModule.setup('docs', app, current, { ui: false, jsonDocumentUrl: 'openapi.json', yamlDocumentUrl: 'openapi.yaml' });
}

function withSignIns(document: OpenAPIObject, demo: DemoSignIns | undefined): OpenAPIObject {
  if (!demo) return document;
  const rows = demo.accounts.map(({ profile, login, is }) => `| \`${profile}\` | \`${login}\` | ${is} |`);
  document.info.description += [
    `\n\n**To try it out**, press *Authorize* and sign in at \`signIn\` with one of these, its profile as the scope, and the password \`${demo.password}\`:\n`,
    '| profile | username | is |\n| --- | --- | --- |',
    ...rows,
  ].join('\n');
  return document;
}

/**
 * What `npm run openapi` drew from the sources; comments and types are no longer known to a running portal. The check that it is
 * still true is part of every build. The portal's own address takes the place of the usual one.
 */
function committedDocument(publicUrl: string): OpenAPIObject {
  const text = readFileSync(join(projectFolder(), 'openapi', 'openapi.json'), 'utf8');
  return JSON.parse(text.replaceAll(USUAL_ADDRESS, publicUrl)) as OpenAPIObject;
}

/** The document of the portal as it is unless told otherwise, without starting anything. */
export async function standaloneApiDocument(): Promise<OpenAPIObject> {
  const settings = new Settings({ JWT_SECRET: 'unused, but of the right length for a secret' });
  const app = await NestFactory.create(AppModule.forRoot(settings, 'postgres://nowhere'), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  prefixRoutes(app);
  const document = apiDocument(app, USUAL_ADDRESS);
  nameStatuses(document.components!.schemas!);
  return inFixedOrder(document);
}

/** The compiler lists the words of a union in the order in which it met them, which is another one after each change. */
function inFixedOrder<T>(part: T): T {
  if (Array.isArray(part)) return part.map(inFixedOrder) as T;
  if (part === null || typeof part !== 'object') return part;
  const entries = Object.entries(part).map(([key, value]: [string, unknown]) => {
    const isWords = key === 'enum' && Array.isArray(value) && value.every((word) => typeof word === 'string');
    return [key, isWords ? [...(value as string[])].sort() : inFixedOrder(value)];
  });
  return Object.fromEntries(entries) as T;
}
