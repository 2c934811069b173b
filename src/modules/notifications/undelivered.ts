import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal, StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { StaffAccountsService } from '../accounts/index.js';
import { FollowUps } from '../back-office/index.js';
import { type RecordKind, type RecordSummary } from '../records/index.js';
import { followUpKey } from './deliveries.js';
import { NotificationsService } from './notifications.service.js';
import type { NotificationDetailDto } from './notifications.dto.js';

/** A message that has not arrived, and what it is about. */
export interface LostMessage {
  notificationId: string;
  recordId: string;
  recordKind: RecordKind;
  recipientId: string | null;
  subject: string;
}

/** Messages that must arrive and have not: matters of the work list until they do, or staff settle them (`P-09`). */
@Injectable()
export class Undelivered {
  constructor(
    private readonly database: Database,
    private readonly followUps: FollowUps,
    private readonly notifications: NotificationsService,
    private readonly accounts: StaffAccountsService,
    private readonly audit: AuditLog,
  ) {}

  /** False when it stands on the list already, or stood there. */
  notArrived(message: LostMessage, who: string): Promise<boolean> {
    return this.followUps.raise({
      recordId: message.recordId,
      kind: 'not-delivered',
      key: followUpKey(message.notificationId),
      summary: `“${message.subject}” has not reached ${who}.`,
      role: lookedAfterBy(message.recordKind),
      accountId: message.recipientId,
      notificationId: message.notificationId,
    });
  }

  /** There was nobody to send it to, or it could not be written. */
  nobodyTold(record: Pick<RecordSummary, 'id' | 'number' | 'kind' | 'statusLabel'>, eventId: string, kind: string): Promise<boolean> {
    return this.followUps.raise({
      recordId: record.id,
      kind: 'nobody-told',
      key: `event:${eventId}:${kind}`,
      summary: `Nobody has been told of what became of ${record.number} (${record.statusLabel.toLowerCase()}): the message “${kind}” could not be written, or has no recipient.`,
      role: lookedAfterBy(record.kind),
    });
  }

  /** Corrects the address of whom the message is for, and sends it again. */
  correctAddress(clerk: Principal, followUpId: string, email: string): Promise<NotificationDetailDto> {
    return this.database.transaction(async () => {
      const { accountId, notificationId, recordId } = await this.followUps.open(followUpId);
      if (!accountId || !notificationId) {
        throw new InvalidInput([
          { pointer: '/email', detail: 'cannot be corrected here: this is about no message to somebody with an account' },
        ]);
      }
      await this.accounts.changeEmail(accountId, email);
      await this.audit.record({
        action: 'notifications.correct-address',
        subject: notificationId,
        recordId,
        after: { followUpId, accountId },
      });
      return this.notifications.resendAsStaff(clerk.accountId, notificationId);
    });
  }
}

function lookedAfterBy(kind: RecordKind): StaffRole {
  return kind === 'case' ? 'code-officer' : 'permit-technician';
}
