import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import globalSetup from './global-setup.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The database of all stories, and one browser for all of the front end's: the machine's own Chromium, or the one that came with the packages. */
export default async function webSetup() {
  await globalSetup();
  const installed = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  globalThis.browserServer = await chromium.launchServer({
    executablePath: installed.find((path) => existsSync(path)) ?? (await packaged.executablePath()),
    // Root has no sandbox; letters stand where they do on every machine.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  });
  process.env.TEST_BROWSER = globalThis.browserServer.wsEndpoint();
}
