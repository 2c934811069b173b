import { Migration } from '@mikro-orm/migrations';

/** What people were told, how it reached them and what they want by e-mail. */
export class Migration0012Notifications extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists notifications`);
    // One message per person, event and kind, also after a crash or a retry (N-01).
    this.addSql(`
      create table notifications.notification (
        id uuid primary key,
        recipient_id uuid not null references accounts.account (id),
        event_id uuid not null,
        kind text not null,
        topic text not null,
        record_id uuid references records.record (id),
        record_number text,
        subject text not null,
        body_text text not null,
        body_html text not null,
        link text not null,
        address text,
        secret jsonb,
        attachments jsonb not null default '[]',
        occurred_at timestamptz not null,
        created_at timestamptz not null,
        read_at timestamptz,
        unique (recipient_id, event_id, kind)
      )`);
    this.addSql(`create index notification_recipient on notifications.notification (recipient_id, id desc)`);
    this.addSql(`create index notification_unread on notifications.notification (recipient_id, id desc) where read_at is null`);
    this.addSql(`create index notification_record on notifications.notification (record_id, id desc) where record_id is not null`);
    this.addSql(`
      create table notifications.delivery (
        id uuid primary key,
        notification_id uuid not null references notifications.notification (id),
        number int not null check (number > 0),
        state text not null check (state in ('queued', 'sent', 'failed', 'not-sent')),
        reason text check ((state = 'not-sent') = (reason is not null)),
        address text,
        tries int not null default 0,
        last_error text,
        queued_at timestamptz not null,
        next_try_at timestamptz,
        ended_at timestamptz check ((state = 'queued') = (ended_at is null)),
        requested_by uuid,
        unique (notification_id, number)
      )`);
    // A message is sent again only after the delivery before has ended.
    this.addSql(`create unique index delivery_one_queued on notifications.delivery (notification_id) where state = 'queued'`);
    this.addSql(`create index delivery_unsent on notifications.delivery (id desc) where state in ('failed', 'not-sent')`);
    this.addSql(`
      create table notifications.preference (
        account_id uuid not null references accounts.account (id),
        topic text not null,
        by_mail boolean not null,
        primary key (account_id, topic)
      )`);
  }
}
