import { Migration } from '@mikro-orm/migrations';

/** Money that was passed on to another fee pays for that one: it cannot be refunded as if it were left over. */
export class Migration0039MoneyThatPaysIsKept extends Migration {
  override up(): void {
    // Money of a replaced charge that pays for another (pays_id) or for none yet.
    this.addSql(`
      create view payments.standing_credit as
        select c.id, c.record_id, c.source_id, c.adjusts_id as pays_id, c.description, c.amount_cents
        from payments.fee c left join payments.fee charge on charge.id = c.adjusts_id
        where c.kind = 'credit'
          and (case when c.adjusts_id is null then c.status = 'due' else charge.superseded_at is null end)
          and not exists (select from payments.fee r where r.reverses_id = c.id)`);
    this.addSql(`create index fee_credit_source on payments.fee (source_id) where source_id is not null`);
    // Looked at when the transaction ends: a posting writes new credits before it sets the old ones aside.
    this.addSql(`
      create function payments.guard_money_passed_on() returns trigger language plpgsql as $$
      declare
        charge uuid := case tg_table_name when 'fee' then (to_jsonb(new) ->> 'source_id')::uuid else (to_jsonb(new) ->> 'fee_id')::uuid end;
      begin
        if exists (
          select from payments.payment_item i where i.fee_id = charge
            and i.amount_cents - i.refunded_cents + (select coalesce(sum(c.amount_cents), 0) from payments.standing_credit c where c.source_id = i.fee_id) < 0)
        then
          raise exception 'Money that pays for another fee, or is kept as a credit, cannot be refunded a second time.' using errcode = 'restrict_violation';
        end if;
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger payment_item_money_passed_on after update on payments.payment_item
        deferrable initially deferred for each row when (new.refunded_cents > old.refunded_cents)
        execute function payments.guard_money_passed_on()`);
    this.addSql(`
      create constraint trigger fee_money_passed_on after insert on payments.fee
        deferrable initially deferred for each row when (new.kind = 'credit')
        execute function payments.guard_money_passed_on()`);
  }
}
