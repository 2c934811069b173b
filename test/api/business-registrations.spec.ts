import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import {
  confirm,
  fill,
  fillAll,
  getBusiness,
  getSteps,
  registered,
  SHOP,
  SHOP_PEOPLE,
  SHOP_PLACE,
  startBusiness,
  submittedBusiness,
  type BusinessView,
} from '../support/business.js';
import { forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type ReceivedMail, type TestMailbox } from '../support/mailbox.js';
import { pay } from '../support/payments.js';
import { decideAll, expectStatus, passInspections, pendingReviews, upload } from '../support/permits.js';

let mailbox: TestMailbox;
let app: TestApp;
let owner: SignedInClient;
let reviewer: SignedInClient;
let inspector: SignedInClient;
let technician: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  owner = forDays(app, await signUp(app, { firstName: 'Ana' }));
  [reviewer, inspector, technician] = [
    forDays(app, await staff(app, 'plan-reviewer')),
    forDays(app, await staff(app, 'inspector')),
    forDays(app, await staff(app, 'permit-technician')),
  ];
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

/** What somebody was sent about a registration, the newest last. */
const lettersTo = (client: SignedInClient, number: string): ReceivedMail[] =>
  mailbox.to(client.email).filter(({ subject, text }) => subject.includes(number) || text.includes(number));
const subjectsTo = (client: SignedInClient, number: string) => lettersTo(client, number).map(({ subject }) => subject);

describe('B-01 a registration is filled in step by step', () => {
  let number: string;

  beforeAll(async () => {
    number = await startBusiness(owner);
  });

  it('shows every step, who must act on it and what it asks for', async () => {
    expect(number).toMatch(/^BUS-2026-\d{5}$/);
    const { steps, fees, complete } = await getSteps(owner, number);
    expect(steps.map(({ step, state, actor }) => [step, state, actor])).toEqual([
      ['business', 'not-started', 'applicant'],
      ['location', 'not-started', 'applicant'],
      ['owners-and-contacts', 'not-started', 'applicant'],
      ['documents', 'not-started', 'applicant'],
      ['review-and-fees', 'not-started', 'applicant'],
    ]);
    expect([fees, complete]).toEqual([null, false]);
    expect((await anonymous(app).get('/business-catalogue')).body.activities.map(({ code }: { code: string }) => code)).toContain('retail');
  });

  it('checks a step as a whole, says which fields are wrong, and saves nothing of it', async () => {
    const { fein: _fein, stateFileNumber: _file, ...rest } = SHOP;
    const refused = await owner.put(`/business-registrations/${number}/steps/business`, rest);
    expect([refused.status, problemOf(refused).errors]).toEqual([
      422,
      [
        { pointer: '/stateFileNumber', detail: 'is missing; it must be given for: Limited liability company' },
        { pointer: '/fein', detail: 'is missing; it must be given for: Limited liability company' },
      ],
    ]);
    const wrong = await owner.put(`/business-registrations/${number}/steps/business`, { ...SHOP, activity: 'piracy', fein: '12' });
    expect([wrong.status, problemOf(wrong).errors]).toEqual([
      422,
      [{ pointer: '/fein', detail: 'must be nine digits such as 12-3456789' }],
    ]);
    const hazardous = await owner.put(`/business-registrations/${number}/steps/location`, { ...SHOP_PLACE, hazardousMaterials: true });
    expect(problemOf(hazardous).errors?.[0]?.pointer).toBe('/hazardousMaterialsDescription');
    expect((await getSteps(owner, number)).steps[0].state).toBe('not-started');
  });

  it('knows no other step', async () => {
    const answer = await owner.put(`/business-registrations/${number}/steps/parking`, {});
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'business-registration.step-unknown']);
  });

  it('saves each step alone, and asks for the documents and the fee that follow from them', async () => {
    const first = await fill(owner, number, 'business', SHOP);
    expect(first.steps[0].state).toBe('complete');
    expect(first.business).toMatchObject({ legalName: 'Demo Bakery LLC', feinLastFour: '4321', ibtLastFour: '8765' });
    expect(first.fees).toMatchObject({ totalCents: 3000, lines: [{ code: 'business-registration', amountCents: 3000 }] });
    const second = await fill(owner, number, 'location', SHOP_PLACE);
    expect(second.documents.map(({ code }) => code)).toEqual(['right-to-occupy', 'floor-plan']);
  });

  it('refuses what somebody else changed meanwhile', async () => {
    const { headers } = await owner.get(`/business-registrations/${number}/steps`);
    await fill(owner, number, 'location', { ...SHOP_PLACE, employees: 7 });
    const late = await owner.put(`/business-registrations/${number}/steps/location`, SHOP_PLACE, { 'if-match': headers.get('etag')! });
    expect([late.status, problemOf(late).code]).toEqual([412, 'platform.stale-version']);
  });

  it('cannot be submitted before everything is there, and says by step what is missing', async () => {
    const answer = await owner.post(`/business-registrations/${number}/submission`);
    expect([answer.status, problemOf(answer).code]).toEqual([422, 'business-registration.incomplete']);
    expect(problemOf(answer).errors?.map(({ pointer }) => pointer)).toEqual(['/owners-and-contacts', '/documents', '/review-and-fees']);
    const documents = await owner.put(`/business-registrations/${number}/steps/documents`, { complete: true });
    expect(problemOf(documents).errors?.map(({ pointer }) => pointer)).toEqual(['/right-to-occupy', '/floor-plan']);
  });

  it('wants the total that it costs today confirmed, and confirmed again when another step is changed', async () => {
    await fill(owner, number, 'owners-and-contacts', SHOP_PEOPLE);
    for (const code of ['right-to-occupy', 'floor-plan']) await upload(owner, number, code);
    await fill(owner, number, 'documents', { complete: true });
    const cheap = await owner.put(`/business-registrations/${number}/steps/review-and-fees`, { confirmed: true, totalCents: 1000 });
    expect(problemOf(cheap).errors).toEqual([{ pointer: '/totalCents', detail: 'must be what it costs today: 3000 ($30.00)' }]);
    expect((await confirm(owner, number)).complete).toBe(true);
    const { steps } = await fill(owner, number, 'business', { ...SHOP, nonProfit: true });
    expect(steps.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete', 'incomplete', 'incomplete']);
    expect(steps[3].missing).toEqual([
      { pointer: '/tax-exemption-letter', detail: 'must be uploaded: Letter that shows the organization is exempt from tax' },
    ]);
    expect(steps[4]).toMatchObject({ actor: 'applicant', missing: [{ pointer: '/confirmed' }] });
  });

  it('is nobody else’s to see until it is submitted', async () => {
    const stranger = await signUp(app);
    for (const path of ['', '/steps', '/confidential', '/certificate']) {
      const answer = await stranger.get(`/business-registrations/${number}${path}`);
      expect([path, answer.status, problemOf(answer).code]).toEqual([path, 404, 'records.not-found']);
    }
    expect((await owner.get('/business-registrations')).body.items.map((item: BusinessView) => item.number)).toContain(number);
    expect((await stranger.get('/business-registrations')).body.items).toEqual([]);
  });

  it('can be given up', async () => {
    const closed = expectStatus<BusinessView>(await owner.post(`/business-registrations/${number}/closure`, {}), 200);
    expect([closed.status, closed.nextStep.label]).toEqual(['closed', 'Closed']);
    const again = await owner.post(`/business-registrations/${number}/closure`, {});
    expect([again.status, problemOf(again).code]).toEqual([409, 'business-registration.wrong-status']);
  });
});

describe('B-01 a registration goes from submission to certificate', () => {
  let number: string;

  it('is looked at by zoning, assessed as estimated, and public from then on, save for the people in it', async () => {
    number = await submittedBusiness(owner);
    await app.settle();
    const business = await getBusiness(owner, number);
    expect(business).toMatchObject({ status: 'in-review', fees: { dueCents: 3000 }, reviewCycle: 1 });
    expect(business.outstanding.map(({ kind, code, waitingOn }) => [kind, code, waitingOn])).toEqual([
      ['review', 'zoning', 'city'],
      ['fee', 'business-registration', 'applicant'],
    ]);
    expect(business.nextStep).toMatchObject({ actor: 'city', label: expect.stringContaining('The city reviews the registration') });
    expect(lettersTo(owner, number)[0].text).toMatch(/\$30\.00[^]*\/records\/BUS-2026-\d+\/fees/);
    const record = (await anonymous(app).get(`/records/${number}`)).body;
    expect(record).toMatchObject({ kind: 'license', typeName: 'Business registration', contractorName: 'Demo Bakery', description: null });
    expect((await anonymous(app).get('/records?q=demo+bakery')).body.items.map((item: BusinessView) => item.number)).toContain(number);
  });

  it('shows a linked account how it stands, and nothing of the people and numbers', async () => {
    const neighbor = await signUp(app);
    expectStatus(await neighbor.post('/record-links', { kind: 'license', number }), 201);
    expect(await getBusiness(neighbor, number)).toMatchObject({
      relation: 'linked',
      business: null,
      location: null,
      ownersAndContacts: null,
      sameFein: null,
    });
    const steps = await neighbor.get(`/business-registrations/${number}/steps`);
    expect([steps.status, problemOf(steps).code]).toEqual([403, 'records.owner-only']);
    const numbers = await neighbor.get(`/business-registrations/${number}/confidential`);
    expect([numbers.status, problemOf(numbers).code]).toEqual([403, 'business-registration.confidential']);
  });

  it('comes back for corrections, and goes to the discipline that asked once something was done', async () => {
    const [comment] = [{ text: 'Show where the customers park.', codeReference: 'ZO 14.2' }];
    await decideAll(app, reviewer, number, 'corrections-required', [comment]);
    expect(await getBusiness(owner, number)).toMatchObject({ status: 'corrections-required', nextStep: { actor: 'applicant' } });
    const idle = await owner.post(`/business-registrations/${number}/submission`);
    expect([idle.status, problemOf(idle).code]).toEqual([422, 'business-registration.corrections-open']);

    await fill(owner, number, 'location', { ...SHOP_PLACE, parkingSpaces: 8 });
    const unconfirmed = await owner.post(`/business-registrations/${number}/submission`);
    expect(problemOf(unconfirmed).errors).toEqual([
      { pointer: '/review-and-fees/confirmed', detail: 'must be given again: another step has been changed since' },
    ]);
    await confirm(owner, number);
    expectStatus(await owner.post(`/business-registrations/${number}/submission`), 201);
    await app.settle();
    expect(await getBusiness(owner, number)).toMatchObject({ status: 'in-review', reviewCycle: 2, fees: { dueCents: 3000 } });
    expect(Object.keys(await pendingReviews(reviewer, number))).toEqual(['zoning']);
    // Reviews tell of corrections themselves.
    expect(subjectsTo(owner, number).filter((subject) => subject.includes('orrections'))).toHaveLength(1);
  });

  it('names what is left when it is approved, with the way to pay and to schedule', async () => {
    await decideAll(app, reviewer, number);
    const business = await getBusiness(owner, number);
    expect(business.status).toBe('approved');
    expect(business.outstanding.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['inspection occupancy', 'fee business-registration']);
    expect(business.nextStep).toMatchObject({ actor: 'applicant', label: 'Pay $30.00 and schedule the inspection: Occupancy' });
    const letter = lettersTo(owner, number).find(({ subject }) => subject === `${number} is approved: what is still needed`)!;
    expect([linkIn(letter, `/records/${number}/inspections`), linkIn(letter, `/records/${number}/fees`)]).toHaveLength(2);
    const early = await owner.get(`/business-registrations/${number}/certificate`);
    expect([early.status, problemOf(early).code]).toEqual([409, 'business-registration.no-certificate']);
  });

  it('is registered through the end of the year with the last of them, and sends a certificate that anyone can check', async () => {
    await pay(app, owner, number);
    expect((await getBusiness(owner, number)).nextStep.label).toBe('Schedule the inspection: Occupancy');
    expect(await passInspections(app, inspector, number)).toEqual(['occupancy']);
    expect(await getBusiness(owner, number)).toMatchObject({
      status: 'active',
      registeredOn: '2026-03-02',
      expiresOn: '2026-12-31',
      outstanding: [],
      nextStep: { actor: 'none', label: 'Registered through December 31, 2026' },
    });
    const letter = lettersTo(owner, number).find(({ subject }) => subject === `Your business registration certificate ${number}`)!;
    expect(letter.attachments.map(({ fileName, content }) => [fileName, content.subarray(0, 5).toString()])).toEqual([
      [`business-certificate-${number}.pdf`, '%PDF-'],
    ]);
    const download = await owner.raw(`/v1/business-registrations/${number}/certificate`);
    expect([download.status, download.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { code } = (await verificationCodes(number)).at(-1)!;
    expect((await anonymous(app).get(`/verifications/${code}`)).body).toMatchObject({
      valid: true,
      kind: 'business-certificate',
      number,
      expiresOn: '2026-12-31',
    });
  });
});

describe('B-01 what the place and the business are decides what is asked', () => {
  it('asks fire prevention and an inspector about a restaurant, and charges a not-for-profit organization nothing', async () => {
    const club = { ...SHOP, activity: 'restaurant', entityType: 'non-profit-corporation', nonProfit: true };
    const number = await startBusiness(owner);
    const { fees } = await fillAll(owner, number, { business: club });
    expect(fees).toEqual({
      lines: [
        { code: 'business-registration', description: 'Business registration', basis: '$30.00 flat', amountCents: 3000 },
        { code: 'non-profit', description: expect.stringContaining('Not-for-profit'), basis: 'all of it', amountCents: -3000 },
      ],
      totalCents: 0,
    });
    expectStatus(await owner.post(`/business-registrations/${number}/submission`), 201);
    expect(Object.keys(await pendingReviews(reviewer, number)).sort()).toEqual(['fire', 'zoning']);
    await decideAll(app, reviewer, number);
    expect((await getBusiness(owner, number)).outstanding.map(({ kind }) => kind)).toEqual(['inspection']);
    expect((await owner.get(`/records/${number}/fees`)).body.map((fee: { amountCents: number }) => fee.amountCents)).toEqual([3000, -3000]);
  });

  it('keeps the home of somebody who works there out of what everyone sees', async () => {
    const business = {
      legalName: 'Demo Homeowner',
      entityType: 'sole-proprietor',
      activity: 'online-sales',
      activityDescription: 'Sells hats',
      nonProfit: false,
      openedOn: '2026-03-02',
    };
    const number = await submittedBusiness(owner, { business, location: { ...SHOP_PLACE, homeBased: true, squareFeet: 120 } });
    expect((await anonymous(app).get(`/records/${number}`)).body).toMatchObject({ address: null, contractorName: null });
    expect((await anonymous(app).get('/records?q=homeowner')).body.items).toEqual([]);
    await pay(app, owner, number);
    await decideAll(app, reviewer, number);
    expect((await getBusiness(owner, number)).status).toBe('active');

    const stranger = await signUp(app);
    expectStatus(await stranger.post('/record-links', { kind: 'license', number }), 201);
    const certificate = await stranger.get(`/business-registrations/${number}/certificate`);
    expect([certificate.status, problemOf(certificate).code]).toEqual([403, 'records.owner-only']);
    const reason = 'Complaints of Demo Homeowner’s family.';
    expectStatus(await technician.post(`/admin/business-registrations/${number}/revocation`, { reason }), 200);
    await app.settle();
    expect(subjectsTo(owner, number)).toContain(`${number} is revoked`);
    expect(
      lettersTo(stranger, number)
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(/Homeowner/);
    expect(await getBusiness(stranger, number)).toMatchObject({ status: 'revoked', reason: null, name: null });
    expect(JSON.stringify((await stranger.get(`/records/${number}`)).body)).not.toMatch(/Homeowner/);
    expect(JSON.stringify((await stranger.get(`/records/${number}/events`)).body)).not.toMatch(/Homeowner/);
    expect(JSON.stringify((await owner.get(`/records/${number}/events`)).body)).toContain(reason);
  });
});

describe('B-01 the city decides', () => {
  it('returns a registration with the reason, takes it again, and can deny it', async () => {
    const number = await submittedBusiness(owner);
    const reason = 'The lease is for another address.';
    expectStatus(await technician.post(`/admin/business-registrations/${number}/return`, { reason }), 200);
    await app.settle();
    expect(await getBusiness(owner, number)).toMatchObject({ status: 'returned', reason, fees: { dueCents: 0 } });
    expect(lettersTo(owner, number).some(({ text }) => text.includes(reason))).toBe(true);
    expectStatus(await owner.post(`/business-registrations/${number}/submission`), 201);
    await app.settle();
    expect(await getBusiness(owner, number)).toMatchObject({ status: 'in-review', reason: null, fees: { dueCents: 3000 } });

    expectStatus(await technician.post(`/admin/business-registrations/${number}/denial`, { reason }), 200);
    await app.settle();
    expect(await getBusiness(owner, number)).toMatchObject({ status: 'denied', fees: { dueCents: 0 } });
    expect(subjectsTo(owner, number)).toContain(`${number} is denied`);
  });

  it('corrects a slip with a new certificate, revokes and closes', async () => {
    const { number } = await registered(app, owner, { reviewer, inspector });
    const change = { dbaName: 'Demo Backhouse', reason: 'The sign says otherwise.' };
    expectStatus(await technician.patch(`/admin/business-registrations/${number}`, change), 200);
    await app.settle();
    expect(lettersTo(owner, number).some(({ text }) => text.includes('replaces the'))).toBe(true);
    expect((await verificationCodes(number)).length).toBe(2);

    const found = (await technician.get('/admin/business-registrations?q=demo+bakry&status=active&expiresBefore=2027-01-01')).body;
    expect(found.items[0].number).toBe(number);

    expectStatus(await technician.post(`/admin/business-registrations/${number}/revocation`, { reason: 'It never opened.' }), 200);
    await app.settle();
    const { code } = (await verificationCodes(number)).at(-1)!;
    expect((await anonymous(app).get(`/verifications/${code}`)).body).toMatchObject({ valid: false, status: 'revoked' });
    expect(subjectsTo(owner, number)).toContain(`${number} is revoked`);
    const closed = await technician.post(`/admin/business-registrations/${number}/closure`, { reason: 'Too late.' });
    expect([closed.status, problemOf(closed).code]).toEqual([409, 'business-registration.wrong-status']);
  });

  it('keeps the drafts of owners out of its lists', async () => {
    const draft = await startBusiness(owner);
    const { items } = (await technician.get('/admin/business-registrations?limit=100')).body;
    expect(items.map((item: BusinessView) => item.number)).not.toContain(draft);
  });
});

describe('B-01 a business passes to a new owner', () => {
  let number: string;
  let successor: SignedInClient;

  it('by an invitation that is good once, after which the former owner has no access', async () => {
    ({ number } = await registered(app, owner, { reviewer, inspector }));
    const offered = expectStatus<BusinessView>(
      await owner.post(`/business-registrations/${number}/transfer`, { email: 'successor@example.com' }),
      201,
    );
    expect(offered.transfer).toMatchObject({ email: 'successor@example.com' });
    await app.settle();
    const [invitation] = mailbox.to('successor@example.com');
    expect(invitation.text).toContain('Hello neighbor');
    const token = new URL(linkIn(invitation, '/business-transfers/accept')).searchParams.get('token')!;

    expect(JSON.stringify((await owner.get('/notifications?limit=100')).body)).not.toContain(token);

    successor = forDays(app, await signUp(app, { firstName: 'Ben', email: 'successor@example.com' }));
    const body = {
      token,
      legalName: 'Demo Successor LLC',
      ownersAndContacts: { ...SHOP_PEOPLE, owners: [{ ...SHOP_PEOPLE.owners[0], name: 'Demo Successor' }] },
    };
    const taken = expectStatus<BusinessView>(await successor.post('/business-transfers/acceptance', body), 201);
    expect(taken).toMatchObject({ number, relation: 'owner', status: 'active', business: { legalName: 'Demo Successor LLC' } });
    const twice = await successor.post('/business-transfers/acceptance', body);
    expect([twice.status, problemOf(twice).code]).toEqual([422, 'business-registration.transfer-invalid']);

    await app.settle();
    expect(subjectsTo(owner, number)).toContain(`${number} now belongs to its new owner`);
    expect(subjectsTo(successor, number).slice(1).sort()).toEqual([
      `${number} is yours now`,
      `Your business registration certificate ${number}`,
    ]);
    const former = await owner.get(`/business-registrations/${number}`);
    expect([former.status, problemOf(former).code]).toEqual([403, 'records.not-linked']);
    expect((await owner.get('/business-registrations?limit=100')).body.items.map((item: BusinessView) => item.number)).not.toContain(
      number,
    );
  });

  it('without the tax numbers of the former owner', async () => {
    expect((await getBusiness(successor, number)).business).toMatchObject({ feinLastFour: null, ibtLastFour: null });
    expect((await successor.get(`/business-registrations/${number}/confidential`)).body).toEqual({ fein: null, ibt: null });
  });

  it('unless the invitation was taken back or has run out', async () => {
    const invite = async () => {
      expectStatus(await successor.post(`/business-registrations/${number}/transfer`, { email: owner.email }), 201);
      await app.settle();
      return new URL(linkIn(mailbox.to(owner.email).at(-1)!, '/business-transfers/accept')).searchParams.get('token')!;
    };
    const accept = (token: string) => owner.post('/business-transfers/acceptance', { token, ownersAndContacts: SHOP_PEOPLE });
    const taken = await invite();
    expect((await successor.delete(`/business-registrations/${number}/transfer`)).status).toBe(204);
    const gone = await successor.delete(`/business-registrations/${number}/transfer`);
    expect([gone.status, problemOf(gone).code]).toEqual([404, 'business-registration.transfer-not-found']);
    expect(problemOf(await accept(taken)).code).toBe('business-registration.transfer-invalid');
    const old = await invite();
    app.clock.advance({ hours: 15 * 24 });
    expect(problemOf(await accept(old)).code).toBe('business-registration.transfer-invalid');
  });
});

/** The codes of the certificates of a registration, the newest last. */
async function verificationCodes(number: string): Promise<{ code: string }[]> {
  return app.get(Database).rows(sql<{ code: string }>`
    select p.verification_code as code from records.issued_paper p join records.record r on r.id = p.record_id
    where r.number = ${number} order by p.edition`);
}
