import { expect, it } from '@jest/globals';
import { alternativesTo } from './spelling.js';

const VOCABULARY = ['maple', 'marple', 'staple', 'street', 'tanglewood', 'fairview', 'fence', 'residential', 'schoolhouse', 'roof'];

it.each([
  ['mapel', 'maple'],
  ['aple', 'maple'],
  ['stret', 'street'],
  ['tnaglewood', 'tanglewood'],
  ['tanglewod', 'tanglewood'],
  ['tanglwo', 'tanglewood'],
  ['fariview', 'fairview'],
  ['residentail', 'residential'],
  ['shcoolhouse', 'schoolhouse'],
])('R-04 takes %s for %s', (misspelt, word) => {
  expect(alternativesTo(misspelt, VOCABULARY)[0]).toBe(word);
});

it('R-04 takes no word for quite another', () => {
  for (const other of ['juniper', 'quarry', 'vine', 'zzzz']) expect(alternativesTo(other, VOCABULARY)).toEqual([]);
});
