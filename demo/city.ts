import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { samplePdf } from './papers.js';
import { DEMO_PASSWORD, PortalClient } from './portal-client.js';

/** What the demo needs of the portal that it fills. */
export interface DemoPortal {
  url: string;
  clock: { now(): Temporal.Instant; set(instant: Temporal.Instant): void };
  administrator: { login: string; password: string };
}

/** Accounts of the demo city, all with the same password. */
export const DEMO_SIGN_INS = [
  { profile: 'public', login: 'demo.resident', is: 'a resident with permits in every status' },
  { profile: 'public', login: 'demo.neighbor', is: 'a resident linked to one of them' },
  { profile: 'contractor', login: 'demo.contractor@example.com', is: 'a registered contractor' },
  { profile: 'staff', login: 'demo.clerk', is: 'permit technician and cashier' },
  { profile: 'staff', login: 'demo.reviewer', is: 'plan reviewer' },
  { profile: 'staff', login: 'demo.inspector', is: 'inspector' },
  { profile: 'staff', login: 'demo.officer', is: 'code officer' },
  { profile: 'staff', login: 'administrator', is: 'administrator' },
] as const;

const STAFF = [
  { username: 'demo.clerk', lastName: 'Clerk', roles: ['permit-technician', 'cashier'] },
  { username: 'demo.reviewer', lastName: 'Reviewer', roles: ['plan-reviewer'] },
  { username: 'demo.inspector', lastName: 'Inspector', roles: ['inspector'] },
  { username: 'demo.officer', lastName: 'Officer', roles: ['code-officer'] },
];

/** The demo's one inspector does everything. */
const DISCIPLINES = ['building', 'electrical', 'engineering', 'fire', 'mechanical', 'plumbing', 'zoning'];

/** How long ago the permit was issued that has expired by now; validity is 180 days. */
const LONG_AGO_DAYS = 200;

type Answers = Record<string, unknown>;

interface FormField {
  name: string;
  type: string;
  required: boolean;
  minimum?: number;
  options?: { value: string }[];
}

/**
 * Fills an empty portal with a little life, through the same routes that people use: accounts of every profile and role, and
 * permits in every status. The one thing nobody else can do is to turn back the clock, for the permit that has expired.
 */
export async function fillDemoCity(portal: DemoPortal): Promise<void> {
  const today = portal.clock.now();
  portal.clock.set(today.subtract({ hours: 24 * LONG_AGO_DAYS }));
  const people = await welcome(portal);
  await issueInstantly(await signedIn(portal), people.contractorNumber, 'A condenser replaced last year');
  portal.clock.set(today);

  const city = await signedIn(portal);
  const { contractorNumber } = people;
  await city.admin.post('/admin/jobs/permits.expire/runs');

  await apply(city.resident, 'ZAS-SHED', '4 Alder Court', 'A garden shed, not yet submitted', {}, { submit: false });
  await apply(city.resident, 'ZAS-FNC-R', '12 Cedar Lane', 'Cedar fence around the back yard', { ownerDoesWork: true });
  await withCorrections(city, 'SGN-WALL-N');
  await approve(city, await apply(city.resident, 'ZAS-FNC-R', '31 Elm Street', 'Picket fence along the front', { ownerDoesWork: true }));
  await schedule(city, await issueInstantly(city, contractorNumber, 'Condenser replaced by one of the same size'));
  await final(city, await issueInstantly(city, contractorNumber, 'Condenser behind the garage replaced'));
  await decide(city, 'return', { reason: 'The plat does not show where the driveway meets the lot line.' });
  await decide(city, 'denial', { reason: 'The driveway would cover more of the lot than the zoning ordinance allows.' });
  const withdrawn = await apply(city.resident, 'ZAS-DRV-PVT', '8 Oak Avenue', 'Driveway, put off until next year', { ownerDoesWork: true });
  await city.resident.post(`/permits/${withdrawn}/withdrawal`);
  const revoked = await issueInstantly(city, contractorNumber, 'Condenser at the wrong address');
  await city.clerk.post(`/admin/permits/${revoked}/revocation`, { reason: 'Issued for an address outside the city.' });

  const shared = await apply(
    city.resident,
    'SOL-RR',
    '19 Birch Road',
    'Rooftop array of 8 kW',
    {},
    { contractorNumbers: [contractorNumber] },
  );
  await city.neighbor.post('/record-links', { kind: 'permit', number: shared });
}

/** Everybody registers or is registered, and chooses the demo's password; the city loads its list of addresses. */
async function welcome(portal: DemoPortal): Promise<{ contractorNumber: string }> {
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
  const inOneYear = portal.clock
    .now()
    .add({ hours: 24 * (LONG_AGO_DAYS + 300) })
    .toString()
    .slice(0, 10);
  const registered = await clerk.post('/admin/contractors', {
    businessName: 'Demo Contracting',
    contactName: 'Demo Contractor',
    email: 'demo.contractor@example.com',
    phone: '555-010-2000',
    address: { line1: '100 Main Street', city: 'Fairview', state: 'IL', zip: '60505' },
    classes: ['fence', 'mechanical', 'electrical', 'general'],
    insuranceExpiresOn: inOneYear,
    expiresOn: inOneYear,
  });
  await anyone.choosePassword('demo.contractor@example.com');
  return { contractorNumber: registered.number };
}

type City = Awaited<ReturnType<typeof signedIn>>;

async function signedIn(portal: DemoPortal) {
  const as = (profile: 'public' | 'contractor' | 'staff', login: string, password = DEMO_PASSWORD) =>
    new PortalClient(portal.url).signIn(profile, login, password);
  return {
    resident: await as('public', 'demo.resident'),
    neighbor: await as('public', 'demo.neighbor'),
    clerk: await as('staff', 'demo.clerk'),
    reviewer: await as('staff', 'demo.reviewer'),
    inspector: await as('staff', 'demo.inspector'),
    admin: await as('staff', portal.administrator.login, portal.administrator.password),
  };
}

/** Fills the form with the plainest answers, attaches what is asked for and submits. */
async function apply(
  resident: PortalClient,
  typeCode: string,
  line1: string,
  description: string,
  answers: Answers = {},
  { submit = true, contractorNumbers = [] as string[] } = {},
): Promise<string> {
  const type = await resident.get<{ form: FormField[] }>(`/permit-types/${typeCode}`);
  const { number } = await resident.post('/permits', {
    permitType: typeCode,
    address: { line1, city: 'Fairview', state: 'IL', zip: '60505' },
    description,
    valuationCents: 480_000,
    answers: { ...plainAnswers(type.form), ...answers },
    contractorNumbers,
  });
  if (!submit) return number;
  await attach(resident, number, 'at-submission');
  await resident.post(`/permits/${number}/submission`);
  return number;
}

function plainAnswers(form: FormField[]): Answers {
  const plain = (field: FormField): unknown => {
    switch (field.type) {
      case 'boolean':
        return false;
      case 'integer':
      case 'number':
      case 'money':
        return Math.max(field.minimum ?? 1, 1);
      case 'choice':
        return field.options![0]!.value;
      case 'date':
        return '2026-06-01';
      default:
        return 'As drawn';
    }
  };
  return Object.fromEntries(form.filter((field) => field.required).map((field) => [field.name, plain(field)]));
}

async function attach(resident: PortalClient, number: string, phase: string): Promise<void> {
  const permit = await resident.get(`/permits/${number}`);
  for (const document of permit.documents as { code: string; name: string; phase: string; required: boolean; attached?: boolean }[]) {
    if (document.phase === phase && document.required)
      await resident.upload(number, document.code, `${document.code}.pdf`, samplePdf(document.name));
  }
}

async function issueInstantly(city: City, contractorNumber: string, description: string): Promise<string> {
  const number = await apply(city.resident, 'RST-AC', '27 Maple Street', description, {}, { contractorNumbers: [contractorNumber] });
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'approved');
  await city.resident.pay(number);
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'issued');
  return number;
}

async function decideReviews(city: City, number: string, decision: string, comments: unknown[] = []): Promise<void> {
  const reviews = await city.resident.get(`/records/${number}/reviews`);
  for (const review of (reviews.items ?? reviews) as { id: string; status: string }[]) {
    if (review.status === 'pending') await city.reviewer.post(`/admin/reviews/${review.id}/decision`, { decision, comments });
  }
}

async function approve(city: City, number: string): Promise<void> {
  await decideReviews(city, number, 'approved');
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'approved');
}

async function withCorrections(city: City, typeCode: string): Promise<void> {
  const number = await apply(city.resident, typeCode, '2 Market Square', 'Sign over the shop window');
  await decideReviews(city, number, 'corrections-required', [
    { text: 'Give the height of the sign above the sidewalk.', codeReference: 'Signs 41-12' },
  ]);
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'corrections-required');
}

async function decide(city: City, verb: 'return' | 'denial', body: unknown): Promise<void> {
  const number = await apply(city.resident, 'ZAS-DRV-PVT', '8 Oak Avenue', 'Driveway of concrete', { ownerDoesWork: true });
  await city.clerk.post(`/admin/permits/${number}/${verb}`, body);
}

/** Books the first free time of the inspection that comes next. */
async function schedule(city: City, number: string): Promise<void> {
  const { items } = await city.resident.get<{ items: { id: string; status: string }[] }>(`/records/${number}/inspections`);
  const ready = items.find(({ status }) => status === 'ready')!;
  const [first] = await city.resident.get<{ date: string; start: string }[]>(`/inspections/${ready.id}/availability`);
  await city.resident.put(`/inspections/${ready.id}/appointment`, {
    date: first!.date,
    start: first!.start,
    contactName: 'Demo Resident',
    contactPhone: '555-010-1234',
    note: 'The gate is beside the garage.',
  });
}

async function final(city: City, number: string): Promise<void> {
  const inspections = await city.resident.until(`/records/${number}/inspections`, (found) => (found.items ?? found).length > 0);
  for (const inspection of (inspections.items ?? inspections) as { id: string }[]) {
    await city.inspector.post(`/admin/inspections/${inspection.id}/result`, { outcome: 'approved', comments: 'As permitted.' });
  }
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'finaled');
}
