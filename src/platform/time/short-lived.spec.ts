import { expect, it } from '@jest/globals';
import { Clock } from './clock.js';
import { ShortLived } from './short-lived.js';

const counter = (clock: Clock) => {
  let reads = 0;
  return new ShortLived(clock, 2_000, async () => ++reads);
};

it('reads once for all who ask within its time, and again afterwards', async () => {
  const clock = new Clock(Temporal.Instant.from('2026-03-02T15:00:00Z'));
  const value = counter(clock);
  expect(await Promise.all([value.get(), value.get()])).toEqual([1, 1]);
  clock.advance({ seconds: 3 });
  expect(await value.get()).toBe(2);
});

it('reads again when told to forget, and when the clock is set back', async () => {
  const clock = new Clock(Temporal.Instant.from('2026-03-02T15:00:00Z'));
  const value = counter(clock);
  expect(await value.get()).toBe(1);
  value.forget();
  expect(await value.get()).toBe(2);
  clock.set(Temporal.Instant.from('2026-01-01T00:00:00Z'));
  expect(await value.get()).toBe(3);
});

it('does not keep a failure', async () => {
  let tries = 0;
  const value = new ShortLived(new Clock(), 60_000, async () => {
    if (++tries === 1) throw new Error('not now');
    return tries;
  });
  await expect(value.get()).rejects.toThrow('not now');
  expect(await value.get()).toBe(2);
});
