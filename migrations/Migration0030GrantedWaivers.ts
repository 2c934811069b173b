import { Migration } from '@mikro-orm/migrations';

/** Codes of the fee schedule's waivers that staff granted to a permit. */
export class Migration0030GrantedWaivers extends Migration {
  override up(): void {
    this.addSql(`alter table permits.permit add column waivers text[] not null default '{}'`);
  }
}
