import { Migration } from '@mikro-orm/migrations';

/** What people say about the portal (`F-01`). */
export class Migration0002City extends Migration {
  override up(): void {
    this.addSql(`create schema city`);
    this.addSql(`
      create table city.feedback (
        id uuid primary key,
        received_at timestamptz not null,
        account_id uuid,
        area text not null,
        score smallint not null check (score between 1 and 5),
        comment text check (comment <> '')
      )`);
    this.addSql(`create index feedback_received on city.feedback (received_at desc)`);
  }
}
