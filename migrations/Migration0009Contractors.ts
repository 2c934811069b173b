import { Migration } from '@mikro-orm/migrations';

/** Registered contractors, the credentials they showed and the accounts that act for them. */
export class Migration0009Contractors extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists contractors`);
    this.addSql(`
      create table contractors.contractor (
        record_id uuid primary key references records.record (id),
        number text not null unique,
        business_name text not null,
        contact_name text not null,
        phone text not null,
        address jsonb not null,
        classes text[] not null check (cardinality(classes) > 0),
        status text not null check (status in ('pending', 'active', 'expired', 'suspended', 'revoked')),
        status_reason text,
        registered_at timestamptz not null,
        expires_on date not null,
        standing_checked_on date not null,
        version int not null default 1
      )`);
    this.addSql(`create index contractor_name on contractors.contractor using gin (business_name gin_trgm_ops)`);
    this.addSql(`create index contractor_order on contractors.contractor (lower(business_name), record_id)`);
    this.addSql(`create index contractor_classes on contractors.contractor using gin (classes)`);
    this.addSql(`create index contractor_expiry on contractors.contractor (expires_on) where status = 'active'`);
    this.addSql(`
      create table contractors.credential (
        id uuid primary key,
        record_id uuid not null references contractors.contractor (record_id),
        kind text not null check (kind in ('state-license', 'insurance', 'bond', 'workers-compensation')),
        class_code text check ((kind = 'state-license') = (class_code is not null)),
        number text,
        number_key text generated always as (regexp_replace(upper(number), '[^A-Z0-9]', '', 'g')) stored,
        amount_cents bigint check (amount_cents > 0),
        effective_on date not null,
        expires_on date not null check (expires_on >= effective_on),
        recorded_at timestamptz not null,
        recorded_by uuid,
        ended_at timestamptz
      )`);
    this.addSql(`
      create unique index credential_current on contractors.credential (record_id, kind, coalesce(class_code, ''), effective_on)
        where ended_at is null`);
    // A state license has one holder, who may show its next term beside the present one.
    this.addSql(`
      alter table contractors.credential add constraint credential_state_license
        exclude using gist (class_code with =, number_key with =, record_id with <>) where (kind = 'state-license' and ended_at is null)`);
    this.addSql(`create index credential_expiry on contractors.credential (expires_on) where ended_at is null`);
    this.addSql(`create index credential_effect on contractors.credential (effective_on) where ended_at is null`);
    this.addSql(`
      create table contractors.contractor_account (
        record_id uuid not null references contractors.contractor (record_id),
        account_id uuid not null references accounts.account (id),
        primary key (record_id, account_id)
      )`);
    this.addSql(`create index contractor_account_account on contractors.contractor_account (account_id)`);
  }
}
