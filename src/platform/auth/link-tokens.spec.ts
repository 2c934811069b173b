import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { newId } from '../database/ids.js';
import { linkToken, readLinkToken } from './link-tokens.js';

const key = randomBytes(32);

it('leads back to what it stands for, and only for its purpose', () => {
  const id = newId();
  const token = linkToken(key, 'transfer', id);
  expect(readLinkToken(key, token, ['reset', 'transfer'])).toEqual({ id, purpose: 'transfer' });
  expect(readLinkToken(key, token, ['reset'])).toBeUndefined();
});

it('cannot be made without the key, nor turned to another id', () => {
  const [one, two] = [linkToken(key, 'transfer', newId()), linkToken(key, 'transfer', newId())];
  const mixed = `${one.split('.')[0]}.${two.split('.')[1]}`;
  const foreign = linkToken(randomBytes(32), 'transfer', newId());
  for (const token of [mixed, foreign, '', '.', 'x.y', `${one}x`.replace('.', '')]) {
    expect(readLinkToken(key, token, ['transfer'])).toBeUndefined();
  }
});
