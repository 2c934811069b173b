import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import type { TestApp } from './app.js';
import { signedInAs, type SignedInClient } from './builders.js';
import { expectStatus } from './permits.js';

export interface CycleView {
  kind: string;
  dueOn: string | null;
  daysOverdue: number;
  feesDueCents: number;
  inspections: {
    kind: string;
    name: string;
    inspectionId: string;
    passedOn: string | null;
    appointmentOn: string | null;
    correctionsDueOn: string | null;
  }[];
}

export interface ConveyanceView {
  number: string;
  stateRegistrationNumber: string;
  status: string;
  statusLabel: string;
  owner: { name: string; email: string; phone: string | null } | null;
  maintenanceContractor: { number: string } | null;
  lastAnnualOn: string | null;
  lastCategory1On: string | null;
  lastCategory5On: string | null;
  certificate: { issuedOn: string | null; expiresOn: string; inForce: boolean; downloadable: boolean } | null;
  cycle: CycleView | null;
  outOfService: { since: string; reason: string; by: string } | null;
  nextStep: { actor: string; label: string; dueOn: string | null };
  version: number;
}

let count = 0;

/** A dumbwaiter in a restaurant: the one type that needs no tests besides its annual inspection. */
export const DUMBWAITER = {
  type: 'dumbwaiter',
  address: { line1: '9 River Street', city: 'Fairview', state: 'IL', zip: '60501' },
};

export function aUnit(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return {
    stateRegistrationNumber: `IL-E-${String(100_000 + count)}`,
    ...DUMBWAITER,
    owner: { name: 'Demo Tower LLC', email: `tower.${count}@example.com`, phone: '+1 630-555-0177' },
    ...overrides,
  };
}

export async function registerUnit(clerk: SignedInClient, overrides: Record<string, unknown> = {}): Promise<ConveyanceView> {
  return expectStatus<ConveyanceView>(await clerk.post('/admin/conveyances', aUnit(overrides)), 201);
}

export async function getUnit(reader: SignedInClient, number: string): Promise<ConveyanceView> {
  return expectStatus<ConveyanceView>(await reader.get(`/conveyances/${number}`), 200);
}

/** Its owner, signed in. */
export async function ownerOf(app: TestApp, number: string): Promise<SignedInClient> {
  const row = await app.get(Database).row(sql<{ id: string }>`
    select owner_account_id as id from conveyance.conveyance where number = ${number}`);
  return signedInAs(app, row!.id);
}

/** Sets the clock to the morning of a day of the demo city, after its night. */
export async function night(app: TestApp, day: string): Promise<void> {
  app.clock.set(Temporal.Instant.from(`${day}T15:00:00Z`));
  await app.runJob('conveyance.follow-dates');
  await app.settle();
}

export interface ImportView {
  id: string;
  status: string;
  lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  problem: string | null;
  unknownColumns: string[];
  problems: { line: number; column: string | null; detail: string }[];
}

/** A line of a list, the owner's account being always the same. */
export function unitLine(overrides: Record<string, string> = {}): Record<string, string> {
  return {
    stateRegistrationNumber: 'L-0',
    type: 'dumbwaiter',
    addressLine1: '9 River Street',
    city: 'Fairview',
    state: 'IL',
    zip: '60501',
    ownerName: 'Demo List LLC',
    ownerEmail: 'list@example.com',
    ...overrides,
  };
}

/** As CSV, with a column that the city has no use for. */
export function unitList(lines: Record<string, string>[]): string {
  const columns = [...new Set([...lines.flatMap((line) => Object.keys(line)), 'remarks'])];
  return [columns, ...lines.map((line) => columns.map((column) => line[column] ?? ''))].map((row) => row.join(',')).join('\n');
}

/** Loads a list and answers its report. */
export async function importUnits(app: TestApp, clerk: SignedInClient, list: string): Promise<ImportView> {
  const form = new FormData();
  form.append('file', new Blob([list], { type: 'text/csv' }), 'units.csv');
  const { id } = expectStatus<ImportView>(await clerk.postForm('/admin/conveyances/imports', form), 202);
  await app.settle();
  return expectStatus<ImportView>(await clerk.get(`/admin/conveyances/imports/${id}`), 200);
}
