import { Migration } from '@mikro-orm/migrations';

/** What staff must look after besides the next step of a record, such as a message that reached nobody (P-09). */
export class Migration0022WorkList extends Migration {
  override up(): void {
    this.addSql(`
      create table records.follow_up (
        id uuid primary key,
        record_id uuid not null references records.record (id),
        kind text not null check (kind in ('not-delivered', 'nobody-told')),
        -- What it is about, once for ever: a matter that was settled is not raised again.
        key text not null unique,
        summary text not null,
        role text not null check (role in ('permit-technician', 'plan-reviewer', 'inspector', 'cashier', 'code-officer', 'administrator')),
        account_id uuid references accounts.account (id),
        notification_id uuid,
        raised_at timestamptz not null,
        due_on date not null,
        owner_id uuid references accounts.account (id),
        settled_at timestamptz,
        settled_by uuid references accounts.account (id),
        settlement text check (settlement in ('delivered', 'read', 'called', 'not-needed')),
        note text,
        check ((settled_at is null) = (settlement is null))
      )`);
    this.addSql(`create index follow_up_open on records.follow_up (raised_at, id) where settled_at is null`);
    this.addSql(`create index follow_up_record on records.follow_up (record_id)`);
    // The watch goes through what has not gone out, the newest first.
    this.addSql(`create index delivery_pending on notifications.delivery (id) where state <> 'sent'`);
  }
}
