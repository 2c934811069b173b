import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { fillDemoCity } from '../../demo/city.js';
import { withDemoAdministrator } from '../../demo/open-demo.js';
import { DEMO_SIGN_INS } from '../../demo/people.js';
import { DEMO_PASSWORD } from '../../demo/portal-client.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import type { Visitor } from '../support/visitor.js';

/** The demo takes its time on a busy machine. */
const PATIENCE_MS = 600_000;
/** Titles of pages that only say that there is nothing to show. */
const DEAD = /cannot find|belongs to somebody else|went wrong|connection was lost|in the meantime|looked after|a little too fast/;

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ WORKER: 'on', ...(withDemoAdministrator({}) as Record<string, string>) });
  await fillDemoCity({ url: app.url, clock: app.clock, administrator: { login: 'administrator', password: DEMO_PASSWORD } });
  await app.settle();
}, PATIENCE_MS);
afterAll(() => app.close());

/** The links of all letters into the portal, by the address that they went to. */
async function linksByReader(): Promise<Map<string, Set<string>>> {
  const letters = (await (await fetch(`${app.url}/dev/mailbox/letters`)).json()) as { to: string; html: string }[];
  const links = letters.flatMap(({ to, html }) =>
    [...html.matchAll(/href="(http[^"]+)"/g)].map(([, link]) => ({ to: /[\w.]+@[\w.]+/.exec(to)![0], link: plain(link) })),
  );
  return new Map([...Map.groupBy(links, ({ to }) => to)].map(([to, all]) => [to, new Set(all.map(({ link }) => link))]));
}

function plain(html: string): string {
  return html.replace(/&#x([\da-f]+);/gi, (_entity, code: string) => String.fromCharCode(parseInt(code, 16))).replaceAll('&amp;', '&');
}

async function signIn(reader: Visitor, email: string): Promise<void> {
  const known = DEMO_SIGN_INS.find(({ login }) => email === login || email === `${login}@example.com`);
  await reader.opens('/sign-in?to=/feedback');
  if (!known) return;
  await reader.signsIn({ public: /Resident/, contractor: /Contractor/, staff: /City staff/ }[known.profile], known.login, DEMO_PASSWORD);
  await reader.arrivesAt('/feedback');
}

/** What the page at the end of a link says that it is. */
async function titleAt({ page }: Visitor, link: string): Promise<string | undefined> {
  // Answered to a program as well, it is a page that the portal makes itself.
  const own = await fetch(link);
  const title = own.ok ? /<h1[^>]*>([^<]+)/.exec(await own.text())?.[1] : undefined;
  if (title) return title;
  // Without loading everything anew, which takes a hundred letters long. Whichever page it is, it takes the focus to its title.
  await page.evaluate(`document.activeElement.blur(); history.pushState({ key: String(Math.random()) }, '', ${JSON.stringify(link)})`);
  await page.evaluate(`dispatchEvent(new PopStateEvent('popstate', { state: history.state }))`);
  await page.locator('h1:focus').waitFor();
  return page.locator('h1').innerText();
}

it(
  'every link of every letter opens a page that is there, signed in or after signing in',
  async () => {
    const dead: string[] = [];
    for (const [email, links] of await linksByReader()) {
      await visit(app, `letters-${email}`, async (reader) => {
        await signIn(reader, email);
        for (const link of links) {
          const title = link.startsWith(app.url) ? await titleAt(reader, link) : undefined;
          if (!title || DEAD.test(title)) dead.push(`${email}: ${link} (${title})`);
        }
      });
    }
    expect(dead).toEqual([]);
  },
  PATIENCE_MS,
);
