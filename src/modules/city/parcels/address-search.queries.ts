import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { alternativesTo } from '../../../platform/text/spelling.js';
import { CityProfile } from '../city-profile.js';
import { parcelKey, typedAddress, type AddressWords, type TypedAddress } from './address-words.rules.js';
import { ADDRESS_COLUMNS, type AddressRow } from './parcel.js';

/** Streets that a misspelt one may stand for: so many are compared, the nearest first. */
const STREETS_COMPARED = 40;
/** Shorter names have too many neighbors. */
const LEAST_LETTERS = 3;
/** How many streets that sound like a wrong one are looked at. */
const STREETS_NEAR = 5;

type Street = Pick<AddressWords, 'street' | 'core'>;

/** Finds addresses while they are typed, and those near to one that is not there. Every question is answered by an index. */
@Injectable()
export class AddressSearchQueries {
  constructor(
    private readonly database: Database,
    private readonly city: CityProfile,
  ) {}

  async complete(typed: string, limit: number): Promise<AddressRow[]> {
    const { city, state } = this.city.counter.address;
    const address = typedAddress(typed, { city, state });
    if (address.house === '' && address.core === '') return [];
    for (const street of [address, ...address.otherStreets]) {
      const found = await this.beginning(address, street, limit);
      if (found.length > 0) return found;
    }
    const streets = await this.misspelt(address.core);
    return streets.length === 0 ? [] : this.onStreets(address, streets, limit);
  }

  /**
   * Those that may have been meant: the same house elsewhere on the street or in another unit, on a street that is spelt like it, its
   * neighbors, and what else stands on the parcel that was named.
   */
  async near(words: AddressWords, parcelNumber: string | undefined, limit: number): Promise<AddressRow[]> {
    const { house, core } = words;
    const same = await this.find(
      sql`a.house = ${house} and a.core = ${core}`,
      sql`a.unit <> ${words.unit}, a.street <> ${words.street}, a.street, a.unit`,
      limit,
    );
    const streets = await this.nearestStreets(core);
    const elsewhere = await this.onStreets({ house, unit: '', zip5: null }, streets, limit);
    const neighbors = await this.neighbors(words, limit);
    const parcel =
      parcelNumber === undefined
        ? []
        : await this.find(sql`p.key = ${parcelKey(parcelNumber)}`, sql`a.core, a.house_number, a.unit`, limit);
    const found = [...same, ...elsewhere, ...neighbors, ...parcel];
    return [...new Map(found.map((row) => [row.id, row])).values()].slice(0, limit);
  }

  /** Addresses that go on like this, in the order of their streets. */
  private beginning(address: TypedAddress, { street, core }: Street, limit: number): Promise<AddressRow[]> {
    const conditions = [sql`a.core like ${`${core}%`}`, ...(street === core ? [] : [sql`a.street like ${`${street}%`}`])];
    if (address.house === '') return this.find(all([...conditions, ...rest(address)]), sql`a.core, a.house_number, a.house, a.unit`, limit);
    // A number without a street may still grow.
    const house = core === '' && street === '' ? sql`a.house like ${`${address.house}%`}` : sql`a.house = ${address.house}`;
    return this.find(all([house, ...conditions, ...rest(address)]), sql`a.house, a.core, a.street, a.unit`, limit);
  }

  /** Street by street, so that the index gives each one's houses in their order. */
  private onStreets(
    { house, ...address }: Pick<TypedAddress, 'house' | 'unit' | 'zip5'>,
    streets: string[],
    limit: number,
  ): Promise<AddressRow[]> {
    const conditions = [sql`a.core = likely.name collate "C"`, ...(house === '' ? [] : [sql`a.house = ${house}`]), ...rest(address)];
    return this.database.rows(sql<AddressRow>`
      select ${ADDRESS_COLUMNS} from unnest(${streets}::text[]) with ordinality as likely (name, position)
      cross join lateral (
        select * from city.address a where a.retired_at is null and ${all(conditions)} order by a.core, a.house_number, a.house, a.unit limit ${limit}
      ) a
      join city.parcel p on p.number = a.parcel_number
      order by likely.position, a.house_number, a.house, a.street, a.unit limit ${limit}`);
  }

  /** The streets that this one may stand for, or that hold these words further on in their name. */
  private async misspelt(core: string): Promise<string[]> {
    if (core.length < LEAST_LETTERS) return [];
    const names = await this.streetsLike(core, STREETS_COMPARED);
    const holding = names.filter((name) => ` ${name}`.includes(` ${core}`)).slice(0, STREETS_NEAR);
    return holding.length > 0 ? holding : alternativesTo(core, names);
  }

  private async nearestStreets(core: string): Promise<string[]> {
    const names = await this.streetsLike(core, STREETS_COMPARED);
    return [...new Set([...alternativesTo(core, names), ...names])].filter((name) => name !== core).slice(0, STREETS_NEAR);
  }

  private async streetsLike(core: string, limit: number): Promise<string[]> {
    const rows = await this.database.rows(sql<{ name: string }>`
      select name from city.street order by name <->> ${core} limit ${limit}`);
    return rows.map(({ name }) => name);
  }

  /** The next houses of the street on both sides of a number, the nearest first. */
  private async neighbors({ core, houseNumber }: AddressWords, limit: number): Promise<AddressRow[]> {
    if (houseNumber === null) return this.find(sql`a.core = ${core}`, sql`a.house_number, a.house, a.unit`, limit);
    const above = await this.find(sql`a.core = ${core} and a.house_number >= ${houseNumber}`, sql`a.house_number, a.house, a.unit`, limit);
    const below = await this.find(
      sql`a.core = ${core} and a.house_number < ${houseNumber}`,
      sql`a.house_number desc, a.house desc, a.unit desc`,
      limit,
    );
    return Array.from({ length: limit }, (_, index) => [above[index], below[index]].filter((row) => row !== undefined)).flat();
  }

  private find(condition: RawBuilder<unknown>, order: RawBuilder<unknown>, limit: number): Promise<AddressRow[]> {
    return this.database.rows(sql<AddressRow>`
      select ${ADDRESS_COLUMNS} from city.address a join city.parcel p on p.number = a.parcel_number
      where a.retired_at is null and ${condition} order by ${order} limit ${limit}`);
  }
}

function all(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` and `);
}

function rest({ unit, zip5 }: Pick<TypedAddress, 'unit' | 'zip5'>): RawBuilder<unknown>[] {
  return [...(unit === '' ? [] : [sql`a.unit like ${`${unit}%`}`]), ...(zip5 === null ? [] : [sql`a.zip5 = ${zip5}`])];
}
