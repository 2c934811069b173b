import type { CsvProblem } from '../../../platform/csv/read-csv.js';
import { parcelKey } from './address-words.rules.js';
import type { ParcelFacts } from './parcel.js';
import type { LineFacts, ParcelColumn, ParcelLine } from './parcel-line.rules.js';

/** A parcel as it is on file, or will be. */
export interface StoredParcel extends ParcelFacts {
  isRetired: boolean;
  /** The import that last named it; null when that was somebody by hand. */
  importId: string | null;
}

export interface StoredAddress {
  parcelNumber: string;
  line1: string;
  line2: string | null;
  city: string;
  state: string;
  zip: string;
  latitude: number | null;
  longitude: number | null;
  house: string;
  houseNumber: number | null;
  street: string;
  core: string;
  unit: string;
  isRetired: boolean;
  importId: string | null;
}

export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
}

export interface BatchPlan extends ImportCounts {
  /** All that the batch names, as they are to be. */
  parcels: StoredParcel[];
  addresses: StoredAddress[];
  problems: CsvProblem[];
}

/** The place that one address has alone, whatever parcel it lies on. */
export function addressKeyOf({ house, street, unit, zip }: Pick<StoredAddress, 'house' | 'street' | 'unit' | 'zip'>): string {
  return [house, street, unit, zip.slice(0, 5)].join('|');
}

/**
 * What the next lines of a list do to what is on file. A list must not contradict itself: of two lines that disagree on a parcel, or
 * give one address to two, the first counts and the second is refused.
 */
export function planBatch(
  importId: string | null,
  lines: readonly ParcelLine[],
  onFile: { parcels: readonly StoredParcel[]; addresses: readonly StoredAddress[] },
): BatchPlan {
  const parcels = new Map(onFile.parcels.map((parcel) => [parcelKey(parcel.number), parcel]));
  const addresses = new Map(onFile.addresses.map((address) => [addressKeyOf(address), address]));
  const plan: BatchPlan = { added: 0, changed: 0, unchanged: 0, refused: 0, parcels: [], addresses: [], problems: [] };
  const named = { parcels: new Set<string>(), addresses: new Set<string>() };

  for (const line of lines) {
    const key = parcelKey(line.number);
    const knownParcel = parcels.get(key);
    const parcel = parcelAfter(line, knownParcel, importId);
    const address = addressAfter(line, parcel.number, importId);
    const addressKey = addressKeyOf(address);
    const knownAddress = addresses.get(addressKey);
    if (knownAddress && line.position === undefined) Object.assign(address, positionOf(knownAddress));
    const problem = contradiction(line, importId, { parcel: knownParcel, address: knownAddress }, address);
    if (problem) {
      plan.problems.push(problem);
      plan.refused += 1;
      continue;
    }
    if (!knownAddress || knownAddress.isRetired) plan.added += 1;
    else if (!knownParcel || !isSame(knownParcel, parcel) || !isSame(knownAddress, address)) plan.changed += 1;
    else plan.unchanged += 1;
    parcels.set(key, parcel);
    addresses.set(addressKey, address);
    named.parcels.add(key);
    named.addresses.add(addressKey);
  }
  plan.parcels = [...named.parcels].map((key) => parcels.get(key)!);
  plan.addresses = [...named.addresses].map((key) => addresses.get(key)!);
  return plan;
}

function parcelAfter({ number, facts }: ParcelLine, known: StoredParcel | undefined, importId: string | null): StoredParcel {
  const { district = null, zone = null, historic = null, insideCity = null } = { ...known, ...facts };
  return { number: known?.number ?? number, district, zone, historic, insideCity, isRetired: false, importId };
}

function addressAfter({ words, position, ...line }: ParcelLine, parcelNumber: string, importId: string | null): StoredAddress {
  const { line1, line2, city, state, zip } = line;
  const { latitude, longitude } = position ?? { latitude: null, longitude: null };
  return { parcelNumber, line1, line2, city, state, zip, latitude, longitude, ...words, isRetired: false, importId };
}

function positionOf({ latitude, longitude }: StoredAddress) {
  return { latitude, longitude };
}

function contradiction(
  { line, facts }: ParcelLine,
  importId: string | null,
  known: { parcel: StoredParcel | undefined; address: StoredAddress | undefined },
  address: StoredAddress,
): CsvProblem | null {
  // What is written by hand says what is right from now on.
  if (importId === null) return null;
  const refusal = (column: ParcelColumn, detail: string) => ({ line, column, detail });
  if (known.parcel?.importId === importId) {
    for (const [column, value] of Object.entries(facts) as [keyof LineFacts, ParcelFacts[keyof LineFacts]][]) {
      if (known.parcel[column] !== value)
        return refusal(
          column,
          `must agree with an earlier line of parcel ${known.parcel.number}, which says ${said(known.parcel[column])}`,
        );
    }
  }
  if (known.address?.importId === importId && !isSame(known.address, address)) {
    return known.address.parcelNumber === address.parcelNumber
      ? refusal('address', 'is there twice, with something else beside it')
      : refusal('address', `is the address of parcel ${known.address.parcelNumber} on an earlier line`);
  }
  return null;
}

function said(value: string | boolean | null): string {
  if (value === null) return 'nothing';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

/** Whichever import named it. */
function isSame<T extends StoredParcel | StoredAddress>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((field) => field === 'importId' || one[field] === other[field]);
}
