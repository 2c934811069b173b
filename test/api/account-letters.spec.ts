import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, PASSWORD, problemOf, signUp, staff } from '../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

interface Letter {
  subject: string;
  text: string;
}

/** The newest letter in somebody's mailbox. */
async function letterTo(email: string): Promise<Letter> {
  await app.settle();
  const letters = (await (await anonymous(app).raw(`/dev/mailbox/letters?to=${encodeURIComponent(email)}`)).json()) as Letter[];
  return letters[0];
}

/** The link in a letter, as a path of this portal. */
function linkIn(letter: Letter): string {
  const link = new URL(/https?:\/\/\S+token=\S+/.exec(letter.text)![0]);
  return link.pathname + link.search;
}

/** As a browser goes there; `fetch` of Node does not let its caller choose. */
async function opens(path: string): Promise<number | undefined> {
  const asked = get(`${app.url}${path}`, { headers: { 'sec-fetch-mode': 'navigate', accept: 'text/html' } });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

const tokenIn = (letter: Letter) => new URLSearchParams(linkIn(letter).split('?')[1]).get('token');

it('A-02 a resident follows the link of the letter and is known by the address', async () => {
  const person = { username: 'reads.mail', email: 'reads.mail@example.com', password: PASSWORD, firstName: 'Demo', lastName: 'Resident' };
  await anonymous(app).post('/accounts', person);
  const letter = await letterTo(person.email);
  expect(letter.subject).toMatch(/confirm/i);
  expect(letter.text).toContain('The account reads.mail was registered');
  expect(await opens(linkIn(letter))).toBe(200);
  expect((await anonymous(app).post('/accounts/email-verification', { token: tokenIn(letter), password: PASSWORD })).status).toBe(204);
  expect((await anonymous(app).post('/sessions', { profile: 'public', login: person.email, password: PASSWORD })).status).toBe(201);
});

it('A-02 another link is sent when the first one got lost', async () => {
  const person = { username: 'lost.mail', email: 'lost.mail@example.com', password: PASSWORD, firstName: 'Demo', lastName: 'Resident' };
  await anonymous(app).post('/accounts', person);
  const first = await letterTo(person.email);
  const session = await anonymous(app).post('/sessions', { profile: 'public', login: person.username, password: PASSWORD });
  await anonymous(app).post('/accounts/me/email-verification', {}, { authorization: `Bearer ${session.body.accessToken}` });
  const second = await letterTo(person.email);
  expect(linkIn(second)).not.toBe(linkIn(first));
  expect((await anonymous(app).post('/accounts/email-verification', { token: tokenIn(second), password: PASSWORD })).status).toBe(204);
});

it('A-03 a new member of staff chooses the first password by the letter', async () => {
  const administrator = await staff(app, 'administrator');
  const email = 'newcomer@fairview.example';
  await administrator.post('/admin/accounts', { username: 'newcomer', email, firstName: 'New', lastName: 'Comer', roles: [] });
  const letter = await letterTo(email);
  expect(letter.text).toContain('newcomer');
  expect((await anonymous(app).post('/password-resets/confirmation', { token: tokenIn(letter), newPassword: PASSWORD })).status).toBe(204);
  expect((await anonymous(app).post('/sessions', { profile: 'staff', login: 'newcomer', password: PASSWORD })).status).toBe(201);
});

it('A-03 a developer and a design professional whom the city registers choose the first password by the letter', async () => {
  const technician = await staff(app, 'permit-technician');
  for (const contractorKind of ['developer', 'design-professional']) {
    const email = `${contractorKind}@example.com`;
    const request = { contractorKind, email, contactName: 'Demo Person', businessName: 'Demo Drawing Office' };
    const made = await technician.post('/admin/accounts/professionals', request);
    expect([made.status, made.body]).toEqual([
      201,
      expect.objectContaining({ profile: 'contractor', contractorKind, email, businessName: 'Demo Drawing Office', hasPassword: false }),
    ]);
    expect(problemOf(await technician.post('/admin/accounts/professionals', request))).toMatchObject({
      status: 409,
      code: 'accounts.email-in-use',
    });
    const token = tokenIn(await letterTo(email));
    expect((await anonymous(app).post('/password-resets/confirmation', { token, newPassword: PASSWORD })).status).toBe(204);
    expect((await anonymous(app).post('/sessions', { profile: 'contractor', login: email, password: PASSWORD })).status).toBe(201);
  }
});

it('A-04 a resident resets the password by the letter, and another letter tells that it was done', async () => {
  const ana = await signUp(app);
  await anonymous(app).post('/password-resets', { profile: 'public', username: ana.username });
  const letter = await letterTo(ana.email);
  expect(await opens(linkIn(letter))).toBe(200);
  const newPassword = 'nine green kites by the mill';
  expect((await anonymous(app).post('/password-resets/confirmation', { token: tokenIn(letter), newPassword })).status).toBe(204);
  expect((await letterTo(ana.email)).subject).toMatch(/password was changed/i);
});

it('A-05 the old address is told of a change of the main e-mail on file, and the new one gets a link to prove itself', async () => {
  const ana = await signUp(app);
  const administrator = await staff(app, 'administrator');
  await administrator.post(`/admin/accounts/${ana.accountId}/email`, { email: 'moved.here@example.com' });
  expect((await letterTo(ana.email)).text).toContain('moved.here@example.com');
  const letters = (await (await anonymous(app).raw('/dev/mailbox/letters?to=moved.here@example.com')).json()) as Letter[];
  const letter = letters.find(({ text }) => text.includes('token='))!;
  expect((await anonymous(app).post('/accounts/email-verification', { token: tokenIn(letter), password: PASSWORD })).status).toBe(204);
});

it('A-06 a resident gets the username by the letter', async () => {
  const ana = await signUp(app);
  await anonymous(app).post('/username-reminders', { profile: 'public', email: ana.email });
  expect((await letterTo(ana.email)).text).toContain(ana.username);
});
