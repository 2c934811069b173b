import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { question } from '../support/browser.js';
import { PASSWORD, signUp, type SignedInClient } from '../support/builders.js';
import { submitted } from '../support/permits.js';

let app: TestApp;
let ana: SignedInClient;
let number: string;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
  ({ number } = await submitted(ana));
});
afterAll(() => app.close());

describe('the help page on what can be done', () => {
  question(
    'How do I get to the Online Portal?',
    () => app,
    async (visitor) => {
      await visitor.sees('What do you want to do?');
      await visitor.sees('Monday to Friday, 8:00 AM to 4:30 PM');
      await expectAccessible(visitor);
    },
  );

  question(
    'What permit applications can I submit Online?',
    () => app,
    async (visitor) => {
      await visitor.presses('Find out which permit you need');
      await visitor.sees('Residential single trade');
      expect(await visitor.page.getByText('Apply online', { exact: true }).count()).toBe(29);
      await expectAccessible(visitor);
    },
  );

  question(
    'How can I submit my permit application if it is not listed above?',
    () => app,
    async (visitor) => {
      await visitor.types(/in your own words/, 'a deck behind the house');
      await visitor.presses('Find my permit');
      await visitor.presses(/^Deck/);
      await visitor.sees('3 sets of paper plans');
      await visitor.sees(/77 Civic Center Drive, Fairview/);
      await expectAccessible(visitor);
    },
  );

  question(
    'Can I submit my permit under a different permit type?',
    () => app,
    async (visitor) => {
      await visitor.types(/in your own words/, 'deck');
      await visitor.presses('Find my permit');
      await visitor.presses(/^Deck/);
      await visitor.sees('Please do not apply under another permit');
      await visitor.sees('Carpentry Framing Work Only');
    },
  );

  question(
    'How can I get an estimate on my permit costs prior to submitting my application?',
    () => app,
    async (visitor) => {
      await visitor.presses('See what it will cost');
      await visitor.chooses('Which permit?', 'Fence Commercial');
      await visitor.types(/What does the work cost/, '4500');
      await visitor.types(/How long is the fence/, '120');
      const { body } = await ana.post('/fee-estimates', { permitType: 'ZAS-FNC-C', valuationCents: 450_000, answers: { lengthFt: 120 } });
      await visitor.sees(`$${(body.totalCents / 100).toFixed(2)}`);
      await expectAccessible(visitor);
    },
  );

  question(
    'How do I look up a record?',
    () => app,
    async (visitor) => {
      await visitor.presses('Look up a record', /Permits, licenses, projects/);
      await visitor.types('Number, address or other words', number.toLowerCase().replaceAll('-', ' '));
      await visitor.presses('Search');
      await visitor.sees('1 record');
      await expectAccessible(visitor);
      await visitor.presses('Fence Residential');
      await visitor.arrivesAt(`/records/${number}`);
    },
  );

  question(
    'How do I link records to my online account?',
    () => app,
    async (visitor) => {
      const ben = await signUp(app);
      await visitor.presses('Go on with something of mine');
      await visitor.signsIn(/Resident/, ben.username!, PASSWORD);
      await visitor.presses('Link a permit, project or license');
      await expectAccessible(visitor);
      await visitor.types('Number', number.replace(/-0*/g, ' '));
      await visitor.presses('Link it');
      await visitor.arrivesAt(`/records/${number}`);
      await visitor.presses('Dashboard');
      await visitor.sees(number);
      await expectAccessible(visitor);
    },
  );

  question(
    'We value your Feedback',
    () => app,
    async (visitor) => {
      await visitor.presses('Tell us how it went');
      await visitor.presses('Send to the city');
      await visitor.sees('Please answer: How was it?');
      await expectAccessible(visitor);
      await visitor.chooses('Well');
      await visitor.types(/In your own words/, 'I found the fence permit at once.');
      await visitor.presses('Send to the city');
      await visitor.sees('Thank you');
    },
  );
});
