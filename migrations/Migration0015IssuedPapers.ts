import { Migration } from '@mikro-orm/migrations';

/** Papers of every kind in one place, where anyone can check them; whom on the staff a record waits for, by when, and who looks after it. */
export class Migration0015IssuedPapers extends Migration {
  override up(): void {
    this.addSql(`
      create table records.issued_paper (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
        series text not null,
        edition int not null check (edition > 0),
        verification_code text not null unique,
        snapshot jsonb not null,
        issued_at timestamptz not null,
        unique (record_id, kind, series, edition)
      )`);
    this.addSql(`
      insert into records.issued_paper (id, record_id, kind, series, edition, verification_code, snapshot, issued_at)
      select id, record_id, 'permit', '', edition, verification_code, snapshot, issued_at from permits.permit_document`);
    this.addSql(`
      insert into records.issued_paper (id, record_id, kind, series, edition, verification_code, snapshot, issued_at)
      select gen_random_uuid(), record_id, 'certificate-of-completion', '', 1, verification_code, snapshot, issued_at
      from permits.completion_certificate`);
    this.addSql(`drop table permits.permit_document`);
    this.addSql(`drop table permits.completion_certificate`);
    this.addSql(`drop function permits.refuse_change`);
    // What was handed out says tomorrow what it says today.
    this.addSql(`
      create function records.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'An issued paper is never changed: issue a new edition.';
      end $$`);
    this.addSql(`
      create trigger issued_paper_immutable before update or delete on records.issued_paper
        for each row execute function records.refuse_change()`);

    this.addSql(`
      alter table records.record
        add column next_step_role text check (
          next_step_role in ('permit-technician', 'plan-reviewer', 'inspector', 'cashier', 'code-officer', 'administrator')
        ),
        add column next_step_due_on date,
        add column owner_id uuid references accounts.account (id),
        add check (next_step_role is null or next_step_actor = 'city')`);
    this.addSql(`
      update records.record set next_step_role = case kind when 'case' then 'code-officer' else 'permit-technician' end
      where next_step_actor = 'city' and closed_at is null`);
    this.addSql(`
      create index record_work_of_role on records.record (next_step_role, waiting_since, id)
        where next_step_actor = 'city' and closed_at is null`);
    this.addSql(`
      create index record_work_of_owner on records.record (owner_id, waiting_since, id)
        where next_step_actor = 'city' and closed_at is null and owner_id is not null`);
    this.addSql(`
      create index record_work_overdue on records.record (next_step_due_on, id)
        where next_step_actor = 'city' and closed_at is null and next_step_due_on is not null`);
  }
}
