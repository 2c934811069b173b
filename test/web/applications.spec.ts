import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { question, visit } from '../support/browser.js';
import { PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { pdf } from '../support/files.js';
import { createPermit, FENCE, submitted } from '../support/permits.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let ana: SignedInClient;
let clerk: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
  clerk = await staff(app, 'permit-technician');
});
afterAll(() => app.close());

const PLAT = { name: 'plat.pdf', mimeType: 'application/pdf', buffer: pdf() };
/** One of the circles of a question. */
async function answers(visitor: Visitor, words: string, choice: string): Promise<void> {
  visitor.steps += 1;
  await visitor.page.getByRole('group', { name: words }).getByText(choice, { exact: true }).click();
}
async function signsIn(visitor: Visitor): Promise<void> {
  await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
  await visitor.page.waitForURL(({ pathname }) => pathname !== '/sign-in');
}

question(
  'What permit applications can I submit Online?',
  () => app,
  async (visitor) => {
    await visitor.types(/your own words/, 'wood fence in the back yard');
    await visitor.presses('Find my permit');
    await visitor.presses('Fence Residential');
    await visitor.presses('Apply for this permit');
    await visitor.types('Street address', '12 Maple Street');
    await visitor.types('ZIP code', '60501');
    await visitor.types('What will be done?', 'A cedar fence around the back yard');
    await visitor.types(/work cost/, '4,500');
    await visitor.types('How long is the fence, in feet?', '120');
    await visitor.types('How high is the fence, in feet?', '6');
    await visitor.types('What will the fence be made of?', 'Cedar');
    await answers(visitor, 'Is any of it in an easement?', 'No');
    await answers(visitor, 'Is it a corner lot?', 'No');
    await answers(visitor, 'Will the owner who lives there do the work?', 'Yes');
    await visitor.sees('$50.00');
    await visitor.presses('Save and go on');
    // Only now is an account needed; what was typed is still there afterwards.
    await signsIn(visitor);
    await visitor.presses('Save and go on');
    await visitor.sees('Still missing: 2');
    await expectAccessible(visitor);
    await answers(visitor, 'Is the property a landmark or in a historic district?', 'No');
    await visitor.attaches(/Plat of survey/, PLAT);
    await visitor.sees('Nothing is missing');
    await visitor.presses('Submit the application');
    await visitor.sees('The city’s turn');
    await expectAccessible(visitor);
  },
);

question(
  'Can I submit my permit under a different permit type?',
  () => app,
  async (visitor) => {
    const { number } = await submitted(ana);
    const reason = 'The structure has a roof, so it is a shed.';
    expect((await clerk.post(`/admin/permits/${number}/return`, { reason, suggestedPermitType: 'ZAS-SHED' })).status).toBe(201);
    await app.settle();
    await visitor.presses('Sign in');
    await signsIn(visitor);
    await visitor.opens(`/records/${number}`);
    await visitor.presses(/^Correct the application/);
    await visitor.sees(reason);
    await visitor.presses('Change it to Shed Residential');
    await visitor.sees('How large is the shed, in square feet?');
    await expectAccessible(visitor);
  },
);

describe('an application in a browser', () => {
  it('names everything that is wrong, and focuses the first of it', () =>
    visit(app, 'application-wrong', async (visitor) => {
      await visitor.opens('/apply/ZAS-FNC-R');
      await visitor.presses('Save and go on');
      await visitor.sees('Please look at this again');
      await visitor.page.locator('input:focus').and(visitor.page.getByLabel('Street address')).waitFor();
      await expectAccessible(visitor);
    }));

  it('keeps a draft as it is filled in', () =>
    visit(app, 'application-draft', async (visitor) => {
      const { number } = await createPermit(ana, { ...FENCE, answers: {} });
      await visitor.opens(`/records/${number}/application`);
      await signsIn(visitor);
      const saved = visitor.page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
      await visitor.types('How long is the fence, in feet?', '84');
      await saved;
      await visitor.sees('All changes are saved.');
      await visitor.opens(`/records/${number}/application`);
      expect(await visitor.page.getByLabel('How long is the fence, in feet?').inputValue()).toBe('84');
      expect((await ana.get(`/permits/${number}`)).body.answers).toEqual({ lengthFt: 84 });
    }));

  it('says that the line is lost, and sends the file again by itself once it is back', () =>
    visit(app, 'application-offline', async (visitor) => {
      const { number } = await createPermit(ana);
      await visitor.opens(`/records/${number}/application`);
      await signsIn(visitor);
      await visitor.sees('Still missing: 1');
      await visitor.page.context().setOffline(true);
      await visitor.attaches(/Plat of survey/, PLAT);
      await visitor.sees(/The connection was lost/);
      await visitor.sees('Try again');
      await expectAccessible(visitor);
      await visitor.page.context().setOffline(false);
      await visitor.sees('Nothing is missing');
      expect((await ana.get(`/records/${number}/attachments`)).body.items).toHaveLength(1);
    }));
});
