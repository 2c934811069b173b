import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { question, visit } from '../support/browser.js';
import { PASSWORD, signUp, type SignedInClient } from '../support/builders.js';
import { pay, recordWithFees } from '../support/payments.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
  await pay(app, ana, (await recordWithFees(app, ana, 5_900)).number);
  await app.settle();
});
afterAll(() => app.close());

describe('the help page on e-mails', () => {
  question(
    'What if I am not receiving the automatic email responses for reviews, inspections, etc.?',
    () => app,
    async (visitor) => {
      await visitor.presses('Sign in');
      await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
      await visitor.presses('Letters');
      await visitor.sees(/Receipt for your payment of \$59\.00/);
      await expectAccessible(visitor);
      await visitor.presses(/Receipt for your payment/);
      await visitor.sees(/look among spam or junk/);
      await expectAccessible(visitor);
      await visitor.presses('Send it again');
      await visitor.sees('It is on its way.');
      await app.settle();
      await visitor.sees(/It was sent 2 times/);
    },
  );
});

it('makes an address that calendars follow', () =>
  visit(app, 'calendar', async (visitor) => {
    await visitor.opens('/inspections');
    await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
    await visitor.presses('Make a calendar address');
    await visitor.sees(/\/v1\/calendar-feeds\/.+\.ics/);
    await expectAccessible(visitor);
  }));
