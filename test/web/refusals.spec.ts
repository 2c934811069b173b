import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { signUp, type SignedInClient } from '../support/builders.js';
import { createPermit, submitted } from '../support/permits.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

/** Lets the portal refuse one kind of request, as it does when it must. */
async function refuses(
  visitor: Visitor,
  path: string,
  status: number,
  problem: object,
  headers: Record<string, string> = {},
): Promise<void> {
  const body = JSON.stringify({ type: 'about:blank', title: 'Refused', instance: path, status, ...problem });
  await visitor.page.route(`**/v1${path}`, (route) => route.fulfill({ status, headers, contentType: 'application/problem+json', body }));
}

describe('a refusal has a place and a way on', () => {
  it('403: the page says whose it is, and where to go', () =>
    visit(app, 'forbidden', async (visitor) => {
      const { number } = await submitted(await signUp(app));
      await visitor.opensAs(ana, `/records/${number}/fees`);
      await visitor.sees('This page belongs to somebody else');
      await expectAccessible(visitor);
      await visitor.presses('Go to my dashboard');
      await visitor.arrivesAt('/dashboard');
    }));

  it('404: a number that nobody has, and an address that is none', () =>
    visit(app, 'missing', async (visitor) => {
      await visitor.opens('/records/ZAS-2026-99999');
      await visitor.sees(/We cannot find a record/);
      await expectAccessible(visitor);
      await visitor.opens('/no/such/page');
      await visitor.presses('Search for a record');
      await visitor.arrivesAt('/search');
    }));

  it('409: what was done in the meantime is said beside the button', () =>
    visit(app, 'conflict', async (visitor) => {
      const { number } = await submitted(ana);
      // Where nothing tells the page of changes, it learns of this one by the refusal.
      await visitor.page.route('**/v1/changes', (route) => route.abort());
      await visitor.opensAs(ana, `/records/${number}`);
      await visitor.presses('Withdraw the application');
      expect((await ana.post(`/permits/${number}/withdrawal`)).status).toBe(201);
      await visitor.presses(/^Yes/);
      await visitor.page
        .getByRole('alert')
        .filter({ hasText: /withdrawn/i })
        .waitFor();
      await expectAccessible(visitor);
    }));

  it('412: a form that was overtaken is loaded anew with what was typed', () =>
    visit(app, 'stale', async (visitor) => {
      const { number } = (await ana.post('/business-registrations')).body;
      await visitor.opensAs(ana, `/business-registrations/${number}/steps/location`);
      await visitor.types('Street address', '12 Maple Street');
      await visitor.types('ZIP code', '60501');
      for (const asked of [/run from somebody/, /sprinklers/, /anything flammable/]) await visitor.answers(asked, 'No');
      await visitor.types(/^Floor area/, '900');
      await visitor.types(/^People who work there/, '3');
      const place = {
        address: { line1: '40 River Street', city: 'Fairview', state: 'IL', zip: '60501' },
        homeBased: false,
        squareFeet: 100,
        employees: 1,
      };
      const stored = { ...place, fireSuppression: false, hazardousMaterials: false };
      expect((await ana.put(`/business-registrations/${number}/steps/location`, stored)).status).toBe(200);
      await visitor.presses('Save and go on');
      await visitor.sees(/Somebody else has changed this/);
      await expectAccessible(visitor);
      await visitor.presses('Load it as it is now');
      await visitor.page.getByText(/Somebody else has changed this/).waitFor({ state: 'detached' });
      expect(await visitor.page.getByLabel(/^Floor area/).inputValue()).toBe('900');
      await visitor.presses('Save and go on');
      await visitor.page.waitForURL(({ pathname }) => !pathname.endsWith('/location'));
    }));

  it('413: a file that is too large is refused beside its name, and forgotten with a press', () =>
    visit(app, 'too-large', async (visitor) => {
      const { number } = await createPermit(ana);
      await visitor.opensAs(ana, `/records/${number}/application`);
      const detail = 'The file is larger than 50 MB. Send it in parts.';
      await refuses(visitor, '/records/*/attachments', 413, { code: 'attachments.too-large', detail });
      await visitor.attaches(/Plat of survey/, { name: 'plat.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
      await visitor.sees(detail);
      await expectAccessible(visitor);
      await visitor.presses('Forget plat.pdf');
      await visitor.page.getByText(detail).waitFor({ state: 'detached' });
    }));

  it('429: how long to wait is said, and nothing is lost', () =>
    visit(app, 'too-fast', async (visitor) => {
      const detail = 'That was tried too often. Try again in 60 seconds.';
      await refuses(visitor, '/feedback', 429, { code: 'platform.too-many-requests', detail }, { 'Retry-After': '60' });
      await visitor.opens('/feedback');
      await visitor.chooses('Very well');
      await visitor.types(/In your own words/, 'Quick and clear.');
      await visitor.presses('Send to the city');
      await visitor.sees(detail);
      expect(await visitor.page.getByLabel(/In your own words/).inputValue()).toBe('Quick and clear.');
      await refuses(visitor, '/inspectors*', 429, { code: 'platform.too-many-requests', detail });
      await visitor.opens('/inspectors');
      await visitor.sees('That was a little too fast');
      await expectAccessible(visitor);
    }));

  it('503: the page says that it comes back, and does when it is tried again', () =>
    visit(app, 'unavailable', async (visitor) => {
      const detail = 'The portal is being brought up to date. Try again in a minute.';
      await refuses(visitor, '/inspectors*', 503, { code: 'platform.unavailable', detail });
      await visitor.opens('/inspectors');
      await visitor.sees('The portal is being looked after');
      await expectAccessible(visitor);
      await visitor.page.unroute('**/v1/inspectors*');
      await visitor.presses('Try again');
      await visitor.sees(/7:30 AM to 8:30 AM/);
    }));
});
