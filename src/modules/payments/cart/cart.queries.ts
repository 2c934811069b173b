import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';

export interface CartItem {
  id: string;
  recordNumber: string;
  code: string;
  description: string;
  basis: string;
  /** What is left to be paid of the fee. */
  amountCents: Cents;
  /** The checkout that holds the fee just now. */
  held: { checkoutId: string; until: Temporal.Instant; isMine: boolean; redirectUrl: string | null } | null;
}

interface CartRow extends Omit<CartItem, 'held'> {
  checkoutId: string | null;
  until: string;
  isMine: boolean;
  redirectUrl: string | null;
}

@Injectable()
export class CartQueries {
  constructor(private readonly database: Database) {}

  /** What was paid or taken back in the meantime is not in the cart any more. */
  async items(accountId: string): Promise<CartItem[]> {
    const rows = await this.database.rows(sql<CartRow>`
      select c.id, c.record_number, c.code, c.description, c.basis, c.net_cents as amount_cents,
        o.id as checkout_id, o.expires_at as until, o.account_id = ${accountId} as is_mine, o.redirect_url
      from payments.cart_item i
        join payments.charge c on c.id = i.fee_id
        left join payments.checkout_item held on held.fee_id = c.id and held.holds
        left join payments.checkout o on o.id = held.checkout_id
      where i.account_id = ${accountId} and c.status in ('due', 'reserved')
      order by i.added_at, c.line_number`);
    return rows.map(({ checkoutId, until, isMine, redirectUrl, ...item }) => ({
      ...item,
      held: checkoutId === null ? null : { checkoutId, until: toInstant(until), isMine, redirectUrl: isMine ? redirectUrl : null },
    }));
  }

  async summary(accountId: string): Promise<{ itemCount: number; totalCents: Cents }> {
    return (await this.database.row(sql<{ itemCount: number; totalCents: number }>`
      select count(*)::int as item_count, coalesce(sum(c.net_cents), 0)::int as total_cents
      from payments.cart_item i join payments.charge c on c.id = i.fee_id
      where i.account_id = ${accountId} and c.status in ('due', 'reserved')`))!;
  }
}
