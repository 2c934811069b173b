import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../database/database.js';
import { InvalidInput } from '../errors/domain-error.js';
import { page, readCursor, type Page } from '../http/paging.js';
import type { AuditEntriesQuery, AuditEntryDto } from './audit.dto.js';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

@Injectable()
export class AuditQueries {
  constructor(private readonly database: Database) {}

  async entries(query: AuditEntriesQuery): Promise<Page<AuditEntryDto>> {
    const conditions: RawBuilder<unknown>[] = [sql`true`];
    if (query.actorId) conditions.push(sql`actor_id = ${query.actorId}`);
    if (query.subject) conditions.push(concerns(query.subject));
    if (query.action)
      conditions.push(sql`starts_with(action, ${query.action}) and (action = ${query.action} or ${query.action.endsWith('.')})`);
    if (query.from) conditions.push(sql`at >= ${instant('from', query.from)}::timestamptz`);
    if (query.to) conditions.push(sql`at < ${instant('to', query.to)}::timestamptz`);
    const after = readCursor(query.cursor, 2);
    if (after)
      conditions.push(sql`(at, id) < (${instant('cursor', String(after[0]))}::timestamptz, ${uuid('cursor', String(after[1]))}::uuid)`);
    const rows = await this.database.rows(sql<AuditEntryDto>`
      select id, at, actor_id, action, subject, record_id, before, after, request_id from platform.audit_entry
      where ${sql.join(conditions, sql` and `)}
      order by at desc, id desc limit ${query.limit + 1}`);
    return page(rows, query.limit, (row) => [row.at, row.id]);
  }
}

function concerns(subject: string): RawBuilder<unknown> {
  return UUID.test(subject)
    ? sql`(lower(subject) = ${subject.toLowerCase()} or record_id = ${subject}::uuid)`
    : sql`lower(subject) = ${subject.trim().toLowerCase()}`;
}

function instant(field: string, text: string): string {
  try {
    return Temporal.Instant.from(text).toString();
  } catch {
    throw new InvalidInput([{ pointer: `/${field}`, detail: 'must be an instant such as 2026-03-02T15:00:00Z' }]);
  }
}

function uuid(field: string, text: string): string {
  if (UUID.test(text)) return text;
  throw new InvalidInput([{ pointer: `/${field}`, detail: 'must be a nextCursor of this list' }]);
}
