import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, PASSWORD, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';

let app: TestApp;
let mailbox: TestMailbox;
let ana: SignedInClient;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  ana = await signUp(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const me = async () => (await ana.get('/accounts/me')).body as { email: string; emailVerified: boolean };
const ask = (email: string, password = PASSWORD) => ana.post('/accounts/me/email', { email, password });

async function tokenFor(address: string): Promise<string | null> {
  await app.settle();
  return new URL(linkIn(mailbox.to(address).at(-1)!, '/account/verify-email')).searchParams.get('token');
}

it('changes once the new address is proved, and the old one is told', async () => {
  expect(problemOf(await ask('moved@example.com', 'not the right password'))).toMatchObject({
    status: 422,
    errors: [{ pointer: '/password' }],
  });
  expect((await ask('moved@example.com')).status).toBe(202);
  const token = await tokenFor('moved@example.com');
  expect(await me()).toMatchObject({ email: ana.email, emailVerified: true });

  const preview = await anonymous(app).post('/accounts/email-verification/preview', { token });
  expect(preview.body).toEqual({ username: ana.username, email: 'moved@example.com' });
  expect(problemOf(await anonymous(app).post('/accounts/email-verification', { token })).code).toBe('accounts.account-not-shown');
  for (const _ of ['once', 'twice']) expect((await ana.post('/accounts/email-verification', { token })).status).toBe(204);
  expect(await me()).toMatchObject({ email: 'moved@example.com', emailVerified: true });
  await app.settle();
  expect(mailbox.to(ana.email).at(-1)!.text).toContain('moved@example.com');
  expect((await anonymous(app).post('/sessions', { profile: 'public', login: 'moved@example.com', password: PASSWORD })).status).toBe(201);
});

it('is not taken from somebody who has proved it', async () => {
  const ben = await signUp(app);
  expect((await ask(ben.email)).status).toBe(202);
  const token = await tokenFor(ben.email);
  expect(problemOf(await ana.post('/accounts/email-verification', { token }))).toMatchObject({
    status: 409,
    code: 'accounts.email-in-use',
  });
  expect((await me()).email).toBe('moved@example.com');
});

it('lets a clerk put right an address that nobody has proved, and no other', async () => {
  const clerk = await staff(app, 'permit-technician');
  const person = { username: 'mistyped', email: 'mistyped@exmaple.com', password: PASSWORD, firstName: 'Cher', lastName: '' };
  const { body } = await anonymous(app).post('/accounts', person);
  expect(body).toMatchObject({ firstName: 'Cher', lastName: '' });
  const corrected = await clerk.post(`/admin/accounts/${body.id}/email`, { email: 'mistyped@example.com' });
  expect(corrected).toMatchObject({ status: 200, body: { email: 'mistyped@example.com', emailVerified: false } });
  const refused = await clerk.post(`/admin/accounts/${ana.accountId}/email`, { email: 'clerk.has.it@example.com' });
  expect(problemOf(refused)).toMatchObject({ status: 403, code: 'accounts.email-proved' });
  const colleague = await staff(app, 'cashier');
  expect((await clerk.post(`/admin/accounts/${colleague.accountId}/email`, { email: 'x@example.com' })).status).toBe(403);
});
