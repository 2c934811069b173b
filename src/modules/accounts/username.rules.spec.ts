import { expect, it } from '@jest/globals';
import { usernameFrom } from './username.rules.js';

it.each([
  ['demo.owner@example.com', 1, 'demo.owner'],
  ['demo.owner@example.com', 2, 'demo.owner-2'],
  ['_demo+tower@example.com', 1, 'demo-tower'],
  ['a@example.com', 1, 'owner-a'],
  ['"@"@example.com', 1, 'owner'],
  [`${'x'.repeat(60)}@example.com`, 12, `${'x'.repeat(37)}-12`],
])('A-03 makes a username of %s', (email, attempt, username) => {
  expect(usernameFrom(email, attempt)).toBe(username);
});
