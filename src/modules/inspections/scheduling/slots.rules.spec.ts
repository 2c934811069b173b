import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { freeSlots, hoursProblem, isFree, startsOf, visitingHours, type DayOfInspector } from './slots.rules.js';

const HOURS = visitingHours({ from: '09:00', to: '15:00', slotMinutes: 30 });
const day = (taken: [number, number][], more: Partial<DayOfInspector> = {}): DayOfInspector => ({
  inspectorId: 'a',
  capacity: 12,
  visits: taken.length,
  taken,
  ...more,
});

it('I-02 a day has twelve half hours, the last of which begins at 14:30', () => {
  expect(startsOf(HOURS)).toHaveLength(12);
  expect(startsOf(HOURS).at(-1)).toBe(870);
  expect(startsOf(visitingHours({ from: '10:00', to: '12:00', slotMinutes: 45 }))).toEqual([600, 645]);
});

it.each([
  ['09:00', null],
  ['14:30', null],
  ['08:59', /between 09:00 and 14:30/],
  ['15:00', /between 09:00 and 14:30/],
  ['09:10', /every 30 minutes from 09:00/],
])('says whether %s can be the start of a visit', (start, problem) => {
  if (problem === null) expect(hoursProblem(start, HOURS)).toBeNull();
  else expect(hoursProblem(start, HOURS)).toMatch(problem);
});

it('counts who is free: visits take their time, absences what they touch, and a full day is over', () => {
  const remaining = (...days: DayOfInspector[]) => freeSlots(days, HOURS).map(({ startMinute, remaining: left }) => [startMinute, left]);
  expect(remaining(day([[540, 570]]), day([]))).toEqual(startsOf(HOURS).map((start) => [start, start === 540 ? 1 : 2]));
  expect(remaining(day([[0, 725]], { visits: 0 }))[0]).toEqual([750, 1]);
  expect(remaining(day([[540, 570]], { capacity: 1 }))).toEqual([]);
});

it('lists a time exactly when somebody is free then', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 120 }))
    .map(([from, length]): [number, number] => [from, from + length]);
  const days = fc.array(
    fc.record({
      inspectorId: fc.constant('a'),
      capacity: fc.integer({ min: 1, max: 4 }),
      visits: fc.nat(4),
      taken: fc.array(range, { maxLength: 5 }),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(days, (given) => {
      const listed = new Map(freeSlots(given, HOURS).map(({ startMinute, remaining }) => [startMinute, remaining]));
      for (const start of startsOf(HOURS)) {
        expect(listed.get(start) ?? 0).toBe(given.filter((each) => isFree(each, start, start + 30)).length);
      }
    }),
  );
});
