import { Migration } from '@mikro-orm/migrations';

/** The city's list of parcels and their addresses, its imports, and which answers of a permit came from it. */
export class Migration0020Parcels extends Migration {
  override up(): void {
    this.addSql(`
      create table city.parcel_import (
        id uuid primary key,
        status text not null check (status in ('receiving', 'waiting', 'loading', 'done', 'refused')),
        file_name text not null,
        file_key text unique,
        replaces boolean not null,
        uploaded_by uuid not null,
        uploaded_at timestamptz not null,
        finished_at timestamptz,
        unknown_columns text[] not null default '{}',
        missing_columns text[] not null default '{}',
        problem text,
        lines int not null default 0 check (lines >= 0),
        added int not null default 0,
        changed int not null default 0,
        unchanged int not null default 0,
        refused int not null default 0,
        retired int not null default 0,
        check (lines = added + changed + unchanged + refused),
        check ((status in ('done', 'refused')) = (finished_at is not null)),
        check ((status = 'refused') = (problem is not null))
      )`);
    this.addSql(`create index parcel_import_newest on city.parcel_import (id desc) where status <> 'receiving'`);
    this.addSql(`create index parcel_import_leftover on city.parcel_import (uploaded_at) where file_key is not null`);
    this.addSql(`
      create table city.parcel_import_problem (
        import_id uuid not null references city.parcel_import (id),
        line int not null,
        position int not null,
        column_name text,
        detail text not null,
        primary key (import_id, line, position)
      )`);
    // A number is known by its letters and digits, however it is punctuated.
    this.addSql(`
      create table city.parcel (
        number text primary key check (number ~ '^[A-Za-z0-9][ -~]{0,39}$'),
        key text not null unique generated always as (upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g'))) stored check (key <> ''),
        district text,
        zone text check (zone <> ''),
        historic boolean,
        inside_city boolean,
        import_id uuid references city.parcel_import (id),
        changed_at timestamptz not null,
        retired_at timestamptz,
        version int not null default 1
      )`);
    this.addSql(`create index parcel_zone on city.parcel (zone, number)`);
    this.addSql(`create index parcel_district on city.parcel (district, number)`);
    // The words of an address stand here as they are compared: abbreviated, in small letters, and sorted by their bytes, so that an
    // index answers a beginning of them. core is the street without the direction before it.
    this.addSql(`
      create table city.address (
        id uuid primary key,
        parcel_number text not null references city.parcel (number),
        line1 text not null check (length(line1) between 1 and 100),
        line2 text check (length(line2) between 1 and 100),
        city text not null,
        state text not null check (state ~ '^[A-Z]{2}$'),
        zip text not null check (zip ~ '^[0-9]{5}(-[0-9]{4})?$'),
        zip5 text not null generated always as (left(zip, 5)) stored,
        latitude double precision check (latitude between -90 and 90),
        longitude double precision check (longitude between -180 and 180),
        house text collate "C" not null,
        house_number int,
        street text collate "C" not null,
        core text collate "C" not null check (core <> ''),
        unit text collate "C" not null,
        import_id uuid references city.parcel_import (id),
        retired_at timestamptz,
        check ((latitude is null) = (longitude is null)),
        unique (house, street, unit, zip5)
      )`);
    this.addSql(`create index address_house on city.address (house, core, street, unit) where retired_at is null`);
    this.addSql(`create index address_street on city.address (core, house_number, house, unit) where retired_at is null`);
    this.addSql(`create index address_parcel on city.address (parcel_number)`);
    // The streets there are, in which misspelt ones are looked up.
    this.addSql(`create table city.street (name text collate "C" primary key)`);
    this.addSql(`create index street_alike on city.street using gist (name gist_trgm_ops)`);
    this.addSql(`alter table permits.permit add column derived_answers text[] not null default '{}'`);
  }
}
