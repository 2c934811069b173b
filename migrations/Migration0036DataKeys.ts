import { Migration } from '@mikro-orm/migrations';

/** Under which keys something is stored; what was left behind is needed for codes on paper alone. */
export class Migration0036DataKeys extends Migration {
  override up(): void {
    this.addSql(`
      create table platform.data_key (
        id text primary key,
        since timestamptz not null,
        left_at timestamptz
      )`);
  }
}
