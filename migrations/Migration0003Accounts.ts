import { Migration } from '@mikro-orm/migrations';

/** People, how they prove who they are, and where they are signed in. */
export class Migration0003Accounts extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists accounts`);
    this.addSql(`
      create table accounts.account (
        id uuid primary key,
        profile text not null check (profile in ('public', 'contractor', 'staff')),
        contractor_kind text check (contractor_kind in ('contractor', 'developer', 'design-professional')),
        username citext,
        email citext not null,
        email_verified_at timestamptz,
        first_name text not null,
        last_name text not null,
        business_name text,
        phone text,
        roles text[] not null default '{}',
        password_hash text,
        password_changed_at timestamptz,
        password_is_short boolean not null default false,
        one_time_password_until timestamptz,
        one_time_password_used_at timestamptz,
        disabled_at timestamptz,
        disabled_reason text,
        closed_at timestamptz,
        created_at timestamptz not null,
        version int not null default 1,
        constraint account_contractor_kind check ((profile = 'contractor') = (contractor_kind is not null)),
        constraint account_roles_known check (
          roles <@ array['permit-technician', 'plan-reviewer', 'inspector', 'cashier', 'code-officer', 'administrator']),
        constraint account_roles_of_staff check (profile = 'staff' or roles = '{}'),
        constraint account_username_form check (username ~ '^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$'),
        constraint account_named check (closed_at is not null or ((profile = 'contractor' or username is not null) and email <> ''))
      )`);
    this.addSql(`create unique index account_username_once on accounts.account (profile, username) where username is not null`);
    // Residents register themselves: an address that nobody has proved yet does not keep its true owner out.
    this.addSql(`
      create unique index account_email_once on accounts.account (profile, email)
      where closed_at is null and (profile <> 'public' or email_verified_at is not null)`);
    this.addSql(`create index account_email on accounts.account (email)`);
    this.addSql(`create index account_listed on accounts.account (last_name, first_name, id) where closed_at is null`);
    this.addSql(`create index account_roles on accounts.account using gin (roles) where profile = 'staff'`);
    this.addSql(`
      create table accounts.link (
        id uuid primary key,
        purpose text not null check (purpose in ('email-verification', 'password-reset', 'first-password')),
        account_id uuid not null references accounts.account (id) on delete cascade,
        email citext not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      )`);
    this.addSql(`create index link_account on accounts.link (account_id, purpose, created_at)`);
    this.addSql(`create index link_expires on accounts.link (expires_at)`);
    this.addSql(`
      create table accounts.session (
        id uuid primary key,
        account_id uuid not null references accounts.account (id) on delete cascade,
        client text,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        expires_at timestamptz not null,
        ended_at timestamptz,
        end_reason text,
        constraint session_end_reason check ((ended_at is null) = (end_reason is null))
      )`);
    this.addSql(`create index session_account on accounts.session (account_id, last_used_at desc) where ended_at is null`);
    this.addSql(`create index session_expires on accounts.session (expires_at)`);
    this.addSql(`
      create table accounts.refresh_token (
        hash bytea primary key,
        session_id uuid not null references accounts.session (id) on delete cascade,
        issued_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      )`);
    this.addSql(`create index refresh_token_session on accounts.refresh_token (session_id)`);
    // A session has one token that can still be used, whatever races.
    this.addSql(`create unique index refresh_token_current on accounts.refresh_token (session_id) where used_at is null`);
    this.addSql(`create index refresh_token_expires on accounts.refresh_token (expires_at)`);
    this.addSql(`
      create unlogged table accounts.sign_in_failure (
        login bytea not null,
        client bytea not null,
        failures int not null,
        last_at timestamptz not null,
        blocked_until timestamptz not null,
        primary key (login, client)
      )`);
    this.addSql(`create index sign_in_failure_last on accounts.sign_in_failure (last_at)`);
    this.addSql(`
      create table accounts.second_factor (
        account_id uuid primary key references accounts.account (id) on delete cascade,
        secret bytea not null,
        created_at timestamptz not null,
        confirmed_at timestamptz,
        last_step bigint
      )`);
    this.addSql(`
      create table accounts.recovery_code (
        account_id uuid not null references accounts.second_factor (account_id) on delete cascade,
        hash bytea not null,
        used_at timestamptz,
        primary key (account_id, hash)
      )`);
    this.addSql(`
      create table accounts.email_change (
        id uuid primary key,
        account_id uuid not null references accounts.account (id) on delete cascade,
        old_email citext not null,
        new_email citext not null,
        changed_at timestamptz not null,
        changed_by uuid
      )`);
    this.addSql(`create index email_change_account on accounts.email_change (account_id)`);
  }
}
