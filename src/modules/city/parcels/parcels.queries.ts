import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { page, readCursor } from '../../../platform/http/paging.js';
import { CityProfile } from '../city-profile.js';
import { parcelKey, typedAddress } from './address-words.rules.js';
import type { ParcelAddressDto, ParcelDto, ParcelListQuery, ParcelPageDto } from './parcels.dto.js';
import { ParcelNotFound } from './parcels.errors.js';

interface ParcelRow {
  number: string;
  district: string | null;
  zone: string | null;
  historic: boolean | null;
  insideCity: boolean | null;
  addresses: ParcelAddressDto[] | null;
  changedAt: string;
  retiredAt: string | null;
  version: number;
}

const PARCELS = sql.raw(`
  select p.number, p.district, p.zone, p.historic, p.inside_city, p.changed_at, p.retired_at,
    p.version, found.addresses
  from city.parcel p left join lateral (
    select json_agg(json_build_object('id', a.id, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'state', a.state, 'zip', a.zip,
      'latitude', a.latitude, 'longitude', a.longitude) order by a.core, a.house_number, a.house, a.unit) as addresses
    from city.address a where a.parcel_number = p.number and a.retired_at is null
  ) found on true`);

/** Parcels as staff look them up: a parcel with its addresses in one query. */
@Injectable()
export class ParcelQueries {
  constructor(
    private readonly database: Database,
    private readonly city: CityProfile,
  ) {}

  async get(number: string): Promise<ParcelDto> {
    const row = await this.database.row(sql<ParcelRow>`${PARCELS} where p.key = ${parcelKey(number)}`);
    if (!row) throw new ParcelNotFound(number);
    return toParcel(row);
  }

  /** In the order of their numbers. */
  async list({ q, zone, district, retired, limit, cursor }: ParcelListQuery): Promise<ParcelPageDto> {
    const after = readCursor(cursor, 1)?.[0] ?? null;
    const conditions = [retired ? sql`p.retired_at is not null` : sql`p.retired_at is null`];
    if (after !== null) conditions.push(sql`p.number > ${String(after)}`);
    if (zone !== undefined) conditions.push(sql`p.zone = ${zone}`);
    if (district !== undefined) conditions.push(sql`p.district = ${district}`);
    if (q !== undefined) conditions.push(this.named(q));
    const rows = await this.database.rows(sql<ParcelRow>`
      ${PARCELS} where ${sql.join(conditions, sql` and `)} order by p.number limit ${limit + 1}`);
    return page(rows, limit, ({ number }) => [number], toParcel);
  }

  private named(q: string) {
    const { city, state } = this.city.counter.address;
    const { house, core } = typedAddress(q, { city, state });
    const key = parcelKey(q);
    const byAddress = core === '' ? sql`false` : sql`a.core like ${`${core}%`}${house === '' ? sql`` : sql` and a.house = ${house}`}`;
    return sql`p.number in (
      select number from city.parcel where ${key === '' ? sql`false` : sql`key like ${`${key}%`}`}
      union select a.parcel_number from city.address a where a.retired_at is null and ${byAddress})`;
  }
}

function toParcel({ number, district, zone, historic, insideCity, addresses, changedAt, retiredAt, version }: ParcelRow): ParcelDto {
  return {
    number,
    district,
    zone,
    historic,
    insideCity,
    addresses: addresses ?? [],
    changedAt: toInstant(changedAt).toString(),
    retiredAt: retiredAt === null ? null : toInstant(retiredAt).toString(),
    recordsLink: `/v1/records?address=${encodeURIComponent(number)}`,
    version,
  };
}
