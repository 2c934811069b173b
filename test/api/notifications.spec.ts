import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient, signInAgain } from '../support/builders.js';
import { linkIn, startMailbox, type ReceivedMail, type TestMailbox } from '../support/mailbox.js';
import { checkOutRecord, pay } from '../support/payments.js';
import { recordQueries } from '../support/queries.js';
import {
  approved,
  createPermit,
  decideAll,
  expectStatus,
  FENCE,
  FENCE_ANSWERS,
  issued,
  passInspections,
  pendingReviews,
  registerContractor,
  submit,
  submitted,
  upload,
  uploadMissing,
} from '../support/permits.js';
import { letTimePass, QUEUE_TABLE } from '../support/queue.js';

interface Message {
  id: string;
  kind: string;
  subject: string;
  text: string;
  link: string;
  recordNumber: string | null;
  readAt: string | null;
  delivery: { state: string; reason: string | null; tries: number; lastError: string | null; nextTryAt: string | null; number: number };
}

let app: TestApp;
let mailbox: TestMailbox;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let technician: SignedInClient;
let people: { applicant: SignedInClient; reviewer: SignedInClient };

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  [reviewer, technician] = [await staff(app, 'plan-reviewer'), await staff(app, 'permit-technician')];
});
beforeEach(async () => {
  mailbox.accept();
  applicant = await signUp(app);
  people = { applicant, reviewer };
  await app.settle();
  mailbox.received.length = 0;
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const messagesOf = async (reader: SignedInClient, query = ''): Promise<Message[]> =>
  expectStatus<{ items: Message[] }>(await reader.get(`/notifications?limit=100${query}`), 200).items;
const kindsOf = async (reader: SignedInClient, number: string) =>
  (await messagesOf(reader))
    .filter(({ recordNumber }) => recordNumber === number)
    .map(({ kind }) => kind)
    .reverse();
const theMessage = async (reader: SignedInClient, kind: string): Promise<Message> => {
  const found = (await messagesOf(reader)).find((message) => message.kind === kind);
  if (!found) throw new Error(`No message ${kind}: ${(await messagesOf(reader)).map((message) => message.kind).join(', ')}`);
  return found;
};
const lettersTo = (person: { email: string }) => mailbox.to(person.email);
const theLetter = (person: { email: string }, subject: string | RegExp): ReceivedMail => {
  const found = lettersTo(person).filter((letter) =>
    typeof subject === 'string' ? letter.subject === subject : subject.test(letter.subject),
  );
  if (found.length !== 1)
    throw new Error(
      `${found.length} letters “${subject}” among: ${lettersTo(person)
        .map((letter) => letter.subject)
        .join('; ')}`,
    );
  return found[0];
};
const retryNow = async () => {
  await letTimePass(app);
  await app.settle();
};

describe('the way of a permit in messages', () => {
  it('N-01 P-06 P-07 tells each step once, to everyone on the record, with permit and receipt attached', async () => {
    const { number } = await approved(app, people);
    const neighbor = await signUp(app);
    expectStatus(await neighbor.post('/record-links', { kind: 'permit', number }), 201);
    await app.settle();
    await uploadMissing(applicant, number);
    await app.settle();
    await pay(app, applicant, number);
    await app.settle();

    const steps = lettersTo(applicant).map(({ subject }) => subject);
    expect(steps.filter((subject) => subject.includes('is approved'))).toEqual([`${number} is approved: what is still needed`]);
    expect(new Set(await kindsOf(applicant, number))).toEqual(
      new Set(['permit-submitted', 'review-decided', 'permit-approved', 'record-linked', 'requirements-changed', 'permit-issued']),
    );
    expect((await kindsOf(applicant, number)).filter((kind) => kind === 'permit-issued')).toHaveLength(1);

    const approval = theLetter(applicant, `${number} is approved: what is still needed`);
    const { body: fees } = await applicant.get(`/records/${number}/fees`);
    expect(approval.text).toContain(`- Fee: ${fees[0].description}, $50.00`);
    expect(approval.text.match(/^- Document: /gm)).toHaveLength(2);
    expect(linkIn(approval, `/records/${number}/fees`)).toContain(app.url);

    for (const party of [applicant, neighbor]) {
      const permit = theLetter(party, `Your permit ${number} is issued`);
      expect(permit.attachments).toMatchObject([{ fileName: `permit-${number}.pdf`, contentType: 'application/pdf' }]);
      expect(permit.attachments[0].content.subarray(0, 5).toString()).toBe('%PDF-');
    }
    const receipt = theLetter(applicant, /^Receipt for your payment of \$/);
    expect(receipt.attachments).toMatchObject([{ fileName: 'receipt.pdf', contentType: 'application/pdf' }]);
    expect(lettersTo(neighbor).map(({ subject }) => subject)).not.toContainEqual(expect.stringMatching(/^Receipt/));
  });

  it('N-01 comes from the one address of the city, as text and HTML, marked as automatic', async () => {
    const { number } = await submitted(applicant);
    await app.settle();
    const letter = theLetter(applicant, `We have your application ${number}`);
    expect(letter.from).toBe('"City of Fairview Permits" <permits@fairview.example>');
    expect(letter.headers.get('auto-submitted')).toBe('auto-generated');
    expect(letter.text).toContain('Hello Demo,');
    expect(letter.text).toContain('Zoning');
    expect(letter.html).toContain('<!doctype html>');
    expect(letter.html).toContain(`href="${app.url}/permits/${number}"`);
    expect(JSON.stringify(letter.headers.get('list'))).toContain(`${app.url}/notifications/preferences`);
  });

  it('P-05 tells of corrections, by discipline, and of the resubmission', async () => {
    const { number } = await submitted(applicant);
    const [reviewId] = Object.values(await pendingReviews(reviewer, number));
    await decideAll(app, reviewer, number, 'corrections-required', [
      { text: 'Show the property line.', codeReference: 'Zoning 9-4' },
      { text: `<b>Dimensions</b>\n${'x'.repeat(600)}` },
    ]);
    const letter = theLetter(applicant, `${number}: please make corrections`);
    expect(letter.text).toContain('- Zoning');
    expect(linkIn(letter, `/records/${number}/reviews`)).toBeTruthy();
    for (const { text, html } of [letter, theLetter(applicant, `${number}: Zoning review – Corrections required`)]) {
      expect(text).toContain('- “Show the property line.” (Zoning 9-4)');
      expect(text.replace(/\s+/g, ' ')).toContain(`- “<b>Dimensions</b> ${'x'.repeat(482)} …”`);
      expect(html).toContain('“Show the property line.” (Zoning 9-4)');
      expect(html).toContain('“&lt;b&gt;Dimensions&lt;/b&gt; xxx');
    }

    const review = expectStatus<{ comments: { id: string }[] }>(await applicant.get(`/reviews/${reviewId}`), 200);
    const responses = review.comments.map(({ id }) => ({ commentId: id, text: 'It is on sheet 2 now.' }));
    await applicant.post(`/reviews/${reviewId}/responses`, { responses });
    expectStatus(await applicant.post(`/permits/${number}/resubmission`), 201);
    await app.settle();
    theLetter(applicant, `We have your corrections to ${number}`);
  });

  it('I-04 says what an inspection found, in the inspector’s words, and what coming again costs', async () => {
    const inspector = await staff(app, 'inspector');
    const { number } = await issued(app, people);
    const fail = async (result: object) => {
      const { items } = expectStatus<{ items: { id: string; status: string }[] }>(
        await applicant.get(`/records/${number}/inspections`),
        200,
      );
      const { id } = items.find(({ status }) => status === 'ready')!;
      expectStatus(await inspector.post(`/admin/inspections/${id}/result`, { outcome: 'corrections-required', ...result }), 201);
      await app.settle();
    };
    const letters = () => lettersTo(applicant).filter(({ subject }) => subject.endsWith('– Corrections required'));
    const corrections = [{ text: 'Post 3 is 30 in deep; it has to be 42 in.', codeReference: 'IRC R403.1.4' }];
    await fail({ comments: 'The gate was open.\nThank you.', corrections });
    const [first] = letters();
    expect(first.text).toContain('> The gate was open.\n> Thank you.');
    expect(first.text).toContain('- “Post 3 is 30 in deep; it has to be 42 in.” (IRC R403.1.4)');
    expect(first.html).toContain('“Post 3 is 30 in deep; it has to be 42 in.” (IRC R403.1.4)');
    expect(first.text).not.toContain('fee');

    await fail({ corrections: [{ text: 'The latch is missing.' }] });
    const [, second] = letters();
    // What the first visit found is still to be put right.
    expect(second.text).toContain('(IRC R403.1.4)\n- “The latch is missing.”');
    expect(second.text.replace(/\s+/g, ' ')).toContain(
      'It is visit 3, for which the city charges a re-inspection fee of $55.00. The fee is due now',
    );
  });

  it('P-03 tells the reason when an application is returned, reclassified or denied', async () => {
    const { number } = await submitted(applicant);
    expectStatus(await technician.post(`/admin/permits/${number}/return`, { reason: 'The site plan is missing.' }), 201);
    await app.settle();
    expect(theLetter(applicant, `${number} was returned to you`).text).toContain('> The site plan is missing.');

    const other = await submitted(applicant);
    expectStatus(await technician.post(`/admin/permits/${other.number}/denial`, { reason: 'The lot is too small.' }), 201);
    await app.settle();
    const denial = theLetter(applicant, `${other.number} was denied`);
    expect(denial.text).toContain('> The lot is too small.');
    expect(denial.html).toContain('The lot is too small.');
  });

  it('R-01 tells the owner who linked the record, and the linked when the owner removes the link', async () => {
    const { number } = await submitted(applicant);
    await app.settle();
    const neighbor = await signUp(app, { firstName: 'Curious', lastName: 'Neighbor' });
    const link = expectStatus<{ id: string }>(await neighbor.post('/record-links', { kind: 'permit', number }), 201);
    await app.settle();
    theLetter(applicant, `Curious Neighbor linked ${number} to an account`);
    expect(await kindsOf(neighbor, number)).toEqual([]);

    expectStatus(await applicant.delete(`/record-links/${link.id}`), 204);
    await app.settle();
    theLetter(neighbor, `${number} is no longer linked to your account`);
    expect(await kindsOf(applicant, number)).not.toContain('record-unlinked');
  });

  it('tells a contractor who is named, and the applicant when the contractor disavows', async () => {
    const contractor = await registerContractor(app, technician, 'fence');
    const request = { ...FENCE, answers: { ...FENCE_ANSWERS, ownerDoesWork: false }, contractorNumbers: [contractor.number] };
    const { number } = await createPermit(applicant, request);
    await app.settle();
    const named = theLetter(contractor.account, `Demo fence company was named on ${number}`);
    expect(named.text).toContain('If this is not your job, tell us there');
    await submit(applicant, number);
    expectStatus(await contractor.account.post(`/permits/${number}/disavowal`), 204);
    await app.settle();
    theLetter(applicant, `${number}: Demo fence company is not on this job`);
  });

  it('I-04 tells of inspections, and that the permit is complete', async () => {
    const { number } = await issued(app, people);
    const inspector = await staff(app, 'inspector');
    const { items } = (await inspector.get(`/records/${number}/inspections`)).body as { items: { id: string; status: string }[] };
    const ready = items.find(({ status }) => status === 'ready')!;
    expectStatus(
      await inspector.post(`/admin/inspections/${ready.id}/result`, { outcome: 'corrections-required', comments: 'Posts are loose.' }),
      201,
    );
    await app.settle();
    expect(lettersTo(applicant).map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/ – Corrections required$/));
    await passInspections(app, inspector, number);
    expect(lettersTo(applicant).map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/ passed$/));
    theLetter(applicant, `${number} is complete`);
  });

  it('Y-04 tells the owner when somebody else pays, and the payer gets the receipt', async () => {
    const { number } = await approved(app, people);
    const friend = await signUp(app);
    await friend.post('/record-links', { kind: 'permit', number });
    await pay(app, friend, number);
    await app.settle();
    theLetter(friend, /^Receipt for your payment/);
    theLetter(applicant, /: \$[\d.]+ was paid$/);
    expect(await kindsOf(friend, number)).not.toContain('fees-paid');
  });

  it('tells that a checkout ran out', async () => {
    const { number } = await approved(app, people);
    await checkOutRecord(applicant, number);
    app.clock.advance({ minutes: 35 });
    await app.runJob('payments.end-overdue-checkouts');
    await app.settle();
    expect(theLetter(applicant, 'Your checkout expired').text).toContain(`${app.url}/cart`);
    [reviewer, technician] = [await staff(app, 'plan-reviewer'), await staff(app, 'permit-technician')];
  });
});

describe('messages in the portal', () => {
  it('A-07 are listed newest first with their delivery state, read and counted', async () => {
    const { number } = await submitted(applicant);
    await app.settle();
    const listed = await applicant.get('/notifications');
    expect(listed.body.items[0]).toMatchObject({
      kind: 'permit-submitted',
      topic: 'progress',
      subject: `We have your application ${number}`,
      recordNumber: number,
      link: `${app.url}/permits/${number}`,
      readAt: null,
      delivery: { state: 'sent', tries: 1, lastError: null, reason: null, number: 1 },
    });
    expect(listed.body.items[0].text).not.toContain('Hello');
    const unread = listed.body.unreadCount as number;
    expect((await applicant.get('/dashboard')).body.unreadNotifications).toBe(unread);

    const { id } = listed.body.items[0];
    expect(await applicant.post(`/notifications/${id}/read`)).toMatchObject({ status: 200, body: { readAt: expect.any(String) } });
    expect((await applicant.get('/notifications?unread=true')).body).toMatchObject({ unreadCount: unread - 1 });
    expect((await messagesOf(applicant, '&unread=true')).map((message) => message.id)).not.toContain(id);
    expect(await applicant.post('/notifications/read')).toMatchObject({ status: 200, body: { unreadCount: 0 } });
    expect(await messagesOf(applicant, '&unread=true')).toEqual([]);
  });

  it('come page by page', async () => {
    await submitted(applicant);
    await submitted(applicant);
    await app.settle();
    const all = (await messagesOf(applicant)).map(({ id }) => id);
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await applicant.get(`/notifications?limit=2${cursor && `&cursor=${cursor}`}`);
      found.push(...body.items.map(({ id }: Message) => id));
      cursor = body.nextCursor;
    }
    expect(found).toEqual(all);
  });

  it('are shown with HTML and the names of their papers', async () => {
    const { number } = await issued(app, people);
    const { id } = await theMessage(applicant, 'permit-issued');
    expect((await applicant.get(`/notifications/${id}`)).body).toMatchObject({
      html: expect.stringContaining(`href="${app.url}/permits/${number}"`),
      attachments: [`permit-${number}.pdf`],
    });
  });

  it('are nobody else’s', async () => {
    await submitted(applicant);
    await app.settle();
    const { id } = (await messagesOf(applicant))[0];
    const other = await signUp(app);
    for (const answer of [
      await other.get(`/notifications/${id}`),
      await other.post(`/notifications/${id}/read`),
      await other.post(`/notifications/${id}/deliveries`),
      await applicant.get('/notifications/nonsense'),
    ]) {
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'notifications.not-found' });
    }
    expect((await messagesOf(applicant))[0]).toMatchObject({ id, readAt: null });
    expect(await anonymous(app).get('/notifications')).toMatchObject({ status: 401 });
  });

  it.each(['unread=maybe', 'limit=0', 'limit=101', 'cursor=nonsense', 'state=lost', 'color=red'])('refuses ?%s', async (query) => {
    expect(problemOf(await applicant.get(`/notifications?${query}`))).toMatchObject({ status: 422, code: 'platform.invalid-input' });
  });

  it('never show a secret link: it stands in the letter alone', async () => {
    const person = await signUp(app);
    const passwordless = anonymous(app);
    expectStatus(await passwordless.post('/password-resets', { profile: 'public', username: person.username }), 202);
    await app.settle();
    const letter = theLetter(person, 'Choose a new password');
    const token = new URL(linkIn(letter, '/account/reset-password')).searchParams.get('token')!;
    expect(token.length).toBeGreaterThan(30);

    const { id } = await theMessage(person, 'password-reset');
    const shown = JSON.stringify([(await person.get('/notifications?limit=100')).body, (await person.get(`/notifications/${id}`)).body]);
    expect(shown).not.toContain(token);
    expect(shown).toContain('The link is in the e-mail we sent you.');
    for (const table of ['notifications.notification', 'notifications.delivery', 'platform.event', QUEUE_TABLE]) {
      const rows = await app.get(Database).rows(sql<{ row: string }>`select t::text as row from ${sql.raw(table)} t`);
      expect(rows.map(({ row }) => row).join('\n')).not.toContain(token);
    }
  });
});

describe('A-07 letters that do not arrive', () => {
  it('are tried again until the mail system takes them, and arrive once', async () => {
    mailbox.refuse({ code: 451, message: 'Come back later' }, 2);
    const { number } = await submitted(applicant);
    await app.settle();
    const waiting = await theMessage(applicant, 'permit-submitted');
    expect(waiting.delivery).toMatchObject({ state: 'queued', tries: 1, lastError: expect.stringContaining('Come back later') });
    expect(Date.parse(waiting.delivery.nextTryAt!) - app.clock.now().epochMilliseconds).toBeGreaterThan(30_000);
    expect(lettersTo(applicant)).toEqual([]);

    await retryNow();
    expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({ state: 'queued', tries: 2 });
    await retryNow();
    expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({ state: 'sent', tries: 3, lastError: null });
    await retryNow();
    theLetter(applicant, `We have your application ${number}`);
  });

  it('fail at once when they are refused for good, stand on the list of staff, and reach the corrected address', async () => {
    mailbox.refuse({ code: 550, message: 'No such user here' });
    const { number } = await submitted(applicant);
    await app.settle();
    expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({
      state: 'failed',
      tries: 1,
      lastError: expect.stringContaining('No such user here'),
      nextTryAt: null,
    });
    mailbox.accept();

    const failed = await technician.get('/admin/failed-messages?limit=100');
    const item = failed.body.items.find((each: { recordNumber: string }) => each.recordNumber === number);
    expect(item).toMatchObject({
      kind: 'permit-submitted',
      recipient: { accountId: applicant.accountId, email: applicant.email, name: 'Demo Resident' },
      sentTo: applicant.email,
      delivery: { state: 'failed' },
    });
    expect(JSON.stringify(item)).not.toContain('Hello');

    const administrator = await staff(app, 'administrator');
    const email = `corrected.${number.toLowerCase()}@example.com`;
    expectStatus(await administrator.post(`/admin/accounts/${applicant.accountId}/email`, { email }), 200);
    const again = await technician.post(`/admin/notifications/${item.id}/deliveries`);
    expect(again).toMatchObject({ status: 201, body: { delivery: { state: 'queued', number: 2 } } });
    await app.settle();
    expect(mailbox.to(email).map(({ subject }) => subject)).toContain(`We have your application ${number}`);
    expect((await technician.get('/admin/failed-messages?limit=100')).body.items).not.toContainEqual(
      expect.objectContaining({ id: item.id }),
    );
    const audit = await administrator.get('/admin/audit-entries?limit=100');
    expect(audit.body.items).toContainEqual(expect.objectContaining({ action: 'notifications.resend', subject: item.id }));
  });

  it('fail after the last of nine tries', async () => {
    mailbox.refuse({ code: 421, message: 'Busy' });
    await submitted(applicant);
    await app.settle();
    for (let tries = 1; tries < 9; tries++) {
      expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({ state: 'queued', tries });
      await retryNow();
    }
    expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({ state: 'failed', tries: 9 });
  });

  it('are sent again under the same Message-ID when the answer was lost, and are one message all the same', async () => {
    mailbox.loseReplies(1);
    const { number } = await submitted(applicant);
    await app.settle();
    await retryNow();
    const letters = lettersTo(applicant).filter(({ subject }) => subject === `We have your application ${number}`);
    expect(letters).toHaveLength(2);
    expect(letters[0].messageId).toBe(letters[1].messageId);
    expect((await kindsOf(applicant, number)).filter((kind) => kind === 'permit-submitted')).toHaveLength(1);
    expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({ state: 'sent', tries: 2 });
  });

  it('are sent again when their recipient asks: a new letter, the same message', async () => {
    const { number } = await submitted(applicant);
    await app.settle();
    const { id } = await theMessage(applicant, 'permit-submitted');
    const asked = await applicant.post(`/notifications/${id}/deliveries`);
    expect(asked).toMatchObject({ status: 201, body: { id, delivery: { state: 'queued', number: 2, tries: 0 } } });
    expect(problemOf(await applicant.post(`/notifications/${id}/deliveries`))).toMatchObject({
      status: 409,
      code: 'notifications.still-queued',
      currentStatus: 'queued',
    });
    await app.settle();
    const letters = lettersTo(applicant).filter(({ subject }) => subject === `We have your application ${number}`);
    expect(letters).toHaveLength(2);
    expect(letters[0].messageId).not.toBe(letters[1].messageId);
    expect((await messagesOf(applicant)).filter((message) => message.kind === 'permit-submitted')).toHaveLength(1);
  });

  it('are not sent again when their link was used up', async () => {
    await anonymous(app).post('/password-resets', { profile: 'public', username: applicant.username });
    await app.settle();
    const token = new URL(linkIn(theLetter(applicant, 'Choose a new password'), '/account/')).searchParams.get('token');
    expectStatus(await anonymous(app).post('/password-resets/confirmation', { token, newPassword: 'four lanterns by the canal' }), 204);
    applicant = await signInAgain(app, applicant);
    const { id } = await theMessage(applicant, 'password-reset');
    expect(problemOf(await applicant.post(`/notifications/${id}/deliveries`))).toMatchObject({
      status: 409,
      code: 'notifications.link-used-up',
    });
  });

  it('are a matter for permit technicians and administrators', async () => {
    for (const other of [applicant, reviewer]) {
      expect(await other.get('/admin/failed-messages')).toMatchObject({ status: 403 });
      expect(await other.post(`/admin/notifications/${crypto.randomUUID()}/deliveries`)).toMatchObject({ status: 403 });
    }
    expect(problemOf(await technician.post(`/admin/notifications/${crypto.randomUUID()}/deliveries`))).toMatchObject({ status: 404 });
  });

  it('are not tried for a disabled account, which staff can see', async () => {
    const administrator = await staff(app, 'administrator');
    const { number } = await submitted(applicant);
    expectStatus(await administrator.post(`/admin/accounts/${applicant.accountId}/disablement`, { reason: 'Asked for.' }), 200);
    await app.settle();
    expect(lettersTo(applicant)).toEqual([]);
    const listed = await technician.get('/admin/failed-messages?state=not-sent&limit=100');
    expect(listed.body.items).toContainEqual(
      expect.objectContaining({
        recordNumber: number,
        delivery: expect.objectContaining({ state: 'not-sent', reason: 'account-disabled' }),
      }),
    );
  });
});

describe('what people want by e-mail', () => {
  it('is theirs to choose, save for what is required', async () => {
    const { body } = await applicant.get('/notifications/preferences');
    expect(body.topics).toContainEqual(expect.objectContaining({ topic: 'essential', required: true, byMail: true }));
    expect(body.topics).toContainEqual(expect.objectContaining({ topic: 'reviews', required: false, byMail: true }));

    const changed = await applicant.patch('/notifications/preferences', { reviews: false, progress: false });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body.topics).toContainEqual(expect.objectContaining({ topic: 'reviews', byMail: false }));
    expect(changed.body.topics).toContainEqual(expect.objectContaining({ topic: 'payments', byMail: true }));

    const { number } = await approved(app, people);
    expect(lettersTo(applicant).map(({ subject }) => subject)).toEqual([`${number} is approved: what is still needed`]);
    expect((await theMessage(applicant, 'permit-submitted')).delivery).toMatchObject({ state: 'not-sent', reason: 'preference' });
    expect((await technician.get('/admin/failed-messages?state=not-sent&limit=100')).body.items).not.toContainEqual(
      expect.objectContaining({ recordNumber: number }),
    );
  });

  it.each([
    [{ essential: false }, '/essential'],
    [{ account: false }, '/account'],
    [{ reviews: 'no' }, '/reviews'],
  ])('refuses %j', async (request, pointer) => {
    const answer = await applicant.patch('/notifications/preferences', request);
    expect(problemOf(answer)).toMatchObject({ status: 422, errors: [{ pointer }] });
  });
});

it('asks a fixed number of queries for a list, however long', async () => {
  await submitted(applicant);
  await app.settle();
  const few = await recordQueries(app, () => messagesOf(applicant));
  await upload(applicant, (await submitted(applicant)).number, 'sketch');
  await submitted(applicant);
  await app.settle();
  const many = await recordQueries(app, () => messagesOf(applicant));
  expect(many.length).toBe(few.length);
});
