import { expect, it } from '@jest/globals';
import { formatPosition, isKnown, readPosition } from './position.rules.js';

it('reads what it wrote', () => {
  for (const snapshot of ['7:7:', '7:12:8', '7:12:7,9,11']) {
    const position = { at: 1_772_464_205, snapshot };
    expect(readPosition(formatPosition(position))).toEqual(position);
  }
});

it.each(['', 'x', '12', '12.', '12.7', '12.7:6:', '12.0:0:', '12.7:12:12', '12.7:12:6', '12.7:12:9,8', '12.7:12:,', '12.7:12:9;drop'])(
  'takes %j for none of ours',
  (text) => expect(readPosition(text)).toBeUndefined(),
);

it('knows for a day what was missed', () => {
  const now = { at: 1_000_000, snapshot: '50:60:55' };
  expect(isKnown({ at: now.at - 60, snapshot: '40:45:' }, now)).toBe(true);
  expect(isKnown({ at: now.at - 24 * 3600, snapshot: '40:45:' }, now)).toBe(false);
  expect(isKnown({ at: now.at - 60, snapshot: '40:61:' }, now)).toBe(false);
});
