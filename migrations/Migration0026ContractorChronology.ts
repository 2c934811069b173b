import { Migration } from '@mikro-orm/migrations';

/** Whoever typed a contractor's number reads what everybody may know of it, not its people and its papers. */
export class Migration0026ContractorChronology extends Migration {
  override up(): void {
    this.addSql(`update records.record_event set visibility = 'owners' where type like 'contractors.%' and visibility = 'parties'`);
  }
}
