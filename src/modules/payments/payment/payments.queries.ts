import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { page, readIdCursor, type Page, type PageQuery } from '../../../platform/http/paging.js';
import type { Payment, RefundDto, WaitingRefundDto } from './payments.dto.js';

export interface PaymentSearch {
  receiptNumber?: string;
  recordNumber?: string;
  on?: string;
}

@Injectable()
export class PaymentsQueries {
  constructor(private readonly database: Database) {}

  async get(id: string): Promise<Payment | null> {
    return (await this.payments(sql`p.id = ${id}`, 1))[0] ?? null;
  }

  /** Newest first. */
  async ofAccount(accountId: string, query: PageQuery): Promise<Page<Payment>> {
    return this.page(sql`p.account_id = ${accountId}`, query);
  }

  /** For the counter: by receipt number, by record, by day. */
  async search({ receiptNumber, recordNumber, on }: PaymentSearch, query: PageQuery): Promise<Page<Payment>> {
    const conditions = [
      ...(receiptNumber === undefined ? [] : [sql`p.receipt_number = ${receiptNumber.trim().toUpperCase()}`]),
      ...(on === undefined ? [] : [sql`p.received_on = ${on}`]),
      ...(recordNumber === undefined
        ? []
        : [sql`p.id in (select i.payment_id from payments.payment_item i where i.record_number = ${recordNumber})`]),
    ];
    return this.page(conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`, query);
  }

  private async page(condition: RawBuilder<unknown>, { limit, cursor }: PageQuery): Promise<Page<Payment>> {
    const before = readIdCursor(cursor);
    const rest = before === undefined ? sql`` : sql`and p.id < ${before}::uuid`;
    return page(await this.payments(sql`${condition} ${rest}`, limit + 1), limit, ({ id }) => [id]);
  }

  private async payments(condition: RawBuilder<unknown>, limit: number): Promise<Payment[]> {
    const rows = await this.database.rows(sql<Payment>`
      select p.id, p.receipt_number, p.account_id, p.payer_name, p.method,
        p.check_number, p.received_cents, p.refunded_cents,
        p.tendered_cents, p.change_cents, p.received_at, p.received_on,
        coalesce(line.cents, 0)::int as total_cents, coalesce(line.lines, '[]') as lines, coalesce(refund.refunds, '[]') as refunds,
        coalesce(asked.waiting, '[]') as waiting
      from payments.payment p
        left join lateral (
          select sum(i.amount_cents) as cents, jsonb_agg(jsonb_build_object('feeId', i.fee_id, 'recordNumber', i.record_number, 'code', i.code,
            'description', i.description, 'basis', f.basis, 'amountCents', i.amount_cents, 'refundedCents', i.refunded_cents)
            order by f.line_number) as lines
          from payments.payment_item i join payments.fee f on f.id = i.fee_id where i.payment_id = p.id
        ) line on true
        left join lateral (
          select jsonb_agg(jsonb_build_object('id', r.id, 'amountCents', r.amount_cents, 'method', r.method, 'status', r.status,
            'automatic', r.automatic, 'reason', r.reason, 'checkNumber', r.check_number, 'requestedAt', r.requested_at, 'settledAt', r.settled_at) order by r.id) as refunds
          from payments.refund r where r.payment_id = p.id
        ) refund on true
        left join lateral (
          select jsonb_agg(jsonb_build_object('id', q.id, 'amountCents', q.amount_cents, 'requestedAt', q.requested_at) order by q.id) as waiting
          from payments.refund_request q where q.payment_id = p.id and q.status = 'requested'
        ) asked on true
      where ${condition} order by p.id desc limit ${limit}`);
    return rows.map((row) => ({ ...row, refunds: row.refunds.map(toRefund), waiting: row.waiting.map(toWaiting) }));
  }
}

function toWaiting({ requestedAt, ...request }: WaitingRefundDto): WaitingRefundDto {
  return { ...request, requestedAt: toInstant(requestedAt).toString() };
}

/** Inside a `jsonb`, PostgreSQL writes instants its own way. */
function toRefund({ requestedAt, settledAt, ...refund }: RefundDto): RefundDto {
  return { ...refund, requestedAt: toInstant(requestedAt).toString(), settledAt: settledAt && toInstant(settledAt).toString() };
}
