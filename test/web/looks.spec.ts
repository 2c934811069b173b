import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { DESK, PHONE, visit } from '../support/browser.js';
import { signUp, type SignedInClient } from '../support/builders.js';
import { recordWithFees } from '../support/payments.js';

let app: TestApp;
let ana: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  ana = await signUp(app);
});
afterAll(() => app.close());

describe('the main pages', () => {
  const PAGES = [
    '/',
    '/permit-finder',
    '/fee-estimator',
    '/search?q=maple',
    '/apply/ZAS-FNC-R',
    '/dashboard',
    '/cart',
    '/payments',
    '/account/security',
  ];
  /** What sticks out of the window, or has text that its box cuts off. */
  const CUT = `[...document.querySelectorAll('main *, header *, footer *')].filter((element) => {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || element.closest('.usa-sr-only, [hidden]')) return false;
    const { overflowX } = getComputedStyle(element);
    return left < -1 || right > innerWidth + 1 || (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1);
  }).map((element) => element.outerHTML.slice(0, 120))`;

  it('cut nothing off at a zoom of 200 %, nor with letters of twice the size', () =>
    visit(app, 'zoom', async (visitor) => {
      const { page } = visitor;
      await recordWithFees(app, ana, 2500);
      await visitor.opensAs(ana, '/dashboard');
      for (const path of PAGES) {
        await page.setViewportSize({ width: DESK.width / 2, height: DESK.height / 2 });
        await visitor.opens(path);
        expect([path, await page.evaluate(CUT)]).toEqual([path, []]);
        await page.setViewportSize(DESK);
        await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
        expect([path, await page.evaluate(CUT)]).toEqual([path, []]);
      }
    }));

  it('stand still for whoever asks for that, also while they load', () =>
    visit(app, 'reduced-motion', async (visitor) => {
      const { page } = visitor;
      let answer!: () => void;
      const answered = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/v1/inspectors*', async (route) => {
        await answered;
        await route.continue();
      });
      await page.goto('/inspectors');
      await page.locator('.busy__mark').waitFor();
      const moving = `document.getAnimations().filter(({ effect }) => effect.getComputedTiming().duration > 1).length`;
      expect(await page.evaluate(moving)).toBe(0);
      answer();
      await visitor.sees(/7:30 AM to 8:30 AM/);
      expect(await page.evaluate(moving)).toBe(0);
    }));

  it('keep the number of a record in one piece on a telephone', () =>
    visit(
      app,
      'whole-numbers',
      async (visitor) => {
        await visitor.opensAs(ana, '/notifications');
        for (const path of ['/notifications', '/dashboard', '/cart', '/records/ZAS-2026-99999']) {
          await visitor.opens(path);
          const broken = `[...document.querySelectorAll('main *')].filter(({ childNodes }) => [...childNodes].some((node) => {
            const place = node.nodeType === 3 ? node.data.search(/[A-Z]{3}-\\d{4}-\\d{5}/) : -1;
            if (place < 0) return false;
            const range = document.createRange();
            range.setStart(node, place);
            range.setEnd(node, place + 14);
            return range.getClientRects().length > 1;
          })).map(({ outerHTML }) => outerHTML.slice(0, 200))`;
          expect([path, await visitor.page.evaluate(broken)]).toEqual([path, []]);
        }
      },
      PHONE,
    ));
});
