import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Schema } from '../../../platform/database/schema.js';
import { toInstant } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import type { ProviderName } from '../provider/payment-provider.js';

const COLUMNS = [
  'id',
  'accountId',
  'provider',
  'status',
  'totalCents',
  'session',
  'redirectUrl',
  'openedAt',
  'expiresAt',
  'processingSince',
  'endReason',
] as const;

type Row = Pick<Schema['payments.checkout'], (typeof COLUMNS)[number]>;

/** A checkout as it is read. `session` is the provider's name for its page, null until it has answered. */
export interface CheckoutFacts extends Omit<Row, 'openedAt' | 'expiresAt' | 'processingSince'> {
  openedAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** Since when the payer's bank takes its time. */
  processingSince: Temporal.Instant | null;
}

export interface CheckoutLine {
  feeId: string;
  recordNumber: string;
  code: string;
  description: string;
  amountCents: Cents;
}

/** An open checkout that a job looks at, in the order in which they run out. */
type Last = Pick<CheckoutFacts, 'id' | 'expiresAt'>;

@Injectable()
export class CheckoutsQueries {
  constructor(private readonly database: Database) {}

  get(id: string): Promise<CheckoutFacts | null> {
    return one(this.checkouts().where('id', '=', id));
  }

  byKey(accountId: string, idempotencyKey: string): Promise<CheckoutFacts | null> {
    return one(this.checkouts().where('accountId', '=', accountId).where('idempotencyKey', '=', idempotencyKey));
  }

  bySession(provider: ProviderName, session: string): Promise<CheckoutFacts | null> {
    return one(this.checkouts().where('provider', '=', provider).where('session', '=', session));
  }

  lines(checkoutId: string): Promise<CheckoutLine[]> {
    return this.database.query
      .selectFrom('payments.checkout_item as item')
      .innerJoin('payments.fee as fee', 'fee.id', 'item.feeId')
      .select(['fee.id as feeId', 'fee.recordNumber', 'fee.code', 'fee.description', 'item.amountCents'])
      .where('item.checkoutId', '=', checkoutId)
      .orderBy('fee.lineNumber')
      .execute();
  }

  /** The payment that settled it: the first that paid for a fee. */
  async paymentOf(checkoutId: string): Promise<string | null> {
    const row = await this.database.query
      .selectFrom('payments.payment as payment')
      .innerJoin('payments.payment_item as item', 'item.paymentId', 'payment.id')
      .select('payment.id')
      .where('payment.checkoutId', '=', checkoutId)
      .orderBy('payment.id')
      .limit(1)
      .executeTakeFirst();
    return row?.id ?? null;
  }

  /** Open checkouts whose time is up, a batch at a time; `after` is the last of the batch before. */
  overdue(now: Temporal.Instant, after: Last | undefined, limit: number): Promise<CheckoutFacts[]> {
    return all(this.open(after, limit).where('expiresAt', '<=', now.toString()).where('processingSince', 'is', null));
  }

  /**
   * Open checkouts whose provider should have spoken by now and has not been asked lately. A bank that takes its time is asked less often.
   */
  silent(now: Temporal.Instant, after: Last | undefined, limit: number): Promise<CheckoutFacts[]> {
    const ago = (minutes: number) => now.subtract({ minutes }).toString();
    return all(
      this.open(after, limit)
        .where('session', 'is not', null)
        .where('openedAt', '<=', ago(3))
        .where((eb) =>
          eb.or([
            eb('askedAt', 'is', null),
            eb('askedAt', '<=', ago(60)),
            eb.and([eb('processingSince', 'is', null), eb('askedAt', '<=', ago(5))]),
          ]),
        ),
    );
  }

  private checkouts() {
    return this.database.query.selectFrom('payments.checkout').select(COLUMNS);
  }

  private open(after: Last | undefined, limit: number) {
    return this.checkouts()
      .where('status', '=', 'open')
      .$if(after !== undefined, (some) =>
        some.where((eb) => eb(eb.refTuple('expiresAt', 'id'), '>', eb.tuple(after!.expiresAt.toString(), after!.id))),
      )
      .orderBy('expiresAt')
      .orderBy('id')
      .limit(limit);
  }
}

async function all(query: { execute(): Promise<Row[]> }): Promise<CheckoutFacts[]> {
  return (await query.execute()).map(({ processingSince, ...row }) => ({
    ...row,
    openedAt: toInstant(row.openedAt),
    expiresAt: toInstant(row.expiresAt),
    processingSince: processingSince === null ? null : toInstant(processingSince),
  }));
}

async function one(query: { execute(): Promise<Row[]> }): Promise<CheckoutFacts | null> {
  return (await all(query))[0] ?? null;
}
