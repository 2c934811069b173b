import { Migration } from '@mikro-orm/migrations';

/** Two tabs may continue a session at once; wrong passwords of an account are counted until a right one, also over a crash. */
export class Migration0033Guessing extends Migration {
  override up(): void {
    this.addSql(`drop index accounts.refresh_token_current`);
    this.addSql(`delete from accounts.sign_in_failure`);
    this.addSql(`alter table accounts.sign_in_failure set logged`);
    this.addSql(`
      alter table accounts.sign_in_failure
        add column account_id uuid references accounts.account (id) on delete cascade`);
  }
}
