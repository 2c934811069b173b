import { Migration } from '@mikro-orm/migrations';

/**
 * What a record waits for, once. Records that were there before get their list from the modules that know them, as soon as the portal
 * starts: SQL would say a second time what they say. Until then their next steps stand as they are.
 */
export class Migration0031Outstanding extends Migration {
  override up(): void {
    this.addSql(`
      create table records.outstanding (
        record_id uuid not null references records.record on delete cascade,
        kind text not null,
        code text not null,
        position int not null,
        label text not null,
        waiting_on text not null check (waiting_on in ('applicant', 'contractor', 'city')),
        role text,
        since timestamptz not null,
        due_on date,
        amount_cents bigint,
        action jsonb,
        primary key (record_id, kind, code))`);
    this.addSql(`create index outstanding_due on records.outstanding (due_on) where waiting_on <> 'city'`);
    this.addSql(`alter table records.record add column next_step_action jsonb`);
    // Since when they stand is known here alone; the position says that they are no list yet.
    this.addSql(`
      insert into records.outstanding (record_id, kind, code, position, label, waiting_on, since)
      select p.record_id, t->>'kind', t->>'code', -1, t->>'label',
        case when t->>'kind' = 'contractor' and t->>'label' not like 'A registered % must be named' then 'contractor' else 'applicant' end,
        (t->>'since')::timestamptz
      from permits.permit p, jsonb_array_elements(p.requirements) t where p.status = 'approved'
      on conflict do nothing`);
    this.addSql(`alter table permits.permit drop column requirements`);
    // Until now only what was shown knew it.
    this.addSql(`alter table code_enforcement.code_case add column reinspection_failed boolean not null default false`);
    this.addSql(`
      update code_enforcement.code_case set reinspection_failed = true from records.record r
      where r.id = record_id and r.next_step_label like 'The re-inspection failed:%'`);
    this.addSql(`
      insert into platform.job_schedule (job, last_due_at)
      select 'records.refresh-outstanding', now() - interval '2 days' where exists (select from records.record)`);
  }
}
