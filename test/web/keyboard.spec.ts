import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { FileChooser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { PHONE, visit } from '../support/browser.js';
import { PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { pdf } from '../support/files.js';
import { anInspector } from '../support/inspections.js';
import { Typist } from '../support/keyboard.js';
import { decideAll, getPermit, uploadMissing } from '../support/permits.js';

let app: TestApp;
let ana: SignedInClient;
let reviewer: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
  reviewer = await staff(app, 'plan-reviewer');
  await anInspector(app);
});
afterAll(() => app.close());

it('a permit is found, applied for, paid and inspected by keyboard alone', () =>
  visit(app, 'keyboard', async (visitor) => {
    const { page } = visitor;
    const typist = new Typist(page);
    // Listened for early: a browser asks for files by itself as long as nobody does.
    const asked = new Promise<FileChooser>((resolve) => page.once('filechooser', resolve));
    await visitor.opens('/');
    await typist.types(/in your own words/, 'wood fence in the back yard');
    await page.keyboard.press('Enter');
    await visitor.arrivesAt('/permit-finder');
    await typist.presses(/^Fence Residential/);
    await typist.presses(/^Apply for this permit/);
    await visitor.sees(/^Apply: /);

    await typist.presses(/^Save and go on/);
    // What is wrong is announced, and the first of it has the focus.
    await page.getByRole('alert').filter({ hasText: 'Please look at this again' }).waitFor();
    await page.getByLabel('Street address').and(page.locator(':focus')).waitFor();
    await page.keyboard.type('12 Maple Street');
    await typist.types(/^ZIP code/, '60501');
    await typist.types(/^What will be done/, 'A cedar fence around the back yard');
    await typist.types(/work cost/, '4500');
    await typist.types(/^How long is the fence/, '120');
    await typist.types(/^How high is the fence/, '6');
    await typist.types(/^What will the fence be made of/, 'Cedar');
    await typist.answers(/easement/, 'no');
    await typist.answers(/corner lot/, 'no');
    await typist.answers(/owner who lives there/, 'yes');
    await typist.presses(/^Save and go on/);

    await visitor.arrivesAt('/sign-in');
    await typist.types(/^Username/, ana.username!);
    await typist.types(/^Password/, PASSWORD);
    await page.keyboard.press('Enter');
    await visitor.sees(/^Apply: /);
    await typist.presses(/^Save and go on/);
    await visitor.sees(/^Application/);
    const number = /Application (\S+)/.exec(await page.locator('h1').innerText())![1]!;

    await typist.answers(/landmark/, 'no');
    await typist.goesTo(/^Plat of survey/);
    const plat = join(tmpdir(), `plat-${process.pid}.pdf`);
    await writeFile(plat, pdf());
    await page.keyboard.press('Space');
    await (await asked).setFiles(plat);
    await visitor.sees('Nothing is missing');
    await typist.presses(/^Submit the application/);
    await visitor.sees('The city’s turn');

    await decideAll(app, reviewer, number);
    await uploadMissing(ana, number);
    await visitor.opens(`/records/${number}`);
    await typist.presses(/^Pay \$50\.00/);
    await visitor.arrivesAt('/cart');
    await typist.presses(/^Pay \$50\.00/);
    await page.waitForURL('**/sandbox/checkouts/*');
    await typist.presses(/^Pay \$50\.00/);
    await visitor.sees('We are waiting for your payment');
    await app.settle();
    await visitor.sees('Thank you. Your payment has arrived');
    expect((await getPermit(ana, number)).status).toBe('issued');

    await typist.presses(new RegExp(number));
    await typist.presses(/^Schedule/);
    await visitor.arrivesAt(`/records/${number}/inspections`);
    await typist.presses(/^Schedule/);
    await visitor.sees(/^Week of/);
    await typist.presses(/^10:00 AM/);
    await typist.presses(/^Book this time/);
    await page.getByText('Scheduled', { exact: true }).first().waitFor();
  }));

it('the menu of a telephone opens and closes from the keyboard, and Escape closes it', () =>
  visit(
    app,
    'menu',
    async (visitor) => {
      const { page } = visitor;
      const typist = new Typist(page);
      await visitor.opens('/');
      await typist.presses(/^Menu/);
      await page.getByRole('link', { name: 'Look up a record' }).first().waitFor();
      await typist.goesTo(/^Look up a record/);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Menu', expanded: false }).and(page.locator(':focus')).waitFor();
      expect(await page.locator('#header-nav').isVisible()).toBe(false);
    },
    PHONE,
  ));
