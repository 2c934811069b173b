import { Migration } from '@mikro-orm/migrations';

/** People change their own address, once the new one is proved. */
export class Migration0037EmailChanges extends Migration {
  override up(): void {
    this.addSql(`alter table accounts.link drop constraint link_purpose_check`);
    this.addSql(`
      alter table accounts.link add constraint link_purpose_check
        check (purpose in ('email-verification', 'email-change', 'password-reset', 'first-password', 'invitation'))`);
  }
}
