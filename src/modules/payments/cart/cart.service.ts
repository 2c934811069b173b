import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { OnEvent } from '../../../platform/events/on-event.decorator.js';
import type { Published } from '../../../platform/events/domain-event.js';
import { Clock } from '../../../platform/time/clock.js';
import { RecordsService, RecordUnlinked } from '../../records/index.js';
import { NothingDue } from '../payments.errors.js';
import { CartQueries, type CartItem } from './cart.queries.js';

/** What somebody means to pay. It belongs to the account, so it is there at the next sign-in. */
@Injectable()
export class CartService {
  constructor(
    private readonly database: Database,
    private readonly queries: CartQueries,
    private readonly records: RecordsService,
    private readonly clock: Clock,
  ) {}

  items({ accountId }: Principal): Promise<CartItem[]> {
    return this.queries.items(accountId);
  }

  /** Puts all that is to be paid on a record into the cart; what is there already stays. */
  async add(principal: Principal, recordNumber: string): Promise<CartItem[]> {
    const { record } = await this.records.requireParty(principal, recordNumber);
    const { found } = (await this.database.row(sql<{ found: boolean }>`
      with unpaid as (
        select id from payments.fee where record_id = ${record.id} and kind = 'charge' and status in ('due', 'reserved')
      ), added as (
        insert into payments.cart_item (account_id, fee_id, added_at)
        select ${principal.accountId}::uuid, id, ${this.clock.now().toString()}::timestamptz from unpaid on conflict do nothing
      )
      select exists (select from unpaid) as found`))!;
    if (!found) throw new NothingDue(`Nothing is due on ${record.number} at the moment.`);
    return this.queries.items(principal.accountId);
  }

  /** Takes items out; those that are not in the cart are passed over. */
  async remove({ accountId }: Principal, itemIds: string[]): Promise<CartItem[]> {
    await this.database.execute(sql`
      delete from payments.cart_item where account_id = ${accountId} and fee_id = any(${itemIds}::uuid[])`);
    return this.queries.items(accountId);
  }

  /** Who is no party any more cannot go on to pay. */
  @OnEvent(RecordUnlinked, 'payments.empty-cart-of-unlinked')
  async forgetUnlinked({ facts }: Published<RecordUnlinked>): Promise<void> {
    const parties = await this.records.parties(facts.recordId);
    if (parties.some(({ accountId }) => accountId === facts.accountId)) return;
    await this.database.execute(sql`
      delete from payments.cart_item i using payments.fee f
      where f.id = i.fee_id and f.record_id = ${facts.recordId} and i.account_id = ${facts.accountId}`);
  }
}
