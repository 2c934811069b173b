import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordsService } from '../../src/modules/records/index.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { fill, SHOP, submittedBusiness } from '../support/business.js';
import { aNotice } from '../support/code-enforcement.js';
import { fencePapers } from '../support/contractors.js';
import { registerUnit } from '../support/conveyances.js';
import { forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { createPermit, expectStatus, registerContractor, submitted } from '../support/permits.js';
import { recordQueries } from '../support/queries.js';
import { openRecord } from '../support/records.js';

interface ProjectView {
  number: string;
  version: number;
  records: { number: string; relation: string | null; feesDueCents: number | null; nextStep: { label: string }; closed: boolean }[];
  blockers: {
    recordNumber: string;
    label: string;
    waitingOn: string;
    role: string | null;
    dueOn: string | null;
    amountCents: number | null;
  }[];
  [field: string]: unknown;
}

let app: TestApp;
let mailbox: TestMailbox;
let developer: SignedInClient;
let builder: SignedInClient;
let lender: SignedInClient;
let technician: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  [developer, builder, lender, technician] = await Promise.all([
    signUp(app, { firstName: 'Dana', lastName: 'Demo' }),
    signUp(app, { firstName: 'Bo', lastName: 'Demo' }),
    signUp(app, { firstName: 'Lou', lastName: 'Demo' }),
    staff(app, 'permit-technician'),
  ]);
});
beforeEach(async () => {
  await app.settle();
  mailbox.received.length = 0;
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const RIVERSIDE = {
  name: 'Riverside Commons',
  description: 'Twelve town houses',
  address: { line1: '9 River Road', city: 'Fairview', state: 'IL', zip: '60501' },
};
const create = async (body: object = {}): Promise<ProjectView> =>
  expectStatus(await technician.post('/admin/projects', { ...RIVERSIDE, ownerAccountId: developer.accountId, ...body }), 201);
const project = async (reader: SignedInClient, number: string): Promise<ProjectView> =>
  expectStatus(await reader.get(`/projects/${number}`), 200);
const add = (number: string, recordNumber: string) => technician.post(`/admin/projects/${number}/records`, { recordNumber });
const subjectsTo = (person: { email: string }) => mailbox.to(person.email).map(({ subject }) => subject);
const chronology = async (number: string) =>
  (await technician.get(`/records/${number}/events`)).body.items.map(({ type }: { type: string }) => type);
const close = (id: string) => app.get(RecordsService).update(id, { status: 'finaled', statusLabel: 'Finaled', closed: true });

describe('R-01 a project', () => {
  it('stands on its owner’s dashboard, is found by its name, and can be linked by its number', async () => {
    const { number } = await create({ name: 'Lantern Court' });
    await app.settle();
    expect(subjectsTo(developer)).toEqual([`Your project ${number} is open`]);
    const mine = (await developer.get('/dashboard')).body.projects;
    expect(mine).toContainEqual(
      expect.objectContaining({ number, kind: 'project', typeName: 'Project: Lantern Court', relation: 'owner' }),
    );
    const found = (await anonymous(app).get('/records?q=lantern&kind=project')).body.items;
    expect(found).toMatchObject([{ number, kind: 'project', statusLabel: 'Open', address: RIVERSIDE.address }]);
    expect(JSON.stringify(found)).not.toContain('Twelve town houses');

    expect(problemOf(await lender.get(`/projects/${number}`)).code).toBe('records.not-linked');
    expect((await lender.post('/record-links', { kind: 'project', number })).status).toBe(201);
    expect(await project(lender, number)).toMatchObject({
      name: 'Lantern Court',
      relation: 'linked',
      owners: null,
      description: RIVERSIDE.description,
    });
    expect((await project(developer, number)).owners).toEqual(['Dana Demo']);
  });

  it('is offered by e-mail to an owner without an account, who then owns it', async () => {
    const email = 'new.developer@example.com';
    const { number } = await create({ ownerAccountId: undefined, ownerEmail: email });
    await app.settle();
    const letter = mailbox.to(email)[0]!;
    expect(letter.subject).toBe(`City of Fairview invites you to ${number}`);
    const token = new URL(linkIn(letter, '/record-invitations')).searchParams.get('token');
    const newcomer = await signUp(app, { email });
    expect(await newcomer.post('/record-invitations/acceptance', { token })).toMatchObject({ status: 201, body: { relation: 'owner' } });
    expect((await project(newcomer, number)).relation).toBe('owner');

    const known = await create({ ownerAccountId: undefined, ownerEmail: developer.email.toUpperCase() });
    expect((await project(developer, known.number)).relation).toBe('owner');
  });

  it('is made once, however often the same request is sent', async () => {
    const send = () =>
      technician.post('/admin/projects', { ...RIVERSIDE, ownerAccountId: developer.accountId }, { 'idempotency-key': 'one-project' });
    const [first, again] = [await send(), await send()];
    expect(first.status).toBe(201);
    expect(again.body).toEqual(first.body);
  });

  it('refuses two owners at once and one who is nobody', async () => {
    const wrong = async (body: object) => problemOf(await technician.post('/admin/projects', { ...RIVERSIDE, ...body }));
    expect(await wrong({ ownerAccountId: developer.accountId, ownerEmail: 'x@example.com' })).toMatchObject({ status: 422 });
    expect(await wrong({ ownerAccountId: technician.accountId })).toMatchObject({ status: 422, errors: [{ pointer: '/ownerAccountId' }] });
  });

  it('is changed and closed by the city, with an audit entry and its chronology', async () => {
    const { number, version } = await create();
    const change = { name: 'Riverside Terrace', address: null };
    const stale = await technician.patch(`/admin/projects/${number}`, change, { 'if-match': `"${version + 7}"` });
    expect(stale.status).toBe(412);
    const changed = await technician.patch(`/admin/projects/${number}`, change, { 'if-match': `"${version}"` });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Riverside Terrace', address: null, description: RIVERSIDE.description } });

    expect(await technician.post(`/admin/projects/${number}/closure`)).toMatchObject({ status: 200, body: { status: 'closed' } });
    const { number: recordNumber } = await openRecord(app);
    for (const refused of [
      await technician.post(`/admin/projects/${number}/closure`),
      await technician.patch(`/admin/projects/${number}`, { name: 'Again' }),
      await add(number, recordNumber),
    ])
      expect(problemOf(refused)).toMatchObject({ status: 409, code: 'records.project-closed-already', currentStatus: 'closed' });
    await app.settle();
    expect(subjectsTo(developer)).toContain(`${number} was closed`);
    expect(await chronology(number)).toEqual(['records.project-closed', 'records.project-changed', 'records.project-opened']);
    const audit = (await (await staff(app, 'administrator')).get('/admin/audit-entries?limit=100')).body.items;
    const actions = audit.filter(({ subject }: { subject: string }) => subject === number).map(({ action }: { action: string }) => action);
    expect(actions.sort()).toEqual(['records.close-project', 'records.create-project', 'records.update-project']);
  });
});

describe('R-01 the records of a project', () => {
  it('come and go by the city’s hand, and the owners are told', async () => {
    const { number } = await create();
    const permit = await openRecord(app, { ownerAccountId: builder.accountId });
    expect(await add(number, permit.number.toLowerCase().replaceAll('-', ' '))).toMatchObject({ status: 201, body: { openRecords: 1 } });
    await app.settle();
    for (const owner of [developer, builder]) expect(subjectsTo(owner)).toContain(`${permit.number} was added to ${number}`);
    expect(await chronology(permit.number)).toEqual(['records.added-to-project']);
    expect((await builder.get(`/records/${permit.number}`)).body.projectNumber).toBe(number);
    expect((await anonymous(app).get(`/records/${permit.number}`)).body.projectNumber).toBeNull();

    const other = await create();
    expect(problemOf(await add(other.number, permit.number))).toMatchObject({
      status: 409,
      code: 'records.in-project-already',
      projectNumber: number,
    });
    expect(problemOf(await add(number, other.number))).toMatchObject({ status: 422, errors: [{ pointer: '/recordNumber' }] });
    expect(problemOf(await add(number, 'ZAS-2031-00001'))).toMatchObject({ status: 422, errors: [{ pointer: '/recordNumber' }] });

    const path = `/admin/projects/${number}/records/${permit.number}`;
    expect((await technician.delete(path)).status).toBe(204);
    expect(problemOf(await technician.delete(path)).code).toBe('records.not-in-project');
    await app.settle();
    expect(subjectsTo(builder)).toContain(`${permit.number} was taken out of ${number}`);
  });

  it('belong to one project, also when two are given the same at one moment', async () => {
    const [one, two] = [await create(), await create()];
    const { number } = await openRecord(app);
    const answers = await Promise.all([add(one.number, number), add(two.number, number), add(one.number, number), add(two.number, number)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('are added by whoever owns both, and taken out by the owner of either', async () => {
    const { number } = await create();
    const own = await openRecord(app, { ownerAccountId: developer.accountId });
    const foreign = await openRecord(app, { ownerAccountId: builder.accountId });
    const draft = await openRecord(app, { ownerAccountId: builder.accountId, isPublic: false });
    const addOwn = (who: SignedInClient, recordNumber: string) => who.post(`/projects/${number}/records`, { recordNumber });
    expect(await addOwn(developer, own.number)).toMatchObject({
      status: 201,
      body: { records: [{ number: own.number, relation: 'owner' }] },
    });
    expect(problemOf(await addOwn(developer, foreign.number)).code).toBe('records.not-linked');
    expect(problemOf(await addOwn(developer, draft.number))).toMatchObject({ status: 422, errors: [{ pointer: '/recordNumber' }] });
    expect(problemOf(await addOwn(builder, foreign.number)).code).toBe('records.not-linked');
    await lender.post('/record-links', { kind: 'project', number });
    expect(problemOf(await addOwn(lender, foreign.number)).code).toBe('records.owner-only');
    expect(problemOf(await lender.delete(`/projects/${number}/records/${own.number}`)).code).toBe('records.owner-only');

    await add(number, foreign.number);
    expect((await builder.delete(`/projects/${number}/records/${foreign.number}`)).status).toBe(204);
    expect((await developer.delete(`/projects/${number}/records/${own.number}`)).status).toBe(204);
    expect((await project(developer, number)).records).toEqual([]);
  });

  it('make it complete when the last one closes, and open again when another comes', async () => {
    const { number } = await create();
    const [first, second] = [await openRecord(app), await openRecord(app)];
    await add(number, first.number);
    await add(number, second.number);
    await app.settle();
    mailbox.received.length = 0;
    await Promise.all([close(first.id), close(second.id)]);
    await app.settle();
    expect(await project(developer, number)).toMatchObject({ status: 'complete', openRecords: 0, blockers: [] });
    expect(subjectsTo(developer)).toEqual([`${number} is complete`]);

    const third = await openRecord(app);
    await add(number, third.number);
    expect(await project(developer, number)).toMatchObject({ status: 'open', openRecords: 1 });
    await technician.delete(`/admin/projects/${number}/records/${third.number}`);
    expect(await project(developer, number)).toMatchObject({ status: 'complete' });
    await app.get(RecordsService).update(first.id, { closed: false });
    await app.settle();
    expect(await project(developer, number)).toMatchObject({ status: 'open', openRecords: 1 });
  });
});

describe('R-03 what holds a project up', () => {
  it('stands in one list, by who must act, in detail for those who may know it', async () => {
    const { number } = await create();
    const fence = await submitted(developer);
    const draft = await createPermit(builder);
    for (const each of [fence, draft]) expectStatus(await add(number, each.number), 201);

    const seen = await project(developer, number);
    expect(seen.blockers.filter(({ recordNumber }) => recordNumber === draft.number)).toEqual([
      expect.objectContaining({ label: 'Complete the application and submit it', waitingOn: 'applicant', amountCents: null }),
    ]);
    const ofFence = seen.blockers.filter(({ recordNumber }) => recordNumber === fence.number);
    const { outstanding } = (await developer.get(`/permits/${fence.number}/requirements`)).body;
    expect(ofFence.map(({ label }) => label).sort()).toEqual(outstanding.map(({ label }: { label: string }) => label).sort());
    expect(ofFence.filter(({ waitingOn }) => waitingOn === 'city')).toContainEqual(
      expect.objectContaining({ role: 'plan-reviewer', dueOn: expect.stringMatching(/^2026-03-/) }),
    );
    const sides = seen.blockers.map(({ waitingOn }) => ['applicant', 'contractor', 'city'].indexOf(waitingOn));
    expect(sides).toEqual(sides.toSorted());
    const [mine, theirs] = ['fence', 'draft'].map((_, index) => seen.records[index]!);
    expect([mine!.relation, theirs!.relation, theirs!.feesDueCents]).toEqual(['owner', null, null]);
    expect(seen.feesDueCents).toBe(mine!.feesDueCents);

    const byStaff = await project(technician, number);
    expect(byStaff.blockers.length).toBeGreaterThan(seen.blockers.length);
    await lender.post('/record-links', { kind: 'project', number });
    const byLender = await project(lender, number);
    expect(byLender.blockers.map(({ recordNumber }) => recordNumber).sort()).toEqual([draft.number, fence.number].sort());
    expect(byLender.feesDueCents).toBe(0);
    expect(problemOf(await lender.get(`/permits/${fence.number}`)).code).toBe('records.not-linked');
  });

  it('names, for every kind of record, each thing that is missing and who acts', async () => {
    const { number } = await create();
    const officer = await staff(app, 'code-officer');
    const { number: draft } = expectStatus<{ number: string }>(await developer.post('/business-registrations'), 201);
    await fill(developer, draft, 'business', SHOP);
    const shop = await submittedBusiness(builder);
    const unit = await registerUnit(technician, {
      type: 'passenger-hydraulic',
      certificateExpiresOn: '2026-04-15',
      lastCategory5On: '2025-02-01',
    });
    const weedy = await aNotice(officer);
    expectStatus(await officer.post(`/admin/code-cases/${weedy.number}/reinspection`), 201);
    const fence = await registerContractor(app, technician, 'fence', '2026-03-02');
    const { body: applied } = await anonymous(app).post('/contractor-applications', fencePapers('applies'));
    for (const each of [draft, shop, unit.number, weedy.number, fence.number, applied.number]) expectStatus(await add(number, each), 201);

    app.clock.advance({ hours: 24 });
    await app.runJob('contractors.follow-dates');
    const reader = forDays(app, technician);
    const { blockers } = await project(reader, number);
    const of = (record: string) =>
      blockers
        .filter(({ recordNumber }) => recordNumber === record)
        .map(({ label, waitingOn, role, dueOn, amountCents }) =>
          [waitingOn, role, label, dueOn, amountCents].filter((each) => each !== null),
        );
    expect(of(draft)).toEqual(
      ['Location', 'Owners and contacts', 'Documents', 'Review and fees'].map((step) => ['applicant', `Fill in the step: ${step}`]),
    );
    expect(of(shop)).toEqual([
      ['applicant', 'Business registration', 3000],
      ['city', 'plan-reviewer', 'Zoning review', '2026-03-09'],
    ]);
    expect(of(unit.number)).toEqual([
      ['applicant', 'Pay $100.00', '2026-04-15', 10_000],
      ['applicant', 'Schedule: Annual conveyance inspection', '2026-04-15'],
      ['applicant', 'Schedule: Category 1 test', '2026-04-15'],
      ['applicant', 'Schedule: Category 3 test', '2026-04-15'],
    ]);
    expect(of(weedy.number)).toEqual([
      ['applicant', 'Schedule the re-inspection', '2026-03-16'],
      ['applicant', 'Correct the violations in the notice by March 16, 2026', '2026-03-16'],
    ]);
    expect(of(fence.number)).toEqual([['contractor', 'Send the city what is missing or expired: Liability insurance']]);
    expect(of(applied.number)).toEqual([['contractor', expect.stringMatching(/^Upload certificate of insurance/)]]);

    const read = async () => (await recordQueries(app, () => project(reader, number))).length;
    await read();
    const few = await read();
    app.clock.advance({ hours: -24 });
    const more = [await registerUnit(technician), await aNotice(officer), await registerContractor(app, technician, 'fence', '2026-03-02')];
    for (const each of more) expectStatus(await add(number, each.number), 201);
    app.clock.advance({ hours: 24 });
    await read();
    expect(await read()).toBe(few);
    app.clock.advance({ hours: -24 });
  });

  it('is read in a fixed number of queries, however many records there are', async () => {
    const { number } = await create();
    const read = async () => (await recordQueries(app, () => project(developer, number))).length;
    await add(number, (await createPermit(developer)).number);
    await read();
    const few = await read();
    for (let more = 0; more < 5; more++) await add(number, (await createPermit(developer)).number);
    expect(await read()).toBe(few);
    expect((await project(developer, number)).records).toHaveLength(6);
  });
});
