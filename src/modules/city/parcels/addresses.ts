import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { AddressSearchQueries } from './address-search.queries.js';
import { addressWords, parcelKey, type AddressWords } from './address-words.rules.js';
import { ADDRESS_COLUMNS, type AddressMatch, type AddressRow, type GivenAddress, type ListedAddress } from './parcel.js';
import { toListedAddress, type AddressSearchDto, type AddressSearchQuery } from './parcels.dto.js';
import { AddressNotInList, ParcelContradictsAddress } from './parcels.errors.js';

const MOST_NEAREST = 5;

/**
 * The city's list of addresses, as the modules above ask it. Without a list every address is taken as it was written; with one, an
 * address is in it or refused.
 */
@Injectable()
export class Addresses {
  constructor(
    private readonly database: Database,
    private readonly search: AddressSearchQueries,
  ) {}

  private async isListLoaded(): Promise<boolean> {
    const row = await this.database.row(sql`select 1 from city.address where retired_at is null limit 1`);
    return row !== undefined;
  }

  async complete({ q = '', limit }: AddressSearchQuery): Promise<AddressSearchDto> {
    const [found, listLoaded] = await Promise.all([this.search.complete(q, limit), this.isListLoaded()]);
    return { items: found.map(toListedAddress), listLoaded };
  }

  /** The address as the list has it; null when no list is loaded. Throws when the list does not have it, or has it elsewhere. */
  async match(given: GivenAddress, pointer = '/address'): Promise<AddressMatch | null> {
    const found = await this.find(given);
    if (!found) {
      if (!(await this.isListLoaded())) return null;
      const nearest = await this.search.near(addressWords(given.line1, given.line2), given.parcelNumber, MOST_NEAREST);
      throw new AddressNotInList(given, pointer, nearest.map(toListedAddress));
    }
    const { parcelNumber } = given;
    if (parcelNumber !== undefined && parcelKey(parcelNumber) !== parcelKey(found.parcel.number)) {
      throw new ParcelContradictsAddress(found.address, parcelNumber, pointer);
    }
    return found;
  }

  /** In the words of the list, with its parcel and place; as it was written when no list is loaded. Refuses what `match` refuses. */
  async matched<Given extends GivenAddress>(given: Given, pointer?: string): Promise<Given | ListedAddress> {
    return (await this.match(given, pointer))?.address ?? given;
  }

  /** `match` without a refusal: null when the list does not have it. */
  async find(given: GivenAddress): Promise<AddressMatch | null> {
    const words = addressWords(given.line1, given.line2);
    const row = await this.row(words, given.zip.slice(0, 5));
    return row ? matchOf(row, given, words) : null;
  }

  /** `matched` without a refusal: what the list does not have stays as it was written. */
  async recognized<Given extends GivenAddress>(given: Given): Promise<Given | ListedAddress> {
    return (await this.find(given))?.address ?? given;
  }

  /** Code of the inspection district that a parcel lies in; null when the list does not say. */
  async districtOf(parcelNumber: string): Promise<string | null> {
    const row = await this.database.row(sql<{ district: string | null }>`
      select district from city.parcel where key = ${parcelKey(parcelNumber)} and retired_at is null`);
    return row?.district ?? null;
  }

  /** The unit itself; or its building, as long as the list tells no units of it apart. */
  private row({ house, street, unit }: AddressWords, zip5: string): Promise<AddressRow | undefined> {
    return this.database.row(sql<AddressRow>`
      select ${ADDRESS_COLUMNS} from city.address a join city.parcel p on p.number = a.parcel_number
      where a.retired_at is null and a.house = ${house} and a.street = ${street} and a.zip5 = ${zip5}
        and (a.unit = ${unit} or a.unit = '' and not exists (
          select from city.address other
          where other.retired_at is null and other.house = a.house and other.street = a.street and other.zip5 = a.zip5 and other.unit <> ''))`);
  }
}

/** A unit that the list does not know apart keeps the words of whoever lives there. */
function matchOf(row: AddressRow, given: GivenAddress, { unit }: AddressWords): AddressMatch {
  const { line1, city, state, zip, parcelNumber, latitude, longitude, district, zone, historic, insideCity } = row;
  const line2 = row.line2 ?? given.line2 ?? (unit === '' ? undefined : `Unit ${unit.toUpperCase()}`);
  return {
    address: {
      line1,
      ...(line2 === undefined ? {} : { line2 }),
      city,
      state,
      zip,
      parcelNumber,
      ...(latitude === null || longitude === null ? {} : { latitude, longitude }),
    },
    unit,
    parcel: { number: parcelNumber, district, zone, historic, insideCity },
  };
}
