import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { aNotice } from '../support/code-enforcement.js';
import { forDays } from '../support/inspections.js';
import { startMailbox, type TestMailbox } from '../support/mailbox.js';
import { breakLetters } from '../support/notifications.js';
import { issued } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let reviewer: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  reviewer = await staff(app, 'plan-reviewer');
  await app.settle();
});
afterEach(() => {
  mailbox.accept();
  jest.restoreAllMocks();
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

interface Item {
  number: string;
  followUp: {
    id: string;
    kind: string;
    summary: string;
    notificationId: string;
    recipient: { phone: string };
    remedies: { operationId: string }[];
  };
}

/** The morning after next, with somebody of the staff who signs in then. */
async function nextMorning(role: 'permit-technician' | 'administrator' = 'permit-technician'): Promise<SignedInClient> {
  app.clock.advance({ hours: 25 });
  const administrator = await staff(app, 'administrator');
  expect((await administrator.post('/admin/jobs/notifications.find-undelivered/runs')).status).toBe(202);
  await app.settle();
  return role === 'administrator' ? administrator : staff(app, role);
}

const lost = async (clerk: SignedInClient, number: string): Promise<Item[]> =>
  (await clerk.get('/admin/work-queue?task=follow-up&limit=100')).body.items.filter((item: Item) => item.number === number);

async function permitNobodyHeardOf(): Promise<{ applicant: SignedInClient; number: string }> {
  const applicant = await signUp(app, { firstName: 'Demo', lastName: 'Resident' });
  await app.settle();
  mailbox.refuse({ code: 550, message: 'No such user here' });
  reviewer = await staff(app, 'plan-reviewer');
  const { number } = await issued(app, { applicant, reviewer });
  await app.settle();
  return { applicant, number };
}

it('P-09 puts a permit nobody heard of on the work list, until its letter arrives at the corrected address', async () => {
  const { number } = await permitNobodyHeardOf();
  const clerk = await nextMorning();
  const matters = await lost(clerk, number);
  const item = matters.find(({ followUp }) => followUp.summary.includes('is issued'))!;
  expect(item).toMatchObject({
    task: 'follow-up',
    role: 'permit-technician',
    dueOn: '2026-03-05',
    owner: null,
    followUp: {
      kind: 'not-delivered',
      summary: `“Your permit ${number} is issued” has not reached Demo Resident.`,
      recipient: { name: 'Demo Resident', email: expect.stringContaining('@example.com'), phone: '555-010-1234' },
    },
  });
  expect(item.followUp.remedies.map(({ operationId }) => operationId)).toEqual([
    'resendNotificationAsStaff',
    'correctFollowUpAddress',
    'settleFollowUp',
  ]);

  expect((await clerk.put(`/admin/follow-ups/${item.followUp.id}/owner`, { accountId: clerk.accountId })).status).toBe(204);
  expect((await clerk.get('/admin/work-queue?owner=me')).body.items).toHaveLength(1);

  // Sent again to the wrong address it comes back, and stays on the list.
  await clerk.post(`/admin/notifications/${item.followUp.notificationId}/deliveries`);
  await app.settle();
  expect(await lost(clerk, number)).toHaveLength(matters.length);

  mailbox.accept();
  const address = `/admin/follow-ups/${item.followUp.id}/address`;
  const administrator = await staff(app, 'administrator');
  expect((await clerk.post(address, { email: 'right.address@example.com' })).status).toBe(403);
  expect(problemOf(await administrator.post(address, { email: 'no address' })).errors).toMatchObject([{ pointer: '/email' }]);
  expect((await administrator.post(address, { email: 'right.address@example.com' })).status).toBe(200);
  await app.settle();
  const letter = mailbox.to('right.address@example.com').find(({ subject }) => subject === `Your permit ${number} is issued`);
  expect(letter?.attachments).toHaveLength(1);
  expect((await lost(clerk, number)).map(({ followUp }) => followUp.id)).not.toContain(item.followUp.id);
  expect(problemOf(await administrator.post(address, { email: 'again@example.com' })).code).toBe('records.follow-up-settled');
});

it('P-09 is content with whoever read it in the portal, and with a call', async () => {
  const [read, called] = [await permitNobodyHeardOf(), await permitNobodyHeardOf()];
  const clerk = await nextMorning();
  expect(await lost(clerk, read.number)).not.toEqual([]);
  const [two] = await lost(clerk, called.number);

  await forDays(app, read.applicant).post('/notifications/read');
  expect(await lost(clerk, read.number)).toEqual([]);

  const settle = (note: string) => clerk.post(`/admin/follow-ups/${two.followUp.id}/settlement`, { how: 'called', note });
  expect(problemOf(await settle(' ')).errors).toMatchObject([{ pointer: '/note' }]);
  expect((await settle('Spoke to the applicant.')).status).toBe(204);
  expect(problemOf(await settle('Twice')).code).toBe('records.follow-up-settled');
  const events = (await clerk.get(`/records/${called.number}/events?limit=100`)).body.items as { summary: string }[];
  expect(events.map(({ summary }) => summary)).toContain('The city called: Spoke to the applicant.');
  // What was settled is not found again the next morning.
  expect((await lost(await nextMorning(), called.number)).map(({ followUp }) => followUp.id)).not.toContain(two.followUp.id);
});

it('P-09 offers for a notice to an address without an account only what can be done about it', async () => {
  mailbox.refuse({ code: 550, message: 'No such user here' });
  const { number } = await aNotice(await staff(app, 'code-officer'), { email: 'nobody.there@example.com' });
  await app.settle();
  const [item] = await lost(await nextMorning(), number);
  expect(item).toMatchObject({ role: 'code-officer', followUp: { kind: 'not-delivered', recipient: null } });
  expect(item!.followUp.remedies.map(({ operationId }) => operationId)).toEqual(['resendNotificationAsStaff', 'settleFollowUp']);
});

it('P-09 finds what no message could be written of', async () => {
  const applicant = await signUp(app);
  await app.settle();
  breakLetters(app, 'permit-issued');
  const { number } = await issued(app, { applicant, reviewer: await staff(app, 'plan-reviewer') });
  await app.settle();
  jest.restoreAllMocks();
  const clerk = await nextMorning();
  expect(await lost(clerk, number)).toMatchObject([{ followUp: { kind: 'nobody-told', recipient: null } }]);
  expect(
    problemOf(await clerk.post('/admin/follow-ups/0199f3a1-7d54-7c4e-9a2b-000000000000/settlement', { how: 'called', note: 'x' })),
  ).toMatchObject({
    status: 404,
    code: 'records.follow-up-not-found',
  });
});
