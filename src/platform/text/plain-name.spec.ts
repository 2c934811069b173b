import { expect, it } from '@jest/globals';
import { isPlainName } from './plain-name.js';

it.each([
  'Anne-Marie O’Neill Jr.',
  "D'Angelo & Sons, Inc.",
  'J.R. Builders No. 2',
  'St.John Roofing',
  'Łukasz',
  '张 伟',
  'العربية',
  'می‌خواهم',
  'Smith Co. of Aurora',
  'Plot 7/8',
  '100% Fence',
])('takes the name %s', (name) => {
  expect(isPlainName(name)).toBe(true);
});

it.each([
  'your refund waits at https://evil.example',
  'go to www.evil.example',
  'evil.com',
  'Visit evil.com/refund now',
  'mailto:me',
  '<b>Bold</b>',
  'Two\nlines',
  'Two\r\nlines',
  'Two\u2028lines',
  'turned \u202e around',
  'bell\u0007',
])('refuses %j', (name) => {
  expect(isPlainName(name)).toBe(false);
});
