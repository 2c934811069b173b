import { expect, it } from '@jest/globals';
import { breakLines } from './line-breaks.js';
import { printable } from './printable.js';

it.each([
  ['Zoë Müller – “Café” €5 · ×', 'Zoë Müller – “Café” €5 · ×'],
  ['Łukasz Dvořák, Győr', 'Lukasz Dvorák, Gyor'],
  ['Nguyễn Thị Ánh', 'Nguyen Thi Ánh'],
  ['Щербаков Юрий', 'Shcherbakov Yuriy'],
  ['Αθήνα', 'Athina'],
  ['≥ 7 ft → pool ½', '>= 7 ft -> pool ½'],
  ['a\u200Bb\u00ADc\td\u2028e', 'abc d e'],
  ['李 🙂', '? ?'],
  ['ﬁrst', 'first'],
])('prints %s as %s', (text, printed) => {
  expect(printable(text)).toBe(printed);
});

it('breaks lines at blanks, keeps line feeds and breaks words that are wider than a line', () => {
  expect(breakLines('one two three', 7, (text) => text.length)).toEqual(['one two', 'three']);
  expect(breakLines('one\n\ntwo', 7, (text) => text.length)).toEqual(['one', '', 'two']);
  expect(breakLines('an incomprehensible', 7, (text) => text.length)).toEqual(['an', 'incompr', 'ehensib', 'le']);
  expect(breakLines('3DSC4J4-51K0VZH-3WCB', 12, (text) => text.length)).toEqual(['3DSC4J4-', '51K0VZH-3WCB']);
});
