import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrivalWindow, hasShifted } from './arrival-windows.rules.js';

const HOURS = { fromMinute: 540, toMinute: 900 };

it.each([
  ['in the middle of the day', 660, {}, [630, 720]],
  ['at the first stop', 540, {}, [540, 630]],
  ['at the last stop', 870, {}, [840, 900]],
  ['to five minutes', 653, {}, [620, 710]],
  ['not before now', 600, { notBefore: 592 }, [595, 685]],
])('I-03 a window %s', (_name, planned, more, [fromMinute, toMinute]) => {
  expect(arrivalWindow(planned, { ...HOURS, ...more })).toEqual({ fromMinute, toMinute });
});

it('I-03 is never longer than 90 minutes, never outside the hours, and holds the planned arrival', () => {
  fc.assert(
    fc.property(fc.integer({ min: 540, max: 895 }), (planned) => {
      const { fromMinute, toMinute } = arrivalWindow(planned, HOURS);
      expect(toMinute - fromMinute).toBeGreaterThan(0);
      expect(toMinute - fromMinute).toBeLessThanOrEqual(90);
      expect([fromMinute >= 540, toMinute <= 900, fromMinute <= planned, planned <= toMinute]).toEqual([true, true, true, true]);
    }),
  );
});

it('is told anew only when the day shifts by more than half an hour', () => {
  const told = arrivalWindow(660, HOURS);
  expect([630, 660, 690].map((planned) => hasShifted(told, arrivalWindow(planned, HOURS)))).toEqual([false, false, false]);
  expect([625, 695].map((planned) => hasShifted(told, arrivalWindow(planned, HOURS)))).toEqual([true, true]);
});
