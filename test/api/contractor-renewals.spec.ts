import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { BusinessCalendar } from '../../src/modules/city/index.js';
import { FeeSchedules } from '../../src/modules/payments/index.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { fenceContractor, proof } from '../support/contractors.js';
import { at, forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { feesOf, pay } from '../support/payments.js';
import { expectStatus } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = forDays(app, await staff(app, 'permit-technician'));
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const insured = (attachmentId: string, overrides: object = {}) => ({
  kind: 'insurance',
  number: 'GL-2027-1',
  effectiveOn: '2026-05-01',
  expiresOn: '2027-06-30',
  attachmentIds: [attachmentId],
  ...overrides,
});
const renew = (client: SignedInClient, number: string, credentials: object[]) =>
  client.post(`/contractors/${number}/renewals`, { credentials });
const decide = (number: string, id: string, decision: object) =>
  clerk.post(`/admin/contractors/${number}/renewals/${id}/decision`, decision);
const subjects = (email: string) => mailbox.to(email).map(({ subject }) => subject);

describe('a renewal', () => {
  it('C-02 documents attached, checked by the city, the link to pay by mail, paid means renewed', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
    const certificate = await proof(account, number);
    const { id, ...sent } = expectStatus<Record<string, unknown>>(await renew(account, number, [insured(certificate)]), 201);
    expect(sent).toMatchObject({
      number,
      status: 'submitted',
      late: false,
      nextStep: { actor: 'city', label: 'The city reviews the renewal by March 9, 2026' },
      credentials: [{ kind: 'insurance', expiresOn: '2027-06-30', attachmentIds: [certificate] }],
    });
    expect((await clerk.get('/admin/contractor-renewals?status=submitted')).body.items).toContainEqual(
      expect.objectContaining({ id, number }),
    );

    await app.settle();
    const approved = await decide(number, id as string, { decision: 'approved' });
    expect(approved).toMatchObject({ status: 201, body: { status: 'fee-due', feesDueCents: 10_000 } });
    await app.settle();
    const letter = mailbox.to(account.email).at(-1)!;
    expect(letter.subject).toBe(`${number}: your renewal is approved`);
    expect(letter.text).toContain('$100.00');
    expect(new URL(linkIn(letter, '/records/')).pathname).toBe(`/records/${number}/fees`);

    await pay(app, account, number);
    expect((await account.get(`/contractors/${number}/renewals/${id as string}`)).body).toMatchObject({
      status: 'completed',
      expiresOn: '2027-04-30',
      nextStep: { actor: 'none' },
    });
    expect((await account.get(`/contractors/${number}/registration`)).body).toMatchObject({
      status: 'active',
      expiresOn: '2027-04-30',
      renewalOpensOn: '2027-01-30',
    });
    expect(subjects(account.email).filter((subject) => subject.includes('renewed'))).toEqual([`${number}: the registration is renewed`]);
    expect(subjects(account.email).filter((subject) => subject.includes('standing'))).toEqual([]);
    const { items } = (await account.get(`/records/${number}/events?limit=100`)).body;
    expect(items.map(({ type }: { type: string }) => type)).toEqual(
      expect.arrayContaining(['contractors.renewal-sent', 'contractors.renewal-approved', 'contractors.renewed']),
    );
  });

  it('C-02 returned with reasons, corrected and sent again; and it can be withdrawn', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
    const certificate = await proof(account, number);
    const { id } = expectStatus<{ id: string }>(await renew(account, number, [insured(certificate)]), 201);
    await app.settle();
    expect(problemOf(await decide(number, id, { decision: 'returned' })).errors).toEqual([
      { pointer: '/comments', detail: 'must say why, so that it can be corrected' },
    ]);
    expectStatus(await decide(number, id, { decision: 'returned', comments: 'The certificate does not name the city.' }), 201);
    await app.settle();
    expect(mailbox.to(account.email).at(-1)).toMatchObject({
      subject: `${number}: your renewal needs corrections`,
      text: expect.stringContaining('The certificate does not name the city.'),
    });
    expect(problemOf(await decide(number, id, { decision: 'approved' }))).toMatchObject({
      status: 409,
      code: 'contractors.wrong-filing-status',
      currentStatus: 'returned',
    });

    const better = await proof(account, number);
    const again = await account.post(`/contractors/${number}/renewals/${id}/resubmission`, { credentials: [insured(better)] });
    expect(again).toMatchObject({ status: 201, body: { status: 'submitted', credentials: [{ attachmentIds: [better] }] } });
    expectStatus(await decide(number, id, { decision: 'approved' }), 201);
    expect(await account.post(`/contractors/${number}/renewals/${id}/withdrawal`)).toMatchObject({
      status: 200,
      body: { status: 'withdrawn' },
    });
    expect(await feesOf(account, number)).toContainEqual(['Renewal of the contractor registration', 10_000, 'void']);
    expect((await account.get(`/contractors/${number}/renewals`)).body.items).toEqual([
      expect.objectContaining({ id, status: 'withdrawn' }),
    ]);
  });

  it('R-05 papers that come between renewals wait for the city until they are recorded, or returned with a reason', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-12-31');
    const nextStep = async () => (await account.get(`/records/${number}`)).body.nextStep;
    await proof(account, number);
    await app.settle();
    expect(await nextStep()).toMatchObject({ actor: 'city', label: 'The city reviews the uploaded documents by March 9, 2026' });
    const reason = 'The policy does not name the city.';
    const back = await clerk.post(`/admin/contractors/${number}/papers/return`, { reason });
    expect(back).toMatchObject({ status: 200, body: { papersSince: null } });
    await app.settle();
    expect(mailbox.to(account.email).at(-1)).toMatchObject({
      subject: `${number}: your documents need corrections`,
      text: expect.stringContaining(reason),
    });
    expect(await nextStep()).toMatchObject({ actor: 'none' });
    expect(problemOf(await clerk.post(`/admin/contractors/${number}/papers/return`, { reason })).code).toBe(
      'contractors.no-papers-waiting',
    );

    await proof(account, number);
    await app.settle();
    expectStatus(await clerk.post(`/admin/contractors/${number}/insurance`, { expiresOn: '2027-12-31' }), 201);
    expect(await nextStep()).toMatchObject({ actor: 'none' });
  });

  it('is one at a time, also when two are sent at the same moment', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
    const certificate = await proof(account, number);
    const answers = await Promise.all([1, 2, 3].map(() => renew(account, number, [insured(certificate)])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refusal = problemOf(answers.find(({ status }) => status === 409)!);
    const { id } = answers.find(({ status }) => status === 201)!.body;
    expect(refusal).toMatchObject({ code: 'contractors.renewal-open-already', renewalId: id });
  });

  it('opens ninety days before the end', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-12-31');
    const certificate = await proof(account, number);
    expect(problemOf(await renew(account, number, [insured(certificate)]))).toMatchObject({
      status: 409,
      code: 'contractors.renewal-not-open',
      opensOn: '2026-10-02',
    });
  });

  it.each([
    ['papers that end before the new term', { effectiveOn: '2026-03-01', expiresOn: '2026-04-30' }, ['/credentials']],
    ['a day that crosses', { effectiveOn: '2027-07-01' }, ['/credentials/0/effectiveOn']],
    ['a past date', { expiresOn: '2026-02-01' }, ['/credentials/0/expiresOn', '/credentials/0/effectiveOn']],
    ['a license without its class', { kind: 'state-license' }, ['/credentials/0/class']],
    ['no proof', { attachmentIds: [] }, ['/credentials/0/attachmentIds']],
  ])('is refused with %s', async (_case, overrides, pointers) => {
    const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
    const answer = await renew(account, number, [insured(await proof(account, number), overrides)]);
    expect(problemOf(answer)).toMatchObject({ status: 422 });
    expect(problemOf(answer).errors!.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('asks for what would run out before the new term', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
    const answer = await renew(account, number, []);
    expect(problemOf(answer)).toMatchObject({
      status: 422,
      errors: [{ pointer: '/credentials', detail: expect.stringContaining('2026-05-01') }],
    });
  });

  it('is not there for strangers, and only managers of the contractor send it', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
    const certificate = await proof(account, number);
    const stranger = forDays(app, await signUp(app));
    expect(problemOf(await renew(stranger, number, [insured(certificate)]))).toMatchObject({ status: 404, code: 'contractors.not-found' });
    expect(problemOf(await renew(clerk, number, [insured(certificate)]))).toMatchObject({ status: 403, code: 'contractors.managers-only' });
    expect((await stranger.get(`/contractors/${number}/renewals`)).status).toBe(404);
  });

  it('C-02 sent late it costs more, and the new term begins on the day it is paid', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-03-10');
    await at(app, '2026-03-20T09:00');
    expect((await account.get(`/contractors/${number}/registration`)).body).toMatchObject({ status: 'expired' });
    const certificate = await proof(account, number);
    const { id, late } = expectStatus<{ id: string; late: boolean }>(
      await renew(account, number, [insured(certificate, { effectiveOn: '2026-03-01' })]),
      201,
    );
    expect(late).toBe(true);
    expectStatus(await decide(number, id, { decision: 'approved' }), 201);
    expect((await feesOf(account, number)).map(([description, cents]) => [description, cents])).toEqual([
      ['Renewal of the contractor registration', 10_000],
      ['Late renewal of the contractor registration', 5_000],
    ]);
    // One of the two is paid, and the renewal is returned after all: the money waits for the fee of the corrected one.
    const [{ id: feeId }] = (await account.get(`/records/${number}/fees`)).body as [{ id: string }];
    const cashier = forDays(app, await staff(app, 'cashier'));
    const payment = { recordNumbers: [number], feeIds: [feeId], method: 'cash', tenderedCents: 10_000, payerName: 'Demo Contractor' };
    expectStatus(await cashier.post('/admin/counter-payments', payment, { 'idempotency-key': crypto.randomUUID() }), 201);
    await app.settle();
    expectStatus(await decide(number, id, { decision: 'returned', comments: 'The policy names another firm.' }), 201);
    const again = { credentials: [insured(await proof(account, number), { effectiveOn: '2026-03-01' })] };
    expectStatus(await account.post(`/contractors/${number}/renewals/${id}/resubmission`, again), 201);
    expect(await decide(number, id, { decision: 'approved' })).toMatchObject({ status: 201, body: { feesDueCents: 5_000 } });
    await pay(app, account, number);
    expect((await account.get(`/contractors/${number}/registration`)).body).toMatchObject({
      status: 'active',
      expiresOn: '2027-03-19',
      standing: { ok: true },
    });
  });

  it('costs nothing in a city without such a fee: approved means renewed', async () => {
    const { number, account } = await fenceContractor(app, clerk, '2026-05-30');
    await app.get(Database).execute(sql`
      insert into payments.fee_schedule (version, status, effective_on, note, schedule, created_at, published_at)
      select version + 1, status, ${app.get(BusinessCalendar).today().toString()}::date, note, jsonb_set(schedule, '{globalFees}', '[]'), created_at, published_at
      from payments.fee_schedule order by version desc limit 1`);
    app.get(FeeSchedules).forget();
    const certificate = await proof(account, number);
    const { id } = expectStatus<{ id: string }>(await renew(account, number, [insured(certificate, { effectiveOn: '2026-05-31' })]), 201);
    expect(await decide(number, id, { decision: 'approved' })).toMatchObject({
      status: 201,
      body: { status: 'completed', expiresOn: '2027-05-30', feesDueCents: 0 },
    });
    await app.settle();
    expect(mailbox.to(account.email).map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([`${number}: your renewal is approved`, `${number}: the registration is renewed`]),
    );
  });
});
