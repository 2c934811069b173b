import { Migration } from '@mikro-orm/migrations';

/** Inspections of a record and their results; appointments come with scheduling. */
export class Migration0008Inspections extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists inspections`);
    this.addSql(`
      create table inspections.inspection (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        record_number text not null,
        type_code text not null,
        type_name text not null,
        discipline text not null,
        sequence int not null check (sequence > 0),
        required boolean not null,
        attempt int not null default 1 check (attempt > 0),
        repeats_id uuid references inspections.inspection (id),
        status text not null check (status in ('not-ready', 'ready', 'scheduled', 'passed', 'failed', 'cancelled')),
        opened_at timestamptz not null,
        outcome text check (outcome in ('approved', 'partial', 'corrections-required', 'no-access', 'not-ready')),
        comments text,
        attachment_ids uuid[] not null default '{}',
        result_at timestamptz,
        inspector_id uuid references accounts.account (id),
        version int not null default 1,
        check ((status in ('passed', 'failed')) = (outcome is not null and result_at is not null)),
        check ((attempt = 1) = (repeats_id is null))
      )`);
    // A failed inspection opens one re-inspection, however often its result is sent.
    this.addSql(`create unique index inspection_repeats_once on inspections.inspection (repeats_id) where repeats_id is not null`);
    this.addSql(`create index inspection_record on inspections.inspection (record_id, sequence, id)`);
    this.addSql(`create index inspection_open on inspections.inspection (status, id) where status in ('not-ready', 'ready', 'scheduled')`);
  }
}
