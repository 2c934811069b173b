import { afterAll, beforeAll, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp } from '../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('lets everybody read and use the pages of their account, and those that need none', () =>
  visit(app, 'account-pages', async (visitor) => {
    const ana = await signUp(app);
    await visitor.opens('/verify');
    await visitor.types('Code on the document', 'AAAA BBBB');
    await visitor.presses('Check it');
    await visitor.sees(/We have not issued any document with this code/);
    await expectAccessible(visitor);
    await visitor.opens('/inspectors');
    await visitor.sees(/7:30 AM to 8:30 AM/);
    await expectAccessible(visitor);
    await visitor.opens('/account/security');
    await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
    await visitor.arrivesAt('/account/security');
    await visitor.sees('Where I am signed in');
    await expectAccessible(visitor);
    await visitor.presses('Letters by e-mail');
    await visitor.sees('These are always sent.');
    await expectAccessible(visitor);
    await visitor.presses('Records I follow');
    await visitor.sees('None so far.');
    await expectAccessible(visitor);
    await visitor.presses('My data');
    await visitor.types(/^Telephone/, 'twelve');
    await visitor.presses('Save');
    await visitor.sees(/Telephone must be a telephone number/);
    await expectAccessible(visitor);
  }));
