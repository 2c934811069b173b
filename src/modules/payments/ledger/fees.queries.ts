import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import type { FeeDue } from '../fees/fee-schedule.js';
import type { FeeStatus } from './fee.status.js';
import type { FeeDto } from './fees.dto.js';

/** A charge that is still to be paid, with what is left of it. */
export interface OutstandingFee {
  feeId: string;
  code: string;
  description: string;
  amountCents: Cents;
  due: FeeDue;
  status: FeeStatus;
  since: Temporal.Instant;
}

export interface FeeTotals {
  /** To pay now. */
  dueCents: Cents;
  /** Paid so far, refunds taken off. */
  paidCents: Cents;
}

@Injectable()
export class FeesQueries {
  constructor(private readonly database: Database) {}

  /** The ids of the charges for these fees that were assessed from then on. */
  async chargesSince(recordId: string, codes: readonly string[], since: Temporal.Instant): Promise<string[]> {
    const rows = await this.database.rows(sql<{ id: string }>`
      select id from payments.fee
      where record_id = ${recordId} and kind = 'charge' and code = any(${codes}::text[]) and assessed_at >= ${since.toString()}`);
    return rows.map(({ id }) => id);
  }

  /** Each line with those that change it right after it. */
  linesOf(recordId: string): Promise<FeeDto[]> {
    return this.database.rows(sql<FeeDto>`
      select f.id, f.kind, f.code, f.description, f.basis, f.amount_cents, f.due, coalesce(f.status, changed.status) as status,
        f.adjusts_id as adjusts, f.assessed_at, c.expires_at as reserved_until,
        i.payment_id, coalesce(i.refunded_cents, 0) as refunded_cents
      from payments.fee f
        left join payments.fee changed on changed.id = f.adjusts_id
        left join payments.payment_item i on i.fee_id = f.id
        left join payments.checkout_item held on held.fee_id = f.id and held.holds
        left join payments.checkout c on c.id = held.checkout_id
      where f.record_id = ${recordId}
      order by coalesce(changed.line_number, f.line_number), f.line_number`);
  }

  async outstanding(recordId: string): Promise<OutstandingFee[]> {
    return (await this.outstandingOf([recordId])).get(recordId)!;
  }

  async outstandingOf(recordIds: string[]): Promise<Map<string, OutstandingFee[]>> {
    const rows = await this.database.rows(sql<Omit<OutstandingFee, 'since'> & { recordId: string; since: string }>`
      select c.record_id, c.id as fee_id, c.code, c.description, c.net_cents as amount_cents, c.due, c.status,
        f.assessed_at as since
      from payments.charge c join payments.fee f on f.id = c.id
      where c.record_id = any(${recordIds}::uuid[]) and c.status in ('due', 'reserved') order by c.line_number`);
    const byRecord = Map.groupBy(rows, ({ recordId }) => recordId);
    return new Map(
      recordIds.map((id) => [
        id,
        (byRecord.get(id) ?? []).map(({ recordId: _recordId, since, ...fee }) => ({ ...fee, since: toInstant(since) })),
      ]),
    );
  }

  async totals(recordId: string): Promise<FeeTotals> {
    return (await this.totalsOf([recordId])).get(recordId)!;
  }

  /** The same of several records, each with its own. */
  async totalsOf(recordIds: readonly string[]): Promise<Map<string, FeeTotals>> {
    const rows = await this.database.rows(sql<FeeTotals & { recordId: string }>`
      select r.id as record_id,
        (select coalesce(sum(net_cents), 0)::int from payments.charge where record_id = r.id and status in ('due', 'reserved')) as due_cents,
        (select coalesce(sum(amount_cents - refunded_cents), 0)::int from payments.payment_item where record_id = r.id) as paid_cents
      from unnest(${recordIds}::uuid[]) as r (id)`);
    return new Map(rows.map(({ recordId, ...totals }) => [recordId, totals]));
  }
}
