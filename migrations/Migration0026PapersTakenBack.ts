import { Migration } from '@mikro-orm/migrations';

/** Papers that the city takes back, answers that wait for it, what a reopened case forgets, and corrections of renewals that come late. */
export class Migration0026PapersTakenBack extends Migration {
  override up(): void {
    // The paper itself is never changed.
    this.addSql(`
      create table records.revoked_paper (
        paper_id uuid primary key references records.issued_paper (id),
        revoked_at timestamptz not null
      )`);
    this.addSql(`
      alter table code_enforcement.notice
        add column withdrawn_at timestamptz,
        add column withdrawn_by uuid references accounts.account (id),
        add column withdrawal_reason text,
        add check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawal_reason is null))`);
    // Notices and hearings from before that instant are history.
    this.addSql(`alter table code_enforcement.code_case add column reopened_at timestamptz`);
    this.addSql(`
      alter table code_enforcement.hearing add column fined boolean not null default false check (not fined or status = 'held')`);
    this.addSql(`
      update code_enforcement.hearing hearing set fined = true
      where status = 'held' and exists (select from payments.fee where record_id = hearing.case_id and code = 'code-fine')`);
    this.addSql(`alter table code_enforcement.concern_photo add column added_at timestamptz not null default '-infinity'`);
    this.addSql(`alter table code_enforcement.concern_photo alter column added_at drop default`);
    this.addSql(`
      alter table records.follow_up
        drop constraint follow_up_kind_check,
        add constraint follow_up_kind_check check (kind in ('not-delivered', 'nobody-told', 'answer-received')),
        drop constraint follow_up_settlement_check,
        add constraint follow_up_settlement_check check (settlement in ('delivered', 'read', 'acted', 'called', 'not-needed'))`);
    this.addSql(`alter table business_registration.renewal add column corrections_at timestamptz`);
    this.addSql(`update business_registration.renewal set corrections_at = submitted_at where status = 'corrections-required'`);
    this.addSql(`
      alter table business_registration.renewal add check (status <> 'corrections-required' or corrections_at is not null)`);
  }
}
