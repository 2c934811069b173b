import { expect, it } from '@jest/globals';
import { waitAfter } from './delivery.rules.js';

it('tries nine times over two days, waiting longer each time', () => {
  const waits: number[] = [];
  for (let tries = 1, wait = waitAfter(tries); wait; wait = waitAfter(++tries)) waits.push(wait.total('minutes'));
  expect(waits).toHaveLength(8);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits.reduce((sum, minutes) => sum + minutes, 0)).toBeGreaterThan(40 * 60);
});
