import { Migration } from '@mikro-orm/migrations';

/** A session of a browser is kept in a cookie, whose token stays the same. */
export class Migration0028BrowserSessions extends Migration {
  override up(): void {
    this.addSql(`alter table accounts.session add column kept_in text not null default 'token' check (kept_in in ('token', 'cookie'))`);
  }
}
