import { PageQuery } from '../http/paging.js';

/** `queued`: waits for a worker. `running`: a worker is at it. `failed`: it went wrong; up to five tries follow by themselves. */
export const RUN_STATES = ['queued', 'running', 'done', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

export class JobRunsQuery extends PageQuery {}

/** One run of a scheduled job. */
export class JobRunDto {
  /** UUID. */
  id: string;

  /** The time it was due, or was asked for by hand (RFC 3339, UTC). */
  dueAt: string;

  state: RunState;

  /** When the latest try began (RFC 3339, UTC); null while it is queued. */
  startedAt: string | null;

  /** When the latest try ended (RFC 3339, UTC). */
  finishedAt: string | null;

  /** How often it was tried. @example 1 */
  attempts: number;

  /** What it did, or what went wrong; null when there is nothing to tell. @example {"reminded":3} */
  detail: string | null;

  /** Account of the administrator who asked for it (UUID); null when the clock did. */
  requestedBy: string | null;
}

/** Work that the clock starts. */
export class JobDto {
  /** Names the job in `runJob`. @example permits.expire */
  id: string;

  /** What it does, in a sentence. */
  description: string;

  /** When it is due: minute, hour, day of the month, month, weekday, in the city's civil time. @example "15 0 * * *" */
  cron: string;

  /** The city's time zone (IANA name). @example America/Chicago */
  timeZone: string;

  /** The last due time that was taken care of, or when the portal first knew the job (RFC 3339, UTC). */
  lastDueAt: string;

  /** The next due time (RFC 3339, UTC). */
  nextDueAt: string;

  /** Its latest run; null before the first. */
  lastRun: JobRunDto | null;
}

export class JobsDto {
  /** Sorted by id. */
  items: JobDto[];
}

export class JobRunPageDto {
  /** Newest first. */
  items: JobRunDto[];

  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
