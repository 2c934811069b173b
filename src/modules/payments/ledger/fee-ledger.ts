import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { RequestContext } from '../../../platform/http/request-context.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { RecordsService } from '../../records/index.js';
import { feeBook, type FeeBook, type LedgerLine } from './fee-book.js';
import type { Posting } from './posting.rules.js';

/** A record whose fee lines are locked in the open transaction. */
export interface OpenBook extends FeeBook {
  recordId: string;
  recordNumber: string;
}

export const WITHDRAW_CHECKOUT = 'payments.withdraw-checkout';

/** The fee lines in the database. Whoever changes them locks in one order: records, then fees by id, then one checkout. */
@Injectable()
export class FeeLedger {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {}

  /** Locks a record's fees and reads them. */
  async open(recordId: string): Promise<OpenBook> {
    await this.lockRecords([recordId]);
    const record = (await this.records.byId(recordId))!;
    // Weaker than `for update`, so that carts that only refer to a fee need not wait.
    const lines = await this.database.rows(sql<LedgerLine>`
      select f.id, f.kind, f.origin, f.code, f.description, f.basis, f.amount_cents, f.due, f.status,
        f.adjusts_id, f.reverses_id, f.source_id, f.superseded_at is not null as superseded,
        coalesce(i.amount_cents, 0) as paid_cents, coalesce(i.refunded_cents, 0) as refunded_cents
      from payments.fee f left join payments.payment_item i on i.fee_id = f.id
      where f.record_id = ${recordId} order by f.id for no key update of f`);
    return { recordId, recordNumber: record.number, ...feeBook(lines) };
  }

  /** An empty change takes the record's lock, which others take first, too. */
  async lockRecords(recordIds: readonly string[]): Promise<void> {
    for (const recordId of [...new Set(recordIds)].sort()) await this.records.update(recordId, {});
  }

  /** Writes a posting and keeps the record's balance true. Answers what is due on it now. */
  async post(book: OpenBook, posting: Posting): Promise<Cents> {
    if (posting.lines.length > 0) {
      await this.database.execute(sql`
        insert into payments.fee (id, record_id, record_number, kind, origin, code, description, basis, amount_cents, due, status,
          adjusts_id, reverses_id, source_id, reason, assessed_at, assessed_by)
        select (l->>'id')::uuid, ${book.recordId}::uuid, ${book.recordNumber}, l->>'kind', l->>'origin', l->>'code', l->>'description', l->>'basis',
          (l->>'amountCents')::int, l->>'due', l->>'status', (l->>'adjustsId')::uuid, (l->>'reversesId')::uuid, (l->>'sourceId')::uuid,
          l->>'reason', ${this.clock.now().toString()}::timestamptz, ${this.context.actorId ?? null}::uuid
        from jsonb_array_elements(${JSON.stringify(posting.lines)}::jsonb) with ordinality as line (l, position)
        order by position`);
    }
    if (posting.superseded.length > 0) {
      await this.database.execute(sql`
        update payments.fee set superseded_at = ${this.clock.now().toString()} where id = any(${posting.superseded}::uuid[])`);
    }
    if (posting.become.length > 0) {
      await this.database.execute(sql`
        update payments.fee f set status = b.status
        from jsonb_to_recordset(${JSON.stringify(posting.become)}::jsonb) as b ("feeId" uuid, status text) where f.id = b."feeId"`);
      await this.withdrawCheckouts(posting.become.map(({ feeId }) => feeId));
    }
    return this.refresh(book.recordId);
  }

  /**
   * Fees that were settled or changed otherwise leave the checkouts they were reserved in. Those checkouts no longer ask for the right
   * sum: they are ended right after this transaction, because that needs the provider. Money that still arrives is sorted out there.
   */
  async withdrawCheckouts(feeIds: readonly string[]): Promise<void> {
    const released = await this.database.rows(sql<{ checkoutId: string }>`
      update payments.checkout_item set holds = false where holds and fee_id = any(${feeIds}::uuid[]) returning checkout_id`);
    for (const checkoutId of new Set(released.map((row) => row.checkoutId))) {
      await this.jobs.enqueue(WITHDRAW_CHECKOUT, { checkoutId }, { key: `${WITHDRAW_CHECKOUT}:${checkoutId}` });
    }
  }

  /** Brings the balance on the record's shell up to date. */
  async refresh(recordId: string): Promise<Cents> {
    const { due } = (await this.database.row(sql<{ due: number }>`
      select coalesce(sum(net_cents), 0)::int as due from payments.charge where record_id = ${recordId} and status in ('due', 'reserved')`))!;
    await this.records.update(recordId, { feesDueCents: due });
    return due;
  }
}
