import { Migration } from '@mikro-orm/migrations';

/** What a cashier took and gives back above the city's limit waits for a second person. */
export class Migration0040RefundsByTwo extends Migration {
  override up(): void {
    this.addSql(`
      create table payments.refund_request (
        id uuid primary key,
        payment_id uuid not null references payments.payment (id),
        receipt_number text not null,
        record_id uuid not null references records.record (id),
        status text not null check (status in ('requested', 'approved', 'rejected')),
        amount_cents int not null check (amount_cents > 0),
        method text not null check (method in ('provider', 'cash', 'check')),
        check_number text,
        reason text not null,
        lines jsonb not null,
        requested_at timestamptz not null,
        requested_by uuid not null references accounts.account (id),
        decided_at timestamptz,
        decided_by uuid references accounts.account (id),
        comments text,
        constraint refund_request_decided check (
          (status = 'requested') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
        constraint refund_request_two_people check (decided_by <> requested_by),
        constraint refund_request_check_number check ((method = 'check') = (check_number is not null))
      )`);
    this.addSql(`create index refund_request_waiting on payments.refund_request (id) where status = 'requested'`);
    this.addSql(`create index refund_request_payment on payments.refund_request (payment_id)`);
  }
}
