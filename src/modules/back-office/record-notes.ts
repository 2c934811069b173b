import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readIdCursor, type PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { RecordsService } from '../records/index.js';
import type { RecordNoteDto, RecordNotePageDto, RecordNoteRequest } from './back-office.dto.js';

/** What staff write down for each other about a record. A note is never changed. */
@Injectable()
export class RecordNotes {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async add(author: Principal, number: string, { text }: RecordNoteRequest): Promise<RecordNoteDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireParty(author, number);
      const id = newId();
      const written = await this.database.row(sql<{ writtenAt: string }>`
        insert into records.note (id, record_id, author_id, text, written_at)
        values (${id}, ${record.id}, ${author.accountId}, ${text}, ${this.clock.now().toString()}) returning written_at`);
      await this.audit.record({ action: 'records.add-note', subject: record.number, recordId: record.id, after: { noteId: id } });
      const account = await this.accounts.get(author.accountId);
      return { id, text, author: account!.displayName, writtenAt: toInstant(written!.writtenAt).toString() };
    });
  }

  async list(reader: Principal, number: string, { limit, cursor }: PageQuery): Promise<RecordNotePageDto> {
    const { record } = await this.records.requireParty(reader, number);
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<{ id: string; authorId: string; text: string; writtenAt: string }>`
      select id, author_id, text, written_at from records.note
      where record_id = ${record.id} and (${before}::uuid is null or id < ${before}::uuid)
      order by id desc limit ${limit + 1}`);
    const authorIds = [...new Set(rows.map(({ authorId }) => authorId))];
    const names = new Map((await this.accounts.getMany(authorIds)).map(({ id, displayName }) => [id, displayName]));
    return page(
      rows,
      limit,
      ({ id }) => [id],
      ({ id, text, authorId, writtenAt }) => ({
        id,
        text,
        author: names.get(authorId) ?? '',
        writtenAt: toInstant(writtenAt).toString(),
      }),
    );
  }
}
