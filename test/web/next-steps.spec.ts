import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '../../src/platform/config/project-folder.js';
import { PLACES, placeOf } from '../../web/src/next-step/places.rules.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp, type SignedInClient } from '../support/builders.js';
import { startBusiness } from '../support/business.js';
import { createPermit, submitted } from '../support/permits.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

/** Every operation that a rule names as what comes next on a record. */
function named(): string[] {
  const rules = globSync('src/modules/**/*{outstanding,-items}.rules.ts', { cwd: projectFolder() });
  const texts = rules.map((path) => readFileSync(join(projectFolder(), path), 'utf8'));
  const ids = texts.flatMap((text) => [...text.matchAll(/operationId(?:: | = .*\? )'(\w+)'(?: : '(\w+)')?/g)].flatMap(([, ...all]) => all));
  return [...new Set(ids.filter(Boolean))].sort();
}

describe('what comes next', () => {
  it('has a page of the front end, whichever operation the portal names', () => {
    expect(named()).toContain('addToCart');
    expect(named()).toEqual(Object.keys(PLACES).sort());
  });

  it('is no button for whoever only follows the record', () => {
    const action = { operationId: 'submitPermit', label: 'Submit it', parameters: { number: 'ZAS-2026-00017' } };
    const record = { number: 'ZAS-2026-00017', kind: 'permit', home: '/records/ZAS-2026-00017' };
    expect(placeOf(action, { ...record, relation: 'linked' })).toBeUndefined();
    expect(placeOf(action, { ...record, relation: 'owner' })).toBe('/records/ZAS-2026-00017/application');
  });

  it('is done by the button on the dashboard and on the record, in the portal’s words', () =>
    visit(app, 'next-steps', async (visitor) => {
      const { number } = await createPermit(ana);
      const business = await startBusiness(ana);
      await visitor.opens('/dashboard');
      await visitor.signsIn(/Resident/, ana.username!, PASSWORD);
      await visitor.presses(`Complete and submit the application ${number}`);
      await visitor.arrivesAt(`/records/${number}/application`);
      await visitor.opens(`/records/${number}`);
      await visitor.presses(`Complete and submit the application ${number}`);
      await visitor.arrivesAt(`/records/${number}/application`);
      await visitor.opens(`/business-registrations/${business}`);
      await visitor.presses(/^Fill in the step/);
      await visitor.arrivesAt(`/business-registrations/${business}/steps/business`);
    }));

  it('changes on the page by itself when somebody else has acted', () =>
    visit(app, 'live', async (visitor) => {
      const { number } = await submitted(ana);
      await visitor.opensAs(ana, `/records/${number}`);
      const listening = visitor.page.waitForResponse((response) => response.url().endsWith('/v1/changes'));
      await visitor.page.reload();
      await listening;
      expect((await ana.post(`/permits/${number}/withdrawal`)).status).toBe(201);
      await visitor.page.locator('.tag').filter({ hasText: 'Withdrawn' }).first().waitFor();
    }));
});
