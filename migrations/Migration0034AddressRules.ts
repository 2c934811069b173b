import { Migration } from '@mikro-orm/migrations';

/** By which version of the rules an address of the list was read; a job reads those of before anew. */
export class Migration0034AddressRules extends Migration {
  override up(): void {
    this.addSql(`alter table city.address add column rules_version smallint not null default 1`);
    this.addSql(`create index address_rules on city.address (rules_version, id)`);
  }
}
