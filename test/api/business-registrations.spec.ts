import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
    expect([wrong.status, problemOf(wrong).errors]).toEqual([422, [{ pointer: '/fein', detail: 'must be nine digits such as 12-3456789' }]]);
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
