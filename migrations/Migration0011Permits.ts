import { Migration } from '@mikro-orm/migrations';

/** Permits, the contractors named on them, and the papers that were issued. */
export class Migration0011Permits extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists permits`);
    this.addSql(`
      create table permits.permit (
        record_id uuid primary key references records.record (id),
        number text not null unique,
        applicant_id uuid not null references accounts.account (id),
        type_code text not null,
        type_version_id uuid not null references permits.permit_type_version (id),
        status text not null check (
          status in ('draft', 'submitted', 'in-review', 'corrections-required', 'approved', 'issued', 'finaled',
            'returned', 'withdrawn', 'denied', 'expired', 'revoked')
        ),
        description text not null,
        valuation_cents bigint not null check (valuation_cents >= 0),
        answers jsonb not null,
        fee_schedule_version int,
        requirements jsonb,
        created_at timestamptz not null,
        submitted_at timestamptz,
        corrections_at timestamptz,
        corrected_at timestamptz,
        approved_at timestamptz,
        issued_at timestamptz,
        issued_on date,
        expires_on date,
        fixed_term boolean not null default false,
        inspected boolean not null default false,
        large boolean not null default false,
        extended_on date,
        reminded_for date,
        picked_up_at timestamptz,
        picked_up_by text,
        closed_at timestamptz,
        reason text,
        suggested_type text,
        version int not null default 1,
        check (status in ('draft', 'withdrawn') or submitted_at is not null),
        check (status not in ('issued', 'finaled', 'expired', 'revoked') or (issued_at is not null and expires_on is not null)),
        check ((status in ('finaled', 'withdrawn', 'denied', 'expired', 'revoked')) = (closed_at is not null)),
        check ((picked_up_at is null) = (picked_up_by is null))
      )`);
    this.addSql(`create index permit_expiry on permits.permit (expires_on, record_id) where status = 'issued'`);
    this.addSql(`create index permit_corrections on permits.permit (record_id) where status = 'corrections-required'`);
    this.addSql(`
      create table permits.named_contractor (
        record_id uuid not null references permits.permit (record_id),
        contractor_number text not null,
        contractor_record_id uuid not null references records.record (id),
        named_at timestamptz not null,
        disavowed_at timestamptz,
        primary key (record_id, contractor_number)
      )`);
    this.addSql(`create index named_contractor_of on permits.named_contractor (contractor_record_id) where disavowed_at is null`);
    this.addSql(`
      create table permits.permit_document (
        id uuid primary key,
        record_id uuid not null references permits.permit (record_id),
        edition int not null check (edition > 0),
        verification_code text not null unique,
        snapshot jsonb not null,
        issued_at timestamptz not null,
        unique (record_id, edition)
      )`);
    // What was handed out says tomorrow what it says today.
    this.addSql(`
      create function permits.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'An issued permit document is never changed: issue a new edition.';
      end $$`);
    this.addSql(`
      create trigger permit_document_immutable before update or delete on permits.permit_document
        for each row execute function permits.refuse_change()`);
  }
}
