import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { choosePassword } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { question, visit } from '../support/browser.js';
import { PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { registered } from '../support/business.js';
import { fenceContractor } from '../support/contractors.js';
import { registerUnit } from '../support/conveyances.js';
import { pdf } from '../support/files.js';
import { forDays } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { pay } from '../support/payments.js';
import { expectStatus, passInspections } from '../support/permits.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;
let inspector: SignedInClient;
let reviewer: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  [clerk, inspector, reviewer] = [
    forDays(app, await staff(app, 'permit-technician')),
    forDays(app, await staff(app, 'inspector')),
    forDays(app, await staff(app, 'plan-reviewer')),
  ];
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const paper = (name: string) => ({ name, mimeType: 'application/pdf', buffer: pdf() });

/** The link that a letter to somebody holds; the newest letter counts. */
async function linkTo(email: string, path: string): Promise<string> {
  await app.settle();
  const letter = mailbox.to(email).findLast(({ text }) => text.includes(path))!;
  const { pathname, search } = new URL(linkIn(letter, path));
  return pathname + search;
}

/** Every upload of a page, one after the other. */
async function uploads(visitor: Visitor, ...names: string[]): Promise<void> {
  for (const name of names) {
    await visitor.attaches(`Upload: ${name}`, paper('paper.pdf'));
    await visitor.page.getByLabel(`Another file: ${name}`).waitFor();
  }
}

async function downloads(visitor: Visitor, button: string): Promise<string> {
  const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.presses(button)]);
  return download.suggestedFilename();
}

const CERTIFICATE = 'Certificate of insurance that names the city as additional insured';

describe('contractors', () => {
  question(
    'How do I submit a 1st time Contractor Registration?',
    () => app,
    async (sam) => {
      await sam.presses('Register or check a contractor');
      await sam.presses('Register as a contractor');
      await sam.presses('Send the application');
      await sam.sees('Business name is missing.');
      await expectAccessible(sam);
      await sam.types('E-mail', 'fences@example.com');
      await sam.types('Business name', 'Demo Fence Company');
      await sam.types('Who answers for it', 'Demo Contractor');
      await sam.types('Telephone', '(630) 555-0130');
      await sam.types('Street address', '5 Mill Road');
      await sam.types('City', 'Fairview');
      await sam.types('State', 'IL');
      await sam.types('ZIP code', '60501');
      await sam.chooses('Fence contractor');
      await sam.types('Last day of the liability insurance', '2026-12-31');
      await sam.presses('Send the application');
      await sam.sees('The city has your application');

      await choosePassword(app, app.url + (await linkTo('fences@example.com', '/account/reset-password')));
      await sam.presses('Sign in and upload');
      await sam.signsIn(/Contractor/, 'fences@example.com', PASSWORD);
      await uploads(sam, CERTIFICATE);
      await sam.sees('All are here.');
      await app.settle();
      await sam.page.reload();
      await sam.sees('The city’s turn');
      await expectAccessible(sam);
    },
  );

  question(
    'How do I renew my Contractor License?',
    () => app,
    async (sam) => {
      const { number, account } = await fenceContractor(app, clerk, '2026-04-30');
      await choosePassword(app, app.url + (await linkTo(account.email, '/account/reset-password')));

      await sam.presses('Go on with something of mine');
      await sam.signsIn(/Contractor/, account.email, PASSWORD);
      await sam.presses('Contractor registration');
      await sam.sees('In good standing');
      await sam.presses('Renewal');
      await sam.sees('Needed for the term from May 1, 2026');
      await sam.presses('Send the renewal');
      await sam.sees(/Upload the document/);
      await sam.types(/^Last day in force/, '2027-06-30');
      await sam.attaches('The document itself', paper('insurance.pdf'));
      await sam.page.getByRole('button', { name: 'Leave out insurance.pdf' }).waitFor();
      await sam.presses('Send the renewal');
      await sam.sees('Under review by the city');
      await expectAccessible(sam);

      const { items } = (await account.get(`/contractors/${number}/renewals`)).body;
      expectStatus(await clerk.post(`/admin/contractors/${number}/renewals/${items[0].id}/decision`, { decision: 'approved' }), 201);
      await sam.opens(await linkTo(account.email, `/records/${number}/fees`));
      await sam.presses(`Pay $100.00 for ${number}`);
      await sam.arrivesAt('/cart');
      await sam.presses('Pay $100.00');
      await sam.page.waitForURL('**/sandbox/checkouts/*');
      await sam.presses('Pay $100.00');
      await sam.sees('We are waiting for your payment');
      await app.settle();
      await sam.sees('Thank you. Your payment has arrived');
      await sam.presses(number);
      await sam.sees('The registration runs through April 30, 2027.');
      await sam.presses('Renewal');
      await sam.sees('Renewed through April 30, 2027');
      await expectAccessible(sam);
    },
  );

  it('C-01 a team is invited, changed and left', () =>
    visit(app, 'contractor-team', async (sam) => {
      const { number, account } = await fenceContractor(app, clerk);
      await choosePassword(app, app.url + (await linkTo(account.email, '/account/reset-password')));
      await sam.opens(`/contractors/${number}/members`);
      await sam.signsIn(/Contractor/, account.email, PASSWORD);
      await sam.types('E-mail', 'crew@example.com');
      await sam.presses('Send the invitation');
      await sam.presses(/^Withdraw the invitation/, 'crew@example.com');
      await sam.page.getByText('Invited, and not here yet').waitFor({ state: 'detached' });
      await sam.presses('Leave the team');
      await expectAccessible(sam);
      await sam.presses('Yes, leave');
      await sam.sees(/last account that manages/);
      await sam.opens('/contractors?q=fence');
      await sam.sees('In good standing');
      await expectAccessible(sam);
    }));
});

describe('elevators', () => {
  question(
    'How do I get a copy of my Elevator Certificate?',
    () => app,
    async (ana) => {
      const owner = await signUp(app);
      const { number } = await registerUnit(clerk, { owner: { name: 'Ana Demo', email: owner.email } });
      await app.settle();

      await ana.presses('Go on with something of mine');
      await ana.signsIn(/Resident/, owner.username!, PASSWORD);
      await ana.presses('Dumbwaiter', number);
      await ana.sees('There is none yet.');
      await pay(app, owner, number);
      await passInspections(app, inspector, number);
      await ana.opens(`/conveyances/${number}`);
      expect(await downloads(ana, 'Open the certificate (PDF)')).toBe(`certificate-of-operation-${number}.pdf`);
      await expectAccessible(ana);
    },
  );
});

describe('businesses', () => {
  question(
    'How do I submit my business registration?',
    () => app,
    async (ana) => {
      const owner = await signUp(app);
      await ana.presses('Register a business');
      await ana.presses('Sign in to register a business');
      await ana.signsIn(/Resident/, owner.username!, PASSWORD);
      await ana.presses('Register a business');
      await ana.presses('Save and go on');
      await ana.sees('Legal name is missing.');
      await expectAccessible(ana);
      await ana.types('Legal name', 'Demo Bakery LLC');
      await ana.chooses('Legal form', 'Limited liability company');
      await ana.types(/^File number/, '12345678');
      await ana.types(/^Federal tax number/, '98-7654321');
      await ana.chooses('What it mainly does', 'Professional office');
      await ana.types('What it does, in your words', 'Advises bakers');
      await ana.types(/^When did it open/, '2026-04-01');
      await ana.presses('Save and go on');
      await ana.types('Street address', '12 Maple Street');
      await ana.types('ZIP code', '60501');
      for (const asked of [/run from somebody/, /sprinklers/, /anything flammable/]) await ana.answers(asked, 'No');
      await ana.types(/^Floor area/, '900');
      await ana.types(/^People who work there/, '3');
      await ana.presses('Save and go on');
      await ana.sees('Step 3 of 5');
      const names = ana.page.getByLabel('Name', { exact: true });
      for (const each of [0, 1, 2]) {
        await names.nth(each).fill('Ana Demo');
        await ana.page.getByLabel('Telephone', { exact: true }).nth(each).fill('630-555-0161');
        ana.steps += 2;
      }
      await ana.types('Street address', '12 Maple Street');
      await ana.types('City', 'Fairview');
      await ana.types('State', 'IL');
      await ana.types('ZIP code', '60501');
      await ana.presses('Save and go on');
      await uploads(ana, 'Lease, deed or letter of the building owner');
      await ana.presses('That is all, go on');
      await ana.sees('What it costs');
      await ana.chooses(/I have read/);
      await ana.presses('Confirm, with $30.00');
      await ana.presses('Submit it to the city');
      await ana.sees('The city’s turn');
      await ana.sees('Zoning review');
      await expectAccessible(ana);
    },
  );

  it('B-01 a registration is renewed by what has changed, and offered to somebody else', () =>
    visit(app, 'business-renewal', async (ana) => {
      const owner = forDays(app, await signUp(app));
      const { number, expiresOn } = await registered(app, owner, { reviewer, inspector });
      await ana.opens(`/business-registrations/${number}`);
      await ana.signsIn(/Resident/, owner.username!, PASSWORD);
      await ana.presses('Open the certificate (PDF)');
      await ana.page.getByText('Somebody else takes the business over').click();
      await ana.types('Their e-mail', 'successor@example.com');
      await expectAccessible(ana);
      await ana.presses('Send the invitation');
      await ana.sees('Offered to successor@example.com');
      await ana.presses('Take the invitation back');
      await ana.sees('Somebody else takes the business over');
      await ana.opens(`/business-registrations/${number}/renewal`);
      await ana.sees(new RegExp(`nothing to renew now.*${expiresOn!.slice(0, 4)}`));
    }));
});
