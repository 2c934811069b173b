import type { Locator, Page } from 'playwright-core';
import { PASSWORD } from './builders.js';

/** Somebody in front of a browser, who knows the names of things and nothing of how the page is made. */
export class Visitor {
  /** Presses and fields so far. */
  steps = 0;
  /** What went wrong behind the page: errors of scripts, things the content policy refused. */
  readonly faults: string[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      // An answer that is a refusal is no fault of the page.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.faults.push(message.text());
    });
  }

  /** By typing the address, or from a letter. */
  async opens(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator('h1').first().waitFor();
  }

  /** Signs in as a resident on the way to a page. */
  async opensAs({ username }: { username: string | null }, address: string): Promise<void> {
    await this.opens(`/sign-in?to=${encodeURIComponent(address)}`);
    await this.signsIn(/Resident/, username!, PASSWORD);
    await this.page.waitForURL(({ pathname }) => pathname !== '/sign-in');
  }

  /** Is led to a page, by its path. */
  async arrivesAt(path: string): Promise<void> {
    await this.page.waitForURL(({ pathname }) => pathname === path);
  }

  /** A button or a link, by its name; `near` words, when there are several. */
  async presses(name: string | RegExp, near?: string | RegExp): Promise<void> {
    this.steps += 1;
    const byRole = (place: Page | Locator, role: 'button' | 'link') => place.getByRole(role, { name, exact: typeof name === 'string' });
    const find = (place: Page | Locator) => byRole(place, 'button').or(byRole(place, 'link'));
    const everywhere = find(this.page);
    await (near ? find(this.around(near)) : everywhere).first().waitFor();
    const onThePage = find(near ? this.around(near) : this.page.locator('main'));
    const found = ((await onThePage.count()) > 0 ? onThePage : everywhere).first();
    // The page before stays until the next one is there, and may have fields of the same names.
    const before = (await leadsElsewhere(found, this.page.url())) ? await this.page.locator('main > *').first().elementHandle() : null;
    await found.click();
    await before?.waitForElementState('hidden');
  }

  async types(label: string | RegExp, text: string): Promise<void> {
    this.steps += 1;
    await this.field(label).fill(text);
  }

  /** A circle or a box by its label, or an entry of a list. */
  async chooses(label: string | RegExp, entry?: string): Promise<void> {
    this.steps += 1;
    if (entry) await this.field(label).selectOption({ label: entry });
    else await this.marks(this.field(label));
  }

  /** One of the answers to a question. */
  async answers(question: string | RegExp, label: string): Promise<void> {
    this.steps += 1;
    await this.marks(this.page.getByRole('group', { name: question }).getByLabel(label, { exact: true }));
  }

  async attaches(label: string | RegExp, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    this.steps += 1;
    await this.field(label).setInputFiles(file);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async signsIn(profile: string | RegExp, login: string, password: string): Promise<void> {
    await this.chooses(profile);
    await this.types('Username or e-mail address', login);
    await this.types('Password', password);
    await this.presses('Sign in');
  }

  /** The circle or box itself is drawn by its label, and lies beside the page. */
  private async marks(choice: Locator): Promise<void> {
    await choice.waitFor({ state: 'attached' });
    if (!(await choice.isChecked())) await this.page.locator(`label[for="${await choice.getAttribute('id')}"]`).click();
  }

  private field(label: string | RegExp): Locator {
    return this.page.getByLabel(label, { exact: typeof label === 'string' }).first();
  }

  /** The smallest part of the page that says it. */
  private around(words: string | RegExp): Locator {
    return this.page.locator('main').locator('li, tr, article, section, fieldset, .panel').filter({ hasText: words }).last();
  }
}

/** A link to another page of the portal; not to a file, a telephone or a place on the same page. */
async function leadsElsewhere(found: Locator, here: string): Promise<boolean> {
  const [href, download] = await Promise.all([found.getAttribute('href'), found.getAttribute('download')]);
  if (!href?.startsWith('/') || download !== null) return false;
  return new URL(href, here).pathname !== new URL(here).pathname;
}
