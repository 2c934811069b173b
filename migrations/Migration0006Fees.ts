import { Migration } from '@mikro-orm/migrations';

/** Fee schedules: versions that never change once they are published. */
export class Migration0006Fees extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists payments`);
    this.addSql(`
      create table payments.fee_schedule (
        version int primary key check (version > 0),
        status text not null check (status in ('draft', 'published')),
        effective_on date,
        note text not null,
        schedule jsonb not null,
        revision int not null default 1,
        created_at timestamptz not null,
        published_at timestamptz,
        constraint fee_schedule_published check ((status = 'published') = (effective_on is not null and published_at is not null))
      )`);
    this.addSql(`create index fee_schedule_in_force on payments.fee_schedule (effective_on desc, version desc) where status = 'published'`);
    // Permits are billed by the version they were made under for years: it stays what it was.
    this.addSql(`
      create function payments.guard_fee_schedule() returns trigger language plpgsql as $$
      begin
        raise exception 'Fee schedule % is published and never changes.', old.version using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`
      create trigger fee_schedule_guard before update or delete on payments.fee_schedule
        for each row when (old.status = 'published') execute function payments.guard_fee_schedule()`);
  }
}
