import { sql } from 'kysely';

/** What the list says of a piece of land; null is what it does not say. */
export interface ParcelFacts {
  number: string;
  /** Code of the inspection district. */
  district: string | null;
  zone: string | null;
  historic: boolean | null;
  insideCity: boolean | null;
}

/** An address as a module above has it. */
export interface GivenAddress {
  line1: string;
  line2?: string;
  city: string;
  state: string;
  zip: string;
  parcelNumber?: string;
}

/** An address as the list has it. */
export interface ListedAddress extends GivenAddress {
  parcelNumber: string;
  latitude?: number;
  longitude?: number;
}

export interface AddressMatch {
  address: ListedAddress;
  /** The unit in the words by which it is compared; empty for the building itself. */
  unit: string;
  parcel: ParcelFacts;
}

/** An address of the list with the facts of its parcel, as it is read. */
export interface AddressRow {
  id: string;
  line1: string;
  line2: string | null;
  city: string;
  state: string;
  zip: string;
  parcelNumber: string;
  district: string | null;
  zone: string | null;
  historic: boolean | null;
  insideCity: boolean | null;
  latitude: number | null;
  longitude: number | null;
}

/** Of `city.address a` and `city.parcel p`. */
export const ADDRESS_COLUMNS = sql.raw(
  `a.id, a.line1, a.line2, a.city, a.state, a.zip, a.parcel_number, p.district, p.zone, p.historic,
   p.inside_city, a.latitude, a.longitude`,
);
