import { Migration } from '@mikro-orm/migrations';

/** Fee lines, carts, checkouts, payments and refunds; and the sandbox, a payment provider of its own in a schema of its own. */
export class Migration0005Payments extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists payments`);
    this.fees();
    this.checkouts();
    this.payments();
    this.providerEvents();
    this.sandbox();
  }

  private fees(): void {
    // A charge or an unused credit has a status of its own; a line that changes another (adjusts_id) stands as that one stands.
    this.addSql(`
      create table payments.fee (
        id uuid primary key,
        line_number bigint not null generated always as identity,
        record_id uuid not null references records.record (id),
        record_number text not null,
        kind text not null check (kind in ('charge', 'void', 'waiver', 'credit', 'credit-return')),
        origin text not null check (origin in ('schedule', 'staff')),
        code text not null,
        description text not null,
        basis text not null,
        amount_cents int not null,
        due text not null check (due in ('at-application', 'before-issuance')),
        status text check (status in ('due', 'reserved', 'paid', 'void', 'refunded')),
        adjusts_id uuid references payments.fee (id),
        reverses_id uuid unique references payments.fee (id),
        source_id uuid references payments.fee (id),
        superseded_at timestamptz,
        reason text,
        assessed_at timestamptz not null,
        assessed_by uuid,
        constraint fee_status_of_its_own check ((adjusts_id is null) = (status is not null)),
        constraint fee_sign check (
          case when kind in ('charge', 'credit-return') then amount_cents >= 0 else amount_cents < 0 end),
        constraint fee_credit_has_source check ((kind = 'credit') = (source_id is not null)),
        constraint fee_return_has_credit check ((kind = 'credit-return') = (reverses_id is not null)),
        constraint fee_void_has_charge check (kind not in ('void', 'waiver', 'credit-return') or adjusts_id is not null),
        constraint fee_charge_is_first check (kind <> 'charge' or adjusts_id is null)
      )`);
    this.addSql(`create index fee_record on payments.fee (record_id, id)`);
    this.addSql(`create index fee_adjusts on payments.fee (adjusts_id) where adjusts_id is not null`);
    this.addSql(`create index fee_unused_credit on payments.fee (id) where kind = 'credit' and status = 'due'`);
    this.addSql(`create unique index fee_void_once on payments.fee (adjusts_id) where kind = 'void'`);
    // The ledger's last word: what a line says never changes, and it stands only where its transitions allow.
    this.addSql(`
      create function payments.guard_fee() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' then
          raise exception 'A fee line is never deleted: another line takes it back.' using errcode = 'restrict_violation';
        end if;
        if (old.id, old.record_id, old.record_number, old.kind, old.origin, old.code, old.description, old.basis, old.amount_cents, old.due,
            old.adjusts_id, old.reverses_id, old.source_id, old.reason, old.assessed_at, old.assessed_by)
          is distinct from
           (new.id, new.record_id, new.record_number, new.kind, new.origin, new.code, new.description, new.basis, new.amount_cents, new.due,
            new.adjusts_id, new.reverses_id, new.source_id, new.reason, new.assessed_at, new.assessed_by) then
          raise exception 'A fee line is never edited: another line corrects it.' using errcode = 'restrict_violation';
        end if;
        if old.status is distinct from new.status and not (case old.status
          when 'due' then new.status in ('reserved', 'paid', 'void', 'refunded')
          when 'reserved' then new.status in ('due', 'paid', 'void')
          when 'paid' then new.status = 'refunded'
          else false end) then
          raise exception 'A fee line that is % cannot become %.', old.status, new.status using errcode = 'restrict_violation';
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger fee_guard before update or delete on payments.fee for each row execute function payments.guard_fee()`);
    // What is still to be paid of a charge: its amount with all that changes it.
    this.addSql(`
      create view payments.charge as
        select f.id, f.line_number, f.record_id, f.record_number, f.origin, f.code, f.description, f.basis, f.amount_cents, f.due, f.status, f.superseded_at,
          (f.amount_cents + coalesce((select sum(a.amount_cents) from payments.fee a where a.adjusts_id = f.id), 0))::int as net_cents
        from payments.fee f
        where f.kind = 'charge'`);
    this.addSql(`
      create table payments.cart_item (
        account_id uuid not null references accounts.account (id),
        fee_id uuid not null references payments.fee (id),
        added_at timestamptz not null,
        primary key (account_id, fee_id)
      )`);
    this.addSql(`create index cart_item_fee on payments.cart_item (fee_id)`);
  }

  private checkouts(): void {
    this.addSql(`
      create table payments.checkout (
        id uuid primary key,
        account_id uuid not null references accounts.account (id),
        idempotency_key text,
        provider text not null check (provider in ('sandbox', 'stripe')),
        status text not null check (status in ('open', 'paid', 'expired', 'cancelled')),
        total_cents int not null check (total_cents > 0),
        session text,
        redirect_url text,
        opened_at timestamptz not null,
        expires_at timestamptz not null,
        processing_since timestamptz,
        asked_at timestamptz,
        ended_at timestamptz,
        end_reason text,
        unique (account_id, idempotency_key),
        unique (provider, session),
        constraint checkout_ended check ((status = 'open') = (ended_at is null))
      )`);
    this.addSql(`create index checkout_open on payments.checkout (expires_at) where status = 'open'`);
    this.addSql(`create index checkout_open_of on payments.checkout (account_id) where status = 'open'`);
    this.addSql(`create index checkout_keyed on payments.checkout (opened_at) where idempotency_key is not null`);
    this.addSql(`
      create table payments.checkout_item (
        checkout_id uuid not null references payments.checkout (id),
        fee_id uuid not null references payments.fee (id),
        amount_cents int not null check (amount_cents > 0),
        holds boolean not null,
        primary key (checkout_id, fee_id)
      )`);
    // A fee is in one open checkout at most.
    this.addSql(`create unique index checkout_item_held_once on payments.checkout_item (fee_id) where holds`);
  }

  private payments(): void {
    this.addSql(`create sequence payments.receipt_number`);
    this.addSql(`
      create table payments.payment (
        id uuid primary key,
        receipt_number text not null unique,
        account_id uuid references accounts.account (id),
        payer_name text,
        method text not null check (method in ('online', 'cash', 'check')),
        provider text check (provider in ('sandbox', 'stripe')),
        provider_reference text,
        checkout_id uuid references payments.checkout (id),
        check_number text,
        received_cents int not null check (received_cents > 0),
        tendered_cents int,
        change_cents int,
        refunded_cents int not null default 0,
        received_at timestamptz not null,
        received_on date not null,
        received_by uuid references accounts.account (id),
        unique (provider, provider_reference),
        constraint payment_never_refunds_more check (refunded_cents between 0 and received_cents),
        constraint payment_online check (
          (method = 'online') = (provider is not null) and (provider is null) = (provider_reference is null) and (provider is null) = (checkout_id is null)),
        constraint payment_at_the_counter check ((method = 'online') = (received_by is null)),
        constraint payment_check_number check ((method = 'check') = (check_number is not null)),
        constraint payment_change check (
          (method = 'cash') = (tendered_cents is not null) and (tendered_cents is null) = (change_cents is null)
          and (tendered_cents is null or (change_cents >= 0 and tendered_cents = received_cents + change_cents)))
      )`);
    this.addSql(`create index payment_checkout on payments.payment (checkout_id) where checkout_id is not null`);
    this.addSql(`create index payment_account on payments.payment (account_id, id desc)`);
    this.addSql(`create index payment_day on payments.payment (received_on, id)`);
    // One payment a fee, for ever: a refunded fee that is due again is another line.
    this.addSql(`
      create table payments.payment_item (
        fee_id uuid primary key references payments.fee (id),
        payment_id uuid not null references payments.payment (id),
        record_id uuid not null references records.record (id),
        record_number text not null,
        code text not null,
        description text not null,
        amount_cents int not null check (amount_cents > 0),
        refunded_cents int not null default 0,
        constraint payment_item_never_refunds_more check (refunded_cents between 0 and amount_cents)
      )`);
    this.addSql(`create index payment_item_payment on payments.payment_item (payment_id)`);
    this.addSql(`create index payment_item_record on payments.payment_item (record_id)`);
    this.addSql(`
      create table payments.refund (
        id uuid primary key,
        payment_id uuid not null references payments.payment (id),
        amount_cents int not null check (amount_cents > 0),
        method text not null check (method in ('provider', 'cash', 'check')),
        status text not null check (status in ('pending', 'succeeded', 'failed')),
        automatic boolean not null,
        attempt int not null default 1,
        reason text not null,
        check_number text,
        provider_reference text unique,
        failure text,
        requested_at timestamptz not null,
        requested_by uuid references accounts.account (id),
        settled_at timestamptz,
        settled_on date,
        settled_by uuid references accounts.account (id),
        constraint refund_settled check ((status = 'succeeded') = (settled_at is not null) and (settled_at is null) = (settled_on is null)),
        constraint refund_check_number check ((method = 'check') = (check_number is not null))
      )`);
    this.addSql(`create index refund_payment on payments.refund (payment_id)`);
    this.addSql(`create index refund_open on payments.refund (requested_at) where status <> 'succeeded'`);
    this.addSql(`create index refund_day on payments.refund (settled_on) where settled_on is not null`);
    this.addSql(`
      create table payments.refund_item (
        refund_id uuid not null references payments.refund (id),
        fee_id uuid not null references payments.payment_item (fee_id),
        credit_id uuid unique references payments.fee (id),
        amount_cents int not null check (amount_cents > 0)
      )`);
    this.addSql(`create index refund_item_refund on payments.refund_item (refund_id)`);
    this.addSql(`create index refund_item_fee on payments.refund_item (fee_id)`);
  }

  private providerEvents(): void {
    // Only what we act upon is kept of a provider's event; what it says about cards never enters.
    this.addSql(`
      create table payments.provider_event (
        provider text not null check (provider in ('sandbox', 'stripe')),
        event_id text not null,
        type text not null,
        facts jsonb not null,
        occurred_at timestamptz not null,
        received_at timestamptz not null,
        handled_at timestamptz,
        outcome text,
        primary key (provider, event_id)
      )`);
    this.addSql(`create index provider_event_waiting on payments.provider_event (received_at) where handled_at is null`);
    this.addSql(`
      create table payments.provider_notice (
        id uuid primary key,
        provider text not null check (provider in ('sandbox', 'stripe')),
        kind text not null check (kind in ('dispute', 'refund-made-at-provider')),
        reference text not null,
        payment_id uuid not null references payments.payment (id),
        amount_cents int not null,
        status text not null,
        detail text,
        noted_at timestamptz not null,
        changed_at timestamptz not null,
        unique (provider, kind, reference)
      )`);
    this.addSql(`create index provider_notice_payment on payments.provider_notice (payment_id)`);
  }

  private sandbox(): void {
    this.addSql(`create schema if not exists sandbox_provider`);
    this.addSql(
      `create table sandbox_provider.signing_secret (single boolean primary key default true check (single), secret text not null)`,
    );
    this.addSql(`
      create table sandbox_provider.session (
        id text primary key,
        idempotency_key text not null unique,
        client_reference text not null,
        merchant text not null,
        lines jsonb not null,
        amount_cents int not null,
        status text not null check (status in ('open', 'complete', 'expired')),
        return_url text not null,
        created_at timestamptz not null,
        expires_at timestamptz not null
      )`);
    this.addSql(`
      create table sandbox_provider.payment (
        id text primary key,
        session_id text not null unique references sandbox_provider.session (id),
        amount_cents int not null,
        paid_at timestamptz not null
      )`);
    this.addSql(`create index payment_paid on sandbox_provider.payment (paid_at)`);
    this.addSql(`
      create table sandbox_provider.refund (
        id text primary key,
        idempotency_key text not null unique,
        payment_id text not null references sandbox_provider.payment (id),
        amount_cents int not null check (amount_cents > 0),
        created_at timestamptz not null
      )`);
    this.addSql(`create index refund_created on sandbox_provider.refund (created_at)`);
    this.addSql(`
      create table sandbox_provider.event (
        id text primary key,
        body text not null,
        created_at timestamptz not null,
        delivered_at timestamptz
      )`);
  }
}
