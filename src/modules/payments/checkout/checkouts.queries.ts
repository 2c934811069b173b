import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import type { ProviderName } from '../provider/payment-provider.js';
import type { CheckoutStatus } from './checkout.status.js';

export interface Checkout {
  id: string;
  accountId: string;
  provider: ProviderName;
  status: CheckoutStatus;
  totalCents: Cents;
  /** The provider's name for its page; null until it has answered. */
  session: string | null;
  redirectUrl: string | null;
  openedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** Since when the payer's bank takes its time. */
  processingSince: Temporal.Instant | null;
  endReason: string | null;
}

export interface CheckoutLine {
  feeId: string;
  recordNumber: string;
  code: string;
  description: string;
  amountCents: Cents;
}

type CheckoutRow = Omit<Checkout, 'openedAt' | 'expiresAt' | 'processingSince'> & {
  openedAt: string;
  expiresAt: string;
  processingSince: string | null;
};

@Injectable()
export class CheckoutsQueries {
  constructor(private readonly database: Database) {}

  get(id: string): Promise<Checkout | null> {
    return this.one(sql`id = ${id}`);
  }

  byKey(accountId: string, idempotencyKey: string): Promise<Checkout | null> {
    return this.one(sql`account_id = ${accountId} and idempotency_key = ${idempotencyKey}`);
  }

  bySession(provider: ProviderName, session: string): Promise<Checkout | null> {
    return this.one(sql`provider = ${provider} and session = ${session}`);
  }

  lines(checkoutId: string): Promise<CheckoutLine[]> {
    return this.database.rows(sql<CheckoutLine>`
      select f.id as fee_id, f.record_number, f.code, f.description, i.amount_cents
      from payments.checkout_item i join payments.fee f on f.id = i.fee_id
      where i.checkout_id = ${checkoutId} order by f.line_number`);
  }

  /** The payment that settled it: the first that paid for a fee. */
  async paymentOf(checkoutId: string): Promise<string | null> {
    const row = await this.database.row(sql<{ id: string }>`
      select p.id from payments.payment p
      where p.checkout_id = ${checkoutId} and exists (select from payments.payment_item i where i.payment_id = p.id)
      order by p.id limit 1`);
    return row?.id ?? null;
  }

  /** Open checkouts whose time is up, a batch at a time; `after` is the last of the batch before. */
  async overdue(now: Temporal.Instant, after: Checkout | undefined, limit: number): Promise<Checkout[]> {
    return this.open(sql`expires_at <= ${now.toString()} and processing_since is null`, after, limit);
  }

  /**
   * Open checkouts whose provider should have spoken by now and has not been asked lately. A bank that takes its time is asked less often.
   */
  async silent(now: Temporal.Instant, after: Checkout | undefined, limit: number): Promise<Checkout[]> {
    const ago = (minutes: number) => now.subtract({ minutes }).toString();
    return this.open(
      sql`session is not null and opened_at <= ${ago(3)}
        and (asked_at is null or asked_at <= case when processing_since is null then ${ago(5)}::timestamptz else ${ago(60)}::timestamptz end)`,
      after,
      limit,
    );
  }

  private async open(condition: RawBuilder<unknown>, after: Checkout | undefined, limit: number): Promise<Checkout[]> {
    const rest = after ? sql`and (expires_at, id) > (${after.expiresAt.toString()}::timestamptz, ${after.id}::uuid)` : sql``;
    const rows = await this.database.rows(sql<CheckoutRow>`
      select ${COLUMNS} from payments.checkout where status = 'open' and ${condition} ${rest} order by expires_at, id limit ${limit}`);
    return rows.map(toCheckout);
  }

  private async one(condition: RawBuilder<unknown>): Promise<Checkout | null> {
    const row = await this.database.row(sql<CheckoutRow>`select ${COLUMNS} from payments.checkout where ${condition}`);
    return row ? toCheckout(row) : null;
  }
}

const COLUMNS = sql`id, account_id, provider, status, total_cents, session, redirect_url,
  opened_at, expires_at, processing_since, end_reason`;

function toCheckout(row: CheckoutRow): Checkout {
  return {
    ...row,
    openedAt: toInstant(row.openedAt),
    expiresAt: toInstant(row.expiresAt),
    processingSince: row.processingSince === null ? null : toInstant(row.processingSince),
  };
}
