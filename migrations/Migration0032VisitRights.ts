import { Migration } from '@mikro-orm/migrations';

/** Whoever merely typed a number follows the record; the visits that others booked are no affair of theirs. */
export class Migration0032VisitRights extends Migration {
  override up(): void {
    this.addSql(`alter table records.party add column manages_visits boolean not null default false`);
    this.addSql(
      `update records.party set manages_visits = true where relation = 'owner' or source not in ('link', 'invitation', 'project')`,
    );
    this.addSql(`alter table records.invitation add column manages_visits boolean not null default false`);
  }
}
