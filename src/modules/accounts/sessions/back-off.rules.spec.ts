import { expect, it } from '@jest/globals';
import { clientOf, delayAfter } from './back-off.rules.js';

it('lets five tries pass and then doubles the wait, up to a quarter of an hour', () => {
  const waits = Array.from({ length: 18 }, (_, tries) => delayAfter({ here: tries + 1, everywhere: tries + 1 }));
  expect(waits.slice(0, 10)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32]);
  expect(waits.slice(13)).toEqual([512, 900, 900, 900, 900]);
});

it('is stricter with everybody who fails while a login is guessed from many places', () => {
  expect(delayAfter({ here: 1, everywhere: 21 })).toBe(5);
  expect(delayAfter({ here: 2, everywhere: 21 })).toBe(10);
  expect(delayAfter({ here: 1, everywhere: 101 })).toBe(30);
  expect(delayAfter({ here: 500, everywhere: 5000 })).toBe(900);
});

it('never makes a client wait that has not failed', () => {
  expect(delayAfter({ here: 0, everywhere: 1_000_000 })).toBe(0);
});

it('takes an IPv6 network for one client', () => {
  expect(clientOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
  expect(clientOf('2001:db8:1:2::9')).toBe(clientOf('2001:0db8:0001:0002:ffff::1'));
  expect(clientOf('::1')).toBe('0:0:0:0');
  expect(clientOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(clientOf('192.0.2.7')).toBe('192.0.2.7');
});
