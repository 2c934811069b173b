import { Migration } from '@mikro-orm/migrations';

/** What was done stays written: also for the portal itself. */
export class Migration0035AuditOnlyGrows extends Migration {
  override up(): void {
    this.addSql(`
      create function platform.refuse_audit_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The audit trail only grows.' using errcode = 'restrict_violation';
      end $$`);
    this.addSql(`
      create trigger audit_entry_immutable before update or delete on platform.audit_entry
        for each row execute function platform.refuse_audit_change()`);
    this.addSql(`
      create trigger audit_entry_kept before truncate on platform.audit_entry
        for each statement execute function platform.refuse_audit_change()`);
  }
}
