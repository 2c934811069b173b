import { Migration } from '@mikro-orm/migrations';

/** One mechanism loads all lists, so their imports are kept in tables of one shape. */
export class Migration0024ListsOfOneShape extends Migration {
  override up(): void {
    this.addSql(`alter table city.parcel_import alter column replaces set default false`);
    this.addSql(`
      alter table conveyance.import
        add column missing_columns text[] not null default '{}',
        add unique (file_key),
        add check (lines >= 0),
        add check ((status in ('done', 'refused')) = (finished_at is not null))`);
    this.addSql(`create index import_newest on conveyance.import (id desc) where status <> 'receiving'`);
  }
}
