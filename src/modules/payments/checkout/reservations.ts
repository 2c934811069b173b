import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { toInstant } from '../../../platform/database/types.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { Lifecycle } from '../../records/index.js';
import { FeeMachine, type FeeStatus } from '../ledger/fee.status.js';
import { AmountNotPayableOnline, CartChanged } from '../payments.errors.js';
import type { PaymentProvider } from '../provider/payment-provider.js';
import { Checkout } from './checkout.entity.js';
import type { CheckoutFacts, CheckoutLine } from './checkouts.queries.js';

export const RESERVATION_MINUTES = 30;

export interface Order {
  accountId: string;
  idempotencyKey: string;
  /** What the payer was told that it comes to. */
  seenCents?: Cents;
}

/** Who holds a fee that somebody wants to pay. */
export interface Holder {
  checkoutId: string;
  accountId: string;
  recordNumber: string;
  expiresAt: Temporal.Instant;
  isProcessing: boolean;
  redirectUrl: string | null;
}

/**
 * What became of an attempt to reserve a cart: a new checkout; nothing, because the cart is empty; or nothing, because a fee is taken
 * or the key has been used.
 */
export type Reservation = { checkout: CheckoutFacts; lines: CheckoutLine[] } | 'empty' | 'taken';

/** Which checkout holds which fee. A fee is in one open checkout at most; the database has the last word on it. */
@Injectable()
export class Reservations {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  /** Reserves all that the cart holds. */
  reserve(order: Order, provider: PaymentProvider): Promise<Reservation> {
    return this.database.transaction(async () => {
      const fees = await this.database.rows(sql<{ id: string; status: FeeStatus }>`
        select f.id, f.status from payments.cart_item c join payments.fee f on f.id = c.fee_id
        where c.account_id = ${order.accountId} and f.status in ('due', 'reserved')
        order by f.id for no key update of f`);
      if (fees.length === 0) return 'empty';
      if (fees.some(({ status }) => status === 'reserved')) return 'taken';
      return this.hold(
        fees.map(({ id }) => id),
        order,
        provider,
      );
    });
  }

  /**
   * The amounts are read after the fees are locked, in a statement of their own: they are made of several lines, and a waiver may
   * have been written while this waited.
   */
  private async hold(feeIds: string[], { accountId, idempotencyKey, seenCents }: Order, provider: PaymentProvider): Promise<Reservation> {
    const id = newId();
    const openedAt = this.clock.now().round('millisecond');
    const expiresAt = openedAt.add({ minutes: RESERVATION_MINUTES });
    const lines = await this.database.rows(sql<CheckoutLine>`
      with line as (
        select c.id, c.line_number, c.record_number, c.code, c.description, c.net_cents from payments.charge c where c.id = any(${feeIds}::uuid[])
      ), opened as (
        insert into payments.checkout (id, account_id, idempotency_key, provider, status, total_cents, opened_at, expires_at)
        select ${id}::uuid, ${accountId}::uuid, ${idempotencyKey}, ${provider.name}, 'open', least(sum(net_cents), 2147483647), ${openedAt.toString()}::timestamptz,
          ${expiresAt.toString()}::timestamptz
        from line
        on conflict (account_id, idempotency_key) do nothing
        returning id
      ), held as (
        insert into payments.checkout_item (checkout_id, fee_id, amount_cents, holds)
        select opened.id, line.id, line.net_cents, true from line, opened order by line.id
      ), reserved as (
        update payments.fee set status = 'reserved' from opened
        where fee.id = any(${feeIds}::uuid[]) and fee.status = any(${FeeMachine.from('reserve')}::text[])
      )
      select line.id as fee_id, line.record_number, line.code, line.description, line.net_cents as amount_cents
      from line, opened order by line.line_number`);
    if (lines.length === 0) return 'taken';

    const totalCents = lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
    requirePayable(totalCents, provider);
    requireSeen(totalCents, seenCents);
    const checkout: CheckoutFacts = {
      id,
      accountId,
      provider: provider.name,
      status: 'open',
      totalCents,
      session: null,
      redirectUrl: null,
      openedAt,
      expiresAt,
      processingSince: null,
      endReason: null,
    };
    return { checkout, lines };
  }

  /** Of the fees in a cart, one that a checkout holds; the soonest to come free last. */
  async holderOf(accountId: string): Promise<Holder | null> {
    const row = await this.database.row(sql<Omit<Holder, 'expiresAt'> & { expiresAt: string }>`
      select c.id as checkout_id, c.account_id, f.record_number, c.expires_at,
        c.processing_since is not null as is_processing, c.redirect_url
      from payments.cart_item i
        join payments.fee f on f.id = i.fee_id
        join payments.checkout_item held on held.fee_id = f.id and held.holds
        join payments.checkout c on c.id = held.checkout_id
      where i.account_id = ${accountId}
      order by c.account_id <> ${accountId}, c.expires_at desc limit 1`);
    return row ? { ...row, expiresAt: toInstant(row.expiresAt) } : null;
  }

  /** Starts the half hour anew: the payer comes back to a checkout whose page nobody has seen yet. */
  async extend(checkout: CheckoutFacts): Promise<CheckoutFacts> {
    const expiresAt = this.clock.now().round('millisecond').add({ minutes: RESERVATION_MINUTES });
    const { numUpdatedRows } = await this.database.query
      .updateTable('payments.checkout')
      .set({ expiresAt: expiresAt.toString() })
      .where('id', '=', checkout.id)
      .where('status', '=', 'open')
      .where('session', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? { ...checkout, expiresAt } : checkout;
  }

  /** Ends an open checkout and frees its fees; the provider's page must be closed before. Does nothing when it is over. */
  release(checkoutId: string, status: 'expired' | 'cancelled', reason: string): Promise<void> {
    return this.database.transaction(async () => {
      await this.lockFees(checkoutId);
      const checkout = await this.lock(checkoutId);
      if (!checkout.can('end')) return;
      await this.letGo(checkoutId);
      await this.lifecycle.make(checkout.end(status, reason, this.clock.now()));
      await this.database.flush();
    });
  }

  /** After its fees, as everybody does. */
  lock(checkoutId: string): Promise<Checkout> {
    return this.em.findOneOrFail(Checkout, checkoutId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /** Takes its key off a checkout that ended unpaid and never had a page. */
  async freeKey(checkoutId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.database.query
      .updateTable('payments.checkout')
      .set({ idempotencyKey: null })
      .where('id', '=', checkoutId)
      .where('status', 'in', ['expired', 'cancelled'])
      .where('session', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async lockFees(checkoutId: string): Promise<void> {
    await this.database.execute(sql`
      select 1 from payments.fee where id in (select fee_id from payments.checkout_item where checkout_id = ${checkoutId})
      order by id for no key update`);
  }

  /** Frees the fees that a checkout still holds. */
  async letGo(checkoutId: string): Promise<void> {
    await this.database.execute(sql`
      with freed as (
        update payments.checkout_item set holds = false where checkout_id = ${checkoutId} and holds returning fee_id
      )
      update payments.fee set status = 'due' from freed where fee.id = freed.fee_id and fee.status = any(${FeeMachine.from('release')}::text[])`);
  }

  async noteProcessing(checkoutId: string): Promise<void> {
    await this.database.query
      .updateTable('payments.checkout')
      .set({ processingSince: this.clock.now().toString() })
      .where('id', '=', checkoutId)
      .where('status', '=', 'open')
      .where('processingSince', 'is', null)
      .execute();
  }
}

function requirePayable(totalCents: Cents, { leastCents, mostCents }: PaymentProvider): void {
  if (totalCents >= leastCents && totalCents <= mostCents) return;
  throw new AmountNotPayableOnline(
    `${formatCents(totalCents)} cannot be paid online: from ${formatCents(leastCents)} to ${formatCents(mostCents)} can. ` +
      (totalCents < leastCents
        ? 'Add other fees to the cart, or pay at the counter.'
        : 'Take fees out of the cart, or pay at the counter.'),
  );
}

function requireSeen(totalCents: Cents, seenCents: Cents | undefined): void {
  if (seenCents === undefined || seenCents === totalCents) return;
  throw new CartChanged(`Your cart now comes to ${formatCents(totalCents)}, not ${formatCents(seenCents)}. Please check it again.`, {
    extensions: { totalCents },
  });
}
