import { Migration } from '@mikro-orm/migrations';

/** Which kinds of records and of follow-ups there are is said by the modules that keep them. */
export class Migration0029KindsOfModules extends Migration {
  override up(): void {
    this.addSql(`
      alter table records.record
        drop constraint record_kind_check,
        add constraint record_kind_check check (kind ~ '^[a-z][a-z-]{0,39}$')`);
    this.addSql(`
      alter table records.follow_up
        drop constraint follow_up_kind_check,
        add constraint follow_up_kind_check check (kind ~ '^[a-z][a-z-]{0,39}$')`);
  }
}
