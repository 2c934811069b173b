import { ContractorOpening } from '../../src/modules/contractors/contractor-opening.js';
import { Database } from '../../src/platform/database/database.js';
import type { TestApp } from './app.js';
import { signedInAs, type SignedInClient } from './builders.js';
import { pdf, uploadForm } from './files.js';
import { forDays } from './inspections.js';
import { expectStatus, registerContractor } from './permits.js';

/** What an applicant of the fence class sends. */
export function fencePapers(count: number | string, overrides: Record<string, unknown> = {}) {
  return {
    businessName: `Demo Fence ${count}`,
    contactName: 'Demo Contractor',
    email: `fence.${count}@example.com`,
    phone: '+1 630-555-0199',
    address: { line1: '5 Mill Road', city: 'Fairview', state: 'IL', zip: '60501' },
    classes: ['fence'],
    insuranceExpiresOn: '2026-12-31',
    ...overrides,
  };
}

/** Uploads a document to a license record; answers its id. */
export async function proof(client: SignedInClient, number: string, documentType = 'certificate-of-insurance'): Promise<string> {
  const form = uploadForm({ file: pdf(), fileName: `${documentType}.pdf`, documentType });
  return expectStatus<{ id: string }>(await client.postForm(`/records/${number}/attachments`, form), 201).id;
}

/** A new sign-in for every request, of an account known by its id. */
export async function inTheLongRun(app: TestApp, accountId: string): Promise<SignedInClient> {
  return forDays(app, await signedInAs(app, accountId));
}

/** A fence contractor whose registration and insurance run to the same day; its account signs in anew for each request. */
export async function fenceContractor(app: TestApp, clerk: SignedInClient, until?: string) {
  const contractor = await registerContractor(app, clerk, 'fence', until, until);
  return { ...contractor, account: forDays(app, contractor.account) };
}

/** An account acts for a contractor. */
export async function joinTeam(app: TestApp, recordId: string, accountId: string, role: 'manager' | 'member'): Promise<void> {
  await app.get(Database).transaction(() => app.get(ContractorOpening).act(recordId, accountId, role));
}
