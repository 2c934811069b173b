import { samplePdf } from './papers.js';
import { HOME_TOWN, type City } from './people.js';
import type { PortalClient } from './portal-client.js';

type Answers = Record<string, unknown>;

interface FormField {
  name: string;
  type: string;
  required: boolean;
  minimum?: number;
  options?: { value: string }[];
}

/** Permits in every status; the answer is one that is under review, with a neighbor who follows it. */
export async function permitsInEveryStatus(city: City, contractorNumber: string): Promise<string> {
  await apply(city.resident, 'ZAS-SHED', '4 Alder Court', 'A garden shed, not yet submitted', {}, { submit: false });
  await apply(city.resident, 'ZAS-FNC-R', '12 Cedar Lane', 'Cedar fence around the back yard', { ownerDoesWork: true });
  await withCorrections(city, 'SGN-WALL-N');
  await approve(city, await apply(city.resident, 'ZAS-FNC-R', '31 Elm Street', 'Picket fence along the front', { ownerDoesWork: true }));
  await schedule(city, await issueInstantly(city, contractorNumber, 'Condenser replaced by one of the same size'));
  const finaled = await issueInstantly(city, contractorNumber, 'Condenser behind the garage replaced');
  await passInspections(city, finaled);
  await city.resident.until(`/permits/${finaled}`, (found) => found.status === 'finaled');
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
  return shared;
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
    address: { line1, ...HOME_TOWN },
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

export async function issueInstantly(city: Pick<City, 'resident'>, contractorNumber: string, description: string): Promise<string> {
  const number = await apply(city.resident, 'RST-AC', '27 Maple Street', description, {}, { contractorNumbers: [contractorNumber] });
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'approved');
  await city.resident.pay(number);
  await city.resident.until(`/permits/${number}`, (found) => found.status === 'issued');
  return number;
}

export async function decideReviews(city: City, number: string, decision: string, comments: unknown[] = []): Promise<void> {
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

/** Books the first free time, from a day on, of the inspection that comes next. */
export async function schedule(city: Pick<City, 'resident'>, number: string, from = ''): Promise<void> {
  const { items } = await city.resident.get<{ items: { id: string; status: string }[] }>(`/records/${number}/inspections`);
  const ready = items.find(({ status }) => status === 'ready')!;
  const free = await city.resident.get<{ date: string; start: string }[]>(`/inspections/${ready.id}/availability`);
  const first = free.find(({ date }) => date >= from);
  await city.resident.put(`/inspections/${ready.id}/appointment`, {
    date: first!.date,
    start: first!.start,
    contactName: 'Demo Resident',
    contactPhone: '555-010-1234',
    note: 'The gate is beside the garage.',
  });
}

export async function passInspections(city: City, number: string): Promise<void> {
  const inspections = await city.resident.until(`/records/${number}/inspections`, (found) => (found.items ?? found).length > 0);
  for (const inspection of (inspections.items ?? inspections) as { id: string }[]) {
    await city.inspector.post(`/admin/inspections/${inspection.id}/result`, { outcome: 'approved', comments: 'As permitted.' });
  }
}
