import { Migration } from '@mikro-orm/migrations';

/**
 * Which records, messages and carts changed, and in which transaction: what front ends are told while they listen. Kept by triggers, so
 * that no way to change something can forget to say so; only names stand here, for a day.
 */
export class Migration0038Changes extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists changes`);
    // Without an account a record's change concerns all its parties, or its owners.
    this.addSql(`
      create table changes.change (
        transaction xid8 not null default pg_current_xact_id(),
        about text not null check (about in ('record', 'message', 'cart', 'session')),
        account_id uuid,
        record_id uuid,
        message_id uuid,
        owners_only boolean not null default false,
        written_at timestamptz not null default now(),
        constraint change_names check (
          case about when 'record' then record_id is not null when 'message' then account_id is not null and message_id is not null
            else account_id is not null end)
      )`);
    this.addSql(`create index change_transaction on changes.change (transaction)`);
    this.keep('record', 'records.record', ['update'], `select about, null::uuid, id, null::uuid, false from changed`);
    this.keep(
      'record_event',
      'records.record_event',
      ['insert'],
      `select about, null::uuid, record_id, null::uuid, visibility = 'owners' from changed where visibility <> 'staff' and type <> 'records.looked-at'`,
    );
    this.keep('party', 'records.party', ['insert', 'delete'], `select about, account_id, record_id, null::uuid, false from changed`);
    this.keep(
      'attachment',
      'records.attachment',
      ['insert', 'update'],
      `select about, null::uuid, record_id, null::uuid, visibility <> 'parties' from changed where role is null
        union all select about, uploaded_by, record_id, null::uuid, false from changed where role is null`,
    );
    this.keep(
      'notification',
      'notifications.notification',
      ['insert', 'update'],
      `select about, recipient_id, null::uuid, id, false from changed`,
      'message',
    );
    this.keep(
      'cart_item',
      'payments.cart_item',
      ['insert', 'delete'],
      `select about, account_id, null::uuid, null::uuid, false from changed`,
      'cart',
    );
    this.addSql(`
      create function changes.keep_session() returns trigger language plpgsql as $$
        begin
          insert into changes.change (about, account_id) values ('session', new.account_id);
          perform pg_notify('changes', '');
          return null;
        end
      $$`);
    this.addSql(`
      create trigger changes_session after update of ended_at on accounts.session
        for each row when (old.ended_at is null and new.ended_at is not null) execute function changes.keep_session()`);
  }

  /** One statement, one look at what it changed, however many rows. */
  private keep(name: string, table: string, verbs: ('insert' | 'update' | 'delete')[], told: string, about = 'record'): void {
    this.addSql(`
      create function changes.keep_${name}() returns trigger language plpgsql as $$
        begin
          insert into changes.change (about, account_id, record_id, message_id, owners_only)
          select distinct * from (${told.replaceAll(/\babout\b/g, `'${about}'`)}) told;
          if found then perform pg_notify('changes', ''); end if;
          return null;
        end
      $$`);
    for (const verb of verbs) {
      this.addSql(`
        create trigger changes_${name}_${verb} after ${verb} on ${table}
          referencing ${verb === 'delete' ? 'old' : 'new'} table as changed for each statement execute function changes.keep_${name}()`);
    }
  }
}
