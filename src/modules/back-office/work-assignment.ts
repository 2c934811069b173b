import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { AccountsService } from '../accounts/index.js';
import { RecordsService } from '../records/index.js';
import { RecordAssigned } from './back-office.events.js';
import { FollowUps } from './follow-ups.js';

/** Who on the staff looks after a record, through all its steps, or after one matter of the work list. */
@Injectable()
export class WorkAssignment {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly followUps: FollowUps,
    private readonly accounts: AccountsService,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  async record(clerk: Principal, number: string, ownerId: string | null): Promise<void> {
    await this.database.transaction(async () => {
      const { record } = await this.records.requireParty(clerk, number);
      await this.requireStaff(ownerId);
      await this.records.lockForUpdate(record.id);
      const before = (await this.records.byId(record.id))!.ownerId;
      if (before === ownerId) return;
      await this.records.update(record.id, { ownerId });
      await this.audit.record({
        action: 'records.assign',
        subject: record.number,
        recordId: record.id,
        before: { ownerId: before },
        after: { ownerId },
      });
      if (ownerId) this.events.publish(new RecordAssigned({ recordId: record.id, number: record.number, accountId: ownerId }));
    });
  }

  async followUp(id: string, ownerId: string | null): Promise<void> {
    await this.database.transaction(async () => {
      const { recordId } = await this.followUps.open(id);
      await this.requireStaff(ownerId);
      await this.database.execute(sql`update records.follow_up set owner_id = ${ownerId}::uuid where id = ${id}`);
      const record = await this.records.byId(recordId);
      await this.audit.record({ action: 'records.assign-follow-up', subject: record!.number, recordId, after: { id, ownerId } });
    });
  }

  private async requireStaff(accountId: string | null): Promise<void> {
    if (accountId === null) return;
    const account = await this.accounts.get(accountId);
    if (account?.profile !== 'staff' || account.disabled) {
      throw new InvalidInput([{ pointer: '/accountId', detail: 'must be a member of the staff whose account is not disabled' }]);
    }
  }
}
