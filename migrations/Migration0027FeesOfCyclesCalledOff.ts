import { Migration } from '@mikro-orm/migrations';

/** What was paid for a renewal of a conveyance that was called off is a credit in the ledger of fees, where it can be refunded, too. */
export class Migration0027FeesOfCyclesCalledOff extends Migration {
  override up(): void {
    this.addSql(`alter table conveyance.cycle drop column fee_charged`);
  }
}
