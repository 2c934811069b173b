import { Migration } from '@mikro-orm/migrations';

/** The certificate of completion, kept as it was on the day the last inspection passed. */
export class Migration0014Completion extends Migration {
  override up(): void {
    this.addSql(`
      create table permits.completion_certificate (
        record_id uuid primary key references permits.permit (record_id),
        verification_code text not null unique,
        snapshot jsonb not null,
        issued_at timestamptz not null
      )`);
    this.addSql(`
      create trigger completion_certificate_immutable before update or delete on permits.completion_certificate
        for each row execute function permits.refuse_change()`);
  }
}
