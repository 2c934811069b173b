import { Migration } from '@mikro-orm/migrations';

/** Papers that the city takes back, what a case forgets when it is opened again, and corrections of renewals that the city asks late. */
export class Migration0027PapersTakenBack extends Migration {
  override up(): void {
    this.addSql(`alter table records.issued_paper add column withdrawn_at timestamptz`);
    this.addSql(`
      alter table code_enforcement.notice
        add column withdrawn_at timestamptz,
        add column withdrawn_by uuid references accounts.account (id),
        add column withdrawal_reason text,
        add check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null))`);
    // Orders of a hearing before that instant are history.
    this.addSql(`alter table code_enforcement.code_case add column reopened_at timestamptz`);
    this.addSql(`alter table code_enforcement.hearing add column fined boolean not null default false check (not fined or status = 'held')`);
    this.addSql(`update code_enforcement.hearing h set fined = true
      where status = 'held' and exists (select from payments.fee f where f.record_id = h.case_id and f.code = 'code-fine')
        and not exists (select from code_enforcement.hearing later where later.case_id = h.case_id and later.status = 'held' and later.id > h.id)`);
    this.addSql(`alter table business_registration.renewal add column corrections_at timestamptz`);
    this.addSql(`
      update business_registration.renewal set corrections_at = submitted_at where status = 'corrections-required'`);
    this.addSql(`
      alter table business_registration.renewal add check (status <> 'corrections-required' or corrections_at is not null)`);
  }
}
