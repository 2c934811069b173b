import { Migration } from '@mikro-orm/migrations';

/** Elevators, escalators and lifts: the units, their yearly cycles, what those wait for, and lists that were loaded. */
export class Migration0017Conveyance extends Migration {
  override up(): void {
    // An address that the city wrote down leads to one account, however many clerks type it at once.
    this.addSql(`alter table accounts.account add column made_by_city boolean not null default false`);
    this.addSql(`
      create unique index account_made_by_city_once on accounts.account (profile, email)
      where made_by_city and email_verified_at is null and closed_at is null`);

    this.addSql(`create schema if not exists conveyance`);
    this.addSql(`
      create table conveyance.conveyance (
        record_id uuid primary key references records.record (id),
        number text not null unique,
        state_registration_number text not null,
        state_key text not null generated always as (regexp_replace(upper(state_registration_number), '[^A-Z0-9]', '', 'g')) stored,
        type_code text not null,
        drive text,
        manufacturer text,
        model text,
        serial_number text,
        installed_on date,
        landings int check (landings > 0),
        capacity_lbs int check (capacity_lbs > 0),
        speed_fpm int check (speed_fpm > 0),
        location_in_building text,
        building_name text,
        owner_account_id uuid not null references accounts.account (id),
        owner_name text not null,
        owner_email citext not null,
        owner_phone text,
        contractor_record_id uuid references records.record (id),
        last_annual_on date,
        last_category1_on date,
        last_category3_on date,
        last_category5_on date,
        certificate_issued_on date,
        certificate_expires_on date,
        acceptance_needed boolean not null,
        status text not null check (status in ('pending', 'active', 'due', 'overdue', 'out-of-service', 'retired')),
        out_of_service_since date,
        out_of_service_reason text,
        out_of_service_by text check (out_of_service_by in ('owner', 'city')),
        retired_on date,
        retired_reason text,
        next_look_on date,
        imported_line jsonb,
        registered_at timestamptz not null,
        version int not null default 1,
        constraint conveyance_state_key_readable check (state_key <> ''),
        constraint conveyance_state_key_once unique (state_key),
        check ((status = 'out-of-service') = (out_of_service_since is not null)),
        check ((out_of_service_since is null) = (out_of_service_by is null)),
        check ((status = 'retired') = (retired_on is not null)),
        check (status not in ('active', 'due', 'overdue') or certificate_expires_on is not null)
      )`);
    this.addSql(`create index conveyance_next_look on conveyance.conveyance (next_look_on, record_id) where next_look_on is not null`);
    this.addSql(`create index conveyance_expiry on conveyance.conveyance (certificate_expires_on, record_id)`);
    this.addSql(`create index conveyance_overdue on conveyance.conveyance (certificate_expires_on, record_id) where status = 'overdue'`);
    this.addSql(`create index conveyance_owner on conveyance.conveyance (owner_account_id)`);
    this.addSql(
      `create index conveyance_contractor on conveyance.conveyance (contractor_record_id) where contractor_record_id is not null`,
    );
    this.addSql(`create index conveyance_building on conveyance.conveyance using gin (building_name gin_trgm_ops)`);
    this.addSql(`create index conveyance_owner_name on conveyance.conveyance using gin (owner_name gin_trgm_ops)`);

    this.addSql(`
      create table conveyance.cycle (
        id uuid primary key,
        record_id uuid not null references conveyance.conveyance (record_id),
        kind text not null check (kind in ('acceptance', 'annual')),
        due_on date,
        status text not null check (status in ('open', 'completed', 'cancelled')),
        opened_at timestamptz not null,
        closed_at timestamptz,
        fee_charged boolean not null,
        late_fee_on date,
        check ((kind = 'annual') = (due_on is not null)),
        check ((status = 'open') = (closed_at is null))
      )`);
    // One cycle is open at a time, and one certificate is renewed once.
    this.addSql(`create unique index cycle_open_once on conveyance.cycle (record_id) where status = 'open'`);
    this.addSql(`create unique index cycle_due_once on conveyance.cycle (record_id, due_on) where status <> 'cancelled'`);
    this.addSql(`create index cycle_record on conveyance.cycle (record_id, opened_at)`);
    this.addSql(`
      create table conveyance.cycle_inspection (
        cycle_id uuid not null references conveyance.cycle (id),
        kind text not null check (kind in ('acceptance', 'annual', 'category-1', 'category-3', 'category-5')),
        inspection_id uuid not null unique references inspections.inspection (id),
        passed_on date,
        corrections_due_on date,
        corrections_noticed_on date,
        primary key (cycle_id, kind)
      )`);
    this.addSql(`
      create table conveyance.overdue_notice (
        cycle_id uuid not null references conveyance.cycle (id),
        days int not null check (days >= 0),
        told_on date not null,
        primary key (cycle_id, days)
      )`);

    this.addSql(`
      create table conveyance.import (
        id uuid primary key,
        status text not null check (status in ('receiving', 'waiting', 'loading', 'done', 'refused')),
        file_name text not null,
        file_key text,
        problem text,
        unknown_columns text[] not null default '{}',
        uploaded_by uuid not null references accounts.account (id),
        uploaded_at timestamptz not null,
        finished_at timestamptz,
        lines int not null default 0,
        added int not null default 0,
        changed int not null default 0,
        unchanged int not null default 0,
        refused int not null default 0,
        check (lines = added + changed + unchanged + refused),
        check ((status = 'refused') = (problem is not null))
      )`);
    this.addSql(`create index import_broken on conveyance.import (uploaded_at) where status = 'receiving'`);
    this.addSql(`
      create table conveyance.import_problem (
        import_id uuid not null references conveyance.import (id),
        line int not null,
        position int not null,
        column_name text,
        detail text not null,
        primary key (import_id, line, position)
      )`);
    // Which line of the running list has which unit: a unit that stands in it twice is refused the second time.
    this.addSql(`
      create table conveyance.import_line (
        import_id uuid not null references conveyance.import (id),
        state_key text not null,
        line int not null,
        primary key (import_id, state_key)
      )`);
  }
}
