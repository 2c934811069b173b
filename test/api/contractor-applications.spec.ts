import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContractorsService } from '../../src/modules/contractors/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Client, type SignedInClient } from '../support/builders.js';
import { fencePapers, inTheLongRun, proof } from '../support/contractors.js';
import { forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { feesOf, pay } from '../support/payments.js';
import { createPermit, expectStatus, FENCE, registerContractor } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;
let passerBy: Client;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = forDays(app, await staff(app, 'permit-technician'));
  passerBy = anonymous(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

let count = 0;
const papers = (overrides: Record<string, unknown> = {}) => fencePapers(++count, overrides);
const apply = async (client: Client, request: object) =>
  expectStatus<{ number: string }>(await client.post('/contractor-applications', request), 201);
const decide = (number: string, decision: object) => clerk.post(`/admin/contractors/${number}/decision`, decision);
const applicantOf = async (number: string) => inTheLongRun(app, (await app.get(ContractorsService).byNumber(number))!.accountIds[0]!);
/** Uploads all that the city asks an applicant for. */
async function proveAll(number: string): Promise<void> {
  const applicant = await applicantOf(number);
  const { documents } = (await applicant.get(`/contractor-applications/${number}`)).body as { documents: { code: string }[] };
  for (const { code } of documents) await proof(applicant, number, code);
  await app.settle();
}
const mailTo = (email: string) => mailbox.to(email).map(({ subject }) => subject);

describe('applying as a contractor', () => {
  it('C-01 signed out: account and password by mail, documents, approval, payment, registered by itself', async () => {
    const request = papers();
    const received = expectStatus<Record<string, unknown>>(await passerBy.post('/contractor-applications', request), 201);
    expect(received).toMatchObject({
      number: expect.stringMatching(/^CON-2026-\d{5}$/),
      status: 'pending',
      documents: [{ code: 'certificate-of-insurance' }],
    });
    const number = received.number as string;
    await app.settle();
    const [letter] = mailbox.to(request.email);
    expect(letter!.subject).toBe(`${number}: we have your application for registration`);
    const token = new URL(linkIn(letter!, '/account/')).searchParams.get('token');
    expectStatus(await passerBy.post('/password-resets/confirmation', { token, newPassword: 'a fence around the orchard' }), 204);

    expect((await passerBy.get(`/contractors/${number}`)).status).toBe(404);
    expect((await passerBy.get(`/records/${number}`)).status).toBe(404);
    const applicant = await applicantOf(number);
    expect((await applicant.get(`/contractor-applications/${number}`)).body).toMatchObject({
      status: 'submitted',
      documents: [{ code: 'certificate-of-insurance', uploaded: false }],
      nextStep: { actor: 'contractor', label: expect.stringContaining('Upload certificate of insurance') },
    });
    const early = problemOf(await decide(number, { decision: 'approved' }));
    expect(early).toMatchObject({
      status: 409,
      code: 'contractors.documents-missing',
      missing: [{ code: 'certificate-of-insurance' }],
      detail: expect.stringContaining('certificate of insurance'),
    });
    await proof(applicant, number);
    await app.settle();
    expect((await clerk.get('/admin/contractor-applications?status=submitted')).body.items).toContainEqual(
      expect.objectContaining({
        number,
        nextStep: expect.objectContaining({ actor: 'city', label: expect.stringContaining('March 9, 2026') }),
      }),
    );

    expect(await decide(number, { decision: 'approved' })).toMatchObject({
      status: 201,
      body: { status: 'fee-due', feesDueCents: 12_500 },
    });
    await app.settle();
    const approval = mailbox.to(request.email).at(-1)!;
    expect(approval).toMatchObject({ subject: `${number}: your application is approved`, text: expect.stringContaining('$125.00') });
    expect(linkIn(approval, '/records/')).toContain(`/records/${number}/fees`);
    await pay(app, applicant, number);

    expect((await passerBy.get(`/contractors/${number}`)).body).toMatchObject({ status: 'active', standing: { ok: true } });
    expect((await applicant.get(`/contractors/${number}/registration`)).body).toMatchObject({
      expiresOn: '2027-03-01',
      credentials: [{ kind: 'insurance', expiresOn: '2026-12-31' }],
    });
    expect(mailTo(request.email).filter((subject) => subject.includes('is registered'))).toHaveLength(1);
  });

  it('C-01 signed in, the account that asks acts for the contractor', async () => {
    const resident = await signUp(app);
    const { number } = await apply(resident, papers({ email: undefined }));
    expect((await resident.get(`/contractor-applications/${number}`)).body).toMatchObject({ number, status: 'submitted' });
    await app.settle();
    expect(mailTo(resident.email)).toContain(`${number}: we have your application for registration`);
    const dashboard = await resident.get('/dashboard');
    expect(dashboard.body.licenses).toContainEqual(expect.objectContaining({ number, status: 'pending' }));
  });

  it('answers alike whether the address has an account or not; the message says how to go on', async () => {
    const first = papers();
    const fresh = await passerBy.post('/contractor-applications', first);
    await app.settle();
    const known = await passerBy.post('/contractor-applications', papers({ email: first.email }));
    const again = await passerBy.post('/contractor-applications', first);
    for (const answer of [known, again]) {
      expect(answer.status).toBe(201);
      expect({ ...answer.body, number: '' }).toEqual({ ...fresh.body, number: '' });
    }
    await app.settle();
    const [made, other] = mailbox.to(first.email);
    expect(made!.text).toContain('Choose your password');
    expect(other!.text).toContain('your existing account');
  });

  it('returned, corrected and sent again; and it can be denied or withdrawn', async () => {
    const { number } = await apply(passerBy, papers());
    const applicant = await applicantOf(number);
    await proof(applicant, number);
    expectStatus(await decide(number, { decision: 'returned', comments: 'The policy has no number.' }), 201);
    await app.settle();
    expect((await applicant.get(`/contractor-applications/${number}`)).body).toMatchObject({
      status: 'returned',
      comments: 'The policy has no number.',
      nextStep: { actor: 'contractor', label: 'Correct the application and send it again' },
    });
    const corrected = fencePapers('corrected', { email: undefined, insuranceNumber: 'GL-77' });
    expect(await applicant.post(`/contractor-applications/${number}/resubmission`, corrected)).toMatchObject({
      status: 201,
      body: { status: 'submitted', businessName: 'Demo Fence corrected', credentials: [{ number: 'GL-77' }], nextStep: { actor: 'city' } },
    });
    expect(problemOf(await decide(number, { decision: 'denied' })).errors).toMatchObject([{ pointer: '/comments' }]);
    expect(await decide(number, { decision: 'denied', comments: 'The business is dissolved.' })).toMatchObject({
      status: 201,
      body: { status: 'denied', nextStep: { actor: 'none' } },
    });
    expect(problemOf(await decide(number, { decision: 'approved' })).code).toBe('contractors.wrong-filing-status');

    const { number: other } = await apply(passerBy, papers());
    const otherApplicant = await applicantOf(other);
    expect(await otherApplicant.post(`/contractor-applications/${other}/withdrawal`)).toMatchObject({
      status: 200,
      body: { status: 'withdrawn' },
    });
    expect(await applicant.get(`/contractor-applications/${other}`)).toMatchObject({ status: 404 });
  });

  it.each([
    ['no address without a sign-in', { email: undefined }, ['/email']],
    ['insurance in the past', { insuranceExpiresOn: '2026-01-31' }, ['/insuranceExpiresOn']],
    ['a license number of another form', roofing('55'), ['/stateLicense/number']],
    ['no state license', roofing(undefined), ['/stateLicense']],
    ['an unknown class', { classes: ['alchemy'] }, ['/classes/0']],
    ['an end of the registration of its own choice', { expiresOn: '2030-01-01' }, ['/expiresOn']],
  ])('is refused with %s', async (_case, overrides, pointers) => {
    const answer = await passerBy.post('/contractor-applications', papers(overrides));
    expect(problemOf(answer)).toMatchObject({ status: 422 });
    expect(problemOf(answer).errors!.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it("refuses another contractor's state license without saying whose, before and at the approval", async () => {
    const first = await apply(passerBy, papers(roofing('104.000777')));
    const second = await apply(passerBy, papers(roofing('104.000777')));
    for (const { number } of [first, second]) await proveAll(number);
    expectStatus(await decide(first.number, { decision: 'approved' }), 201);
    const answer = problemOf(await passerBy.post('/contractor-applications', papers(roofing('104-000777'))));
    expect(answer).toMatchObject({
      status: 422,
      errors: [{ pointer: '/stateLicense/number', detail: 'is on file for another contractor' }],
    });
    expect(JSON.stringify(answer)).not.toContain(first.number);
    expect(problemOf(await decide(second.number, { decision: 'approved' })).errors).toMatchObject([
      { pointer: '/decision', detail: expect.stringContaining(first.number) },
    ]);
  });

  it('an approval that was a mistake can be taken back until it is paid, and the license is free again', async () => {
    const { number } = await apply(passerBy, papers(roofing('104.000888')));
    const applicant = await applicantOf(number);
    await proveAll(number);
    expectStatus(await decide(number, { decision: 'approved' }), 201);
    expect(await decide(number, { decision: 'denied', comments: 'The license belongs to somebody else.' })).toMatchObject({
      status: 201,
      body: { status: 'denied', feesDueCents: 0, nextStep: { actor: 'none' } },
    });
    expect(await feesOf(applicant, number)).toContainEqual(['Contractor registration', 12_500, 'void']);

    const rightful = await apply(passerBy, papers(roofing('104.000888')));
    const holder = await applicantOf(rightful.number);
    await proveAll(rightful.number);
    expectStatus(await decide(rightful.number, { decision: 'approved' }), 201);
    expectStatus(await holder.post(`/contractor-applications/${rightful.number}/withdrawal`), 200);
    await apply(holder, papers({ ...roofing('104.000888'), email: undefined }));
  });

  it('cannot be named on a permit before it is registered', async () => {
    const { number } = await apply(passerBy, papers());
    const resident = await signUp(app);
    const answer = await resident.post('/permits', { ...FENCE, contractorNumbers: [number] });
    expect(problemOf(answer).errors).toMatchObject([{ pointer: '/contractorNumbers/0' }]);
    const { number: registered } = await registerContractor(app, clerk, 'fence');
    await createPermit(resident, { ...FENCE, contractorNumbers: [registered] });
  });

  it('repeated with the same Idempotency-Key makes one record', async () => {
    const request = papers();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await passerBy.post('/contractor-applications', request, key);
    expect(await passerBy.post('/contractor-applications', request, key)).toMatchObject({ status: 201, body: first.body });
  });
});

function roofing(number: string | undefined): Record<string, unknown> {
  return {
    classes: ['roofing'],
    workersCompensationExpiresOn: '2026-12-31',
    ...(number ? { stateLicense: { number, expiresOn: '2027-06-30' } } : {}),
  };
}
