import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { AccountsService } from '../accounts/index.js';
import { withoutSecretLink } from './message-helpers.js';
import type { PaperRef } from './message.js';
import type {
  DeliveryDto,
  FailedMessagePageDto,
  FailedMessageQuery,
  NotificationDetailDto,
  PaperLetterDto,
  NotificationDto,
  NotificationPageDto,
  NotificationQuery,
} from './notifications.dto.js';
import { NotificationNotFound } from './notifications.errors.js';
import { paperName } from './papers.js';

interface DeliveryRow extends Omit<DeliveryDto, 'number'> {
  deliveryNumber: number;
}

interface NotificationRow extends Omit<NotificationDto, 'text' | 'delivery'>, DeliveryRow {
  bodyText: string;
  bodyHtml: string;
  attachments: PaperRef[];
}

interface FailedRow extends Pick<NotificationDto, 'id' | 'kind' | 'subject' | 'recordNumber' | 'occurredAt'>, DeliveryRow {
  deliveryId: string;
  recipientId: string | null;
  recipientName: string | null;
  address: string | null;
  sentTo: string | null;
}

/** With the newest delivery of each. */
const NOTIFICATIONS = sql`
  select n.id, n.kind, n.topic, n.subject, n.body_text, n.body_html, n.record_number, n.link, n.attachments,
    n.occurred_at, n.read_at, d.state, d.reason, d.tries, d.last_error, d.next_try_at, d.ended_at, d.number as delivery_number
  from notifications.notification n
  join lateral (select * from notifications.delivery d where d.notification_id = n.id order by d.number desc limit 1) d on true`;

@Injectable()
export class NotificationsQueries {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly settings: Settings,
  ) {}

  async list(accountId: string, { limit, cursor, unread, state }: NotificationQuery): Promise<NotificationPageDto> {
    const [before] = readCursor(cursor, 1) ?? [];
    const rows = await this.database.rows(sql<NotificationRow>`
      ${NOTIFICATIONS}
      where n.recipient_id = ${accountId}
        ${before === undefined ? sql`` : sql`and n.id < ${String(before)}::uuid`}
        ${unread === undefined ? sql`` : unread ? sql`and n.read_at is null` : sql`and n.read_at is not null`}
        ${state ? sql`and d.state = ${state}` : sql``}
      order by n.id desc limit ${limit + 1}`);
    const items = page(
      rows,
      limit,
      (row) => [row.id],
      (row) => this.toDto(row),
    );
    return { ...items, unreadCount: await this.unreadCount(accountId) };
  }

  async get(accountId: string, id: string): Promise<NotificationDetailDto> {
    return this.one(sql`n.id = ${id} and n.recipient_id = ${accountId}`);
  }

  /** Whoever it is for, also somebody without an account. */
  async any(id: string): Promise<NotificationDetailDto> {
    return this.one(sql`n.id = ${id}`);
  }

  async unreadCount(accountId: string): Promise<number> {
    const row = await this.database.row(sql<{ count: number }>`
      select count(*)::int as count from notifications.notification where recipient_id = ${accountId} and read_at is null`);
    return row!.count;
  }

  async failed({ limit, cursor, state }: FailedMessageQuery): Promise<FailedMessagePageDto> {
    const [before] = readCursor(cursor, 1) ?? [];
    const rows = await this.database.rows(sql<FailedRow>`
      select n.id, n.recipient_id, n.recipient_name, n.address, n.kind, n.subject, n.record_number, n.occurred_at, d.id as delivery_id, d.state, d.reason, d.tries,
        d.last_error, d.next_try_at, d.ended_at, d.number as delivery_number, d.address as sent_to
      from notifications.delivery d join notifications.notification n on n.id = d.notification_id
      where d.state = ${state} and d.reason is distinct from 'preference' and d.reason is distinct from 'link-used-up' and d.reason is distinct from 'on-paper'
        and not exists (select 1 from notifications.delivery later where later.notification_id = d.notification_id and later.number > d.number)
        ${before === undefined ? sql`` : sql`and d.id < ${String(before)}::uuid`}
      order by d.id desc limit ${limit + 1}`);
    const recipients = await this.accounts.getMany([...new Set(rows.flatMap(({ recipientId }) => recipientId ?? []))]);
    const byId = new Map(recipients.map((account) => [account.id, account]));
    return page(
      rows,
      limit,
      (row) => [row.deliveryId],
      (row) => {
        const account = row.recipientId === null ? undefined : byId.get(row.recipientId);
        return {
          id: row.id,
          kind: row.kind,
          subject: row.subject,
          recordNumber: row.recordNumber,
          recipient: {
            accountId: row.recipientId,
            name: account?.displayName ?? row.recipientName ?? '',
            email: account?.email ?? row.address ?? '',
          },
          sentTo: row.sentTo,
          occurredAt: row.occurredAt,
          delivery: toDelivery(row),
        };
      },
    );
  }

  async paperLetter(id: string): Promise<PaperLetterDto> {
    const row = await this.database.row(sql<{ recipientName: string; postalAddress: string }>`
      select recipient_name, postal_address from notifications.notification where id = ${id} and postal_address is not null`);
    if (!row) throw new NotificationNotFound();
    return { ...(await this.any(id)), ...row };
  }

  private async one(where: RawBuilder<unknown>): Promise<NotificationDetailDto> {
    const row = await this.database.row(sql<NotificationRow>`${NOTIFICATIONS} where ${where}`);
    if (!row) throw new NotificationNotFound();
    return {
      ...this.toDto(row),
      html: withoutSecretLink(row.bodyText, row.bodyHtml).html,
      attachments: row.attachments.map(paperName),
    };
  }

  private toDto(row: NotificationRow): NotificationDto {
    return {
      id: row.id,
      kind: row.kind,
      topic: row.topic,
      subject: row.subject,
      text: withoutSecretLink(row.bodyText, row.bodyHtml).text,
      recordNumber: row.recordNumber,
      link: `${this.settings.frontEndUrl}${row.link}`,
      occurredAt: row.occurredAt,
      readAt: row.readAt,
      delivery: toDelivery(row),
    };
  }
}

function toDelivery({ state, reason, tries, lastError, nextTryAt, endedAt, deliveryNumber: number }: DeliveryRow): DeliveryDto {
  return { state, reason, tries, lastError, nextTryAt, endedAt, number };
}
