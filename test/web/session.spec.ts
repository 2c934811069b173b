import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp } from '../support/builders.js';
import { Visitor } from '../support/visitor.js';

let app: TestApp;
let username: string;
beforeAll(async () => {
  app = await startApp();
  username = (await signUp(app)).username!;
});
afterAll(() => app.close());

async function signIn(ana: Visitor): Promise<void> {
  await ana.opens('/sign-in?to=/feedback');
  await ana.signsIn(/Resident/, username, PASSWORD);
  await ana.arrivesAt('/feedback');
}

describe('a session of the front end', () => {
  it('is still there after a reload, and nowhere that a script could read it', () =>
    visit(app, 'session-reload', async (ana) => {
      await signIn(ana);
      await ana.opens('/sign-in?to=/feedback');
      await ana.arrivesAt('/feedback');
      // What is around the page comes, too, when it is there before it is known who is here.
      await ana.page.route('**/v1/sessions/refresh', async (route) => {
        await ana.page.getByRole('banner').getByText('City hall').waitFor();
        await route.continue();
      });
      await ana.page.reload();
      await ana.page.getByRole('banner').getByText('City of Fairview').waitFor();
      await ana.page.getByRole('contentinfo').getByText('77 Civic Center Drive').waitFor();
      await expectAccessible(ana);
      const kept: string = await ana.page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie');
      const [cookie] = await ana.page.context().cookies();
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
      expect(kept).not.toMatch(/eyJ/);
      expect(kept).not.toContain(cookie.value);
    }));

  it('is the same in every tab: whoever signs out in one is out of all', () =>
    visit(app, 'session-tabs', async (ana) => {
      await signIn(ana);
      const other = new Visitor(await ana.page.context().newPage());
      await other.opens('/sign-in?to=/feedback');
      await other.arrivesAt('/feedback');
      await other.presses('Sign out');
      await ana.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
      await ana.opens('/');
      await ana.page.getByRole('link', { name: 'Sign in' }).first().waitFor();
    }));
});
