import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Answer, type Client, type SignedInClient } from '../support/builders.js';
import { claimCode, aHouse, aNotice, aViolation, made, MOW, report, weeds, type CaseView } from '../support/code-enforcement.js';
import { exe, jpeg, png, uploadForm } from '../support/files.js';
import { anInspector, at, book, forDays, inspectionId, type InspectorView } from '../support/inspections.js';
import { startMailbox, type TestMailbox } from '../support/mailbox.js';
import { pay } from '../support/payments.js';
import { createPermit, FENCE, issued, passInspections } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let officer: SignedInClient;
let owner: SignedInClient;
let inspector: InspectorView;
let public_: Client;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  officer = forDays(app, await staff(app, 'code-officer'));
  owner = forDays(app, await signUp(app));
  inspector = await anInspector(app, { disciplines: ['code'] });
  public_ = anonymous(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const subjects = (address: string) => mailbox.to(address).map(({ subject }) => subject);
const codeOf = (answer: Answer) => problemOf(answer).code;
const pointersOf = (answer: Answer) => problemOf(answer).errors?.map(({ pointer }) => pointer);
const nextStep = async (number: string) => (await officer.get(`/code-cases/${number}`)).body.nextStep;
const act = (number: string, what: string, body: object = {}) => officer.post(`/admin/code-cases/${number}/${what}`, body);
/** Of the first notice. */
const paperCode = async (number: string) =>
  (await app.get(Database).row(sql<{ code: string }>`
    select p.verification_code as code from records.issued_paper p join records.record r on r.id = p.record_id
    where r.number = ${number} order by p.id limit 1`))!.code;
const photo = (file: Buffer, fileName: string) => {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(file)]), fileName);
  return form;
};

describe('E-01 a concern of somebody who is not signed in', () => {
  it('is confirmed, followed and added to with its code, and answered when the case ends', async () => {
    const email = 'neighbor@example.com';
    const concern = await report(app, { contact: { name: 'Demo Neighbor', email } });
    expect(concern).toMatchObject({ caseNumber: expect.stringMatching(/^CEC-2026-\d{5}$/), status: 'reported', open: true, photoCount: 0 });
    const path = `/concerns/${concern.followUpCode.toLowerCase().replaceAll('-', ' ')}`;
    expect((await public_.get(path)).body).toMatchObject({ id: concern.id, statusText: 'It has come in. An officer will look into it.' });

    expect(await public_.post(`${path}/additions`, { text: 'The back yard as well.' })).toMatchObject({
      status: 201,
      body: { additionCount: 1 },
    });
    expect(await public_.postForm(`${path}/photos`, photo(jpeg(), 'yard.jpg'))).toMatchObject({ status: 201, body: { photoCount: 1 } });
    expect(codeOf(await public_.postForm(`${path}/photos`, photo(exe(), 'yard.jpg')))).toBe('records.file-type-mismatch');

    await app.settle();
    expect(subjects(email)).toEqual(['We have received your concern']);
    const file = made<{ items: { attachmentIds: string[] }[] }>(await officer.get(`/admin/code-cases/${concern.caseNumber}/concerns`))
      .items[0]!;
    expect(file).toMatchObject({ reporter: { name: 'Demo Neighbor', email }, additions: [{ text: 'The back yard as well.' }] });
    expect((await officer.raw(`/v1/attachments/${file.attachmentIds[0]}/content`)).status).toBe(200);

    made(await act(concern.caseNumber, 'inspections', { violationFound: false, findings: 'The lot is mown.' }));
    expect((await public_.get(path)).body.statusText).toBe('An officer is looking into it.');
    made(await act(concern.caseNumber, 'closure', { reason: 'no-violation' }));
    await app.settle();
    expect((await public_.get(path)).body).toMatchObject({ open: false, statusText: 'It is closed: no violation was found.' });
    expect(subjects(email)).toEqual(['We have received your concern', 'Your concern has been closed']);
    expect(codeOf(await public_.post(`${path}/additions`, { text: 'Still there.' }))).toBe('code-enforcement.concern-closed');
    expect(codeOf(await public_.postForm(`${path}/photos`, photo(png(), 'again.png')))).toBe('code-enforcement.concern-closed');
  });

  it('is taken once however often it is sent with one key, and its code is kept nowhere in the clear', async () => {
    const request = weeds();
    const key = { 'idempotency-key': randomUUID() };
    const first = await public_.post('/code-cases', request, key);
    const second = await public_.post('/code-cases', request, key);
    expect(second.body).toEqual(first.body);
    const { followUpCode } = first.body;
    const kept = await app.get(Database).rows(sql<{ all: string }>`
      select string_agg(body::text, ' ') as all from platform.idempotency_key
      union all select string_agg(n::text, ' ') from code_enforcement.concern n
      union all select string_agg(e::text, ' ') from platform.event e`);
    for (const { all } of kept) {
      expect(all).not.toContain(followUpCode);
      expect(all).not.toContain(followUpCode.replaceAll('-', ''));
    }
  });

  it('names the rule that it breaks', async () => {
    expect(pointersOf(await public_.post('/code-cases', weeds({ category: 'noise' })))).toEqual(['/category']);
    expect(pointersOf(await public_.post('/code-cases', weeds({ address: undefined })))).toEqual(['/address']);
    const place = { description: 'Behind the bus stop', latitude: 41.7606, longitude: -88.3201 };
    expect(pointersOf(await public_.post('/code-cases', weeds({ place })))).toEqual(['/place']);
    expect(await public_.post('/code-cases', weeds({ address: undefined, place }))).toMatchObject({
      status: 201,
      body: { place: 'Behind the bus stop' },
    });
    const blank = await public_.post('/code-cases', weeds({ text: '     ', contact: { name: ' ' } }));
    expect(pointersOf(blank)).toEqual(['/text', '/contact/name']);
    for (const code of ['4K7Q2M9-X8RB1C3-D5E6F70-0ABCD', 'nowhere', randomUUID()]) {
      expect(codeOf(await public_.get(`/concerns/${code}`))).toBe('code-enforcement.concern-not-found');
    }
  });
});

it('E-01 a concern raised while signed in is on the account’s list and nobody else’s', async () => {
  const resident = await signUp(app);
  const concern = await report(app, {}, resident);
  expect((await resident.get('/concerns')).body.items).toMatchObject([{ id: concern.id, caseNumber: concern.caseNumber }]);
  expect((await resident.get(`/concerns/${concern.id}`)).body).toMatchObject({ status: 'reported' });
  expect((await owner.get('/concerns')).body.items).toEqual([]);
  expect(codeOf(await owner.get(`/concerns/${concern.id}`))).toBe('code-enforcement.concern-not-found');
  // The case itself is no affair of theirs.
  expect((await resident.get(`/code-cases/${concern.caseNumber}`)).status).toBe(404);
  expect((await resident.get('/dashboard')).body.cases).toEqual([]);
  await app.settle();
  expect(subjects(resident.email)).toContain('We have received your concern');
});

describe('E-01 a notice of violation', () => {
  it('needs a visit that found something, known sections and a business day that is not past', async () => {
    const address = aHouse();
    const { number } = made(await officer.post('/admin/code-cases', { category: 'high-weeds', address }));
    const { respondents } = made(await act(number, 'respondents', { name: 'Demo Owner', address }));
    const notice = { respondentId: respondents[0]!.id, violations: MOW };
    expect(codeOf(await act(number, 'notices', notice))).toBe('code-enforcement.not-inspected');
    made(await act(number, 'inspections', { violationFound: true, findings: 'Grass up to 20 inches.' }));
    for (const complyBy of ['2026-02-27', '2026-03-14']) {
      expect(pointersOf(await act(number, 'notices', { ...notice, complyBy }))).toEqual(['/complyBy']);
    }
    const unknown = [{ section: 'PM-999', remedy: 'Mow it.' }];
    expect(pointersOf(await act(number, 'notices', { ...notice, violations: unknown }))).toEqual(['/violations/0/section']);
    expect(pointersOf(await act(number, 'notices', { ...notice, respondentId: randomUUID() }))).toEqual(['/respondentId']);
    // Without a date: what the section usually gives, a week.
    expect(made(await act(number, 'notices', notice))).toMatchObject({ status: 'notice-issued', complyBy: '2026-03-09' });
    expect((await public_.get(`/records/${number}`)).body).toMatchObject({ status: 'notice-issued', typeName: 'High grass or weeds' });
  });

  it('reaches the respondent with its paper, which anyone can check and whose code links an account', async () => {
    const email = 'absentee@example.com';
    const { number, notices } = await aNotice(officer, { email });
    await app.settle();
    const [letter] = mailbox.to(email);
    expect(letter).toMatchObject({ subject: `Notice of violation ${number}-1: comply by March 16, 2026` });
    expect(letter!.attachments).toMatchObject([{ fileName: `notice-of-violation-${number}-1.pdf`, contentType: 'application/pdf' }]);

    const paper = await app.get(Database).row(sql<{ code: string; noticeId: string }>`
      select p.verification_code as code, n.id as notice_id from code_enforcement.notice n
        join code_enforcement.code_case c on c.record_id = n.case_id join records.issued_paper p on p.id = n.paper_id
      where c.number = ${number}`);
    expect((await public_.get(`/verifications/${paper!.code}`)).body).toMatchObject({ valid: true, kind: 'notice-of-violation', number });

    const tenant = await signUp(app);
    const { noticeNumber } = notices[0]!;
    const code = claimCode(app, paper!.noticeId);
    expect(codeOf(await tenant.get(`/code-cases/${number}`))).toBe('records.not-linked');
    for (const wrong of [
      { noticeNumber, code: code.replace(/.$/, (last) => (last === '7' ? '8' : '7')) },
      { noticeNumber: `${number}-2`, code },
    ]) {
      expect(codeOf(await tenant.post('/code-cases/claims', wrong))).toBe('code-enforcement.notice-not-found');
    }
    expect(await tenant.post('/code-cases/claims', { noticeNumber, code: code.toLowerCase() })).toMatchObject({
      status: 201,
      body: { number, relation: 'linked', respondents: [{ you: true }], notices: [{ noticeNumber }] },
    });
    expect((await tenant.get('/dashboard')).body.cases).toMatchObject([{ number, nextStep: { actor: 'applicant' } }]);
    expect((await tenant.raw(`/v1/code-cases/${number}/notices/1/document`)).headers.get('content-type')).toBe('application/pdf');
    expect((await tenant.get(`/code-cases/${number}/notices/2/document`)).status).toBe(404);
    expect(codeOf(await owner.post('/code-cases/claims', { noticeNumber, code }))).toBe('code-enforcement.notice-claimed-already');
  });

  it('is withdrawn when it was wrong, and leaves the case as if there had been none', async () => {
    const email = 'wrong.owner@example.com';
    const { number, respondents } = await aNotice(officer, { email });
    const code = await paperCode(number);
    expect(pointersOf(await act(number, 'notices/1/withdrawal', { reason: '  ' }))).toEqual(['/reason']);
    expect(codeOf(await act(number, 'notices/2/withdrawal', { reason: 'None' }))).toBe('code-enforcement.notice-not-found');
    const second = { respondentId: respondents[0]!.id, violations: MOW, complyBy: '2026-04-13' };
    expect(made(await act(number, 'notices', second))).toMatchObject({ complyBy: '2026-04-13' });
    expect(made(await act(number, 'notices/2/withdrawal', { reason: 'The date was wrong.' }))).toMatchObject({
      status: 'notice-issued',
      complyBy: '2026-03-16',
      notices: [{ withdrawnAt: null }, { withdrawalReason: 'The date was wrong.' }],
    });
    expect(codeOf(await act(number, 'notices/2/withdrawal', { reason: 'Again' }))).toBe('code-enforcement.notice-withdrawn-already');

    expect(made(await act(number, 'notices/1/withdrawal', { reason: 'It is another lot.' }))).toMatchObject({
      status: 'open',
      complyBy: null,
      nextStep: { actor: 'city', label: 'The city writes the notice of violation' },
    });
    expect((await public_.get(`/verifications/${code}`)).body).toMatchObject({ valid: false, revoked: true });
    expect((await public_.get(`/records/${number}`)).status).toBe(404);
    await app.settle();
    expect(subjects(email)).toContain(`Notice of violation ${number}-1 was withdrawn`);
    expect(made(await act(number, 'notices', { ...second, complyBy: '2026-03-16' }))).toMatchObject({
      status: 'notice-issued',
      notices: [{ sequence: 1 }, { sequence: 2 }, { noticeNumber: `${number}-3`, withdrawnAt: null }],
    });
  });

  it('goes by paper to whoever has no e-mail address, which is nothing to look after', async () => {
    const { number, respondents } = await aViolation(officer);
    const notice = { respondentId: respondents[0]!.id, violations: MOW };
    expect(pointersOf(await act(number, 'notices', { ...notice, servedBy: 'email' }))).toEqual(['/servedBy']);
    expect(pointersOf(await act(number, 'notices', { ...notice, servedOn: '2026-03-01' }))).toEqual(['/servedOn']);
    made(await act(number, 'notices', notice));
    await app.settle();
    const { items } = (await officer.get('/admin/work-queue?task=follow-up&limit=100')).body as { items: { number: string }[] };
    expect(items.filter((item) => item.number === number)).toEqual([]);
  });

  it('is answered, extended, complied with at a booked re-inspection, and closed', async () => {
    const { number } = await aNotice(officer, { email: owner.email });
    const upload = await owner.postForm(
      `/records/${number}/attachments`,
      uploadForm({ file: png(), fileName: 'lot.png', documentType: 'photo' }),
    );
    const attachmentIds = [upload.body.id];
    expect(await owner.post(`/code-cases/${number}/responses`, { text: 'It rained, we need a week.', attachmentIds })).toMatchObject({
      status: 201,
      body: { responses: [{ yours: true, attachmentIds }] },
    });
    // To the officer it is the answer, and the name, of somebody else.
    expect((await officer.get(`/code-cases/${number}`)).body).toMatchObject({
      responses: [{ yours: false }],
      respondents: [{ you: false }],
    });
    expect(codeOf(await owner.post(`/code-cases/${number}/responses`, { text: 'And this.', attachmentIds: [randomUUID()] }))).toBe(
      'records.attachment-not-found',
    );
    expect(codeOf(await officer.post(`/code-cases/${number}/responses`, { text: 'No.' }))).toBe('code-enforcement.respondent-only');

    // The city has something to do now, whatever the record's next step is.
    const waits = async () =>
      (await officer.get('/admin/work-queue?task=follow-up&owner=me&limit=100')).body.items.filter(
        (item: { number: string }) => item.number === number,
      );
    expect(await waits()).toMatchObject([
      {
        role: 'code-officer',
        followUp: {
          kind: 'answer-received',
          recipient: { accountId: owner.accountId },
          remedies: [{ operationId: 'extendCompliance' }, {}, {}],
        },
      },
    ]);
    expect(pointersOf(await act(number, 'compliance-extension', { complyBy: '2026-03-16', reason: 'Rain' }))).toEqual(['/complyBy']);
    expect(await waits()).toHaveLength(1);
    expect(made(await act(number, 'compliance-extension', { complyBy: '2026-03-23', reason: 'Rain' }))).toMatchObject({
      complyBy: '2026-03-23',
    });
    expect(await waits()).toEqual([]);

    made(await act(number, 'reinspection'));
    expect(codeOf(await act(number, 'reinspection'))).toBe('code-enforcement.reinspection-open');
    const visit = await inspectionId(owner, number, 'code-reinspection');
    expect(await book(owner, visit, '2026-03-05', '09:30')).toMatchObject({ status: 200, body: { inspector: { id: inspector.id } } });
    await app.settle();
    expect(await nextStep(number)).toMatchObject({ actor: 'applicant', label: 'Be ready for the re-inspection' });
    expect(await inspector.client.post(`/admin/inspections/${visit}/result`, { outcome: 'approved' })).toMatchObject({ status: 201 });
    await app.settle();

    expect(await nextStep(number)).toMatchObject({ actor: 'city', label: 'The city closes the case: it was corrected' });
    expect(made(await act(number, 'closure', { reason: 'complied', note: 'The lot is mown.' }))).toMatchObject({
      status: 'closed',
      closeReason: 'complied',
    });
    await app.settle();
    expect(subjects(owner.email)).toEqual(
      expect.arrayContaining([
        `${number} is on your dashboard`,
        `Notice of violation ${number}-1: comply by March 16, 2026`,
        `${number}: you have until March 23, 2026`,
        `${number}: schedule the re-inspection`,
        `${number}: the violation has been corrected`,
        `${number} is closed`,
      ]),
    );
    expect(subjects(officer.email)).toContain(`${number}: the respondent answered`);

    expect(made(await act(number, 'reopening', { reason: 'It has grown again.' }))).toMatchObject({ status: 'open', complyBy: null });
    expect(codeOf(await act(number, 'reopening', { reason: 'Twice.' }))).toBe('code-enforcement.wrong-status');
  });

  it('is seen by a respondent only as far as it is addressed to them', async () => {
    const { number } = await aNotice(officer, { accountId: owner.accountId });
    const other = await signUp(app);
    const address = aHouse();
    made(await act(number, 'respondents', { name: 'Demo Manager', capacity: 'manager', address, accountId: other.accountId }));
    const seen = (await other.get(`/code-cases/${number}`)).body;
    expect(seen).toMatchObject({ notices: [], respondents: [{ name: 'Demo Manager', you: true }], responses: [] });
    expect((await other.get(`/code-cases/${number}/notices/1/document`)).status).toBe(404);
    expect(codeOf(await act(number, 'respondents', { name: 'Demo Manager', address, accountId: other.accountId }))).toBe(
      'code-enforcement.respondent-already',
    );
    made(await officer.delete(`/admin/code-cases/${number}/respondents/${seen.respondents[0].id}`));
    expect(codeOf(await other.get(`/code-cases/${number}`))).toBe('records.not-linked');
  });
});

it('E-01 a permit that answers the case names it, and its end makes the case ready for re-inspection', async () => {
  const clerk = await staff(app, 'permit-technician', 'plan-reviewer', 'inspector');
  const { number } = await aNotice(officer, { accountId: owner.accountId });
  const hidden = await report(app);
  for (const caseNumber of ['CEC-2031-00001', hidden.caseNumber, 'ZAS-2026-00001']) {
    const refusal = await owner.post('/permits', { ...FENCE, caseNumber });
    expect([caseNumber, problemOf(refusal).errors]).toEqual([
      caseNumber,
      [{ pointer: '/caseNumber', detail: 'must be the number of an open code case, as the notice of violation has it' }],
    ]);
  }
  const draft = await createPermit(owner, FENCE);
  expect(await owner.patch(`/permits/${draft.number}`, { caseNumber: number })).toMatchObject({
    status: 200,
    body: { caseNumber: number },
  });
  expect((await officer.get(`/code-cases/${number}`)).body.answeredBy).toEqual([]);

  const permit = await issued(app, { applicant: owner, reviewer: clerk }, { ...FENCE, caseNumber: number.toLowerCase() });
  await app.settle();
  expect((await officer.get(`/code-cases/${number}`)).body.answeredBy).toMatchObject([{ number: permit.number, status: 'issued' }]);
  await passInspections(app, clerk, permit.number);
  expect(await nextStep(number)).toMatchObject({ actor: 'city', label: `The city re-inspects: the permit ${permit.number} is finaled` });
  expect(subjects(officer.email)).toContain(`${number}: the permit is finaled`);
  const told = (await owner.get(`/records/${number}/events?limit=100`)).body.items.map(({ summary }: { summary: string }) => summary);
  expect(told).toEqual(expect.arrayContaining([`Fence Residential ${permit.number}, which answers the case: finaled.`]));

  made(await act(number, 'reinspection', { complied: true, findings: 'The fence stands.' }));
  made(await act(number, 'closure', { reason: 'complied' }));
  expect(pointersOf(await owner.post('/permits', { ...FENCE, caseNumber: number }))).toEqual(['/caseNumber']);
});

it('E-01 what is not put right goes to a hearing, is fined and paid from the cart', async () => {
  const { number } = await aNotice(officer, { accountId: owner.accountId });
  made(await act(number, 'reinspection', { complied: false, findings: 'Nothing was done.' }));
  const tooEarly = await act(number, 'citation', { reason: 'Nothing was done.' });
  expect(problemOf(tooEarly)).toMatchObject({ code: 'code-enforcement.compliance-date-ahead', complyBy: '2026-03-16' });
  expect(made(await act(number, 'citation', { reason: 'The owner refuses.', early: true }))).toMatchObject({ status: 'cited' });

  expect(pointersOf(await act(number, 'hearings', { date: '2026-03-20' }))).toEqual(['/date']);
  expect(pointersOf(await act(number, 'hearings', { date: '2026-03-26', time: '13:00' }))).toEqual(['/time']);
  made(await act(number, 'hearings', { date: '2026-03-19' }));
  made(await act(number, 'hearings', { date: '2026-03-26', time: '10:00' }));
  expect(codeOf(await act(number, 'hearings/order', { finding: 'liable', order: 'Mow it.' }))).toBe('code-enforcement.no-hearing');
  expect(codeOf(await act(number, 'fines', { perDayCents: 25_000, days: 3, basis: 'None' }))).toBe('code-enforcement.no-order');

  await at(app, '2026-03-26T11:00');
  const order = 'Mow the lot; $250.00 for each day.';
  made(await act(number, 'hearings/order', { finding: 'not-liable', order: 'None' }));
  expect(codeOf(await act(number, 'fines', { perDayCents: 25_000, days: 3, basis: 'None' }))).toBe('code-enforcement.no-order');
  // It was written down wrong.
  expect(made(await act(number, 'hearings/order', { finding: 'liable', order }))).toMatchObject({
    hearings: [
      { date: '2026-03-19', status: 'moved' },
      { date: '2026-03-26', start: '10:00', status: 'held', finding: 'liable' },
    ],
  });
  expect(pointersOf(await act(number, 'fines', { perDayCents: 50_001, days: 3, basis: 'Order' }))).toEqual(['/perDayCents']);
  const fined = made(await act(number, 'fines', { perDayCents: 25_000, days: 3, basis: 'Order of March 26, 2026' }));
  expect(fined).toMatchObject({ fines: { dueCents: 75_000, paidCents: 0 }, nextStep: { actor: 'applicant', label: 'Pay the fine' } });
  expect(codeOf(await act(number, 'closure', { reason: 'order-satisfied' }))).toBe('code-enforcement.fines-outstanding');
  expect(codeOf(await act(number, 'hearings/order', { finding: 'dismissed', order }))).toBe('code-enforcement.no-hearing');
  expect((await owner.get(`/records/${number}/fees`)).body).toMatchObject([
    { description: 'Fine', basis: '3 days × $250.00: Order of March 26, 2026', amountCents: 75_000 },
  ]);

  await pay(app, owner, number);
  await app.settle();
  expect((await officer.get(`/code-cases/${number}`)).body.fines).toEqual({ dueCents: 0, paidCents: 75_000 });
  expect(await nextStep(number)).toMatchObject({ actor: 'city', label: 'The city checks whether the order was followed' });
  expect(subjects(officer.email)).toContain(`${number}: $750.00 of fines were paid`);
  expect(subjects(owner.email)).toEqual(
    expect.arrayContaining([
      `${number} was cited`,
      `${number}: hearing on March 26, 2026 at 10:00 AM`,
      `${number}: the order of the hearing`,
      `${number}: a fine of $750.00`,
    ]),
  );
  expect(made(await act(number, 'closure', { reason: 'order-satisfied' }))).toMatchObject({ status: 'closed' });

  // Opened again it begins anew: notice, order and fine of before are history.
  const { respondents } = made(await act(number, 'reopening', { reason: 'The weeds are back.' }));
  expect((await public_.get(`/verifications/${await paperCode(number)}`)).body).toMatchObject({ valid: false, revoked: true });
  made(await act(number, 'inspections', { violationFound: true, findings: 'Grass up to 20 inches again.' }));
  made(await act(number, 'notices', { respondentId: respondents[0]!.id, violations: MOW, complyBy: '2026-03-27' }));
  made(await act(number, 'citation', { reason: 'It is the second time.', early: true }));
  expect(await nextStep(number)).toMatchObject({ actor: 'city', label: 'The city schedules the hearing' });
  expect(codeOf(await act(number, 'fines', { perDayCents: 25_000, days: 3, basis: 'None' }))).toBe('code-enforcement.no-order');
  expect(codeOf(await act(number, 'hearings/order', { finding: 'liable', order }))).toBe('code-enforcement.no-hearing');
  made(await act(number, 'hearings', { date: '2026-04-09' }));
  made(await act(number, 'closure', { reason: 'abated-by-city' }));
  await app.settle();
  const ended = mailbox.to(owner.email).filter(({ subject }) => subject === `${number} is closed`);
  expect(ended.map(({ text }) => text.includes('The hearing on April 9, 2026 is canceled.'))).toEqual([false, true]);
});

it('E-01 officers find their cases by status, category, officer, lateness and words', async () => {
  const { number } = await aViolation(officer);
  const list = async (query: string) =>
    (await officer.get(`/admin/code-cases?limit=100&${query}`)).body.items.map((item: { number: string }) => item.number);
  const { place } = (await officer.get(`/code-cases/${number}`)).body;
  expect(await list(`q=${encodeURIComponent(place.toUpperCase())}`)).toEqual([number]);
  const inTheYear = made<CaseView>(
    await officer.post('/admin/code-cases', { category: 'high-weeds', address: { ...aHouse(), line1: '202 Maple Street' } }),
  );
  expect(await list('q=202%20maple')).toEqual([inTheYear.number]);
  expect(await list(`status=open&category=high-weeds&officerId=${officer.accountId}`)).toContain(number);
  expect(await list('category=junk-trash')).toEqual([]);
  expect(await list('overdue=true')).not.toContain(number);
  app.clock.advance({ days: 10 });
  expect(await list('overdue=true')).toContain(number);

  const colleague = await staff(app, 'code-officer');
  expect(made(await act(number, 'assignment', { officerId: colleague.accountId }))).toMatchObject({ officerId: colleague.accountId });
  expect(pointersOf(await act(number, 'assignment', { officerId: owner.accountId }))).toEqual(['/officerId']);
  await app.settle();
  expect(subjects(colleague.email)).toContain(`${number} was assigned to you`);
  for (const other of [await staff(app, 'inspector', 'administrator'), owner, public_]) {
    expect([401, 403]).toContain((await other.get('/admin/code-cases')).status);
  }
});
