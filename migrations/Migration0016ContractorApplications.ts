import { Migration } from '@mikro-orm/migrations';

/** Applying and renewing online, several sign-ins for one contractor, notices before something runs out, and holds on booking. */
export class Migration0016ContractorApplications extends Migration {
  override up(): void {
    this.addSql(`alter table contractors.contractor drop constraint contractor_status_check`);
    this.addSql(`
      alter table contractors.contractor
        add constraint contractor_status_check
          check (status in ('pending', 'active', 'expired', 'suspended', 'revoked', 'denied', 'withdrawn')),
        alter column registered_at drop not null,
        alter column expires_on drop not null,
        add constraint contractor_dated_once_registered
          check (status in ('pending', 'denied', 'withdrawn') or (registered_at is not null and expires_on is not null))`);
    this.addSql(`
      create table contractors.filing (
        id uuid primary key,
        record_id uuid not null references contractors.contractor (record_id),
        kind text not null check (kind in ('application', 'renewal')),
        status text not null check (status in ('submitted', 'returned', 'fee-due', 'completed', 'denied', 'withdrawn')),
        credentials jsonb not null check (jsonb_typeof(credentials) = 'array'),
        account_id uuid not null references accounts.account (id),
        submitted_at timestamptz not null,
        with_city_since date,
        late boolean not null,
        comments text,
        expires_on date,
        decided_at timestamptz,
        decided_by uuid,
        closed_at timestamptz,
        version int not null default 1,
        constraint filing_renewal_not_denied check (kind = 'application' or status <> 'denied'),
        constraint filing_closed check ((closed_at is not null) = (status in ('completed', 'denied', 'withdrawn')))
      )`);
    this.addSql(`create unique index filing_one_open on contractors.filing (record_id) where closed_at is null`);
    this.addSql(`create index filing_of_contractor on contractors.filing (record_id, kind, id desc)`);
    this.addSql(`create index filing_queue on contractors.filing (kind, status, id)`);

    this.addSql(`
      alter table contractors.contractor_account
        add column role text not null default 'manager' check (role in ('manager', 'member')),
        add column since timestamptz not null default now()`);
    this.addSql(`alter table contractors.contractor_account alter column role drop default, alter column since drop default`);
    this.addSql(`
      create table contractors.invitation (
        id uuid primary key,
        record_id uuid not null references contractors.contractor (record_id),
        account_id uuid not null references accounts.account (id),
        link_id uuid not null,
        role text not null check (role in ('manager', 'member')),
        invited_by uuid,
        invited_at timestamptz not null,
        expires_at timestamptz not null,
        accepted_at timestamptz,
        ended_at timestamptz,
        constraint invitation_ended check (accepted_at is null or ended_at is not null)
      )`);
    this.addSql(`create unique index invitation_one_open on contractors.invitation (record_id, account_id) where ended_at is null`);
    this.addSql(`create index invitation_link on contractors.invitation (link_id)`);
    this.addSql(`alter table accounts.link drop constraint link_purpose_check`);
    this.addSql(`
      alter table accounts.link add constraint link_purpose_check
        check (purpose in ('email-verification', 'password-reset', 'first-password', 'invitation'))`);

    this.addSql(`
      create table contractors.notice (
        record_id uuid not null references contractors.contractor (record_id),
        item text not null,
        expires_on date not null,
        days_before int not null check (days_before >= 0),
        noticed_on date not null,
        primary key (record_id, item, expires_on, days_before)
      )`);

    this.addSql(`
      create table inspections.booking_hold (
        record_id uuid not null references records.record (id),
        source text not null,
        code text not null,
        reason text not null,
        since timestamptz not null,
        primary key (record_id, source)
      )`);
  }
}
