import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { BusinessCertified, BusinessLapsed, RenewalReminded } from '../../../src/modules/business-registration/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../../support/builders.js';
import {
  getBusiness,
  getSteps,
  OFFICE,
  registered,
  SHOP_PEOPLE,
  SHOP_PLACE,
  submittedBusiness,
  type City,
} from '../../support/business.js';
import { at, forDays } from '../../support/inspections.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { loadParcels } from '../../support/parcels.js';
import { checkOutRecord, feesOf, onSandboxPage, pay, published } from '../../support/payments.js';
import { decideAll, expectStatus, passInspections, pendingReviews, upload } from '../../support/permits.js';

const LIST = `number,address,zip,latitude,longitude
15-22-104-001,12 Maple Street,60501,41.7,-88.3
15-22-104-002,40 River Street,60501,41.8,-88.4
`;

interface RenewalView {
  until: string;
  status: string;
  changes: { pointer: string; before: string | null; after: string | null }[];
  reviews: { discipline: string }[];
  inspected: boolean;
  late: boolean;
  fees: { totalCents: number };
  registrationStatus: string;
}

let mailbox: TestMailbox;
let app: TestApp;
let owner: SignedInClient;
let city: City;
/** Registered for 2026, in the order in which the stories below renew them. */
let steady: string;
let moving: string;
let late: string;
let slow: string;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  owner = forDays(app, await signUp(app));
  city = { reviewer: forDays(app, await staff(app, 'plan-reviewer')), inspector: forDays(app, await staff(app, 'inspector')) };
  const register = async () => (await registered(app, owner, city, { business: OFFICE })).number;
  [steady, moving, late, slow] = [await register(), await register(), await register(), await register()];
}, 60_000);
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const renew = (number: string, request: object) =>
  owner.post(`/business-registrations/${number}/renewals`, { confirmed: true, ...request });
const of = <F extends { number: string }>(facts: F[], number: string) => facts.filter((each) => each.number === number);
const reminders = async (number: string) => of(await published(app, RenewalReminded), number).map(({ daysLeft }) => daysLeft);
const subjects = (number: string) => mailbox.to(owner.email).flatMap(({ subject, text }) => (text.includes(number) ? [subject] : []));

describe('B-01 the renewal', () => {
  it('is not open before its time', async () => {
    await at(app, '2026-10-31T09:00');
    const early = await renew(steady, { totalCents: 3000 });
    expect([early.status, problemOf(early).code]).toEqual([409, 'business-registration.wrong-status']);
  });

  it('opens 60 days before the end of the year, tells the owner, and holds what was said last year', async () => {
    await at(app, '2026-11-01T09:00');
    expect(await getBusiness(owner, steady)).toMatchObject({
      status: 'renewal-due',
      nextStep: { actor: 'applicant', label: 'Renew the registration by December 31, 2026' },
    });
    expect(subjects(steady).at(-1)).toBe('Renew the registration of Demo Advice by December 31, 2026');
    const steps = await getSteps(owner, steady);
    expect(steps).toMatchObject({ for: 'renewal', business: { legalName: 'Demo Advice LLC' }, fees: { totalCents: 3000 } });
    const verified = await owner.get(`/business-registrations/${steady}`);
    expect(verified.body.expiresOn).toBe('2026-12-31');
  });

  it('wants today’s total confirmed, and the steps as they must be', async () => {
    const wrong = await renew(steady, { totalCents: 1, business: { ...OFFICE, stateFileNumber: undefined } });
    expect([wrong.status, problemOf(wrong).errors?.map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/business/stateFileNumber', '/totalCents'],
    ]);
  });

  it('needs no reviewer when nothing of weight has changed, and is done when it is paid', async () => {
    const people = { ...SHOP_PEOPLE, localManager: { name: 'Demo Newcomer', phone: '555-010-1299' } };
    const renewal = expectStatus<RenewalView>(await renew(steady, { totalCents: 3000, ownersAndContacts: people }), 201);
    expect(renewal).toMatchObject({ until: '2027-12-31', status: 'approved', reviews: [], inspected: false, late: false });
    expect(renewal.changes).toEqual([
      { pointer: '/contacts/localManager/name', before: 'Demo Manager', after: 'Demo Newcomer' },
      { pointer: '/contacts/localManager/phone', before: '555-010-1235', after: '555-010-1299' },
    ]);
    const twice = await renew(steady, { totalCents: 3000 });
    expect([twice.status, problemOf(twice).code]).toEqual([409, 'business-registration.renewal-under-way']);
    expect((await getBusiness(owner, steady)).nextStep.label).toBe('Pay $30.00');

    await pay(app, owner, steady);
    expect(await getBusiness(owner, steady)).toMatchObject({
      status: 'active',
      expiresOn: '2027-12-31',
      ownersAndContacts: { localManager: { name: 'Demo Newcomer' } },
      renewal: null,
    });
    const certificate = `Your business registration certificate ${steady}`;
    expect(subjects(steady).filter((subject) => subject === certificate)).toHaveLength(2);
    expect(await feesOf(owner, steady)).toEqual([
      ['Business registration', 3000, 'paid'],
      ['Renewal of a business registration, 2027', 3000, 'paid'],
    ]);
  });

  it('goes to the reviewers and an inspector again when place or activity have changed', async () => {
    await loadParcels(app, await staff(app, 'administrator'), LIST);
    const placeAt = (line1: string) => ({ ...SHOP_PLACE, address: { ...SHOP_PLACE.address, line1 } });
    const change = { business: { ...OFFICE, activity: 'restaurant' }, location: placeAt('40 river st') };
    const unknown = await renew(moving, { totalCents: 3000, ...change, location: placeAt('42 River Street') });
    expect(problemOf(unknown)).toMatchObject({ code: 'city.address-not-in-list', errors: [{ pointer: '/location/address' }] });
    const bare = await renew(moving, { totalCents: 3000, ...change });
    expect(problemOf(bare).errors?.map(({ pointer }) => pointer)).toEqual(['/documents/floor-plan']);
    await upload(owner, moving, 'floor-plan');
    const renewal = expectStatus<RenewalView>(await renew(moving, { totalCents: 3000, ...change }), 201);
    expect(renewal.changes.map(({ pointer }) => pointer)).toEqual([
      '/business/activity',
      '/location/address/line1',
      '/location/address/parcelNumber',
    ]);
    expect(renewal).toMatchObject({ status: 'in-review', inspected: true, registrationStatus: 'renewal-due' });
    expect(renewal.reviews.map(({ discipline }) => discipline)).toEqual(['zoning', 'fire']);

    await decideAll(app, city.reviewer, moving, 'corrections-required', [{ text: 'Where is the second exit?', codeReference: 'IFC 1006' }]);
    expect(await getBusiness(owner, moving)).toMatchObject({ status: 'renewal-due', renewal: { status: 'corrections-required' } });
    const idle = await renew(moving, { totalCents: 3000 });
    expect(problemOf(idle).code).toBe('business-registration.corrections-open');
    const corrected = { ...change.location, squareFeet: 1700 };
    expectStatus(await renew(moving, { totalCents: 3000, location: corrected }), 201);
    await app.settle();
    await decideAll(app, city.reviewer, moving);
    await pay(app, owner, moving);
    expect((await getBusiness(owner, moving)).nextStep.label).toBe('Schedule the inspection: Occupancy');
    const goesTo = (await city.inspector.get(`/records/${moving}`)).body;
    expect(goesTo.address).toMatchObject({ line1: '40 River Street', parcelNumber: '15-22-104-002' });
    expect(await passInspections(app, city.inspector, moving)).toEqual(['occupancy']);
    expect(await getBusiness(owner, moving)).toMatchObject({
      status: 'active',
      expiresOn: '2027-12-31',
      activity: 'restaurant',
      location: { squareFeet: 1700, address: { line1: '40 River Street' } },
    });
    expect((await owner.get(`/records/${moving}`)).body.address.line1).toBe('40 River Street');
  });
});

describe('B-01 the end of the year', () => {
  it('is announced 60, 30 and 7 days before and on the day, each once, however often the jobs run', async () => {
    const job = (name: string) => app.runJob(`business-registration.${name}`);
    for (const day of ['2026-12-01', '2026-12-02', '2026-12-24', '2026-12-25', '2026-12-31']) {
      await at(app, `${day}T09:00`);
      await Promise.all([job('remind'), job('remind'), job('open-renewals')]);
    }
    await app.settle();
    expect(await reminders(late)).toEqual([60, 30, 7, 0]);
    expect(subjects(late).filter((subject) => subject.startsWith('Renew'))).toHaveLength(4);
    expect(await reminders(steady)).toEqual([60]);
  });

  it('spares whoever has handed in and paid, and waits for the city', async () => {
    await upload(owner, slow, 'floor-plan');
    // It was registered before the list was loaded, which writes the place in another way.
    const location = { ...SHOP_PLACE, address: { ...SHOP_PLACE.address, line1: '12 MAPLE ST' } };
    const request = { totalCents: 3000, business: { ...OFFICE, activity: 'retail' }, location };
    const { changes } = expectStatus<RenewalView>(await renew(slow, request), 201);
    expect(changes.map(({ pointer }) => pointer)).toEqual(['/business/activity']);
    await pay(app, owner, slow);
    await at(app, '2027-01-01T09:00');
    expect((await getBusiness(owner, slow)).status).toBe('renewal-due');
    await decideAll(app, city.reviewer, slow);
    await passInspections(app, city.inspector, slow);
    expect(await getBusiness(owner, slow)).toMatchObject({ status: 'active', expiresOn: '2027-12-31' });
  });

  it('ends the others the day after, once; a late fee opens them again', async () => {
    await Promise.all([app.runJob('business-registration.lapse'), app.runJob('business-registration.lapse')]);
    await app.settle();
    expect(of(await published(app, BusinessLapsed), late)).toHaveLength(1);
    expect(await getBusiness(owner, late)).toMatchObject({
      status: 'lapsed',
      nextStep: { label: 'Renew the lapsed registration; a late fee is added' },
    });
    expect(subjects(late).at(-1)).toBe('The registration of Demo Advice has lapsed');

    const { fees } = await getSteps(owner, late);
    expect(fees).toMatchObject({ totalCents: 11_000, lines: [{ code: 'business-renewal' }, { code: 'business-late', amountCents: 8000 }] });
    expect(expectStatus<RenewalView>(await renew(late, { totalCents: 11_000 }), 201)).toMatchObject({ late: true, until: '2027-12-31' });
    await pay(app, owner, late);
    expect(await getBusiness(owner, late)).toMatchObject({ status: 'active', expiresOn: '2027-12-31' });
  });

  it('adds the late fee to a renewal that was handed in and not paid', async () => {
    await at(app, '2027-11-02T09:00');
    expectStatus(await renew(late, { totalCents: 3000 }), 201);
    await at(app, '2028-01-01T09:00');
    expect(await getBusiness(owner, late)).toMatchObject({ status: 'lapsed', fees: { dueCents: 11_000 } });
    await pay(app, owner, late);
    expect(await getBusiness(owner, late)).toMatchObject({ status: 'active', expiresOn: '2028-12-31' });
  });
});

describe('B-01 a renewal that the city asks to correct', () => {
  const askAgain = (number: string) =>
    decideAll(app, city.reviewer, number, 'corrections-required', [{ text: 'Who parks where?', codeReference: 'ZO 14.2' }]);

  it('costs the difference when it comes to more, and gives back what was paid too much when it comes to less', async () => {
    const exempt = { ...OFFICE, activity: 'retail', nonProfit: true };
    await upload(owner, slow, 'tax-exemption-letter');
    expectStatus(await renew(slow, { totalCents: 8000, business: { ...exempt, activity: 'professional-office' } }), 201);
    await pay(app, owner, slow);
    await askAgain(slow);
    expect((await getSteps(owner, slow)).fees).toMatchObject({ totalCents: 8000 });
    expectStatus(await renew(slow, { totalCents: 11_000, business: OFFICE }), 201);
    await app.settle();
    expect((await getBusiness(owner, slow)).fees.dueCents).toBe(3000);
    await pay(app, owner, slow);

    await askAgain(slow);
    expectStatus(await renew(slow, { totalCents: 8000, business: { ...exempt, activity: 'professional-office' } }), 201);
    await app.settle();
    expect((await getBusiness(owner, slow)).fees.dueCents).toBe(0);
    const cashier = forDays(app, await staff(app, 'cashier'));
    const owed = (await cashier.get('/admin/refunds-due?limit=100')).body.items as { recordNumber: string; amountCents: number }[];
    expect(owed.filter(({ recordNumber }) => recordNumber === slow).map(({ amountCents }) => amountCents)).toEqual([3000]);
    await decideAll(app, city.reviewer, slow);
    expect(await getBusiness(owner, slow)).toMatchObject({ status: 'active', expiresOn: '2028-12-31' });
  });

  it('stays in force when the city asks after the last day, and keeps what the city corrected meanwhile', async () => {
    expectStatus(await renew(steady, { totalCents: 11_000 }), 201);
    await pay(app, owner, steady);
    await at(app, '2028-12-20T09:00');
    const { business } = (await getSteps(owner, steady)) as unknown as { business: { feinLastFour: string; ibtLastFour: string } };
    const { feinLastFour: _fein, ibtLastFour: _ibt, ...asItWas } = business;
    await upload(owner, steady, 'floor-plan');
    expectStatus(await renew(steady, { totalCents: 3000, business: { ...asItWas, activity: 'retail' } }), 201);
    await pay(app, owner, steady);
    const technician = forDays(app, await staff(app, 'permit-technician'));
    const slip = { legalName: 'Demo Advise LLC', reason: 'As the state has it.' };
    expectStatus(await technician.patch(`/admin/business-registrations/${steady}`, slip), 200);
    const nothing = await technician.patch(`/admin/business-registrations/${steady}`, { reason: 'Nothing, in fact.' });
    expect(nothing.status).toBe(422);

    await at(app, '2029-01-04T09:00');
    await askAgain(steady);
    expect((await getBusiness(owner, steady)).nextStep.label).toContain('by February 3, 2029');
    expect((await getSteps(owner, steady)).fees).toMatchObject({ totalCents: 3000 });
    await at(app, '2029-02-03T09:00');
    expect(await getBusiness(owner, steady)).toMatchObject({ status: 'renewal-due', fees: { dueCents: 0 } });
    const paper = await app.get(Database).row(sql<{ code: string }>`
      select verification_code as code from records.issued_paper p join records.record r on r.id = p.record_id
      where r.number = ${steady} order by edition desc limit 1`);
    expect((await owner.get(`/verifications/${paper!.code}`)).body).toMatchObject({ valid: true, status: 'renewal-due' });
    expectStatus(await renew(steady, { totalCents: 3000, location: { ...SHOP_PLACE, squareFeet: 1700 } }), 201);
    await app.settle();
    await decideAll(app, city.reviewer, steady);
    await passInspections(app, city.inspector, steady);
    expect(await getBusiness(owner, steady)).toMatchObject({
      status: 'active',
      expiresOn: '2029-12-31',
      business: { legalName: 'Demo Advise LLC', activity: 'retail' },
    });
  });

  it('lapses when the owner lets the time for corrections pass', async () => {
    await at(app, '2029-12-20T09:00');
    expectStatus(await renew(steady, { totalCents: 3000, location: { ...SHOP_PLACE, employees: 60, homeBased: true } }), 201);
    await pay(app, owner, steady);
    await askAgain(steady);
    await at(app, '2030-01-19T09:00');
    expect((await getBusiness(owner, steady)).status).toBe('renewal-due');
    await at(app, '2030-01-20T09:00');
    expect(await getBusiness(owner, steady)).toMatchObject({ status: 'lapsed', fees: { dueCents: 8000 } });
  });
});

describe('B-01 races', () => {
  it('issue one certificate when the last payment and the last review come at the same moment', async () => {
    const number = await submittedBusiness(owner, { business: OFFICE });
    await app.settle();
    const checkout = await checkOutRecord(owner, number);
    const reviews = Object.values(await pendingReviews(city.reviewer, number));
    await Promise.all([
      onSandboxPage(checkout.redirectUrl, 'pay'),
      ...reviews.map((id) => city.reviewer.post(`/admin/reviews/${id}/decision`, { decision: 'approved', comments: [] })),
    ]);
    await Promise.all([app.settle(), app.settle()]);
    expect((await getBusiness(owner, number)).status).toBe('active');
    expect(of(await published(app, BusinessCertified), number)).toHaveLength(1);
  });

  it('let one of two renewals in', async () => {
    await at(app, '2030-11-02T09:00');
    const answers = await Promise.all([renew(late, { totalCents: 11_000 }), renew(late, { totalCents: 11_000 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

it('B-01 answers that were not sent on go to the reviewers by themselves after a day', async () => {
  const number = await submittedBusiness(owner, { business: OFFICE });
  await decideAll(app, city.reviewer, number, 'corrections-required', [{ text: 'Who parks where?', codeReference: 'ZO 14.2' }]);
  const { items } = (await owner.get(`/records/${number}/reviews`)).body as { items: { id: string }[] };
  const review = (await owner.get(`/reviews/${items[0].id}`)).body as { id: string; comments: { id: string }[] };
  const answers = { responses: [{ commentId: review.comments[0].id, text: 'In the yard behind the house.' }] };
  expectStatus(await owner.post(`/reviews/${items[0].id}/responses`, answers), 201);
  await app.runJob('business-registration.pass-on-answers');
  expect((await getBusiness(owner, number)).status).toBe('corrections-required');
  app.clock.advance({ hours: 25 });
  await Promise.all([app.runJob('business-registration.pass-on-answers'), app.runJob('business-registration.pass-on-answers')]);
  await app.settle();
  expect(await getBusiness(owner, number)).toMatchObject({ status: 'in-review', reviewCycle: 2 });
});
