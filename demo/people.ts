import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_PASSWORD, PortalClient } from './portal-client.js';

/** What the demo needs of the portal that it fills. */
export interface DemoPortal {
  url: string;
  clock: { now(): Temporal.Instant; set(instant: Temporal.Instant): void };
  administrator: { login: string; password: string };
}

/** Accounts of the demo city, all with the same password. */
export const DEMO_SIGN_INS = [
  { profile: 'public', login: 'demo.resident', is: 'a resident with permits in every status, units, businesses, cases and a project' },
  { profile: 'public', login: 'demo.neighbor', is: 'a resident who reported a concern and follows one of the permits' },
  { profile: 'contractor', login: 'demo.contractor@example.com', is: 'a registered contractor' },
  { profile: 'staff', login: 'demo.clerk', is: 'permit technician and cashier, who also keeps contractors, conveyances and businesses' },
  { profile: 'staff', login: 'demo.reviewer', is: 'plan reviewer, with a permit of the work queue in hand' },
  { profile: 'staff', login: 'demo.inspector', is: 'inspector, with visits booked' },
  { profile: 'staff', login: 'demo.officer', is: 'code officer, with cases reported, answered, fined and put right' },
  { profile: 'staff', login: 'administrator', is: 'administrator' },
] as const;

export const HOME_TOWN = { city: 'Fairview', state: 'IL', zip: '60505' };

const STAFF = [
  { username: 'demo.clerk', lastName: 'Clerk', roles: ['permit-technician', 'cashier'] },
  { username: 'demo.reviewer', lastName: 'Reviewer', roles: ['plan-reviewer'] },
  { username: 'demo.inspector', lastName: 'Inspector', roles: ['inspector'] },
  { username: 'demo.officer', lastName: 'Officer', roles: ['code-officer'] },
];

/** The demo's one inspector does everything. */
const DISCIPLINES = ['building', 'code', 'electrical', 'elevator', 'engineering', 'fire', 'mechanical', 'plumbing', 'zoning'];

/** Everybody registers or is registered, and chooses the demo's password; the city loads its list of addresses. */
export async function welcome(portal: DemoPortal, inOneYear: string): Promise<{ contractorNumber: string }> {
  const anyone = new PortalClient(portal.url);
  const admin = await new PortalClient(portal.url).signIn('staff', portal.administrator.login, portal.administrator.password);
  for (const { username, lastName, roles } of STAFF) {
    const email = `${username}@example.com`;
    const { id: accountId } = await admin.post('/admin/accounts', { username, email, firstName: 'Demo', lastName, roles });
    await anyone.choosePassword(email);
    if (roles.includes('inspector')) {
      await admin.post('/admin/inspectors', { accountId, phone: '555-010-3000', disciplines: DISCIPLINES, districts: ['east'] });
    }
  }
  await anyone.register({ username: 'demo.resident', email: 'demo.resident@example.com', firstName: 'Demo', lastName: 'Resident' });
  await anyone.register({ username: 'demo.neighbor', email: 'demo.neighbor@example.com', firstName: 'Demo', lastName: 'Neighbor' });

  await admin.loadParcels('parcels.csv', new Uint8Array(readFileSync(join(import.meta.dirname, 'parcels.csv'))));

  const clerk = await new PortalClient(portal.url).signIn('staff', 'demo.clerk');
  const registered = await clerk.post('/admin/contractors', {
    businessName: 'Demo Contracting',
    contactName: 'Demo Contractor',
    email: 'demo.contractor@example.com',
    phone: '555-010-2000',
    address: { line1: '100 Main Street', ...HOME_TOWN },
    classes: ['fence', 'mechanical', 'electrical', 'general'],
    insuranceExpiresOn: inOneYear,
    expiresOn: inOneYear,
  });
  await anyone.choosePassword('demo.contractor@example.com');
  return { contractorNumber: registered.number };
}

/** Everybody of the demo, signed in at the clock of now. */
export type City = Awaited<ReturnType<typeof signedIn>>;

export async function signedIn(portal: DemoPortal) {
  const as = (profile: 'public' | 'contractor' | 'staff', login: string, password = DEMO_PASSWORD) =>
    new PortalClient(portal.url).signIn(profile, login, password);
  const [resident, neighbor, clerk, reviewer, inspector, officer, admin] = await Promise.all([
    as('public', 'demo.resident'),
    as('public', 'demo.neighbor'),
    as('staff', 'demo.clerk'),
    as('staff', 'demo.reviewer'),
    as('staff', 'demo.inspector'),
    as('staff', 'demo.officer'),
    as('staff', portal.administrator.login, portal.administrator.password),
  ]);
  return { resident, neighbor, clerk, reviewer, inspector, officer, admin };
}
