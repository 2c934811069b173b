import { Migration } from '@mikro-orm/migrations';

/**
 * Papers that a contractor uploads between renewals wait for the city; what was told of them is its team's to read. What was
 * paid for a renewal of a conveyance that was called off is a credit in the ledger of fees, where it can be refunded.
 */
export class Migration0026PapersAndFees extends Migration {
  override up(): void {
    this.addSql(`alter table contractors.contractor add column papers_since date`);
    this.addSql(`alter table conveyance.cycle drop column fee_charged`);
    this.addSql(`update records.record_event set visibility = 'owners' where type like 'contractors.%' and visibility = 'parties'`);
  }
}
