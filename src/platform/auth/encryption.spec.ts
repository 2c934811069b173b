import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { decrypt, encrypt } from './encryption.js';

const key = randomBytes(32);

it('gives back what was encrypted, and says the same secret differently each time', () => {
  const [one, two] = [encrypt(key, 'record 1', '123456789'), encrypt(key, 'record 1', '123456789')];
  expect(decrypt(key, 'record 1', one)).toBe('123456789');
  expect(decrypt(key, 'record 1', two)).toBe('123456789');
  expect(one.equals(two)).toBe(false);
  expect(one.toString('latin1')).not.toContain('123456789');
});

it('opens nothing with another key or in another place', () => {
  const encrypted = encrypt(key, 'record 1', '123456789');
  expect(decrypt(randomBytes(32), 'record 1', encrypted)).toBeUndefined();
  expect(decrypt(key, 'record 2', encrypted)).toBeUndefined();
});

it('opens nothing that was changed or cut short', () => {
  const encrypted = encrypt(key, 'record 1', '123456789');
  for (const place of [0, 12, encrypted.length - 1]) {
    const changed = Buffer.from(encrypted);
    changed[place]! ^= 1;
    expect(decrypt(key, 'record 1', changed)).toBeUndefined();
  }
  for (const length of [0, 11, 20, encrypted.length - 1]) expect(decrypt(key, 'record 1', encrypted.subarray(0, length))).toBeUndefined();
});
