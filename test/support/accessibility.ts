import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { DESK, PHONE } from './browser.js';
import type { Visitor } from './visitor.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Holds the page as it stands to WCAG 2.1 AA and to good practice, as far as a machine can tell, at the width of a telephone and of a
 * desk; and at 320 px nothing sticks out.
 */
export async function expectAccessible({ page }: Visitor): Promise<void> {
  await page.locator('main h1').first().waitFor();
  const before = page.viewportSize()!;
  // It takes a browser longer to read than to run, so each page gets it once.
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(AXE);
  for (const size of [PHONE, DESK]) {
    await page.setViewportSize(size);
    const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"], preload: false })');
    expect(violations.map(({ id, nodes }) => ({ id, at: size.width, where: nodes.map(({ target }) => target.join(' ')) }))).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  await page.setViewportSize(before);
}
