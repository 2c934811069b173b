import { Migration } from '@mikro-orm/migrations';

/** Fees for what happens after the issue are due at once: nothing is issued that could wait for them. */
export class Migration0041FeesDueAtOnce extends Migration {
  override up(): void {
    this.addSql(`alter table payments.fee drop constraint fee_due_check`);
    this.addSql(`alter table payments.fee add constraint fee_due_check check (due in ('at-application', 'before-issuance', 'at-once'))`);
  }
}
