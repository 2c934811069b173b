import { isFree, type DayOfInspector } from './slots.rules.js';

export interface Place {
  latitude: number | null;
  longitude: number | null;
  zip: string | null;
  district: string | null;
}

export interface Candidate extends DayOfInspector {
  districts: readonly string[];
  /** Where else the inspector is that day. */
  places: readonly Place[];
}

/**
 * Who gets the visit: of the inspectors who are free then, those whose day is the least loaded; of these the one who is nearby anyway,
 * by district, then by ZIP code and distance to the day's other sites; then always the same one.
 */
export function chooseInspector<T extends Candidate>(
  candidates: readonly T[],
  place: Place,
  startMinute: number,
  endMinute: number,
): T | null {
  const free = candidates.filter((candidate) => isFree(candidate, startMinute, endMinute));
  const ranked = free.map((candidate) => ({ candidate, rank: rankOf(candidate, place) }));
  ranked.sort((one, other) => compare(one.rank, other.rank) || (one.candidate.inspectorId < other.candidate.inspectorId ? -1 : 1));
  return ranked[0]?.candidate ?? null;
}

function rankOf({ visits, districts, places }: Candidate, place: Place): number[] {
  const ownDistrict = place.district !== null && districts.includes(place.district) ? 0 : districts.length === 0 ? 1 : 2;
  const sameZip = places.some(({ zip }) => zip !== null && zip === place.zip) ? 0 : 1;
  return [visits, ownDistrict, sameZip, Math.min(...places.map((other) => squaredDistance(place, other)))];
}

/** Good enough to compare places of one city; infinite without coordinates. */
function squaredDistance(one: Place, other: Place): number {
  if (one.latitude === null || one.longitude === null || other.latitude === null || other.longitude === null) return Infinity;
  const eastWest = (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180);
  return (one.latitude - other.latitude) ** 2 + eastWest ** 2;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, n) => value !== other[n]);
  return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1;
}
