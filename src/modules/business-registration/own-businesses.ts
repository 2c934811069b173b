import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** The businesses of an account, for its copy. Offers to hand one over end with it. */
@Injectable()
export class OwnBusinesses implements AccountPart {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async forget(accountId: string): Promise<void> {
    await this.database.query
      .updateTable('business_registration.transfer')
      .set({ status: 'cancelled', endedAt: this.clock.now().toString() })
      .where('fromAccountId', '=', accountId)
      .where('status', '=', 'open')
      .execute();
  }

  copy(accountId: string): Lists {
    const { query } = this.database;
    return {
      businesses: () =>
        query
          .selectFrom('business_registration.registration')
          .select([
            'number',
            'status',
            'business',
            'location',
            'contacts',
            'documents',
            'confirmation',
            'createdAt',
            'expiresOn',
            'closedAt',
          ])
          .where('ownerId', '=', accountId)
          .orderBy('number')
          .execute(),
      businessTransfers: () =>
        query
          .selectFrom('business_registration.transfer as t')
          .innerJoin('business_registration.registration as r', 'r.recordId', 't.recordId')
          .select(['r.number', 't.email', 't.status', 't.offeredAt', 't.endedAt'])
          .where((where) => where.or([where('t.fromAccountId', '=', accountId), where('t.toAccountId', '=', accountId)]))
          .orderBy('t.id')
          .execute(),
    };
  }
}
