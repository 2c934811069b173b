import { expect, it } from '@jest/globals';
import { newId } from './ids.js';

it('makes UUIDv7s that sort in the order they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids.slice(0, 100)) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const made = Number.parseInt(ids[0].replace('-', '').slice(0, 12), 16);
  expect(Math.abs(made - Temporal.Now.instant().epochMilliseconds)).toBeLessThan(60_000);
});
