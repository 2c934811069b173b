import { kilometersBetween, orderStops, travelMinutes, TOLERANCE_MINUTES, type Stop } from '../src/modules/inspections/day/route.rules.ts';

/**
 * The 7:30 job's arithmetic: 40 inspectors with 12 stops each, in one process, and how long the routes are beside the booked order and
 * beside the shortest routes there are for the same points under the same rules, found by trying all of them.
 */
const INSPECTORS = 40;
const STOPS = 12;
const CITY_KILOMETERS = 12;
const HOURS = { fromMinute: 540, toMinute: 900 };
const LATENESS = 20;
const ON_SITE = 2 / 3;

const days = Array.from({ length: INSPECTORS }, (_, inspector) => dayOf(inspector));
const startedAt = performance.now();
const planned = days.map((stops) => orderStops(stops, HOURS));
const milliseconds = performance.now() - startedAt;

let [booked, ours, best, late] = [0, 0, 0, 0];
for (const [n, stops] of days.entries()) {
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  const route = planned[n]!.map(({ id }) => byId.get(id)!);
  booked += lengthOf(stops);
  ours += lengthOf(route);
  best += lengthOf(shortest(stops));
  late += planned[n]!.filter(({ id, plannedMinute }) => plannedMinute > byId.get(id)!.startMinute + TOLERANCE_MINUTES).length;
}
console.log(`Order of ${INSPECTORS} days with ${STOPS} stops each: ${milliseconds.toFixed(0)} ms in one process`);
console.log(
  `Route length: ${ours.toFixed(0)} km; as booked ${booked.toFixed(0)} km (${(ours / booked).toFixed(2)}), best known ${best.toFixed(0)} km (${(ours / best).toFixed(3)}); arrivals beyond the tolerance: ${late}`,
);

function dayOf(inspector: number): Stop[] {
  const random = mulberry(inspector + 1);
  return Array.from({ length: STOPS }, (_, n) => ({
    id: String(n),
    startMinute: HOURS.fromMinute + 30 * n,
    endMinute: HOURS.fromMinute + 30 * (n + 1),
    place: {
      latitude: 41.76 + (random() * CITY_KILOMETERS) / 111.2,
      longitude: -88.32 + (random() * CITY_KILOMETERS) / 82.9,
      zip: null,
      district: null,
    },
  }));
}

function lengthOf(route: readonly Stop[]): number {
  return route.slice(1).reduce((sum, stop, n) => sum + kilometersBetween(route[n]!.place, stop.place)!, 0);
}

/** Tries every order that the tolerance allows; a route that is already dearer than the best is left. */
function shortest(stops: readonly Stop[]): Stop[] {
  let bestCost = Infinity;
  let bestRoute: Stop[] = [];
  const visit = (route: Stop[], open: Stop[], free: number, cost: number) => {
    if (cost >= bestCost) return;
    if (open.length === 0) {
      [bestCost, bestRoute] = [cost, route];
      return;
    }
    for (const stop of open.filter(({ startMinute }) => startMinute - open[0]!.startMinute <= 2 * TOLERANCE_MINUTES)) {
      const travel = route.length === 0 ? 0 : travelMinutes(route.at(-1)!.place, stop.place);
      const arrival = Math.ceil(Math.max(free + travel, HOURS.fromMinute, stop.startMinute - TOLERANCE_MINUTES));
      const tardy = Math.max(0, arrival - Math.min(stop.startMinute + TOLERANCE_MINUTES, HOURS.toMinute));
      visit(
        [...route, stop],
        open.filter((other) => other !== stop),
        arrival + (stop.endMinute - stop.startMinute) * ON_SITE,
        cost + travel + LATENESS * tardy,
      );
    }
  };
  visit([], [...stops], HOURS.fromMinute, 0);
  return bestRoute;
}

/** Always the same city. */
function mulberry(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
