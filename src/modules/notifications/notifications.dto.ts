import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, MaxLength } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import { DELIVERY_STATES, NOT_SENT_REASONS, type DeliveryState, type NotSentReason } from './delivery.status.js';
import { TOPICS, type Topic } from './topics.js';
import { IsMailbox } from '../../platform/text/mailbox.js';

export class NotificationQuery extends PageQuery {
  /** `true`: only those not read yet. @example true */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  unread?: boolean;

  /** Only those whose newest delivery is in this state. @example "failed" */
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;
}

/** The newest way of a message by e-mail. */
export class DeliveryDto {
  /**
   * `queued`: waiting to be sent, or to be tried again; `sent`: taken by the recipient's mail system; `failed`: given up, or refused for
   * good; `not-sent`: not meant to go out, see `reason`.
   */
  @IsIn(DELIVERY_STATES)
  state: DeliveryState;

  /** Why it was not sent: the recipient chose so, the account is disabled or has no address, or the link in it was used up. */
  @IsIn(NOT_SENT_REASONS)
  reason: NotSentReason | null;

  /** Times it has been tried. @example 1 */
  tries: number;

  /** What the mail system said when it last refused. @example "452 4.2.2 Mailbox full" */
  lastError: string | null;

  /** When it is tried next, while `queued`. */
  nextTryAt: string | null;

  /** When it was sent, failed or was left. */
  endedAt: string | null;

  /** 1 for the first, higher each time it was sent again. @example 1 */
  number: number;
}

/** A message to one person about one event. */
export class NotificationDto {
  id: string;

  /** What it is about, stable: `permit-issued`, `corrections-required` … @example "permit-approved" */
  kind: string;

  @IsIn(TOPICS)
  topic: Topic;

  /** @example "RST-2026-00017 is approved: what is still needed" */
  subject: string;

  /** The message as plain text, without greeting. Links with a secret stand in the e-mail alone. */
  text: string;

  /** The record it is about. @example "RST-2026-00017" */
  recordNumber: string | null;

  /** The page of the portal it leads to. @example "https://permits.example.gov/permits/RST-2026-00017" */
  link: string;

  /** When what it tells of happened. */
  occurredAt: string;

  /** Null while unread. */
  readAt: string | null;

  delivery: DeliveryDto;
}

export class NotificationDetailDto extends NotificationDto {
  /** The message as a fragment of HTML, escaped, with inline styles and links; to be shown as it is. */
  html: string;

  /** File names of the papers that went with the e-mail. @example ["permit-RST-2026-00017.pdf"] */
  attachments: string[];
}

/** A letter for somebody without e-mail. */
export class PaperLetterDto extends NotificationDetailDto {
  /** @example "Demo Tower LLC" */
  recipientName: string;

  /** @example "5 Mill Road, Fairview, IL 60501" */
  postalAddress: string;
}

export class NotificationPageDto {
  items: NotificationDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
  /** Unread ones in all, whatever the page shows. @example 3 */
  unreadCount: number;
}

export class UnreadCountDto {
  /** @example 0 */
  unreadCount: number;
}

export class TopicPreferenceDto {
  @IsIn(TOPICS)
  topic: Topic;

  /** @example "Plan review" */
  name: string;

  /** @example "Each discipline’s decision as it is made." */
  description: string;

  /** The law or the process requires these; they cannot be turned off. */
  required: boolean;

  /** Whether they come by e-mail. In the portal they are in any case. */
  byMail: boolean;
}

export class NotificationPreferencesDto {
  /** All topics there are. */
  topics: TopicPreferenceDto[];
}

/** Topics that are left out stay as they are. */
export class UpdateNotificationPreferencesRequest {
  /** Confirmations along the way. @example true */
  @IsOptional()
  @IsBoolean()
  progress?: boolean;

  /** Each discipline's decision. @example false */
  @IsOptional()
  @IsBoolean()
  reviews?: boolean;

  /** Inspections that passed. @example true */
  @IsOptional()
  @IsBoolean()
  inspections?: boolean;

  /** Fees that were added, taken back or paid by others. @example true */
  @IsOptional()
  @IsBoolean()
  payments?: boolean;
}

export class FailedMessageQuery extends PageQuery {
  /** `failed` (default): refused or given up; `not-sent`: the account is disabled or has no address. @example "failed" */
  @IsOptional()
  @IsIn(['failed', 'not-sent'])
  state: 'failed' | 'not-sent' = 'failed';
}

export class MessageRecipientDto {
  /** Null when it was sent to an address, for somebody without an account. */
  accountId: string | null;
  /** Empty when nobody told it. @example "Demo Resident" */
  name: string;
  /** The account's address now, or the address it was sent to. @example "resident@example.com" */
  email: string;
}

/** A message that did not reach its recipient by e-mail. */
export class FailedMessageDto {
  id: string;

  /** @example "permit-approved" */
  kind: string;

  /** @example "RST-2026-00017 is approved: what is still needed" */
  subject: string;

  /** @example "RST-2026-00017" */
  recordNumber: string | null;

  recipient: MessageRecipientDto;

  /** Where it was sent to. @example "old.address@example.com" */
  sentTo: string | null;

  occurredAt: string;

  delivery: DeliveryDto;
}

export class FailedMessagePageDto {
  items: FailedMessageDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class CorrectAddressRequest {
  /** The right address. @example resident@example.com */
  @IsMailbox()
  @MaxLength(254)
  email: string;
}
