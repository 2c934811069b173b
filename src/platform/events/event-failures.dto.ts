import { IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../http/paging.js';

/** `retrying`: will be tried again by itself at `nextTryAt`. `given-up`: waits for an administrator. */
export const FAILURE_STATES = ['retrying', 'given-up'] as const;
export type FailureState = (typeof FAILURE_STATES)[number];

export class EventFailuresQuery extends PageQuery {
  /** Only failures in this state. */
  @IsOptional()
  @IsIn(FAILURE_STATES)
  state?: FailureState;
}

/** Work that followed from something that happened and has failed at least once. */
export class EventFailureDto {
  /** Names this failure in `retryEventHandler`. @example 4711 */
  id: string;

  /** Which part of the portal failed to do its work. @example notifications.tell-permit-issued */
  handler: string;

  /** What it was reacting to; null for queued work that reacts to no event. @example permits.permit-issued */
  eventType: string | null;

  /** Id of the event (UUID); null for queued work that reacts to no event. */
  eventId: string | null;

  /** When the event occurred, or when the work was queued (RFC 3339, UTC). */
  occurredAt: string;

  state: FailureState;

  /** How often it was tried since it was queued or last retried by hand. @example 16 */
  attempts: number;

  /** After so many tries it is given up. @example 16 */
  maxAttempts: number;

  /** When it is tried again (RFC 3339, UTC); null when it was given up. */
  nextTryAt: string | null;

  /** What went wrong the last time, without personal data. @example "The database refused it (23505, notification_event_unique)." */
  lastError: string;
}

export class EventFailurePageDto {
  /** Newest first. */
  items: EventFailureDto[];

  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
