import { Migration } from '@mikro-orm/migrations';

/** `searchRecords` finds by place: without an index anybody could have every record looked at. */
export class Migration0043RecordsByPlace extends Migration {
  override up(): void {
    this.addSql(`
      create index record_latitude on records.record (((address->>'latitude')::float8))
        where is_public and address->>'latitude' is not null`);
  }
}
