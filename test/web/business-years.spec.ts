import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { OFFICE, registered, type City } from '../support/business.js';
import { at, forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { pay } from '../support/payments.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let mailbox: TestMailbox;
let owner: SignedInClient;
let city: City;
let number: string;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  owner = forDays(app, await signUp(app));
  city = { reviewer: forDays(app, await staff(app, 'plan-reviewer')), inspector: forDays(app, await staff(app, 'inspector')) };
  ({ number } = await registered(app, owner, city, { business: OFFICE }));
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

/** Who owns, runs and answers for it, each with a telephone. */
async function namesPeople(visitor: Visitor, name: string): Promise<void> {
  for (const each of [0, 1, 2]) {
    await visitor.page.getByLabel('Name', { exact: true }).nth(each).fill(name);
    await visitor.page.getByLabel('Telephone', { exact: true }).nth(each).fill('630-555-0161');
    visitor.steps += 2;
  }
}

it('B-01 somebody to whom a business is offered takes it over by the link in the letter', () =>
  visit(app, 'business-transfer', async (ben) => {
    const path = `/business-registrations/${number}/transfer`;
    expect((await owner.post(path, { email: 'successor@example.com' })).status).toBe(201);
    await app.settle();
    const { pathname, search } = new URL(linkIn(mailbox.to('successor@example.com').at(-1)!, '/business-transfers/accept'));
    const successor = forDays(app, await signUp(app, { firstName: 'Ben', email: 'successor@example.com' }));
    await ben.opens(pathname + search);
    await ben.signsIn(/Resident/, successor.username!, PASSWORD);
    await ben.sees('Take the business over');
    await ben.presses('Take it over');
    await ben.sees(/^Please look at this again/);
    await expectAccessible(ben);
    await ben.types(/^Legal name/, 'Demo Successor LLC');
    await namesPeople(ben, 'Ben Successor');
    await ben.types('Street address', '12 Maple Street');
    await ben.types('City', 'Fairview');
    await ben.types('State', 'IL');
    await ben.types('ZIP code', '60501');
    await ben.presses('Take it over');
    await ben.arrivesAt(`/business-registrations/${number}`);
    await ben.sees('Demo Successor LLC');
    expect((await owner.get(`/business-registrations/${number}`)).status).toBe(403);
    owner = successor;
  }));

it('B-01 a registration is renewed by what has changed, and by nothing else', async () => {
  await at(app, '2026-11-02T09:00');
  await app.settle();
  await visit(app, 'business-renewed', async (ben) => {
    await ben.opens('/dashboard');
    await ben.signsIn(/Resident/, owner.username!, PASSWORD);
    await ben.presses(/^Renew the registration/);
    await ben.arrivesAt(`/business-registrations/${number}/renewal`);
    // Tax numbers did not pass on with the business: that part is open, and asked for.
    await ben.types(/^Federal tax number/, '12-3456789');
    await ben.chooses(/^The location/);
    await ben.types(/^People who work there/, '9');
    await ben.presses(/^Renew, with/);
    await ben.sees('Please confirm it.');
    await expectAccessible(ben);
    await ben.chooses(/I have read/);
    await ben.presses(/^Renew, with/);
    await ben.arrivesAt(`/business-registrations/${number}`);
    await ben.page.getByRole('button', { name: /^Pay/ }).waitFor();
  });
  await pay(app, owner, number);
  // A people count is no reason to look again, and the rest is as it was.
  const renewed = (await owner.get(`/business-registrations/${number}`)).body;
  expect(renewed).toMatchObject({ expiresOn: '2027-12-31', location: { employees: 9, squareFeet: 1800 } });
});
