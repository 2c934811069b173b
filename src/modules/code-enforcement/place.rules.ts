import type { AddressMatch } from '../city/index.js';
import { streetWords, type AddressValue } from '../records/index.js';

/** About 50 meters: two people who report one heap of rubbish do not stand on the same spot. */
const CELLS_PER_DEGREE = 2_000;

export interface PointedAt {
  description: string;
  latitude: number;
  longitude: number;
}

/**
 * What a place is known by, the surest first. On the city's list it is the parcel, and the unit on it; cases from before the list was
 * loaded are known by the words of their address.
 */
export function placeKeysOf(place: AddressValue | PointedAt, found: AddressMatch | null): [string, ...string[]] {
  if (!found) return [placeKeyOf(place)];
  return [`parcel ${found.parcel.number}|${found.unit}`, ...new Set([placeKeyOf(found.address), placeKeyOf(place)])];
}

/**
 * The same for two who mean the same place, however they write it. A place without an address is known by where it is, in cells; two
 * concerns on both sides of a cell's border are joined by hand.
 */
function placeKeyOf(place: AddressValue | PointedAt): string {
  if ('line1' in place) {
    return `address ${streetWords(place.line1)}|${streetWords(place.line2 ?? '')}|${place.zip.slice(0, 5)}`;
  }
  return `point ${cellOf(place.latitude)},${cellOf(place.longitude)}`;
}

/** One line for people. */
export function placeInWords(place: AddressValue | PointedAt): string {
  return 'line1' in place ? [place.line1, place.line2].filter(Boolean).join(', ') : place.description;
}

function cellOf(degrees: number): number {
  return Math.round(degrees * CELLS_PER_DEGREE);
}
