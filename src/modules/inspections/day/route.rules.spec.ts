import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kilometersBetween, orderStops, travelMinutes, TOLERANCE_MINUTES, type Stop, type StopPlace } from './route.rules.js';

const HOURS = { fromMinute: 540, toMinute: 900 };

const place = (
  latitude: number | null,
  longitude: number | null,
  zip: string | null = null,
  district: string | null = null,
): StopPlace => ({
  latitude,
  longitude,
  zip,
  district,
});
const stop = (id: string, startMinute: number, where: StopPlace): Stop => ({ id, startMinute, endMinute: startMinute + 30, place: where });
const NORTH = place(41.86, -88.32);
const SOUTH = place(41.76, -88.32);

it('goes by coordinates, and without them by ZIP code and district', () => {
  expect(kilometersBetween(NORTH, SOUTH)).toBeCloseTo(11.12, 2);
  expect(travelMinutes(NORTH, SOUTH)).toBeCloseTo(22.24, 2);
  const [a, b] = [place(null, null, '60501', 'east'), place(null, null, '60505', 'east')];
  expect([travelMinutes(a, a), travelMinutes(a, b), travelMinutes(a, place(null, null))]).toEqual([5, 10, 15]);
});

it('keeps booked times that lie apart, and turns neighbors around where that saves a way', () => {
  const apart = orderStops([stop('b', 780, SOUTH), stop('a', 540, NORTH)], HOURS);
  expect(apart.map(({ id, order }) => [id, order])).toEqual([
    ['a', 1],
    ['b', 2],
  ]);
  const nearby = place(41.78, -88.32);
  const there = [stop('s1', 600, SOUTH), stop('n1', 630, nearby), stop('s2', 660, SOUTH)];
  expect(orderStops(there, HOURS).map(({ id }) => id)).toEqual(['n1', 's1', 's2']);
});

it('comes at the booked time where nothing is won by coming earlier', () => {
  const planned = orderStops([stop('a', 540, SOUTH), stop('b', 720, NORTH)], HOURS);
  expect(planned.map(({ plannedMinute }) => plannedMinute)).toEqual([540, 720]);
});

it('begins with the first stop at the hour, not before, and copes with nothing to do', () => {
  expect(orderStops([stop('a', 540, NORTH)], HOURS)).toEqual([{ id: 'a', order: 1, plannedMinute: 540 }]);
  expect(orderStops([], HOURS)).toEqual([]);
});

const stops = fc
  .uniqueArray(fc.nat(11), { minLength: 1, maxLength: 12 })
  .chain((slots) =>
    fc.tuple(
      ...slots.map((slot) =>
        fc.tuple(fc.constant(slot), fc.double({ min: 0, max: 0.1, noNaN: true }), fc.double({ min: 0, max: 0.1, noNaN: true })),
      ),
    ),
  )
  .map((given) => given.map(([slot, north, east]) => stop(`s${slot}`, 540 + 30 * slot, place(41.76 + north, -88.32 + east))));

it('visits every stop once, one after another, the same however they are given', () => {
  fc.assert(
    fc.property(stops, (given) => {
      const planned = orderStops(given, HOURS);
      expect(planned.map(({ id }) => id).sort()).toEqual(given.map(({ id }) => id).sort());
      expect(planned.map(({ order }) => order)).toEqual(given.map((_, n) => n + 1));
      const minutes = planned.map(({ plannedMinute }) => plannedMinute);
      expect(minutes).toEqual([...minutes].sort((one, other) => one - other));
      for (const { id, plannedMinute } of planned) {
        expect(plannedMinute).toBeGreaterThanOrEqual(Math.max(540, given.find((each) => each.id === id)!.startMinute - TOLERANCE_MINUTES));
      }
      expect(orderStops([...given].reverse(), HOURS)).toEqual(planned);
    }),
    { numRuns: 40 },
  );
});

/** How far beyond the tolerance the arrivals are when the stops are driven to in this order. */
function lateness(route: readonly Stop[]): number {
  let [free, late] = [HOURS.fromMinute, 0];
  for (const [n, { startMinute, endMinute, place: site }] of route.entries()) {
    const travel = n === 0 ? 0 : travelMinutes(route[n - 1]!.place, site);
    const arrival = Math.ceil(Math.max(free + travel, HOURS.fromMinute, startMinute - TOLERANCE_MINUTES));
    late += Math.max(0, arrival - Math.min(startMinute + TOLERANCE_MINUTES, HOURS.toMinute));
    free = arrival + ((endMinute - startMinute) * 2) / 3;
  }
  return late;
}

const wayOf = (route: readonly Stop[]) => route.slice(1).reduce((sum, { place: site }, n) => sum + travelMinutes(route[n]!.place, site), 0);

it('is on time and no longer than the booked order wherever that is on time', () => {
  fc.assert(
    fc.property(stops, (given) => {
      const booked = [...given].sort((one, other) => one.startMinute - other.startMinute);
      fc.pre(lateness(booked) === 0);
      const planned = orderStops(given, HOURS);
      const route = planned.map(({ id }) => given.find((each) => each.id === id)!);
      expect(wayOf(route)).toBeLessThanOrEqual(wayOf(booked) + 1e-9);
      for (const [n, { plannedMinute }] of planned.entries()) {
        expect(plannedMinute).toBeLessThanOrEqual(Math.min(route[n]!.startMinute + TOLERANCE_MINUTES, HOURS.toMinute));
      }
    }),
    { numRuns: 40 },
  );
});
