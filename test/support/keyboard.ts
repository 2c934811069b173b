import type { Page } from 'playwright-core';

/** More stops than any page has. */
const FARTHEST = 150;

/** What has the focus, as it is called: by its label, after the question that it answers. */
const NAME_OF_FOCUS = `(() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
  const question = at.type === 'radio' ? at.closest('fieldset')?.querySelector('legend')?.textContent + ' ' : '';
  return (question + label).replace(/\\s+/g, ' ').trim();
})()`;

/** Somebody who has no mouse: goes through a page with the Tab key, and acts with Enter, the space bar and the arrows. */
export class Typist {
  constructor(readonly page: Page) {}

  /** Goes on to what is called this. */
  async goesTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    while (passed.length < FARTHEST) {
      await this.page.keyboard.press('Tab');
      const here = await this.page.evaluate<string>(NAME_OF_FOCUS);
      if (name.test(here)) return;
      passed.push(here);
    }
    throw new Error(`The Tab key does not come to ${name}; it came to ${passed.join(' | ')}`);
  }

  async presses(name: RegExp): Promise<void> {
    await this.goesTo(name);
    await this.page.keyboard.press('Enter');
  }

  async types(name: RegExp, text: string): Promise<void> {
    await this.goesTo(name);
    await this.page.keyboard.type(text);
  }

  /** One of two answers: the space bar takes the first, an arrow goes on to the second. */
  async answers(question: RegExp, answer: 'yes' | 'no'): Promise<void> {
    await this.goesTo(question);
    await this.page.keyboard.press(answer === 'yes' ? 'Space' : 'ArrowDown');
  }
}
