import { expect, it } from '@jest/globals';
import { FIRST_ID, inBatches } from './in-batches.js';

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const behind = (after: string) => Promise.resolve(rows.filter(({ id }) => after === FIRST_ID || id > after).slice(0, 2));

it('works on all, batch by batch', async () => {
  const seen: string[] = [];
  expect(await inBatches('letters', behind, async (id) => seen.push(id))).toBe(5);
  expect(seen.join('')).toBe('abcde');
});

it('lets none that fails hold the others up, and tells of all of them at the end', async () => {
  const seen: string[] = [];
  const work = async (id: string) => {
    if ('bd'.includes(id)) throw new Error(`bad ${id}`);
    seen.push(id);
  };
  const failure = (await inBatches('letters', behind, work).catch((error: unknown) => error)) as AggregateError;
  expect([failure.message, seen.join('')]).toEqual(['2 of 5 letters could not be worked on.', 'ace']);
  expect(failure.errors.map((error: Error) => [error.message, (error.cause as Error).message])).toEqual([
    ['Of the letters, b', 'bad b'],
    ['Of the letters, d', 'bad d'],
  ]);
});

it('does nothing with an empty list', async () => {
  expect(
    await inBatches(
      'letters',
      () => Promise.resolve([]),
      () => Promise.reject(new Error('never')),
    ),
  ).toBe(0);
});
