import { IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { PageQuery } from '../http/paging.js';

export class AuditEntriesQuery extends PageQuery {
  /** Only what this account did (UUID). */
  @IsOptional()
  @IsUUID()
  actorId?: string;

  /** Only what was done to this: a record by its number or id, an account by its id, a version by its name. @example RES-2026-00017 */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  subject?: string;

  /** Only this action; `permits.` names all of a module. @example permits.reclassify */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  action?: string;

  /** Not before this instant (RFC 3339). @example 2026-03-02T00:00:00Z */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  from?: string;

  /** Before this instant (RFC 3339). @example 2026-03-03T00:00:00Z */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  to?: string;
}

/** One thing that staff did. */
export class AuditEntryDto {
  /** UUID. */
  id: string;

  /** When it was done (RFC 3339, UTC). */
  at: string;

  /** Account that did it (UUID); null when the portal itself did. */
  actorId: string | null;

  /** What was done, `module.verb`. @example permits.reclassify */
  action: string;

  /** What it was done to: a record's number, an account's id, a version. @example RES-2026-00017 */
  subject: string;

  /** Id of the record it concerns (UUID). */
  recordId: string | null;

  /** The values that changed, as they were. */
  before: Record<string, unknown> | null;

  /** The values that changed, as they became. */
  after: Record<string, unknown> | null;

  /** `X-Request-Id` of the request. */
  requestId: string | null;
}

export class AuditEntryPageDto {
  /** Newest first. */
  items: AuditEntryDto[];

  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}
