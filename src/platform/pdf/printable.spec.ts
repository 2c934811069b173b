import { expect, it } from '@jest/globals';
import { breakLines } from './line-breaks.js';
import { printable } from './printable.js';

const isKnown = (letter: string) => /[\x20-\x7E\u00C0-\u017F]/.test(letter);

it.each([
  ['Zoë Müller', 'Zoë Müller'],
  ['Zoe\u0308', 'Zoë'],
  ['Ựng', 'Ung'],
  ['a\u200Bb\u00ADc\td\u2028e', 'abc d e'],
  ['李 🙂', '? ?'],
  ['ﬁrst', 'first'],
])('prints %s as %s when the fonts have only Latin letters', (text, printed) => {
  expect(printable(text, isKnown)).toBe(printed);
});

it('breaks lines at blanks, keeps line feeds and breaks words that are wider than a line', () => {
  expect(breakLines('one two three', 7, (text) => text.length)).toEqual(['one two', 'three']);
  expect(breakLines('one\n\ntwo', 7, (text) => text.length)).toEqual(['one', '', 'two']);
  expect(breakLines('an incomprehensible', 7, (text) => text.length)).toEqual(['an', 'incompr', 'ehensib', 'le']);
  expect(breakLines('3DSC4J4-51K0VZH-3WCB', 12, (text) => text.length)).toEqual(['3DSC4J4-', '51K0VZH-3WCB']);
});
