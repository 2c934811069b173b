import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { projectFolder } from '../../src/platform/config/project-folder.js';
import type { TestApp } from './app.js';
import { Visitor } from './visitor.js';

export const PHONE = { width: 375, height: 812 };
export const DESK = { width: 1280, height: 900 };

const FAILURES = join(projectFolder(), 'test', 'web', 'failures');

let browser: Promise<Browser> | undefined;

type Portal = Pick<TestApp, 'url' | 'clock'>;

/**
 * A question of the help page, answered by doing it in a browser, from the home page on and without reading the answer. Prints how
 * many steps it takes: each press, each field. What goes wrong on the page fails it too; a picture of the end is kept.
 */
export function question(words: string, portal: () => Portal, story: (visitor: Visitor) => Promise<void>): void {
  it(words, async () => {
    const visitor = await visit(portal(), words, async (person) => {
      await person.opens('/');
      await story(person);
    });
    console.log(`${words} ${visitor.steps} steps`);
  });
}

/** Lets somebody in front of a browser of their own do something; on a telephone, if so said. */
export async function visit(portal: Portal, name: string, story: (visitor: Visitor) => Promise<void>, viewport = DESK): Promise<Visitor> {
  browser ??= chromium.connect(process.env.TEST_BROWSER!);
  const context = await (await browser).newContext({ baseURL: portal.url, viewport, locale: 'en-US', reducedMotion: 'reduce' });
  const page = await context.newPage();
  // The page lives at the time of the portal.
  await page.clock.setSystemTime(portal.clock.now().epochMilliseconds);
  page.setDefaultTimeout(45_000);
  const visitor = new Visitor(page);
  try {
    await story(visitor);
    expect(visitor.faults).toEqual([]);
    return visitor;
  } catch (error) {
    mkdirSync(FAILURES, { recursive: true });
    const path = join(FAILURES, `${name.replace(/\W+/g, '-')}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
    throw error;
  } finally {
    await context.close();
  }
}
