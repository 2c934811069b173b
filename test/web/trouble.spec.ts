import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { endSessions } from '../support/accounts.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp, type SignedInClient } from '../support/builders.js';
import { recordWithFees } from '../support/payments.js';
import { createPermit, FENCE, submitted } from '../support/permits.js';
import { Visitor } from '../support/visitor.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

const FEEDBACK = 'The estimate was right to the cent.';

/** Another tab of the same browser. */
async function anotherTab(visitor: Visitor): Promise<Visitor> {
  return new Visitor(await visitor.page.context().newPage());
}

async function writesFeedback(visitor: Visitor): Promise<void> {
  await visitor.opens('/feedback');
  await visitor.chooses('Very well');
  await visitor.types(/In your own words/, FEEDBACK);
}

const typed = (visitor: Visitor) => visitor.page.getByLabel(/In your own words/).inputValue();

describe('a lost line', () => {
  it('is said at once, loses nothing that was typed, and what is sent afterwards arrives once', () =>
    visit(app, 'offline', async (visitor) => {
      await writesFeedback(visitor);
      await visitor.page.context().setOffline(true);
      await visitor.sees(/You are not connected to the internet/);
      await visitor.presses('Send to the city');
      await visitor.sees(/The connection was lost/);
      await expectAccessible(visitor);
      await visitor.page.context().setOffline(false);
      await visitor.page.getByText(/You are not connected/).waitFor({ state: 'detached' });
      expect(await typed(visitor)).toBe(FEEDBACK);
      await visitor.presses('Send to the city');
      await visitor.sees(/^Thank you/);
    }));

  it('that swallows the answer makes nothing twice', () =>
    visit(app, 'lost-answer', async (visitor) => {
      const { number } = await recordWithFees(app, ana, 4500);
      await visitor.opensAs(ana, '/apply/ZAS-FNC-R');
      const before = (await ana.get('/dashboard')).body.totals.permits;
      await visitor.types('Street address', '12 Maple Street');
      await visitor.types('ZIP code', '60501');
      await visitor.types('What will be done?', `A fence, for ${number}`);
      await visitor.types(/work cost/, '900');
      for (const [label, text] of [
        ['How long is the fence, in feet?', '20'],
        ['How high is the fence, in feet?', '4'],
        ['What will the fence be made of?', 'Cedar'],
      ] as const)
        await visitor.types(label, text);
      for (const question of ['Is any of it in an easement?', 'Is it a corner lot?', 'Will the owner who lives there do the work?'])
        await visitor.answers(question, 'No');
      await visitor.page.route(
        '**/v1/permits',
        async (route) => {
          await route.fetch();
          await route.abort('connectionreset');
        },
        { times: 1 },
      );
      await visitor.presses('Save and go on');
      await visitor.sees(/The connection was lost/);
      await visitor.presses('Save and go on');
      await visitor.sees(/^Application/);
      expect((await ana.get('/dashboard')).body.totals.permits).toBe(before + 1);
    }));
});

it('a double tap does nothing twice', () =>
  visit(app, 'double-tap', async (visitor) => {
    const { number } = await recordWithFees(app, ana, 7500);
    await visitor.opensAs(ana, '/dashboard');
    await visitor.page
      .getByRole('button', { name: `Pay $75.00 for ${number}` })
      .first()
      .dblclick();
    await visitor.arrivesAt('/cart');
    expect((await ana.get('/cart')).body.items).toHaveLength(1);
    const checkouts: string[] = [];
    visitor.page.on('request', (request) => request.url().endsWith('/v1/checkouts') && checkouts.push(request.url()));
    await visitor.page.getByRole('button', { name: 'Pay $75.00' }).dblclick();
    await visitor.page.waitForURL('**/sandbox/checkouts/*');
    expect(checkouts).toHaveLength(1);
    await visitor.presses('Cancel and go back');
    await app.settle();
    await visitor.sees(/^The payment was cancelled/);
  }));

describe('two tabs', () => {
  it('show the same without being asked', () =>
    visit(app, 'two-tabs', async (first) => {
      const { number } = await recordWithFees(app, ana, 2500);
      await first.opensAs(ana, '/cart');
      const second = await anotherTab(first);
      await second.opens(`/records/${number}/fees`);
      await first.page.getByText(number).waitFor({ state: 'detached' });
      await second.presses(/^Pay \$25\.00/);
      await second.arrivesAt('/cart');
      await first.sees(number);
    }));

  it('that write one application: the later one is told, and neither loses anything', () =>
    visit(app, 'two-writers', async (first) => {
      const { number } = await createPermit(ana, { ...FENCE, answers: {} });
      await first.opensAs(ana, `/records/${number}/application`);
      const second = await anotherTab(first);
      await second.opens(`/records/${number}/application`);
      await second.types('What will be done?', 'A cedar fence along the alley');
      await second.sees('Saving …');
      await second.sees('All changes are saved.');
      await first.types('How long is the fence, in feet?', '84');
      await first.sees('Somebody else has changed this application');
      await expectAccessible(first);
      expect((await ana.get(`/permits/${number}`)).body).toMatchObject({ description: 'A cedar fence along the alley', answers: {} });
      await first.presses(/^Keep what I typed/);
      await first.page.getByText('Somebody else has changed this application').waitFor({ state: 'detached' });
      expect(await first.page.getByLabel('What will be done?').inputValue()).toBe('A cedar fence along the alley');
      expect(await first.page.getByLabel('How long is the fence, in feet?').inputValue()).toBe('84');
      expect((await ana.get(`/permits/${number}`)).body).toMatchObject({ answers: { lengthFt: 84 } });
    }));
});

it('a session that has ended leads through sign-in back to the same half-filled form', () =>
  visit(app, 'expired', async (visitor) => {
    const ben = await signUp(app);
    await visitor.opensAs(ben, '/link-a-record');
    await visitor.types('Number', 'ZAS-2026-99999');
    await endSessions(app, ben.accountId);
    await visitor.presses('Link it');
    await visitor.sees(/nothing you typed is lost/);
    await expectAccessible(visitor);
    await visitor.signsIn(/Resident/, ben.username!, PASSWORD);
    await visitor.arrivesAt('/link-a-record');
    expect(await visitor.page.getByLabel('Number', { exact: true }).inputValue()).toBe('ZAS-2026-99999');
    await visitor.presses('Link it');
    await visitor.sees(/cannot find a permit/);
  }));

it('the back button leads to where one was, through tabs, forms and sign-in', () =>
  visit(app, 'back', async (visitor) => {
    const { number } = await submitted(ana);
    await visitor.opens('/');
    await visitor.presses('Go on with something of mine');
    await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
    await visitor.arrivesAt('/dashboard');
    await visitor.presses('Fence Residential', number);
    await visitor.arrivesAt(`/records/${number}`);
    await visitor.presses('Documents');
    await visitor.arrivesAt(`/records/${number}/attachments`);
    await visitor.page.goBack();
    await visitor.arrivesAt(`/records/${number}`);
    await visitor.page.goBack();
    await visitor.arrivesAt('/dashboard');
    // Not to a sign-in page, which would send forward again.
    await visitor.page.goBack();
    await visitor.arrivesAt('/');
    await visitor.sees('What do you want to do?');
  }));
