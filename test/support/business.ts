import type { TestApp } from './app.js';
import type { SignedInClient } from './builders.js';
import { pay } from './payments.js';
import { decideAll, expectStatus, MAPLE_STREET, passInspections, upload } from './permits.js';

/** A shop that sells things over the counter: zoning review, occupancy inspection, two documents. */
export const SHOP = {
  legalName: 'Demo Bakery LLC',
  dbaName: 'Demo Bakery',
  entityType: 'llc',
  stateFileNumber: '12345678',
  fein: '98-7654321',
  ibt: '4321-8765',
  activity: 'retail',
  activityDescription: 'Bakes bread and sells it over the counter',
  nonProfit: false,
  openedOn: '2026-04-01',
};

/** An office that nobody inspects: zoning review, one document. */
export const OFFICE = { ...SHOP, legalName: 'Demo Advice LLC', dbaName: 'Demo Advice', activity: 'professional-office' };

export const SHOP_PLACE = {
  address: MAPLE_STREET,
  homeBased: false,
  squareFeet: 1800,
  employees: 6,
  fireSuppression: true,
  hazardousMaterials: false,
};

export const SHOP_PEOPLE = {
  owners: [{ name: 'Demo Owner', title: 'Member', phone: '555-010-1234', address: MAPLE_STREET }],
  localManager: { name: 'Demo Manager', phone: '555-010-1235' },
  emergencyContacts: [{ name: 'Demo Neighbor', phone: '555-010-1236' }],
};

/** What a registration looks like to a client. */
export interface BusinessView {
  number: string;
  status: string;
  expiresOn: string | null;
  fees: { dueCents: number; paidCents: number };
  outstanding: { kind: string; code: string; waitingOn: string }[];
  nextStep: { actor: string; label: string };
  reviewCycle: number;
  version: number;
  [field: string]: unknown;
}

export interface StepsView {
  for: string;
  complete: boolean;
  steps: { step: string; state: string; actor: string; missing: { pointer: string; detail: string }[] }[];
  documents: { code: string; uploaded: boolean }[];
  fees: { lines: { code: string; amountCents: number }[]; totalCents: number } | null;
  version: number;
  [field: string]: unknown;
}

export async function startBusiness(owner: SignedInClient): Promise<string> {
  return expectStatus<BusinessView>(await owner.post('/business-registrations'), 201).number;
}

export async function getBusiness(reader: SignedInClient, number: string): Promise<BusinessView> {
  return expectStatus(await reader.get(`/business-registrations/${number}`), 200);
}

export async function getSteps(reader: SignedInClient, number: string): Promise<StepsView> {
  return expectStatus(await reader.get(`/business-registrations/${number}/steps`), 200);
}

export async function fill(owner: SignedInClient, number: string, step: string, body: object): Promise<StepsView> {
  return expectStatus(await owner.put(`/business-registrations/${number}/steps/${step}`, body), 200);
}

/** Every step, with the documents that the first two ask for. */
export async function fillAll(
  owner: SignedInClient,
  number: string,
  { business = SHOP, location = SHOP_PLACE }: { business?: object; location?: object } = {},
): Promise<StepsView> {
  await fill(owner, number, 'business', business);
  await fill(owner, number, 'location', location);
  const { documents } = await fill(owner, number, 'owners-and-contacts', SHOP_PEOPLE);
  for (const { code } of documents) await upload(owner, number, code);
  return confirm(owner, number);
}

/** The last two steps, with what it costs today. */
export async function confirm(owner: SignedInClient, number: string): Promise<StepsView> {
  const { fees } = await fill(owner, number, 'documents', { complete: true });
  return fill(owner, number, 'review-and-fees', { confirmed: true, totalCents: fees!.totalCents });
}

export async function submittedBusiness(owner: SignedInClient, what: { business?: object; location?: object } = {}): Promise<string> {
  const number = await startBusiness(owner);
  await fillAll(owner, number, what);
  expectStatus(await owner.post(`/business-registrations/${number}/submission`), 201);
  return number;
}

export interface City {
  reviewer: SignedInClient;
  inspector: SignedInClient;
}

/** From the draft to the certificate, with everything that lies between. */
export async function registered(
  app: TestApp,
  owner: SignedInClient,
  { reviewer, inspector }: City,
  what: { business?: object; location?: object } = {},
): Promise<BusinessView> {
  const number = await submittedBusiness(owner, what);
  await decideAll(app, reviewer, number);
  if ((await getBusiness(owner, number)).fees.dueCents > 0) await pay(app, owner, number);
  await passInspections(app, inspector, number);
  const business = await getBusiness(owner, number);
  if (business.status !== 'active') throw new Error(`${number} is ${business.status}: ${business.nextStep.label}`);
  return business;
}
