import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { question, visit } from '../support/browser.js';
import { PASSWORD, signUp, type SignedInClient } from '../support/builders.js';
import { checkOutRecord, recordWithFees } from '../support/payments.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

describe('the help page on payments', () => {
  question(
    'How do I process a payment?',
    () => app,
    async (visitor) => {
      const [fence, roof] = [await recordWithFees(app, ana, 5_900), await recordWithFees(app, ana, 7_500, 1_250)];
      await app.settle();
      await visitor.presses('Sign in');
      await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
      await visitor.presses(/Pay \$59\.00/, fence.number);
      await visitor.arrivesAt('/cart');
      await expectAccessible(visitor);
      await visitor.presses('Back to my dashboard');
      await visitor.presses(/Pay \$87\.50/, roof.number);
      await visitor.sees('$146.50 to pay.');
      await visitor.presses(/^Remove Fee 2/);
      await visitor.sees('$134.00 to pay.');
      await visitor.presses('Pay $134.00');
      await visitor.page.waitForURL('**/sandbox/checkouts/*');
      await visitor.presses('Pay $134.00');
      await visitor.sees('We are waiting for your payment');
      await expectAccessible(visitor);
      await app.settle();
      await visitor.sees('Thank you. Your payment has arrived');
      await expectAccessible(visitor);
      await visitor.presses('Cart');
      await visitor.presses('See what I have paid');
      await visitor.sees('$134.00 on March 2, 2026');
      await expectAccessible(visitor);
      const [receipt] = await Promise.all([visitor.page.waitForEvent('download'), visitor.presses('Get the receipt')]);
      expect(receipt.suggestedFilename()).toMatch(/^RCT-.*\.pdf$/);
    },
  );

  it('goes on where a payment was left, or begins anew, and charges nothing twice', () =>
    visit(app, 'payment-left', async (visitor) => {
      const bob = await signUp(app);
      const checkout = await checkOutRecord(bob, (await recordWithFees(app, bob, 4_200)).number);
      await visitor.opens('/cart');
      await visitor.signsIn(/Resident/, bob.username!, PASSWORD);
      await visitor.sees('You have begun to pay');
      await expectAccessible(visitor);
      await visitor.presses('Go on paying');
      await visitor.presses('Cancel and go back');
      await app.settle();
      await visitor.sees('The payment was cancelled');
      await visitor.presses('Back to my cart');
      await visitor.presses('Pay $42.00');
      await visitor.page.waitForURL('**/sandbox/checkouts/*');
      expect(visitor.page.url()).not.toBe(checkout.redirectUrl);
    }));
});
