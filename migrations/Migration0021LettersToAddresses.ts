import { Migration } from '@mikro-orm/migrations';

/** Messages also reach people who have no account: at an e-mail address, and nowhere else. */
export class Migration0021LettersToAddresses extends Migration {
  override up(): void {
    this.addSql(`
      alter table notifications.notification
        alter column recipient_id drop not null,
        add column recipient_name text,
        add constraint notification_reaches_somebody check (recipient_id is not null or address is not null),
        add constraint notification_names_strangers check (recipient_id is null or recipient_name is null)`);
    // One message per address, event and kind where there is no account to count by (N-01).
    this.addSql(`
      create unique index notification_address on notifications.notification (event_id, kind, lower(address)) where recipient_id is null`);
  }
}
