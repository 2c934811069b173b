import { expect, it } from '@jest/globals';
import { noticeDue } from './expiry.rules.js';

it.each([
  [91, null],
  [90, 90],
  [75, 90],
  [60, 60],
  [31, 60],
  [30, 30],
  [7, 7],
  [1, 7],
  [0, 0],
  [-1, null],
])('%i days before the end the notice of %s days is due', (daysLeft, expected) => {
  expect(noticeDue(daysLeft, [90, 60, 30, 7, 0])).toBe(expected);
});

it('knows no notice in a city that wants none', () => {
  expect(noticeDue(0, [])).toBeNull();
});
