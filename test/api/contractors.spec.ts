import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Client, type SignedInClient } from '../support/builders.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;
let public_: Client;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = await staff(app, 'permit-technician');
  public_ = anonymous(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

let count = 0;
const papers = (overrides: Record<string, unknown> = {}) => ({
  businessName: `Demo Fence ${++count}`,
  contactName: 'Demo Contractor',
  email: `fence.${count}@example.com`,
  phone: '+1 630-555-0199',
  address: { line1: '5 Mill Road', city: 'Fairview', state: 'IL', zip: '60501' },
  classes: ['fence'],
  insuranceExpiresOn: '2026-12-31',
  expiresOn: '2026-12-31',
  ...overrides,
});
const roofing = (overrides: Record<string, unknown> = {}) =>
  papers({
    classes: ['roofing'],
    stateLicense: { number: `104.${String(100_000 + ++count)}`, expiresOn: '2027-06-30' },
    workersCompensationExpiresOn: '2026-12-31',
    ...overrides,
  });
const register = async (request = papers()) => {
  const answer = await clerk.post('/admin/contractors', request);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as { number: string; businessName: string; version: number };
};
/** The night passes; tokens do not outlive it. */
const goOn = async (days: number) => {
  app.clock.advance({ days });
  await app.runJob('contractors.follow-dates');
  await app.settle();
  clerk = await staff(app, 'permit-technician');
};
const pointers = (answer: Awaited<ReturnType<Client['post']>>) => problemOf(answer).errors?.map(({ pointer }) => pointer);

describe('registering a contractor', () => {
  it('C-01 A-03 sends the confirmation; its link leads to the first password, and the contractor signs in', async () => {
    const request = papers({ email: 'first@example.com' });
    const { number } = await register(request);
    await app.settle();

    const [letter, ...others] = mailbox.to('first@example.com');
    expect(others).toEqual([]);
    expect(letter.subject).toBe(`${request.businessName} is registered as a contractor`);
    expect(letter.text).toContain(number);

    const token = new URL(linkIn(letter, '/account/')).searchParams.get('token');
    const newPassword = 'a fence around the orchard';
    expect(await public_.post('/password-resets/confirmation', { token, newPassword })).toMatchObject({ status: 204 });
    const session = await public_.post('/sessions', { profile: 'contractor', login: 'first@example.com', password: newPassword });
    expect(session).toMatchObject({ status: 201, body: { account: { profile: 'contractor' } } });
  });

  it('C-01 answers with the registration, its number and its standing', async () => {
    const request = roofing();
    const answer = await clerk.post('/admin/contractors', request);
    expect(answer).toMatchObject({
      status: 201,
      body: {
        number: expect.stringMatching(/^CON-2026-\d{5}$/),
        businessName: request.businessName,
        status: 'active',
        statusLabel: 'Registered',
        classes: [{ code: 'roofing', name: 'Roofing contractor' }],
        standing: { ok: true, problems: [], classesInForce: ['roofing'] },
        expiresOn: '2026-12-31',
        contactName: 'Demo Contractor',
        accounts: [{ email: request.email, disabled: false }],
        version: expect.any(Number),
      },
    });
    expect(answer.body.credentials.map(({ kind, class: code, expiresOn }: Record<string, string>) => [kind, code, expiresOn])).toEqual([
      ['state-license', 'roofing', '2027-06-30'],
      ['insurance', null, '2026-12-31'],
      ['workers-compensation', null, '2026-12-31'],
    ]);
  });

  it('is for permit technicians only', async () => {
    expect(await public_.post('/admin/contractors', papers())).toMatchObject({ status: 401 });
    for (const other of [await signUp(app), await staff(app, 'inspector', 'cashier')]) {
      expect(await other.post('/admin/contractors', papers())).toMatchObject({ status: 403 });
    }
  });

  it('leaves an audit entry', async () => {
    const { number } = await register();
    const administrator = await staff(app, 'administrator');
    const { body } = await administrator.get('/admin/audit-entries?limit=100');
    expect(body.items).toContainEqual(expect.objectContaining({ action: 'contractors.register', subject: number }));
  });

  it('repeated with the same Idempotency-Key gives the first answer again', async () => {
    const request = papers();
    const key = { 'idempotency-key': crypto.randomUUID() };
    const first = await clerk.post('/admin/contractors', request, key);
    const second = await clerk.post('/admin/contractors', request, key);
    expect(second).toMatchObject({ status: 201, body: first.body });
  });

  it('gives a second registration to the account that has the address, and refuses the same business twice', async () => {
    const request = papers();
    const { number } = await register(request);
    await app.settle();
    const other = await register(papers({ email: request.email }));
    expect(other.number).not.toBe(number);
    await app.settle();
    const letters = mailbox.to(request.email);
    expect(letters.map(({ subject }) => subject)).toEqual([
      expect.stringContaining('is registered'),
      expect.stringContaining('is registered'),
    ]);
    expect(letters[1].text).toContain('your existing account');

    const again = await clerk.post('/admin/contractors', { ...request, businessName: request.businessName.toUpperCase() });
    expect(problemOf(again)).toMatchObject({ status: 409, code: 'contractors.already-registered', number });
  });

  it.each([
    ['an unknown class', { classes: ['fence', 'alchemy'] }, ['/classes/1']],
    ['no class', { classes: [] }, ['/classes']],
    ['insurance that has run out', { insuranceExpiresOn: '2026-03-01' }, ['/insuranceExpiresOn']],
    ['a registration in the past', { expiresOn: '2025-12-31' }, ['/expiresOn']],
    ['a typing error in the year', { expiresOn: '2206-12-31' }, ['/expiresOn']],
    ['a day that is none', { insuranceExpiresOn: '2027-02-30' }, ['/insuranceExpiresOn']],
    ['text for a date', { insuranceExpiresOn: 'soon' }, ['/insuranceExpiresOn']],
    ['no address', { address: undefined }, ['/address']],
    ['a broken address', { address: { line1: '5 Mill Road', city: 'Fairview', state: 'IL', zip: 'x' } }, ['/address/zip']],
    ['no e-mail address', { email: 'office' }, ['/email']],
    ['an unknown field', { favouriteColor: 'red' }, ['/favouriteColor']],
    ['a class that asks for a state license', { classes: ['plumbing'] }, ['/stateLicense']],
    [
      'a license of the wrong form',
      { classes: ['plumbing'], stateLicense: { number: 'PL-1', expiresOn: '2027-01-01' } },
      ['/stateLicense/number'],
    ],
    [
      'a license that has run out',
      { classes: ['plumbing'], stateLicense: { number: '055-012345', expiresOn: '2026-03-01' } },
      ['/stateLicense/expiresOn'],
    ],
    [
      'a license for a class that is not asked for',
      { stateLicense: { class: 'plumbing', number: '055-012345', expiresOn: '2027-01-01' } },
      ['/stateLicense/class'],
    ],
    [
      'a cover and a bond below what is asked for',
      {
        classes: ['public-works-paving'],
        workersCompensationExpiresOn: '2026-12-31',
        bondExpiresOn: '2026-12-31',
        insuranceAmountCents: 99_999_999,
        bondAmountCents: 1_999_999,
      },
      ['/insuranceAmountCents', '/bondAmountCents'],
    ],
    [
      'no bond where one is asked for',
      { classes: ['public-works-paving'], workersCompensationExpiresOn: '2026-12-31', insuranceAmountCents: 100_000_000 },
      ['/bondExpiresOn'],
    ],
    [
      "no workers' compensation where it is asked for",
      { classes: ['public-works-paving'], insuranceAmountCents: 100_000_000, bondExpiresOn: '2026-12-31', bondAmountCents: 2_000_000 },
      ['/workersCompensationExpiresOn'],
    ],
  ])('refuses %s, naming the field, and registers nothing', async (_what, overrides, expected) => {
    const before = (await clerk.get('/admin/contractors?limit=100')).body.items.length;
    const answer = await clerk.post('/admin/contractors', papers(overrides));
    expect(problemOf(answer)).toMatchObject({ status: 422, code: 'platform.invalid-input' });
    expect(pointers(answer)).toEqual(expected);
    expect((await clerk.get('/admin/contractors?limit=100')).body.items).toHaveLength(before);
  });

  it('refuses a state license that another contractor holds, however it is written', async () => {
    const { number } = await register(roofing({ stateLicense: { number: '104.777777', expiresOn: '2027-01-01' } }));
    const answer = await clerk.post('/admin/contractors', roofing({ stateLicense: { number: '104777777', expiresOn: '2027-01-01' } }));
    expect(pointers(answer)).toEqual(['/stateLicense/number']);
    expect(problemOf(answer).errors![0].detail).toContain(number);
  });

  it('lets only one of two win who register the same state license at the same moment', async () => {
    const license = { number: '104.888888', expiresOn: '2027-01-01' };
    const answers = await Promise.all([1, 2].map(() => clerk.post('/admin/contractors', roofing({ stateLicense: license }))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it('registers a business of a known account once, also when two clerks do it at the same moment', async () => {
    const { email } = papers();
    await register(papers({ email }));
    const request = papers({ email });
    const answers = await Promise.all([1, 2, 3].map(() => clerk.post('/admin/contractors', request)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe('the public look-up', () => {
  it('C-01 shows business name, classes, status and standing, and nothing of people', async () => {
    const { number } = await register(papers({ businessName: 'Orchard Gate Works' }));
    const answer = await public_.get(`/contractors/${number.toLowerCase().replaceAll('-', ' ')}`);
    expect(answer.body).toEqual({
      number,
      businessName: 'Orchard Gate Works',
      classes: [{ code: 'fence', name: 'Fence contractor' }],
      status: 'active',
      statusLabel: 'Registered',
      standing: { ok: true, problems: [], classesInForce: ['fence'] },
    });
    const search = await public_.get('/contractors?q=orchrd%20gate');
    expect(search.body.items).toEqual([answer.body]);
    for (const page of [answer, search]) expect(JSON.stringify(page.body)).not.toMatch(/example\.com|Demo Contractor|Mill Road|555/);
  });

  it('finds by class and by number, page by page in the order of names', async () => {
    for (const name of ['Zebra Solar', 'Alpha Solar', 'Middle Solar']) await register(papers({ businessName: name, classes: ['solar'] }));
    const first = await public_.get('/contractors?class=solar&limit=2');
    expect(first.body.items.map(({ businessName }: { businessName: string }) => businessName)).toEqual(['Alpha Solar', 'Middle Solar']);
    const second = await public_.get(`/contractors?class=solar&limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ businessName: 'Zebra Solar' }], nextCursor: null });
    const number = second.body.items[0].number as string;
    expect((await public_.get(`/contractors?q=${number.toLowerCase()}`)).body.items).toMatchObject([{ number }]);
    expect((await public_.get('/contractors?q=100%25')).body.items).toEqual([]);
  });

  it.each(['CON-2026-99999', 'nonsense', 'RST-2026-00001'])('does not know %s', async (number) => {
    expect(problemOf(await public_.get(`/contractors/${number}`))).toMatchObject({ status: 404, code: 'contractors.not-found' });
  });

  it('finds the license among the public records, without an address', async () => {
    const { number } = await register(papers({ businessName: 'Findable Fences' }));
    const { body } = await public_.get(`/records/${number}`);
    expect(body).toMatchObject({ number, kind: 'license', status: 'active' });
    expect(JSON.stringify(body)).not.toContain('Mill Road');
  });

  it('lists the classes with what they ask for', async () => {
    const { body } = await public_.get('/contractor-classes');
    expect(body.items).toContainEqual(
      expect.objectContaining({ code: 'plumbing', requires: ['insurance', 'state-license'], stateLicenseExample: '055-012345' }),
    );
  });

  it('shows the whole registration to those who act for the contractor and to staff, and to nobody else', async () => {
    const request = papers();
    const { number } = await register(request);
    await app.settle();
    const token = new URL(linkIn(mailbox.to(request.email)[0], '/account/')).searchParams.get('token');
    await public_.post('/password-resets/confirmation', { token, newPassword: 'a fence around the orchard' });
    const session = await public_.post('/sessions', {
      profile: 'contractor',
      login: request.email,
      password: 'a fence around the orchard',
    });
    const auth = { authorization: `Bearer ${session.body.accessToken}` };
    const own = await public_.get(`/contractors/${number}/registration`, auth);
    expect(own).toMatchObject({ status: 200, body: { number, contactName: 'Demo Contractor', credentials: [{ kind: 'insurance' }] } });
    expect(await clerk.get(`/contractors/${number}/registration`)).toMatchObject({ status: 200, body: own.body });
    const { body: looks } = await public_.get(`/records/${number}/events?looks=true`, auth);
    expect(looks.items.filter(({ type }: { type: string }) => type === 'records.looked-at')).toHaveLength(1);
    expect(await (await signUp(app)).get(`/contractors/${number}/registration`)).toMatchObject({ status: 404 });
    expect(await public_.get(`/contractors/${number}/registration`)).toMatchObject({ status: 401 });
  });
});

describe('a registration over time', () => {
  it('is suspended, reinstated and revoked with a reason, and tells the contractor', async () => {
    const request = papers();
    const { number } = await register(request);
    const suspended = await clerk.post(`/admin/contractors/${number}/suspension`, { reason: 'The insurer cancelled the policy.' });
    expect(suspended).toMatchObject({
      status: 200,
      body: { status: 'suspended', statusReason: 'The insurer cancelled the policy.', standing: { ok: false, classesInForce: [] } },
    });
    const publicView = await public_.get(`/contractors/${number}`);
    expect(publicView.body).toMatchObject({ status: 'suspended', standing: { ok: false } });
    expect(JSON.stringify(publicView.body)).not.toContain('insurer');

    await clerk.post(`/admin/contractors/${number}/reinstatement`, { reason: 'A new policy was shown.' });
    expect((await public_.get(`/contractors/${number}`)).body).toMatchObject({ status: 'active', standing: { ok: true } });
    await clerk.post(`/admin/contractors/${number}/revocation`, { reason: 'Work without permits, three times.' });
    await app.settle();

    const letters = new Map(mailbox.to(request.email).map(({ subject, text }) => [subject, text]));
    expect([...letters.keys()].sort()).toEqual([
      `${number}: your registration is in good standing`,
      `${number}: your registration is revoked`,
      `${number}: your registration is suspended`,
      `${request.businessName} is registered as a contractor`,
    ]);
    expect(letters.get(`${number}: your registration is suspended`)).toContain('> The insurer cancelled the policy.');
    expect(letters.get(`${number}: your registration is revoked`)).toContain('> Work without permits, three times.');
  });

  it.each([
    ['suspension', 'revocation'],
    ['reinstatement', undefined],
    ['reinstatement', 'revocation'],
    ['revocation', 'revocation'],
    ['suspension', 'suspension'],
  ])('refuses %s after %s with the status', async (verb, before) => {
    const { number } = await register();
    if (before) await clerk.post(`/admin/contractors/${number}/${before}`, { reason: 'For a reason.' });
    const { body: as } = await clerk.get(`/contractors/${number}/registration`);
    const answer = await clerk.post(`/admin/contractors/${number}/${verb}`, { reason: 'For a reason.' });
    expect(answer.status).toBe(409);
    expect(problemOf(answer)).toMatchObject({
      code: 'contractors.wrong-status',
      currentStatus: as.status,
      detail: expect.stringContaining(number),
    });
    expect((await clerk.get(`/contractors/${number}/registration`)).body).toEqual(as);
  });

  it('a correction of the present policy keeps the next one, and what was recorded by mistake is taken off', async () => {
    const { number } = await register(papers({ insuranceExpiresOn: '2026-06-30', businessName: '  Demo Blanks ' }));
    const insurance = (body: object) => clerk.post(`/admin/contractors/${number}/insurance`, body);
    await insurance({ number: 'GL-2027', effectiveOn: '2026-07-01', expiresOn: '2027-06-30' });
    const corrected = await insurance({ number: ' GL-2026 ', expiresOn: '2026-06-30' });
    expect(corrected).toMatchObject({ status: 201, body: { credentials: [{ number: 'GL-2027' }, { number: 'GL-2026' }] } });

    const [, present] = corrected.body.credentials;
    const end = () =>
      clerk.post(`/admin/contractors/${number}/credentials/${present.id}/withdrawal`, { reason: 'The insurer cancelled it.' });
    expect(await end()).toMatchObject({
      status: 200,
      body: { businessName: 'Demo Blanks', credentials: [{ number: 'GL-2027' }], standing: { ok: false } },
    });
    expect(problemOf(await end())).toMatchObject({ status: 404, code: 'contractors.credential-not-found' });
    expect(problemOf(await clerk.patch(`/admin/contractors/${number}`, { businessName: '   ' })).errors).toMatchObject([
      { pointer: '/businessName' },
    ]);
  });

  it('frees the state license when it is revoked', async () => {
    const stateLicense = { number: '104.666666', expiresOn: '2027-06-30' };
    const { number } = await register(roofing({ stateLicense }));
    await clerk.post(`/admin/contractors/${number}/revocation`, { reason: 'The business was sold.' });
    await register(roofing({ stateLicense }));
    expect(problemOf(await clerk.post(`/admin/contractors/${number}/insurance`, { expiresOn: '2027-01-01' }))).toMatchObject({
      code: 'contractors.wrong-status',
    });
  });

  it('lapses with its insurance and comes back with the new certificate', async () => {
    const request = papers({ insuranceExpiresOn: '2026-03-02' });
    const { number } = await register(request);
    await app.settle();
    await goOn(1);
    await goOn(0);
    expect((await public_.get(`/contractors/${number}`)).body).toMatchObject({
      status: 'active',
      standing: {
        ok: false,
        problems: [{ credential: 'insurance', name: 'Liability insurance', expiredOn: '2026-03-02' }],
        classesInForce: [],
      },
    });
    const { body: record } = await public_.get(`/records/${number}`);
    expect(record.statusLabel).toBe('Registered, documents expired');
    let letters = mailbox.to(request.email);
    expect(letters.map(({ subject }) => subject)).toEqual([expect.any(String), `${number}: your registration needs attention`]);
    expect(letters[1].text).toContain('- Liability insurance, until March 2, 2026');

    const recorded = await clerk.post(`/admin/contractors/${number}/insurance`, {
      number: 'GL-9',
      expiresOn: '2027-03-01',
      amountCents: 100,
    });
    expect(recorded).toMatchObject({
      status: 201,
      body: { standing: { ok: true }, credentials: [{ kind: 'insurance', number: 'GL-9', expiresOn: '2027-03-01', amountCents: 100 }] },
    });
    await app.settle();
    letters = mailbox.to(request.email);
    expect(letters.at(-1)!.subject).toBe(`${number}: your registration is in good standing`);
  });

  it('keeps the present certificate until the next takes effect', async () => {
    const { number } = await register(papers({ insuranceExpiresOn: '2026-04-01' }));
    const { body } = await clerk.post(`/admin/contractors/${number}/insurance`, { effectiveOn: '2026-04-02', expiresOn: '2027-04-01' });
    expect(body.standing.ok).toBe(true);
    expect(body.credentials).toHaveLength(2);
    const early = await clerk.post(`/admin/contractors/${number}/insurance`, { effectiveOn: '2028-01-01', expiresOn: '2027-04-01' });
    expect(pointers(early)).toEqual(['/effectiveOn']);
  });

  it('keeps the present term of a state license until the next one of the same number takes effect', async () => {
    const stateLicense = { number: '104.555555', expiresOn: '2026-04-01' };
    const { number } = await register(roofing({ stateLicense }));
    const renewal = { class: 'roofing', number: stateLicense.number, effectiveOn: '2026-04-02', expiresOn: '2028-04-01' };
    const renewed = await clerk.post(`/admin/contractors/${number}/state-licenses`, renewal);
    expect(renewed).toMatchObject({ status: 201, body: { standing: { ok: true } } });
    const terms = (renewed.body.credentials as { kind: string; expiresOn: string }[]).filter(({ kind }) => kind === 'state-license');
    expect(terms.map(({ expiresOn }) => expiresOn)).toEqual(['2028-04-01', '2026-04-01']);

    const { number: other } = await register(roofing());
    const refused = await clerk.post(`/admin/contractors/${other}/state-licenses`, renewal);
    expect(problemOf(refused).errors).toEqual([{ pointer: '/number', detail: `is on file for another contractor, ${number}` }]);
  });

  it('runs out, and is renewed by staff', async () => {
    const { number } = await register(papers({ expiresOn: '2026-03-10' }));
    await goOn(10);
    expect((await public_.get(`/contractors/${number}`)).body).toMatchObject({
      status: 'expired',
      standing: { ok: false, problems: [{ credential: 'registration', expiredOn: '2026-03-10' }] },
    });
    const renewed = await clerk.patch(`/admin/contractors/${number}`, { expiresOn: '2026-12-31' });
    expect(renewed).toMatchObject({ status: 200, body: { status: 'active', expiresOn: '2026-12-31', standing: { ok: true } } });
  });

  it('is changed field by field, against the version that was read', async () => {
    const { number } = await register();
    const read = await clerk.get(`/contractors/${number}/registration`);
    const etag = read.headers.get('etag')!;
    const changed = await clerk.patch(
      `/admin/contractors/${number}`,
      { businessName: 'Renamed Fences', phone: '630-555-0111' },
      { 'if-match': etag },
    );
    expect(changed).toMatchObject({
      status: 200,
      body: { businessName: 'Renamed Fences', phone: '630-555-0111', contactName: 'Demo Contractor' },
    });
    const stale = await clerk.patch(`/admin/contractors/${number}`, { phone: '630-555-0112' }, { 'if-match': etag });
    expect(problemOf(stale)).toMatchObject({ status: 412, code: 'platform.stale-version' });
  });

  it('gets a class whose papers are on file, and is refused one whose are not', async () => {
    const { number } = await register();
    const refused = await clerk.patch(`/admin/contractors/${number}`, { classes: ['fence', 'plumbing'] });
    expect(pointers(refused)).toEqual(['/classes/1']);
    const wrongForm = await clerk.post(`/admin/contractors/${number}/state-licenses`, {
      class: 'plumbing',
      number: 'X',
      expiresOn: '2027-01-01',
    });
    expect(pointers(wrongForm)).toEqual(['/number']);
    await clerk.post(`/admin/contractors/${number}/state-licenses`, { class: 'plumbing', number: '055-424242', expiresOn: '2027-01-01' });
    const taken = await clerk.patch(`/admin/contractors/${number}`, { classes: ['fence', 'plumbing'] });
    expect(taken).toMatchObject({ status: 200, body: { standing: { ok: true, classesInForce: ['fence', 'plumbing'] } } });
  });

  it('is listed for staff with what runs out soon', async () => {
    const { number } = await register(papers({ insuranceExpiresOn: '2026-04-15' }));
    const soon = await clerk.get('/admin/contractors?expiresBefore=2026-05-01&limit=100');
    expect(soon.body.items).toContainEqual(
      expect.objectContaining({ number, credentials: [expect.objectContaining({ expiresOn: '2026-04-15' })] }),
    );
    const later = await clerk.get('/admin/contractors?expiresBefore=2026-04-15&limit=100');
    expect(later.body.items.map((item: { number: string }) => item.number)).not.toContain(number);
    expect(problemOf(await clerk.get('/admin/contractors?expiresBefore=soon'))).toMatchObject({ status: 422 });
  });
});
