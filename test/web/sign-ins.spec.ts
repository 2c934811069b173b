import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateSync } from 'otplib';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { anonymous, PASSWORD, signUp, staff } from '../support/builders.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let printed = '';
beforeAll(async () => {
  const console = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  app = await startApp({ LOG_LEVEL: 'error' });
  console.mockRestore();
});
afterAll(() => app.close());

/** What the app on the telephone shows; half a minute after the code before. */
function code(secret: string): string {
  app.clock.advance({ seconds: 30 });
  return generateSync({ secret, epoch: Math.floor(app.clock.now().epochMilliseconds / 1000) });
}

async function opensSecurity(visitor: Visitor, profile: RegExp, login: string, password = PASSWORD): Promise<void> {
  await visitor.opens('/account/security');
  await visitor.signsIn(profile, login, password);
}

/** Loads the secret into an app and proves it; answers the secret and the recovery codes. */
async function turnsOn(visitor: Visitor): Promise<{ secret: string; recoveryCodes: string[] }> {
  await visitor.presses('Set it up');
  const secret = await visitor.page.locator('main code').innerText();
  await visitor.types('Code', '000000');
  await visitor.presses('Turn it on');
  await visitor.sees(/the code that the app shows now/);
  await expectAccessible(visitor);
  await visitor.types('Code', code(secret));
  await visitor.presses('Turn it on');
  await visitor.sees('Keep these recovery codes');
  await expectAccessible(visitor);
  return { secret, recoveryCodes: await visitor.page.locator('main li code').allInnerTexts() };
}

async function signsInAgain(visitor: Visitor, profile: RegExp, login: string, otp: string): Promise<void> {
  await visitor.presses('Sign out');
  await visitor.arrivesAt('/');
  await opensSecurity(visitor, profile, login);
  await visitor.page.getByLabel('Code').and(visitor.page.locator(':focus')).waitFor();
  await expectAccessible(visitor);
  await visitor.types('Code', otp);
  await visitor.presses('Sign in');
  await visitor.arrivesAt('/account/security');
}

describe('a second factor', () => {
  it('is enrolled by staff, asked for at sign-in, and replaced by a recovery code once', () =>
    visit(app, 'second-factor-staff', async (clerk) => {
      const { username } = await staff(app, 'permit-technician');
      await opensSecurity(clerk, /City staff/, username!);
      const { secret, recoveryCodes } = await turnsOn(clerk);
      expect(recoveryCodes).toHaveLength(10);
      await signsInAgain(clerk, /City staff/, username!, code(secret));
      await signsInAgain(clerk, /City staff/, username!, recoveryCodes[0]!);
      await clerk.presses('Sign out');
      await clerk.arrivesAt('/');
      await opensSecurity(clerk, /City staff/, username!);
      await clerk.types('Code', recoveryCodes[0]!);
      await clerk.presses('Sign in');
      await clerk.sees('This could not be done');
    }));

  it('is a resident’s to turn on, and off with the password', () =>
    visit(app, 'second-factor-resident', async (ana) => {
      const { username } = await signUp(app);
      await opensSecurity(ana, /Resident/, username!);
      const { secret } = await turnsOn(ana);
      await signsInAgain(ana, /Resident/, username!, code(secret));
      await ana.types('Your password', 'not the password');
      await ana.presses('Take it off');
      await ana.sees('Please look at this again');
      await ana.types('Your password', PASSWORD);
      await ana.presses('Take it off');
      await ana.sees('Set it up');
      await ana.presses('Sign out');
      await ana.arrivesAt('/');
      await opensSecurity(ana, /Resident/, username!);
      await ana.arrivesAt('/account/security');
    }));
});

it('a password that somebody else gave out opens the page where it is changed, and nothing else before', () =>
  visit(app, 'password-must-change', async (chief) => {
    const oneTime = /password {2}(\S+)/.exec(printed)![1]!;
    await chief.opens('/dashboard');
    await chief.signsIn(/City staff/, 'administrator', oneTime);
    await chief.arrivesAt('/account/security');
    await chief.sees('Please choose your own password');
    await chief.opens('/cart');
    await chief.arrivesAt('/account/security');
    await expectAccessible(chief);
    await chief.types('Current password', oneTime);
    await chief.types('New password', 'too short');
    await chief.presses('Change the password');
    await chief.sees(/New password must have 15 characters/);
    await chief.types('New password', PASSWORD);
    await chief.presses('Change the password');
    await chief.sees(/Your password is changed/);
    await chief.presses('Go on to my dashboard');
    await chief.sees(/^Welcome/);
  }));

it('a sign-in elsewhere is seen, and ended with one press', () =>
  visit(app, 'sessions', async (ana) => {
    const { username } = await signUp(app);
    const telephone = await anonymous(app).post(
      '/sessions',
      { profile: 'public', login: username, password: PASSWORD },
      { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1' },
    );
    await opensSecurity(ana, /Resident/, username!);
    await ana.presses(/^End it/, 'Safari on an iPhone');
    await ana.page.getByText('Safari on an iPhone', { exact: true }).waitFor({ state: 'detached' });
    const { refreshToken } = telephone.body;
    expect((await anonymous(app).post('/sessions/refresh', { refreshToken })).status).toBe(401);
    await ana.page.reload();
    await ana.sees('Here');
  }));

it('what the city knows of a person is theirs to correct, and every page shows it', () =>
  visit(app, 'own-data', async (ana) => {
    const client = await signUp(app);
    await ana.opens('/account');
    await ana.signsIn(/Resident/, client.username!, PASSWORD);
    await ana.types('First name', 'Anna');
    await ana.types(/^Telephone/, '630-555-0144');
    await ana.presses('Save');
    await ana.page.getByRole('link', { name: 'Anna Resident' }).waitFor();
    expect((await client.get('/accounts/me')).body).toMatchObject({ firstName: 'Anna', phone: '630-555-0144' });
    await ana.page.reload();
    expect(await ana.page.getByLabel('First name').inputValue()).toBe('Anna');
  }));
