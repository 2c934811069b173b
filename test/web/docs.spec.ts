import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { PASSWORD, signUp, type SignedInClient } from '../support/builders.js';
import { createPermit } from '../support/permits.js';
import type { Visitor } from '../support/visitor.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

async function opensDocs({ page }: Visitor): Promise<void> {
  await page.goto('/docs');
  await page.locator('.opblock-tag').first().waitFor();
}

/** The operations on the page, once they are as many as there must be. */
async function expectShown({ page }: Visitor, ids: string[]): Promise<void> {
  const shown = page.locator('.opblock-summary-operation-id');
  await page.waitForFunction(`document.querySelectorAll('.opblock').length === ${ids.length}`);
  expect((await shown.allTextContents()).sort()).toEqual([...ids].sort());
}
const searches = ({ page }: Visitor, words: string) => page.getByPlaceholder('Filter by tag').fill(words);

/** Signs in as the page offers it. */
async function authorizes({ page }: Visitor, username: string): Promise<void> {
  await page.locator('.auth-wrapper .authorize').first().click();
  const dialog = page.locator('.auth-container').filter({ hasText: 'OAuth2' });
  await dialog.getByLabel('username:').fill(username);
  await dialog.getByLabel('password:').fill(PASSWORD);
  await dialog.locator('label').filter({ hasText: 'public' }).click();
  await dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
  await dialog.getByRole('button', { name: 'Remove authorization' }).waitFor();
  await page.getByRole('button', { name: 'Close' }).first().click();
}

/** Opens an operation that was found, fills in what it asks for and sends it; the answer is what is shown. */
async function tries({ page }: Visitor, id: string, fields: Record<string, string> = {}): Promise<string> {
  const operation = page.locator(`.opblock[id$="-${id}"]`);
  await operation.locator('.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  for (const [name, value] of Object.entries(fields)) await operation.getByPlaceholder(name, { exact: true }).fill(value);
  await operation.getByRole('button', { name: 'Execute' }).click();
  return (await operation.locator('.live-responses-table .response .response-col_description').first().textContent()) ?? '';
}

it('Authorize signs in, and what is tried afterwards is done as that account', () =>
  visit(app, 'docs-authorize', async (visitor) => {
    const { number } = await createPermit(ana);
    await opensDocs(visitor);
    await authorizes(visitor, ana.username!);
    await searches(visitor, 'getMyAccount');
    expect(await tries(visitor, 'getMyAccount')).toContain(ana.username!);
    // A draft is nobody else's to see: the token goes along where it is not asked for.
    await searches(visitor, 'getrecord');
    expect(await tries(visitor, 'getRecord', { number })).toContain('"status": "draft"');
  }));

it('finds operations by words of their names and summaries, in any case', () =>
  visit(app, 'docs-search', async (visitor) => {
    await opensDocs(visitor);
    await expectShown(visitor, []);
    await searches(visitor, 'CREATEPERMIT');
    await expectShown(visitor, ['createPermit', 'createPermitType']);
    await searches(visitor, 'draft begin application');
    await expectShown(visitor, ['createPermit']);
    await searches(visitor, 'nothing of the kind');
    await expectShown(visitor, []);
  }));
