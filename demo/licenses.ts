import { samplePdf } from './papers.js';
import { HOME_TOWN, type City, type DemoPortal } from './people.js';
import { decideReviews, passInspections } from './permits.js';
import { PortalClient } from './portal-client.js';

const OFFICE = { line1: '102 Main Street', ...HOME_TOWN };

/** The number of a contractor who is registered, and insured to that day. */
export async function contractorThatLapses(city: City, insuranceExpiresOn: string, expiresOn: string): Promise<string> {
  return register(city, 'Demo Heating and Cooling', 'mechanical', { insuranceExpiresOn, expiresOn });
}

/** Another one, with an insurance that runs out soon. */
export async function contractors(city: City, { inAMonth, inOneYear }: { inAMonth: string; inOneYear: string }): Promise<void> {
  await register(city, 'Demo Electric', 'electrical', { insuranceExpiresOn: inAMonth, expiresOn: inOneYear });
}

/** An application that came in online, complete and for the city to decide. */
export async function contractorApplication({ url }: DemoPortal, insuranceExpiresOn: string): Promise<void> {
  const applicant = new PortalClient(url);
  const email = 'demo.fences@example.com';
  const { number, documents } = await applicant.post('/contractor-applications', {
    email,
    businessName: 'Demo Fences',
    contactName: 'Demo Fencer',
    phone: '555-010-2001',
    address: OFFICE,
    classes: ['fence'],
    insuranceExpiresOn,
  });
  await applicant.choosePassword(email);
  await applicant.signIn('contractor', email);
  for (const { code, name } of documents as { code: string; name: string }[]) {
    await applicant.upload(number, code, `${code}.pdf`, samplePdf(name));
  }
}

/** Three units of one owner: certified, with its renewal open, and without a certificate for weeks. */
export async function units(city: City, { soon, lately }: { soon: string; lately: string }): Promise<void> {
  const certified = await unit(city, 'dumbwaiter', 'IL-E-104231', '1 Market Square', {});
  await city.resident.pay(certified);
  await passInspections(city, certified);
  await city.resident.until(`/conveyances/${certified}`, (found) => found.certificate?.downloadable);
  await unit(city, 'passenger-hydraulic', 'IL-E-104232', '3 Market Square', { certificateExpiresOn: soon, landings: 4 });
  await unit(city, 'platform-lift', 'IL-E-104233', '100 Main Street', { certificateExpiresOn: lately });
}

/** One halfway written, one in review, one registered. */
export async function businesses(city: City): Promise<void> {
  const draft = await begin(city, 'Demo Café', 'limited-service-restaurant');
  await city.resident.put(`/business-registrations/${draft}/steps/location`, place('1 Market Square'));

  await submit(city, await begin(city, 'Demo Books', 'retail'), '3 Market Square');

  const office = await begin(city, 'Demo Advice', 'professional-office');
  await submit(city, office, '2 Market Square');
  await decideReviews(city, office, 'approved');
  await city.resident.until(`/business-registrations/${office}`, (found) => found.status === 'approved');
  await city.resident.pay(office);
  await city.resident.until(`/business-registrations/${office}`, (found) => found.status === 'active');
}

async function register({ clerk }: City, businessName: string, classCode: string, until: Record<string, string>): Promise<string> {
  const { number } = await clerk.post('/admin/contractors', {
    businessName,
    contactName: 'Demo Contractor',
    email: `${businessName.toLowerCase().replaceAll(' ', '.')}@example.com`,
    phone: '555-010-2002',
    address: OFFICE,
    classes: [classCode],
    ...until,
  });
  return number;
}

async function unit({ clerk }: City, type: string, stateRegistrationNumber: string, line1: string, more: object): Promise<string> {
  const owner = { name: 'Demo Resident', email: 'demo.resident@example.com', phone: '555-010-1234' };
  const { number } = await clerk.post('/admin/conveyances', {
    stateRegistrationNumber,
    type,
    address: { line1, ...HOME_TOWN },
    owner,
    ...more,
  });
  return number;
}

async function begin({ resident }: City, name: string, activity: string): Promise<string> {
  const { number } = await resident.post('/business-registrations');
  await resident.put(`/business-registrations/${number}/steps/business`, {
    legalName: `${name} LLC`,
    dbaName: name,
    entityType: 'llc',
    stateFileNumber: '12345678',
    fein: '12-3456789',
    ibt: '1234-5678',
    activity,
    activityDescription: 'As its name says',
    nonProfit: false,
    openedOn: '2026-06-01',
  });
  return number;
}

async function submit({ resident }: City, number: string, line1: string): Promise<void> {
  const steps = `/business-registrations/${number}/steps`;
  await resident.put(`${steps}/location`, place(line1));
  const people = { name: 'Demo Resident', phone: '555-010-1234' };
  const { documents } = await resident.put<{ documents: { code: string; name: string }[] }>(`${steps}/owners-and-contacts`, {
    owners: [{ ...people, title: 'Member', address: OFFICE }],
    localManager: people,
    emergencyContacts: [people],
  });
  for (const { code, name } of documents) await resident.upload(number, code, `${code}.pdf`, samplePdf(name));
  const { fees } = await resident.put<{ fees: { totalCents: number } }>(`${steps}/documents`, { complete: true });
  await resident.put(`${steps}/review-and-fees`, { confirmed: true, totalCents: fees.totalCents });
  await resident.post(`/business-registrations/${number}/submission`);
}

function place(line1: string): object {
  return {
    address: { line1, ...HOME_TOWN },
    homeBased: false,
    squareFeet: 900,
    employees: 3,
    fireSuppression: true,
    hazardousMaterials: false,
  };
}
