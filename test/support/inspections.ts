import { sql } from 'kysely';
import { InspectionsService, type RequiredInspection } from '../../src/modules/inspections/index.js';
import { RecordsService } from '../../src/modules/records/index.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/ids.js';
import { ScheduleTicker } from '../../src/platform/jobs/schedule-ticker.js';
import { openSession } from './accounts.js';
import type { TestApp } from './app.js';
import { SignedInClient, staff, type Answer } from './builders.js';
import { waitsFor } from './waiting.js';

export const POST_HOLE: RequiredInspection = {
  typeCode: 'post-hole',
  typeName: 'Post hole',
  discipline: 'zoning',
  sequence: 1,
  required: true,
};
export const FENCE_FINAL: RequiredInspection = {
  typeCode: 'fence-final',
  typeName: 'Fence final',
  discipline: 'zoning',
  sequence: 2,
  required: true,
};

export interface InspectorView {
  id: string;
  name: string;
  client: SignedInClient;
}

/** Signs in anew for every request: for stories that go on for days. */
class PatientClient extends SignedInClient {
  constructor(
    private readonly app: TestApp,
    { accountId, email, username, accessToken, refreshToken }: SignedInClient,
  ) {
    super(app.url, accountId, email, username, accessToken, refreshToken);
  }

  override async raw(path: string, init: RequestInit = {}): Promise<Response> {
    const { accessToken } = await openSession(this.app, this.accountId);
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${accessToken}`);
    return super.raw(path, { ...init, headers });
  }
}

export function forDays(app: TestApp, client: SignedInClient): SignedInClient {
  return new PatientClient(app, client);
}

interface Place {
  line1?: string;
  zip?: string;
  latitude?: number;
  longitude?: number;
}

/** An inspector with an account to sign in with. */
export async function anInspector(
  app: TestApp,
  what: { name?: string; disciplines?: string[]; districts?: string[]; dayCapacity?: number } = {},
): Promise<InspectorView> {
  const client = forDays(app, await staff(app, 'inspector'));
  const id = newId();
  const name = what.name ?? 'Demo Inspector';
  await app.get(Database).execute(sql`
    insert into inspections.inspector
      (id, account_id, name, phone, disciplines, districts, call_from_minute, call_to_minute, day_capacity, created_at)
    values (${id}, ${client.accountId}, ${name}, '555-010-3000', ${what.disciplines ?? ['zoning']}::text[], ${what.districts ?? []}::text[],
      450, 510, ${what.dayCapacity ?? 12}, now())`);
  return { id, name, client };
}

/** A permit of somebody with its inspections open. */
export async function recordToInspect(
  app: TestApp,
  owner: SignedInClient,
  inspections: RequiredInspection[] = [POST_HOLE],
  place: Place = {},
): Promise<{ id: string; number: string }> {
  return app.get(Database).transaction(async () => {
    const record = await app.get(RecordsService).open({
      kind: 'permit',
      prefix: 'ZAS',
      typeCode: 'ZAS-FNC-R',
      typeName: 'Fence Residential',
      status: 'issued',
      statusLabel: 'Issued',
      address: { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501', ...place },
      description: 'Replace the fence in the back yard',
      ownerAccountId: owner.accountId,
      isPublic: true,
      outstanding: waitsFor({ actor: 'applicant', label: 'Schedule the post hole inspection' }),
    });
    await app.get(InspectionsService).open(record.id, record.number, inspections);
    return record;
  });
}

/** The newest inspection of a type on a record. */
export async function inspectionId(reader: SignedInClient, number: string, typeCode = 'post-hole'): Promise<string> {
  const { items } = (await reader.get(`/records/${number}/inspections?limit=100`)).body as { items: { id: string; typeCode: string }[] };
  return items.findLast((inspection) => inspection.typeCode === typeCode)!.id;
}

export function book(client: SignedInClient, id: string, date: string, start: string, more: object = {}): Promise<Answer> {
  return client.put(`/inspections/${id}/appointment`, { date, start, ...more });
}

/** Sets the clock to a civil time of the demo city and runs what has come due by then. */
export async function at(app: TestApp, civil: string): Promise<void> {
  app.clock.set(Temporal.PlainDateTime.from(civil).toZonedDateTime('America/Chicago').toInstant());
  await app.get(ScheduleTicker).tick();
  await app.settle();
}
