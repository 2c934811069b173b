import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { seal, unseal } from './sealed.js';

const key = randomBytes(32);

it('gives back what was sealed, and says the same secret differently each time', () => {
  const [one, two] = [seal(key, 'record 1', '123456789'), seal(key, 'record 1', '123456789')];
  expect(unseal(key, 'record 1', one)).toBe('123456789');
  expect(unseal(key, 'record 1', two)).toBe('123456789');
  expect(one.equals(two)).toBe(false);
  expect(one.toString('latin1')).not.toContain('123456789');
});

it('opens nothing with another key or in another place', () => {
  const sealed = seal(key, 'record 1', '123456789');
  expect(unseal(randomBytes(32), 'record 1', sealed)).toBeUndefined();
  expect(unseal(key, 'record 2', sealed)).toBeUndefined();
});

it('opens nothing that was changed or cut short', () => {
  const sealed = seal(key, 'record 1', '123456789');
  for (const place of [0, 12, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[place]! ^= 1;
    expect(unseal(key, 'record 1', changed)).toBeUndefined();
  }
  for (const length of [0, 11, 20, sealed.length - 1]) expect(unseal(key, 'record 1', sealed.subarray(0, length))).toBeUndefined();
});
