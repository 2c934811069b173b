import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { FollowUps } from '../back-office/index.js';
import { Deliveries, followUpKey } from './deliveries.js';
import { Letters } from './letters.js';
import type { SecretLink } from './message.js';
import type { NotificationDetailDto, UnreadCountDto } from './notifications.dto.js';
import { NotificationLinkUsedUp, NotificationNotFound, NotificationStillQueued } from './notifications.errors.js';
import { NotificationsQueries } from './notifications.queries.js';

/** What people do with their messages, and staff with those that did not arrive. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly database: Database,
    private readonly queries: NotificationsQueries,
    private readonly deliveries: Deliveries,
    private readonly letters: Letters,
    private readonly followUps: FollowUps,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  markRead(accountId: string, id: string): Promise<NotificationDetailDto> {
    return this.database.transaction(async () => {
      const read = await this.database.execute(sql`
        update notifications.notification set read_at = ${this.clock.now().toString()}
        where id = ${id} and recipient_id = ${accountId} and read_at is null`);
      if (read > 0) await this.followUps.settle([followUpKey(id)], 'read');
      return this.queries.get(accountId, id);
    });
  }

  markAllRead(accountId: string): Promise<UnreadCountDto> {
    return this.database.transaction(async () => {
      const read = await this.database.rows(sql<{ id: string }>`
        update notifications.notification set read_at = ${this.clock.now().toString()}
        where recipient_id = ${accountId} and read_at is null returning id`);
      await this.followUps.settle(
        read.map(({ id }) => followUpKey(id)),
        'read',
      );
      return { unreadCount: 0 };
    });
  }

  resend(accountId: string, id: string): Promise<NotificationDetailDto> {
    return this.database.transaction(async () => {
      await this.again(id, accountId);
      return this.queries.get(accountId, id);
    });
  }

  resendAsStaff(staffId: string, id: string): Promise<NotificationDetailDto> {
    return this.database.transaction(async () => {
      const { recipientId, kind } = await this.again(id, null, staffId);
      await this.audit.record({ action: 'notifications.resend', subject: id, after: { kind, recipientId } });
      return this.queries.any(id);
    });
  }

  private async again(
    id: string,
    recipientId: string | null,
    requestedBy = recipientId,
  ): Promise<{ recipientId: string | null; kind: string }> {
    const row = await this.database.row(sql<{ recipientId: string | null; kind: string; secret: SecretLink | null }>`
      select recipient_id, kind, secret from notifications.notification
      where id = ${id} ${recipientId ? sql`and recipient_id = ${recipientId}` : sql``} for update`);
    if (!row) throw new NotificationNotFound();
    if (row.secret && !(await this.letters.secretLink(row.secret))) throw new NotificationLinkUsedUp();
    if (!(await this.deliveries.queue(id, requestedBy))) throw new NotificationStillQueued();
    return row;
  }
}
