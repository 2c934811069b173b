/** Where a visit is. Coordinates are known for some addresses; the rest goes by ZIP code and district. */
export interface StopPlace {
  latitude: number | null;
  longitude: number | null;
  zip: string | null;
  district: string | null;
}

export interface Stop {
  id: string;
  /** As booked, in minutes of the civil day. */
  startMinute: number;
  endMinute: number;
  place: StopPlace;
}

export interface PlannedStop {
  id: string;
  /** 1 is driven to first. */
  order: number;
  /** When the inspector is expected there. */
  plannedMinute: number;
}

export interface DayHours {
  /** When the inspector can be at the first stop. */
  fromMinute: number;
  toMinute: number;
}

/** How far an arrival may be planned from the booked time. */
export const TOLERANCE_MINUTES = 30;

/** Illustrative: how long the way takes, by car in a city. */
const KILOMETERS_PER_HOUR = 30;
const SAME_ZIP_MINUTES = 5;
const SAME_DISTRICT_MINUTES = 10;
const ELSEWHERE_MINUTES = 15;

/** A booked half hour includes the way to the next site: this share of it is spent on the site. */
const SHARE_ON_SITE = 2 / 3;

/** A minute beyond the tolerance weighs as much as so many minutes on the road. */
const WEIGHT_OF_LATENESS = 20;

/** How many partial routes are followed at a time; more of them find hardly anything shorter (`bench/day-order.ts`). */
const BREADTH = 300;

const KILOMETERS_PER_DEGREE = 111.2;

/** As the crow flies; null when one of the places has no coordinates. */
export function kilometersBetween(one: StopPlace, other: StopPlace): number | null {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null) return null;
  const northSouth = one.latitude - other.latitude;
  const eastWest = (one.longitude - other.longitude) * Math.cos((((one.latitude + other.latitude) / 2) * Math.PI) / 180);
  return Math.hypot(northSouth, eastWest) * KILOMETERS_PER_DEGREE;
}

export function travelMinutes(one: StopPlace, other: StopPlace): number {
  const kilometers = kilometersBetween(one, other);
  if (kilometers !== null) return (kilometers / KILOMETERS_PER_HOUR) * 60;
  if (one.zip !== null && one.zip === other.zip) return SAME_ZIP_MINUTES;
  return one.district !== null && one.district === other.district ? SAME_DISTRICT_MINUTES : ELSEWHERE_MINUTES;
}

interface Route {
  visited: bigint;
  last: number;
  free: number;
  cost: number;
  arrivals: readonly (readonly [stop: number, minute: number])[];
}

/**
 * A short route through a day: each arrival lies within the tolerance of its booked time where that can be, and the way is as short as it
 * can be then. Follows the best partial routes stop by stop; the booked order is one of those compared, so the result is never worse.
 */
export function orderStops(given: readonly Stop[], hours: DayHours): PlannedStop[] {
  const stops = [...given].sort((one, other) => one.startMinute - other.startMinute || (one.id < other.id ? -1 : 1));
  const way = stops.map((one) => stops.map((other) => travelMinutes(one.place, other.place)));
  const start: Route = { visited: 0n, last: -1, free: hours.fromMinute, cost: 0, arrivals: [] };
  let routes = [start];
  let booked = start;
  for (let n = 0; n < stops.length; n++) {
    booked = extended(booked, n, stops, way, hours);
    const best = new Map<string, Route>();
    for (const route of routes) {
      for (const next of reachable(route, stops)) {
        const longer = extended(route, next, stops, way, hours);
        const key = `${longer.visited} ${next} ${Math.floor(longer.free)}`;
        const known = best.get(key);
        if (!known || longer.cost < known.cost || (longer.cost === known.cost && longer.free < known.free)) best.set(key, longer);
      }
    }
    routes = [...best.values()].sort((one, other) => one.cost - other.cost || one.free - other.free).slice(0, BREADTH);
  }
  const shortest = routes[0] && routes[0].cost < booked.cost ? routes[0] : booked;
  return towardsBooked(shortest, stops, way).map((plannedMinute, n) => ({
    id: stops[shortest.arrivals[n]![0]]!.id,
    order: n + 1,
    plannedMinute,
  }));
}

/** Nobody is visited before the booked time only to let the inspector wait afterwards: arrivals go back to it where no other suffers. */
function towardsBooked({ arrivals }: Route, stops: readonly Stop[], way: readonly (readonly number[])[]): number[] {
  const planned = arrivals.map(([, minute]) => minute);
  for (let n = arrivals.length - 1; n >= 0; n--) {
    const [stop, earliest] = arrivals[n]!;
    const next = arrivals[n + 1];
    const latest = next ? planned[n + 1]! - way[stop]![next[0]]! - onSite(stops[stop]!) : Infinity;
    planned[n] = Math.max(earliest, Math.min(stops[stop]!.startMinute, Math.floor(latest)));
  }
  return planned;
}

function onSite({ startMinute, endMinute }: Stop): number {
  return (endMinute - startMinute) * SHARE_ON_SITE;
}

/** The stops that may come next: none is put before one that must have begun long ago. */
function reachable({ visited }: Route, stops: readonly Stop[]): number[] {
  const open = stops.flatMap((_stop, n) => (visited & (1n << BigInt(n)) ? [] : [n]));
  const first = stops[open[0]!]!;
  return open.filter((n) => stops[n]!.startMinute - first.startMinute <= 2 * TOLERANCE_MINUTES);
}

function extended(
  { visited, last, free, cost, arrivals }: Route,
  next: number,
  stops: readonly Stop[],
  way: readonly (readonly number[])[],
  { fromMinute, toMinute }: DayHours,
): Route {
  const { startMinute } = stops[next]!;
  const travel = last < 0 ? 0 : way[last]![next]!;
  const earliest = Math.max(fromMinute, startMinute - TOLERANCE_MINUTES);
  const latest = Math.min(startMinute + TOLERANCE_MINUTES, toMinute);
  const arrival = Math.ceil(Math.max(free + travel, earliest));
  return {
    visited: visited | (1n << BigInt(next)),
    last: next,
    free: arrival + onSite(stops[next]!),
    cost: cost + travel + WEIGHT_OF_LATENESS * Math.max(0, arrival - latest),
    arrivals: [...arrivals, [next, arrival]],
  };
}
