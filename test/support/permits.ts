import { sql } from 'kysely';
import { ContractorClasses, ContractorsService } from '../../src/modules/contractors/index.js';
import type { Answers } from '../../src/platform/conditions/condition.js';
import { Database } from '../../src/platform/database/database.js';
import type { TestApp } from './app.js';
import { SignedInClient, type Answer, signedInAs } from './builders.js';
import { pdf, uploadForm } from './files.js';
import { pay } from './payments.js';

export const MAPLE_STREET = { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' };

export const FENCE_ANSWERS: Answers = {
  lengthFt: 120,
  heightFt: 6,
  material: 'cedar',
  inEasement: false,
  cornerLot: false,
  ownerDoesWork: true,
  historicDistrict: false,
};

/** A residential fence that its owner builds: one review (zoning), three documents, no contractor. */
export const FENCE = {
  permitType: 'ZAS-FNC-R',
  address: MAPLE_STREET,
  description: 'Replace the fence in the back yard',
  valuationCents: 450_000,
  answers: FENCE_ANSWERS,
};

/** What a permit looks like to a client. */
export interface PermitView {
  number: string;
  permitType: string;
  status: string;
  documents: { code: string; phase: string; required: boolean; uploaded: boolean }[];
  fees: { dueCents: number; paidCents: number; scheduleVersion: number | null };
  nextStep: { actor: string; label: string };
  version: number;
  [field: string]: unknown;
}

/** Fails with the answer when the status is another. */
export function expectStatus<T = PermitView>({ status, body }: Answer, expected: number): T {
  if (status !== expected) throw new Error(`Expected ${expected}, got ${status}: ${JSON.stringify(body)}`);
  return body as T;
}

export async function createPermit(applicant: SignedInClient, request: object = FENCE): Promise<PermitView> {
  return expectStatus(await applicant.post('/permits', request), 201);
}

export async function getPermit(reader: SignedInClient, number: string): Promise<PermitView> {
  return expectStatus(await reader.get(`/permits/${number}`), 200);
}

export async function upload(client: SignedInClient, number: string, documentType: string, reviewId?: string): Promise<void> {
  const form = uploadForm({ file: pdf(), fileName: `${documentType}.pdf`, documentType, ...(reviewId ? { reviewId } : {}) });
  expectStatus(await client.postForm(`/records/${number}/attachments`, form), 201);
}

/** Uploads what the permit still asks for, of one phase or of all. */
export async function uploadMissing(client: SignedInClient, number: string, phase?: 'at-submission' | 'before-issuance'): Promise<void> {
  const { documents } = await getPermit(client, number);
  for (const document of documents) {
    if (document.required && !document.uploaded && (!phase || document.phase === phase)) await upload(client, number, document.code);
  }
}

/** Submits a permit with all documents that submission needs. */
export async function submit(applicant: SignedInClient, number: string): Promise<PermitView> {
  await uploadMissing(applicant, number, 'at-submission');
  return expectStatus(await applicant.post(`/permits/${number}/submission`), 201);
}

export async function submitted(applicant: SignedInClient, request: object = FENCE): Promise<PermitView> {
  const { number } = await createPermit(applicant, request);
  return submit(applicant, number);
}

/** The ids of the pending reviews, by discipline. */
export async function pendingReviews(reader: SignedInClient, number: string): Promise<Record<string, string>> {
  const { items } = expectStatus<{ items: { id: string; discipline: string; status: string }[] }>(
    await reader.get(`/records/${number}/reviews?limit=100`),
    200,
  );
  return Object.fromEntries(items.filter(({ status }) => status === 'pending').map(({ id, discipline }) => [discipline, id]));
}

/** Lets every pending discipline decide the same. */
export async function decideAll(
  app: TestApp,
  reviewer: SignedInClient,
  number: string,
  decision = 'approved',
  comments: object[] = [],
): Promise<void> {
  for (const id of Object.values(await pendingReviews(reviewer, number))) {
    expectStatus(await reviewer.post(`/admin/reviews/${id}/decision`, { decision, comments }), 201);
  }
  await app.settle();
}

/** Passes every inspection, one after another, as they become ready. */
export async function passInspections(app: TestApp, inspector: SignedInClient, number: string): Promise<string[]> {
  const passed: string[] = [];
  for (;;) {
    const { items } = expectStatus<{ items: { id: string; typeCode: string; status: string }[] }>(
      await inspector.get(`/records/${number}/inspections?limit=100`),
      200,
    );
    const ready = items.find(({ status }) => status === 'ready');
    if (!ready) break;
    expectStatus(await inspector.post(`/admin/inspections/${ready.id}/result`, { outcome: 'approved' }), 201);
    passed.push(ready.typeCode);
  }
  await app.settle();
  return passed;
}

/** The permit's events so far, the module's name left out. */
export async function permitEvents(app: TestApp, number: string): Promise<string[]> {
  const rows = await app.get(Database).rows(sql<{ type: string }>`
    select type from platform.event where type like 'permits.%' and facts->>'number' = ${number} order by occurred_at, id`);
  return rows.map(({ type }) => type.replace('permits.', ''));
}

export interface RegisteredContractor {
  number: string;
  recordId: string;
  account: SignedInClient;
}

let contractors = 0;

/** A contractor of one class, registered by the city with everything that the class asks for, insured to the given day. */
export async function registerContractor(
  app: TestApp,
  technician: SignedInClient,
  classCode: string,
  insuranceExpiresOn = '2027-12-31',
  until = '2027-12-31',
): Promise<RegisteredContractor> {
  const { requires, stateLicense } = app.get(ContractorClasses).find(classCode)!;
  const { number } = expectStatus<{ number: string }>(
    await technician.post('/admin/contractors', {
      businessName: `Demo ${classCode} company`,
      contactName: 'Demo Contractor',
      email: `office.${++contractors}@example.com`,
      phone: '+1 630-555-0150',
      address: MAPLE_STREET,
      classes: [classCode],
      insuranceExpiresOn,
      expiresOn: until,
      ...(requires.includes('state-license') ? { stateLicense: { number: stateLicense!.example ?? 'IL-12345', expiresOn: until } } : {}),
      ...(requires.includes('bond') ? { bondExpiresOn: until } : {}),
      ...(requires.includes('workers-compensation') ? { workersCompensationExpiresOn: until } : {}),
    }),
    201,
  );
  const { recordId, accountIds } = (await app.get(ContractorsService).byNumber(number))!;
  return { number, recordId, account: await signedInAs(app, accountIds[0]) };
}

/** From the draft to the issued permit, with everything that lies between. */
export async function issued(
  app: TestApp,
  people: { applicant: SignedInClient; reviewer: SignedInClient },
  request: object = FENCE,
): Promise<PermitView> {
  const { number } = await approved(app, people, request);
  await uploadMissing(people.applicant, number);
  await pay(app, people.applicant, number);
  const permit = await getPermit(people.applicant, number);
  if (permit.status !== 'issued') throw new Error(`${number} is ${permit.status}: ${permit.nextStep.label}`);
  return permit;
}

export async function approved(
  app: TestApp,
  { applicant, reviewer }: { applicant: SignedInClient; reviewer: SignedInClient },
  request: object = FENCE,
): Promise<PermitView> {
  const { number } = await submitted(applicant, request);
  await decideAll(app, reviewer, number);
  return getPermit(applicant, number);
}

export interface FormQuestion {
  name: string;
  type: 'boolean' | 'integer' | 'number' | 'text' | 'choice' | 'date' | 'money';
  required: boolean;
  minimum?: number;
  maximum?: number;
  options?: { value: string }[];
}

/** The plainest complete answers to a form: no to every question, the first choice, small sizes. */
export function plainAnswers(form: FormQuestion[]): Answers {
  return answersTo(form, { yes: false, size: 1 });
}

/** Answers that ask for everything a type can ask for: yes to every question, large sizes, the work left to contractors. */
export function demandingAnswers(form: FormQuestion[]): Answers {
  return {
    ...answersTo(form, { yes: true, size: 150 }),
    ...(form.some(({ name }) => name === 'ownerDoesWork') && { ownerDoesWork: false }),
  };
}

function answersTo(form: FormQuestion[], how: { yes: boolean; size: number }): Answers {
  return Object.fromEntries(form.filter(({ required }) => required).map((question) => [question.name, answerTo(question, how)]));
}

function answerTo(
  { type, minimum = 1, maximum = Infinity, options }: FormQuestion,
  { yes, size }: { yes: boolean; size: number },
): Answers[string] {
  switch (type) {
    case 'boolean':
      return yes;
    case 'text':
      return 'as drawn';
    case 'choice':
      return options!.at(yes ? -1 : 0)!.value;
    case 'date':
      return '2026-03-09';
    default:
      return Math.min(maximum, Math.max(size, Math.ceil(minimum)));
  }
}
