import { expect, it } from '@jest/globals';
import { numbersLike, searchWords } from './search-words.rules.js';

it('R-04 takes the words apart, plain and once each', () => {
  expect(searchWords(' 123  Maple-St., MAPLE café ').map(({ word }) => word)).toEqual(['123', 'maple', 'st', 'cafe']);
  expect(searchWords('!?')).toEqual([]);
});

it('R-04 leaves the state out of an address', () => {
  const words = (typed: string) => searchWords(typed, 'IL').map(({ word }) => word);
  expect(words('123 N Oak Street, Aurora, IL 60505')).toEqual(['123', 'n', 'oak', 'street', 'aurora', '60505']);
  expect(words('il')).toEqual(['il']);
});

it('R-04 knows numbered streets as they are said and as they are written', () => {
  expect(searchWords('1200 11th Ave').at(1)).toMatchObject({ word: '11th', otherForm: 'eleventh' });
});

it('R-04 knows street words in both forms', () => {
  expect(searchWords('oak road').at(1)).toMatchObject({ word: 'road', otherForm: 'rd' });
  expect(searchWords('n main st').map(({ otherForm }) => otherForm)).toEqual(['north', null, 'street']);
});

it('R-04 forgives misspelt words, not other house numbers', () => {
  expect(searchWords('123 mapel a1 st').map(({ mayBeMisspelt }) => mayBeMisspelt)).toEqual([false, true, false, false]);
});

it.each(['RTS-2026-00017', 'RST-2026-00071', 'RST-2026-00018', 'RST-2025-00017', 'RSY-2026-00017', 'RST-2026-10017'])(
  'R-04 finds RST-2026-00017 one slip away from %s',
  (typed) => {
    expect(numbersLike(typed)).toContain('RST-2026-00017');
  },
);

it('R-04 names no number twice, nor the typed one, nor any for words', () => {
  const near = numbersLike('RST-2026-00011');
  expect(new Set(near).size).toBe(near.length);
  expect(near).not.toContain('RST-2026-00011');
  expect(numbersLike('maple')).toEqual([]);
});
