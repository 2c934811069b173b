import type { CsvColumn, CsvProblem } from '../../../platform/csv/read-csv.js';
import { addressWords, parcelKey, type AddressWords } from './address-words.rules.js';

/** The columns of a list of parcels, under the headings that assessors' offices give them. */
export const PARCEL_COLUMNS = [
  { name: 'number', required: true, aliases: ['parcel', 'parcel number', 'parcel id', 'parcel pin', 'pin', 'apn'] },
  {
    name: 'address',
    required: true,
    aliases: ['line1', 'address line 1', 'site address', 'street address', 'situs address', 'property address'],
  },
  { name: 'unit', aliases: ['line2', 'address line 2', 'apartment', 'apt', 'suite'] },
  { name: 'city', aliases: ['town', 'municipality', 'site city'] },
  { name: 'state', aliases: ['site state'] },
  { name: 'zip', aliases: ['zip code', 'postal code', 'site zip'] },
  { name: 'district', aliases: ['inspection district'] },
  { name: 'zone', aliases: ['zoning', 'zoning district'] },
  { name: 'historic', aliases: ['historic district', 'landmark', 'is historic'] },
  { name: 'insideCity', aliases: ['in city', 'inside city limits', 'incorporated', 'is inside city'] },
  { name: 'latitude', aliases: ['lat'] },
  { name: 'longitude', aliases: ['lon', 'lng', 'long'] },
] as const satisfies readonly CsvColumn[];

export type ParcelColumn = (typeof PARCEL_COLUMNS)[number]['name'];

/** Facts of a parcel that a line tells; what its list has no column for is left as it is. */
export interface LineFacts {
  district?: string | null;
  zone?: string | null;
  historic?: boolean | null;
  insideCity?: boolean | null;
}

/** A line that can be loaded. */
export interface ParcelLine {
  line: number;
  number: string;
  facts: LineFacts;
  line1: string;
  line2: string | null;
  city: string;
  state: string;
  zip: string;
  /** Undefined when the list has no columns for it. */
  position?: { latitude: number; longitude: number } | null;
  words: AddressWords;
}

/** What a line need not say. */
export interface LineDefaults {
  city: string;
  state: string;
  zip: string;
  /** Codes of the profile's inspection districts. */
  districts: readonly string[];
}

type Values = Record<ParcelColumn, string>;

const ZIP = /^\d{5}(-\d{4})?$/;
const NUMBER = /^[A-Za-z0-9][ -~]{0,39}$/;
const YES = new Set(['true', 'yes', 'y', 't', '1']);
const NO = new Set(['false', 'no', 'n', 'f', '0']);

export function readParcelLine(
  { line, values }: { line: number; values: Values },
  columns: readonly ParcelColumn[],
  defaults: LineDefaults,
): ParcelLine | CsvProblem[] {
  const has = (column: ParcelColumn) => columns.includes(column);
  const read: ParcelLine = {
    line,
    number: values.number,
    facts: {
      ...(has('district') && { district: values.district.toLowerCase() || null }),
      ...(has('zone') && { zone: values.zone || null }),
      ...(has('historic') && { historic: yesOrNo(values.historic) }),
      ...(has('insideCity') && { insideCity: yesOrNo(values.insideCity) }),
    },
    line1: values.address,
    line2: values.unit || null,
    city: values.city || defaults.city,
    state: values.state.toUpperCase() || defaults.state,
    zip: values.zip || defaults.zip,
    ...(has('latitude') && has('longitude') && { position: positionOf(values) }),
    words: addressWords(values.address, values.unit),
  };
  const problems = [...addressProblems(read), ...factProblems(values, defaults)];
  return problems.length > 0 ? problems.map(([column, detail]) => ({ line, column, detail })) : read;
}

type Problem = [column: ParcelColumn, detail: string];

function addressProblems({ number, line1, line2, city, state, zip, words }: ParcelLine): Problem[] {
  const problems: Problem[] = [];
  if (number === '') problems.push(['number', 'is missing']);
  else if (!NUMBER.test(number) || parcelKey(number) === '')
    problems.push(['number', 'must be a parcel number of letters, digits, dashes and dots, at most 40']);
  if (line1 === '') problems.push(['address', 'is missing']);
  else if (line1.length > 100) problems.push(['address', 'must have at most 100 characters']);
  else if (words.core === '') problems.push(['address', 'must have a street, not a number alone']);
  if (line2 !== null && line2.length > 100) problems.push(['unit', 'must have at most 100 characters']);
  if (city.length > 60) problems.push(['city', 'must have at most 60 characters']);
  if (!/^[A-Z]{2}$/.test(state)) problems.push(['state', 'must be the two letters of a state, such as IL']);
  if (!ZIP.test(zip)) problems.push(['zip', 'must be a ZIP code such as 60501 or 60501-1234']);
  return problems;
}

function factProblems(values: Values, { districts }: LineDefaults): Problem[] {
  const { district, zone, latitude, longitude } = values;
  const problems: Problem[] = [];
  if (district !== '' && !districts.includes(district.toLowerCase()))
    problems.push([
      'district',
      districts.length > 0 ? `must be one of ${districts.join(', ')}` : 'must be empty: the city has no districts',
    ]);
  if (zone.length > 40) problems.push(['zone', 'must have at most 40 characters']);
  for (const column of ['historic', 'insideCity'] as const)
    if (values[column] !== '' && yesOrNo(values[column]) === null) problems.push([column, 'must be yes or no']);
  if (latitude !== '' && !isWithin(latitude, 90)) problems.push(['latitude', 'must be degrees north from -90 to 90']);
  if (longitude !== '' && !isWithin(longitude, 180)) problems.push(['longitude', 'must be degrees east from -180 to 180']);
  if ((latitude === '') !== (longitude === ''))
    problems.push(latitude === '' ? ['latitude', 'is missing beside the longitude'] : ['longitude', 'is missing beside the latitude']);
  return problems;
}

function positionOf({ latitude, longitude }: Values): ParcelLine['position'] {
  return latitude === '' || longitude === '' ? null : { latitude: Number(latitude), longitude: Number(longitude) };
}

function isWithin(value: string, most: number): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(value) && Math.abs(Number(value)) <= most;
}

function yesOrNo(value: string): boolean | null {
  const word = value.toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : null;
}
