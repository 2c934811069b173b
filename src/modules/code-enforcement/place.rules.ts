import { streetWords, type AddressValue } from '../records/index.js';

/** About 50 meters: two people who report one heap of rubbish do not stand on the same spot. */
const CELLS_PER_DEGREE = 2_000;

export interface PointedAt {
  description: string;
  latitude: number;
  longitude: number;
}

/**
 * The same for two who mean the same place, however they write it. A place without an address is known by where it is, in cells; two
 * concerns on both sides of a cell's border are joined by hand.
 */
export function placeKeyOf(place: AddressValue | PointedAt): string {
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
