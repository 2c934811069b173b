import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { StaffAccountsService } from '../accounts/index.js';
import { defineFollowUp, FollowUps } from '../back-office/index.js';
import { recordTypeOf, type RecordSummary } from '../records/index.js';
import { followUpKey } from './deliveries.js';
import { NotificationsService } from './notifications.service.js';
import type { NotificationDetailDto } from './notifications.dto.js';

const NOT_DELIVERED = defineFollowUp({
  kind: 'not-delivered',
  about: 'a message that did not arrive',
  remedies: [
    { operationId: 'resendNotificationAsStaff', label: 'Send the message again' },
    { operationId: 'correctFollowUpAddress', label: 'Correct the address and send the message again', needsRecipient: true },
    { operationId: 'settleFollowUp', label: 'Call the person and note it' },
  ],
});

const ON_PAPER = defineFollowUp({
  kind: 'mail-on-paper',
  about: 'a letter to be mailed on paper',
  remedies: [
    { operationId: 'getPaperLetter', label: 'Print the letter and mail it' },
    { operationId: 'settleFollowUp', label: 'Note that it was mailed' },
  ],
});

const NOBODY_TOLD = defineFollowUp({
  kind: 'nobody-told',
  about: 'a message that reached nobody',
  remedies: [
    { operationId: 'addRecordNote', label: 'Note how the person can be reached' },
    { operationId: 'settleFollowUp', label: 'Call the person and note it' },
  ],
});

/** A message that has not arrived, and what it is about. */
export interface LostMessage {
  notificationId: string;
  recordId: string;
  record: Pick<RecordSummary, 'kind' | 'typeCode'>;
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
      kind: NOT_DELIVERED,
      key: followUpKey(message.notificationId),
      summary: `“${message.subject}” has not reached ${who}.`,
      role: recordTypeOf(message.record).role,
      accountId: message.recipientId,
      notificationId: message.notificationId,
    });
  }

  /** Somebody without e-mail gets the letter by post, which staff see to. */
  onPaper(message: LostMessage, to: string): Promise<boolean> {
    return this.followUps.raise({
      recordId: message.recordId,
      kind: ON_PAPER,
      key: followUpKey(message.notificationId),
      summary: `“${message.subject}” is to be mailed on paper to ${to}.`,
      role: recordTypeOf(message.record).role,
      notificationId: message.notificationId,
    });
  }

  /** There was nobody to send it to, or it could not be written. */
  nobodyTold(
    record: Pick<RecordSummary, 'id' | 'number' | 'kind' | 'typeCode' | 'statusLabel'>,
    eventId: string,
    kind: string,
  ): Promise<boolean> {
    return this.followUps.raise({
      recordId: record.id,
      kind: NOBODY_TOLD,
      key: `event:${eventId}:${kind}`,
      summary: `Nobody has been told of what became of ${record.number} (${record.statusLabel.toLowerCase()}): the message “${kind}” could not be written, or has no recipient.`,
      role: recordTypeOf(record).role,
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
      await this.accounts.changeEmail(accountId, email, clerk);
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
