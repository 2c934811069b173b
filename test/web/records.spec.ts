import { afterAll, beforeAll, expect } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { question } from '../support/browser.js';
import { PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { pdf } from '../support/files.js';
import { anInspector, POST_HOLE, recordToInspect } from '../support/inspections.js';
import { approved, decideAll, getPermit, submitted } from '../support/permits.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let ana: SignedInClient;
let reviewer: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
  reviewer = await staff(app, 'plan-reviewer');
});
afterAll(() => app.close());

const COMMENT = 'Fences in a front yard may be at most 4 ft high.';
const plan = (name: string) => ({ name, mimeType: 'application/pdf', buffer: pdf() });

async function signsIn(visitor: Visitor): Promise<void> {
  await visitor.presses('Sign in');
  await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
  await visitor.page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

/** From the home page to a record, the way everybody can go. */
async function findsRecord(visitor: Visitor, number: string): Promise<void> {
  await signsIn(visitor);
  await visitor.presses('Search');
  await visitor.types(/Number/, number);
  await visitor.presses('Search');
  await visitor.presses('Fence Residential');
}

async function withCorrections(): Promise<string> {
  const { number } = await submitted(ana);
  await decideAll(app, reviewer, number, 'corrections-required', [{ text: COMMENT, codeReference: 'Zoning 41-10.3' }]);
  return number;
}

question(
  'How do I view the review comments on my permit?',
  () => app,
  async (visitor) => {
    const number = await withCorrections();
    await findsRecord(visitor, number);
    await visitor.presses(/^Answer 1 comment/);
    await visitor.sees(COMMENT);
    await expectAccessible(visitor);
  },
);

question(
  'How do I upload attachments or a revision response?',
  () => app,
  async (visitor) => {
    const number = await withCorrections();
    await findsRecord(visitor, number);
    await visitor.presses(/^Answer 1 comment/);
    await visitor.types('Your answer', 'It is four feet high now; see the plat.');
    await visitor.presses('Send the answer');
    await visitor.sees('It is four feet high now; see the plat.');
    await visitor.attaches(/Newer version/, plan('plat-revised.pdf'));
    await visitor.sees('plat-revised.pdf');
    await visitor.presses('Send back to the reviewers');
    await visitor.sees('Earlier rounds');
    await visitor.presses('Documents');
    await visitor.sees('Older versions (1)');
    await expectAccessible(visitor);
    expect((await getPermit(ana, number)).status).toBe('in-review');
  },
);

question(
  'How do I get my approved permit after I have paid?',
  () => app,
  async (visitor) => {
    const { number } = await approved(app, { applicant: ana, reviewer });
    await findsRecord(visitor, number);
    await visitor.presses('See what is still missing');
    await expectAccessible(visitor);
    await visitor.attaches(/utility locate/, plan('locate.pdf'));
    await visitor.attaches(/homeowners/, plan('rules.pdf'));
    await visitor.presses(/^Pay \$50\.00/);
    await visitor.arrivesAt('/cart');
    await visitor.presses('Pay $50.00');
    await visitor.page.waitForURL('**/sandbox/checkouts/*');
    await visitor.presses('Pay $50.00');
    await app.settle();
    await visitor.sees('Thank you. Your payment has arrived');
    await visitor.opens(`/records/${number}`);
    await visitor.sees('Issued');
    const card = visitor.page.waitForEvent('download');
    await visitor.presses('Permit card (PDF)');
    expect((await card).suggestedFilename()).toBe(`${number}.pdf`);
    await expectAccessible(visitor);
  },
);

question(
  'How do I schedule my permit inspections?',
  () => app,
  async (visitor) => {
    await anInspector(app);
    const { number } = await recordToInspect(app, ana, [POST_HOLE]);
    await visitor.presses('Sign in');
    await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
    await visitor.presses(/^Schedule/, new RegExp(`Post hole ${number}`));
    await visitor.arrivesAt(`/records/${number}/inspections`);
    await visitor.presses(/^Schedule/);
    await visitor.presses('10:00 AM', /Wednesday, March 4/);
    await expectAccessible(visitor);
    await visitor.presses('Book this time');
    await visitor.sees('Wednesday, March 4, 10:00 AM to 10:30 AM');
    await expectAccessible(visitor);
    await visitor.presses('Cancel the visit');
    await visitor.presses('Yes, cancel it');
    await visitor.sees('Ready');
  },
);

question(
  'How do I link records to my online account?',
  () => app,
  async (visitor) => {
    const { number } = await submitted(await signUp(app));
    await findsRecord(visitor, number);
    await expectAccessible(visitor);
    await visitor.presses('Link it to my account');
    await visitor.sees('The city’s turn');
  },
);
