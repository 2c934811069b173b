import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountLinks, AccountRegistered, PasswordResetRequested } from '../../src/modules/accounts/index.js';
import { expectAccessible } from '../support/accessibility.js';
import { eventsOf } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { question, visit } from '../support/browser.js';
import { contractorAccount, PASSWORD, signUp, type SignedInClient } from '../support/builders.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

const NEW_PASSWORD = 'eleven pebbles on the sill';

/** The link in the newest letter. */
async function resetLink(accountId: string): Promise<string> {
  await app.settle();
  const event = (await eventsOf(app, PasswordResetRequested, accountId)).at(-1)!;
  const { pathname, search } = new URL((await app.get(AccountLinks).passwordReset(event.resetId))!);
  return pathname + search;
}

describe('the help page on accounts', () => {
  question(
    'Do I have to create a user profile to access the online portal?',
    () => app,
    async (visitor) => {
      await visitor.presses('Sign in');
      await visitor.presses('Make an account');
      await expectAccessible(visitor);
      await visitor.types('First name', 'Demo');
      await visitor.types('Last name', 'Newcomer');
      await visitor.types('E-mail address', 'newcomer@example.com');
      await visitor.types('Username', 'newcomer');
      await visitor.types('Password', PASSWORD);
      await visitor.presses('Make my account');
      await visitor.arrivesAt('/dashboard');
      await visitor.sees('Welcome, Demo');
      await expectAccessible(visitor);
    },
  );

  question(
    'How do I reset my password? (public)',
    () => app,
    async (visitor) => {
      await visitor.presses('Sign in');
      await visitor.presses(/forgot my password/);
      await expectAccessible(visitor);
      await visitor.types('Username', ana.username!);
      await visitor.presses('Send me a link');
      await visitor.sees('Look into your mailbox');
      await visitor.opens(await resetLink(ana.accountId));
      await visitor.types('New password', 'short');
      await visitor.presses('Set the password');
      await visitor.sees(/New password must have 15 characters/);
      await expectAccessible(visitor);
      await visitor.types('New password', NEW_PASSWORD);
      await visitor.presses('Set the password');
      await visitor.sees('Your password is set');
      await visitor.presses('Sign in');
      await visitor.signsIn(/Resident/, ana.username!, NEW_PASSWORD);
      await visitor.arrivesAt('/dashboard');
    },
  );

  question(
    'How do I reset my password? (contractor)',
    () => app,
    async (visitor) => {
      const { accountId } = await contractorAccount(app, { email: 'firm@example.com' });
      await visitor.presses('Sign in');
      await visitor.presses(/forgot my password/);
      await visitor.chooses(/Contractor/);
      await visitor.types('E-mail address', 'firm@example.com');
      await visitor.presses('Send me a link');
      await visitor.sees('Look into your mailbox');
      await visitor.opens(await resetLink(accountId));
      await visitor.types('New password', NEW_PASSWORD);
      await visitor.presses('Set the password');
      await visitor.sees('Your password is set');
      await visitor.presses('Sign in');
      await visitor.signsIn(/Contractor/, 'firm@example.com', NEW_PASSWORD);
      await visitor.arrivesAt('/dashboard');
    },
  );

  question(
    'What if I forgot my Username?',
    () => app,
    async (visitor) => {
      await visitor.presses('Sign in');
      await visitor.presses(/forgot my password or username/);
      await visitor.presses(/forgot my username/);
      await expectAccessible(visitor);
      await visitor.types('E-mail address', 'resident@example.com');
      await visitor.presses('Send it to me');
      await visitor.sees(/Your username is on its way/);
    },
  );

  question(
    'What if I have gone through the process to reset my password but I am not receiving any email response?',
    () => app,
    async (visitor) => {
      await visitor.presses('Sign in');
      await visitor.presses(/forgot my password/);
      await visitor.types('Username', 'nobody.here');
      await visitor.presses('Send me a link');
      await visitor.sees(/Look among the spam for a letter from/);
      await visitor.sees('(630) 555-0130');
      await expectAccessible(visitor);
    },
  );
});

describe('a letter that asks to confirm an address', () => {
  it('leads to a page that names the account; its session or its password does it, and looking does not', () =>
    visit(app, 'confirm-email', async (visitor) => {
      const client = await signUp(app);
      const registered = await client.post('/accounts', {
        username: 'clicks',
        email: 'clicks@example.com',
        password: PASSWORD,
        firstName: 'Demo',
        lastName: 'Clicks',
      });
      const [event] = await eventsOf(app, AccountRegistered, registered.body.id);
      const { pathname, search } = new URL((await app.get(AccountLinks).emailVerification(event!.verificationId))!);
      await visitor.opens(pathname + search);
      await visitor.sees('The account clicks was registered with clicks@example.com');
      await expectAccessible(visitor);
      await visitor.types('Password of clicks', 'not the right password');
      await visitor.presses('Confirm my address');
      await visitor.sees(/is not the current password/);
      await visitor.opens('/sign-in?to=/account');
      await visitor.signsIn(/Resident/, 'clicks', PASSWORD);
      await visitor.sees('Not confirmed yet');
      await expectAccessible(visitor);
      await visitor.opens(pathname + search);
      await visitor.presses('Confirm my address');
      await visitor.sees('Your e-mail address is confirmed');
      await visitor.opens('/account');
      await visitor.sees('Confirmed');
      expect(await visitor.page.getByText('Not confirmed yet').count()).toBe(0);
    }));
});
