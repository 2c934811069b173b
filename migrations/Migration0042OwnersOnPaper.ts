import { Migration } from '@mikro-orm/migrations';

/** Whoever owns a conveyance may have a postal address and no e-mail: letters to them are mailed by staff. */
export class Migration0042OwnersOnPaper extends Migration {
  override up(): void {
    this.addSql(`
      alter table conveyance.conveyance
        alter column owner_account_id drop not null,
        alter column owner_email drop not null,
        add column owner_address jsonb,
        add constraint conveyance_owner_reached check (
          (owner_account_id is null) = (owner_email is null) and (owner_email is not null or owner_address is not null))`);
    this.addSql(`
      alter table records.follow_up
        drop constraint follow_up_settlement_check,
        add constraint follow_up_settlement_check check (settlement in ('delivered', 'read', 'acted', 'called', 'mailed', 'not-needed'))`);
    this.addSql(`
      alter table notifications.notification
        add column postal_address text,
        drop constraint notification_reaches_somebody,
        add constraint notification_reaches_somebody check (num_nonnulls(recipient_id, address, postal_address) > 0)`);
    // Letters to somebody without an account change nothing that anybody listens to.
    this.addSql(`
      create or replace function changes.keep_notification() returns trigger language plpgsql as $$
        begin
          insert into changes.change (about, account_id, record_id, message_id, owners_only)
          select distinct 'message', recipient_id, null::uuid, id, false from changed where recipient_id is not null;
          if found then perform pg_notify('changes', ''); end if;
          return null;
        end
      $$`);
  }
}
