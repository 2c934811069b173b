import { Migration } from '@mikro-orm/migrations';

/** Papers that a contractor uploads between renewals wait for the city; what was told of them is its team's to read. */
export class Migration0025ContractorPapers extends Migration {
  override up(): void {
    this.addSql(`alter table contractors.contractor add column papers_since date`);
    this.addSql(`update records.record_event set visibility = 'owners' where type like 'contractors.%' and visibility = 'parties'`);
  }
}
