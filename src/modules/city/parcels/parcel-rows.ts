import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Clock } from '../../../platform/time/clock.js';
import { parcelKey, RULES_VERSION } from './address-words.rules.js';
import type { BatchPlan, StoredAddress, StoredParcel } from './import-batch.rules.js';
import type { ParcelLine } from './parcel-line.rules.js';

/** Rows that are retired in one statement. */
const BATCH = 1000;

/** The list as it stands in the database: many parcels and addresses in a few statements, however many there are. */
@Injectable()
export class ParcelRows {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What these lines are about, retired or not. */
  async onFile(
    lines: readonly Pick<ParcelLine, 'number' | 'words' | 'zip'>[],
  ): Promise<{ parcels: StoredParcel[]; addresses: StoredAddress[] }> {
    const keys = lines.map(({ number }) => parcelKey(number));
    const parcels = await this.database.rows(sql<StoredParcel>`
      select number, district, zone, historic, inside_city, retired_at is not null as is_retired, import_id
      from city.parcel where key = any(${keys}::text[])`);
    const addresses = await this.database.rows(sql<StoredAddress>`
      select a.parcel_number, a.line1, a.line2, a.city, a.state, a.zip, a.latitude, a.longitude, a.house,
        a.house_number, a.street, a.core, a.unit, a.retired_at is not null as is_retired, a.import_id
      from unnest(${lines.map(({ words }) => words.house)}::text[], ${lines.map(({ words }) => words.street)}::text[],
        ${lines.map(({ words }) => words.unit)}::text[], ${lines.map(({ zip }) => zip.slice(0, 5))}::text[]) as named (house, street, unit, zip5)
      cross join lateral (
        select * from city.address a where a.house = named.house collate "C" and a.street = named.street collate "C"
          and a.unit = named.unit collate "C" and a.zip5 = named.zip5 limit 1
      ) a`);
    return { parcels, addresses };
  }

  async save({ parcels, addresses }: Pick<BatchPlan, 'parcels' | 'addresses'>): Promise<void> {
    const now = this.clock.now().toString();
    await this.database.execute(sql`
      insert into city.parcel as p (number, district, zone, historic, inside_city, import_id, changed_at)
      select number, district, zone, historic, "insideCity", "importId", ${now}
      from jsonb_to_recordset(${JSON.stringify(parcels)}::jsonb)
        as given (number text, district text, zone text, historic boolean, "insideCity" boolean, "importId" uuid)
      on conflict (number) do update set
        district = excluded.district, zone = excluded.zone, historic = excluded.historic, inside_city = excluded.inside_city,
        import_id = excluded.import_id, retired_at = null,
        version = p.version + ${CHANGED}::int, changed_at = case when ${CHANGED} = 1 then excluded.changed_at else p.changed_at end`);
    await this.database.execute(sql`
      insert into city.address (id, parcel_number, line1, line2, city, state, zip, latitude, longitude, house, house_number, street, core, unit,
        import_id, rules_version)
      select id, "parcelNumber", line1, line2, city, state, zip, latitude, longitude, house, "houseNumber", street, core, unit, "importId",
        ${RULES_VERSION}
      from jsonb_to_recordset(${JSON.stringify(addresses.map((address) => ({ id: newId(), ...address })))}::jsonb)
        as given (id uuid, "parcelNumber" text, line1 text, line2 text, city text, state text, zip text, latitude float8, longitude float8,
          house text, "houseNumber" int, street text, core text, unit text, "importId" uuid)
      on conflict (house, street, unit, zip5) do update set
        parcel_number = excluded.parcel_number, line1 = excluded.line1, line2 = excluded.line2, city = excluded.city, state = excluded.state,
        zip = excluded.zip, latitude = excluded.latitude, longitude = excluded.longitude, import_id = excluded.import_id, rules_version = excluded.rules_version, retired_at = null`);
    await this.database.execute(sql`
      insert into city.street (name) select distinct unnest(${addresses.map(({ core }) => core)}::text[]) order by 1 on conflict do nothing`);
  }

  /** Addresses that a complete list does not name, and parcels that are left without any. */
  async retireUnnamed(importId: string): Promise<void> {
    const now = this.clock.now().toString();
    for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
      const last: { id: string | null } | undefined = await this.database.row(sql<{ id: string | null }>`
        with batch as (
          select id from city.address
          where retired_at is null and import_id is distinct from ${importId}::uuid and id > ${after}::uuid order by id limit ${BATCH}
        ), gone as (
          update city.address a set retired_at = ${now} from batch where a.id = batch.id returning a.id
        ), counted as (
          update city.parcel_import set retired = retired + (select count(*) from gone) where id = ${importId}
        )
        select max(id::text) as id from gone`);
      after = last?.id ?? null;
    }
    for (let after: string | null = ''; after !== null;) {
      const last: { number: string | null } | undefined = await this.database.row(sql<{ number: string | null }>`
        with batch as (
          select number from city.parcel p
          where retired_at is null and import_id is distinct from ${importId}::uuid and number > ${after}
            and not exists (select from city.address a where a.parcel_number = p.number and a.retired_at is null)
          order by number limit ${BATCH}
        ), gone as (
          update city.parcel p set retired_at = ${now}, changed_at = ${now}, version = version + 1 from batch where p.number = batch.number
          returning p.number
        )
        select max(number) as number from gone`);
      after = last?.number ?? null;
    }
  }
}

/** 1 when the parcel is not as it was. */
const CHANGED = sql.raw(`(case when p.retired_at is not null or (p.district, p.zone, p.historic, p.inside_city)
  is distinct from (excluded.district, excluded.zone, excluded.historic, excluded.inside_city) then 1 else 0 end)`);
