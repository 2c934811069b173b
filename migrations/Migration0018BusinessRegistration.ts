import { Migration } from '@mikro-orm/migrations';

/** Businesses and their yearly registration: what they say step by step, their tax numbers, renewals and transfers. */
export class Migration0018BusinessRegistration extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists business_registration`);
    this.addSql(`
      create table business_registration.registration (
        record_id uuid primary key references records.record (id),
        number text not null unique,
        owner_id uuid not null references accounts.account (id),
        status text not null check (
          status in ('draft', 'in-review', 'corrections-required', 'approved', 'active', 'renewal-due', 'lapsed',
            'returned', 'denied', 'closed', 'revoked')
        ),
        business jsonb,
        location jsonb,
        contacts jsonb,
        documents jsonb,
        confirmation jsonb,
        name text generated always as (coalesce(nullif(business->>'dbaName', ''), business->>'legalName')) stored,
        names text generated always as (coalesce(business->>'legalName', '') || ' ' || coalesce(business->>'dbaName', '')) stored,
        activity text generated always as (business->>'activity') stored,
        fee_schedule_version int,
        created_at timestamptz not null,
        submitted_at timestamptz,
        corrections_at timestamptz,
        corrected_at timestamptz,
        approved_at timestamptz,
        registered_on date,
        expires_on date,
        reminded_for date,
        reminded_days int,
        closed_at timestamptz,
        reason text,
        version int not null default 1,
        check (status in ('draft', 'closed') or submitted_at is not null),
        check (status in ('draft', 'returned', 'corrections-required', 'closed')
          or (business is not null and location is not null and contacts is not null)),
        check (status not in ('active', 'renewal-due', 'lapsed', 'revoked') or (registered_on is not null and expires_on is not null)),
        check ((status in ('denied', 'closed', 'revoked')) = (closed_at is not null)),
        check ((reminded_for is null) = (reminded_days is null)),
        -- Tax numbers have a table of their own, where they are sealed.
        check (business is null or not business ?| array['fein', 'ibt'])
      )`);
    this.addSql(`create index registration_owner on business_registration.registration (owner_id, record_id desc)`);
    this.addSql(`create index registration_status on business_registration.registration (status, record_id desc)`);
    this.addSql(`create index registration_activity on business_registration.registration (activity, record_id desc)`);
    this.addSql(`create index registration_names on business_registration.registration using gin (names gin_trgm_ops)`);
    this.addSql(`
      create index registration_expiry on business_registration.registration (expires_on, record_id)
        where status in ('active', 'renewal-due')`);
    this.addSql(`
      create index registration_corrections on business_registration.registration (record_id) where status = 'corrections-required'`);
    this.addSql(`
      create table business_registration.tax_number (
        record_id uuid not null references business_registration.registration (record_id),
        kind text not null check (kind in ('fein', 'ibt')),
        sealed bytea not null,
        last_four text not null check (last_four ~ '^[0-9]{4}$'),
        fingerprint bytea not null,
        entered_by uuid not null references accounts.account (id),
        entered_at timestamptz not null,
        primary key (record_id, kind)
      )`);
    this.addSql(`create index tax_number_fingerprint on business_registration.tax_number (fingerprint, kind)`);
    this.addSql(`
      create table business_registration.renewal (
        id uuid primary key,
        record_id uuid not null references business_registration.registration (record_id),
        until date not null,
        status text not null check (status in ('in-review', 'corrections-required', 'approved', 'completed', 'void')),
        business jsonb not null check (not business ?| array['fein', 'ibt']),
        location jsonb not null,
        contacts jsonb not null,
        changes jsonb not null,
        disciplines text[] not null,
        inspected boolean not null,
        fee_cents int not null check (fee_cents >= 0),
        late boolean not null,
        submitted_at timestamptz not null,
        corrected_at timestamptz,
        ended_at timestamptz,
        version int not null default 1,
        check ((status in ('completed', 'void')) = (ended_at is not null))
      )`);
    this.addSql(`create unique index renewal_one_open on business_registration.renewal (record_id) where ended_at is null`);
    this.addSql(`create unique index renewal_once_a_term on business_registration.renewal (record_id, until) where status <> 'void'`);
    this.addSql(`create index renewal_corrections on business_registration.renewal (record_id) where status = 'corrections-required'`);
    this.addSql(`
      create table business_registration.transfer (
        id uuid primary key,
        record_id uuid not null references business_registration.registration (record_id),
        from_account_id uuid not null references accounts.account (id),
        email citext not null,
        to_account_id uuid references accounts.account (id),
        status text not null check (status in ('open', 'accepted', 'cancelled')),
        offered_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > offered_at),
        ended_at timestamptz,
        check ((status = 'open') = (ended_at is null)),
        check (status <> 'accepted' or to_account_id is not null)
      )`);
    this.addSql(`create unique index transfer_one_open on business_registration.transfer (record_id) where status = 'open'`);
  }
}
