import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { Deliveries } from '../../../src/modules/notifications/deliveries.js';
import { Papers } from '../../../src/modules/notifications/papers.js';
import { PermitSubmitted } from '../../../src/modules/permits/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { EventListeners } from '../../../src/platform/events/event-listeners.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff, type SignedInClient } from '../../support/builders.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { issued, submitted } from '../../support/permits.js';
import { letTimePass } from '../../support/queue.js';

const LISTENER = 'notifications.tell-permit-submitted';

let app: TestApp;
let mailbox: TestMailbox;
let applicant: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
});
beforeEach(async () => {
  applicant = await signUp(app);
  await app.settle();
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const rows = <Row>(query: ReturnType<typeof sql<Row>>) => app.get(Database).rows(query);
const eventOf = async (number: string) =>
  (await rows(sql<{ id: string }>`select id from platform.event where type = ${PermitSubmitted.type} and facts->>'number' = ${number}`))[0]
    .id;
const stored = (number: string) =>
  rows(sql<{ kind: string; state: string; tries: number }>`
    select n.kind, d.state, d.tries from notifications.notification n join notifications.delivery d on d.notification_id = n.id
    where n.record_number = ${number} and n.kind = 'permit-submitted'`);
const letters = (number: string) => mailbox.to(applicant.email).filter(({ subject }) => subject === `We have your application ${number}`);
const jobsDueNow = async () => {
  await letTimePass(app);
  await app.settle();
};

it('N-01 makes one message of an event that is delivered over and over, at the same moment and later', async () => {
  const { number } = await submitted(applicant);
  const eventId = await eventOf(number);
  const listeners = app.get(EventListeners);
  await Promise.all([1, 2, 3, 4].map(() => listeners.deliver(LISTENER, eventId)));
  await app.settle();
  await listeners.deliver(LISTENER, eventId);
  await app.settle();
  expect(await stored(number)).toEqual([{ kind: 'permit-submitted', state: 'sent', tries: 1 }]);
  expect(letters(number)).toHaveLength(1);
});

it('N-01 makes one message even when the note that the event was handled is lost: the database says so', async () => {
  const { number } = await submitted(applicant);
  await app.settle();
  const eventId = await eventOf(number);
  await app.get(Database).execute(sql`delete from platform.event_handled where event_id = ${eventId} and listener = ${LISTENER}`);
  await app.get(EventListeners).deliver(LISTENER, eventId);
  await app.settle();
  expect(await stored(number)).toHaveLength(1);
  expect(letters(number)).toHaveLength(1);
});

it('N-01 leaves nothing behind when it dies while writing, and writes it whole the next time', async () => {
  const { number } = await submitted(applicant);
  const eventId = await eventOf(number);
  const dying = jest.spyOn(app.get(Deliveries), 'queue').mockRejectedValue(new Error('killed'));
  await expect(app.get(EventListeners).deliver(LISTENER, eventId)).rejects.toThrow('killed');
  expect(await stored(number)).toEqual([]);
  dying.mockRestore();
  await app.settle();
  expect(await stored(number)).toEqual([{ kind: 'permit-submitted', state: 'sent', tries: 1 }]);
  expect(letters(number)).toHaveLength(1);
});

it('sends the letter again under the same Message-ID when it dies between the mail system’s answer and its own note of it', async () => {
  const { number } = await submitted(applicant);
  const dying = jest.spyOn(app.get(Deliveries), 'sent').mockRejectedValue(new Error('killed'));
  await app.settle();
  expect(await stored(number)).toMatchObject([{ state: 'queued' }]);
  dying.mockRestore();
  await jobsDueNow();
  expect(await stored(number)).toMatchObject([{ state: 'sent', tries: 2 }]);
  expect(new Set(letters(number).map(({ messageId }) => messageId)).size).toBe(1);
});

it('tries again when a paper cannot be made, and sends nothing without it', async () => {
  const failing = jest.spyOn(app.get(Papers), 'make').mockRejectedValueOnce(new Error('out of paper at /secret/path'));
  const { number } = await issued(app, { applicant, reviewer: await staff(app, 'plan-reviewer') });
  await app.settle();
  const unsent = await rows(sql<{ state: string; lastError: string }>`
    select state, last_error from notifications.delivery where last_error is not null`);
  expect(unsent).toEqual([{ state: 'queued', lastError: 'The letter could not be made ready.' }]);
  failing.mockRestore();
  await jobsDueNow();
  const permits = mailbox.to(applicant.email).filter(({ subject }) => subject === `Your permit ${number} is issued`);
  expect(permits).toHaveLength(1);
  expect(permits[0].attachments).toHaveLength(1);
});
