import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';
import { InvitationMachine } from './invitation.status.js';

/** The invitations that an account sent or accepted. Those that are still open end with it. */
@Injectable()
export class OwnInvitations implements AccountPart {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async forget(accountId: string): Promise<void> {
    await this.database.query
      .updateTable('records.invitation')
      .set({ status: 'withdrawn', endedAt: this.clock.now().toString() })
      .where('invitedBy', '=', accountId)
      .where('status', 'in', InvitationMachine.from('withdraw'))
      .execute();
  }

  copy(accountId: string): Lists {
    return {
      invitations: () =>
        this.database.query
          .selectFrom('records.invitation as i')
          .innerJoin('records.record as r', 'r.id', 'i.recordId')
          .select(['r.number as recordNumber', 'i.email', 'i.relation', 'i.note', 'i.status', 'i.invitedAt', 'i.endedAt'])
          .where((where) => where.or([where('i.invitedBy', '=', accountId), where('i.acceptedBy', '=', accountId)]))
          .orderBy('i.id')
          .execute(),
    };
  }
}
