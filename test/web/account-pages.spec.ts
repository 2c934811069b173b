import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { json } from 'node:stream/consumers';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp } from '../support/builders.js';
import { createPermit } from '../support/permits.js';

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

it('gives a copy of one’s data, says what keeps an account open, and closes it', () =>
  visit(app, 'copy-or-close', async (visitor) => {
    const ben = await signUp(app);
    const { number } = await createPermit(ben);
    await visitor.opens('/account/copy-or-close');
    await visitor.signsIn(/Resident/, ben.username!, PASSWORD);
    await visitor.arrivesAt('/account/copy-or-close');
    await expectAccessible(visitor);
    const [copy] = await Promise.all([visitor.page.waitForEvent('download'), visitor.presses('Get my data')]);
    expect(copy.suggestedFilename()).toBe('my-data.json');
    const data = (await json(await copy.createReadStream())) as { permits: { number: string }[] };
    expect(data.permits).toMatchObject([{ number }]);

    await visitor.types('Password', PASSWORD);
    await visitor.presses('Close my account for good');
    await visitor.sees(/is open and nobody else owns it/);
    expect((await ben.post(`/permits/${number}/withdrawal`)).status).toBe(201);
    await visitor.types('Password', PASSWORD);
    await visitor.presses('Close my account for good');
    await visitor.arrivesAt('/account/closed');
    await visitor.sees('Your account is closed');
    await expectAccessible(visitor);
    await visitor.opens('/account');
    await visitor.arrivesAt('/sign-in');
  }));
