import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { page, readIdCursor, type Page, type PageQuery } from '../../../platform/http/paging.js';
import type { Cents } from '../../../platform/money/money.js';

export interface RefundDue {
  kind: 'credit' | 'failed-refund';
  id: string;
  paymentId: string;
  receiptNumber: string;
  recordNumber: string | null;
  description: string;
  amountCents: Cents;
  since: string;
}

/** Money the city owes back and nobody has sent yet; the oldest first. */
@Injectable()
export class RefundsDueQueries {
  constructor(private readonly database: Database) {}

  async list({ limit, cursor }: PageQuery): Promise<Page<RefundDue>> {
    const after = readIdCursor(cursor);
    const rows = await this.database.rows(sql<RefundDue>`
      select * from (
        select 'credit' as kind, f.id, i.payment_id, p.receipt_number, f.record_number,
          f.description, -f.amount_cents as amount_cents, f.assessed_at as since
        from payments.fee f
          join payments.payment_item i on i.fee_id = f.source_id
          join payments.payment p on p.id = i.payment_id
        where f.kind = 'credit' and f.status = 'due'
        union all
        select 'failed-refund', r.id, p.id, p.receipt_number,
          (select min(i.record_number) from payments.refund_item ri join payments.payment_item i on i.fee_id = ri.fee_id where ri.refund_id = r.id),
          r.reason, r.amount_cents, r.requested_at
        from payments.refund r join payments.payment p on p.id = r.payment_id
        where r.status = 'failed'
      ) due
      ${after === undefined ? sql`` : sql`where id > ${after}::uuid`} order by id limit ${limit + 1}`);
    return page(rows, limit, ({ id }) => [id]);
  }
}
