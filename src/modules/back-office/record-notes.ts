import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { beforeId, pageById, type PageQuery } from '../../platform/http/paging.js';
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
      const { writtenAt } = await this.database.query
        .insertInto('records.note')
        .values({ id, recordId: record.id, authorId: author.accountId, text, writtenAt: this.clock.now().toString() })
        .returning('writtenAt')
        .executeTakeFirstOrThrow();
      await this.audit.record({ action: 'records.add-note', subject: record.number, recordId: record.id, after: { noteId: id } });
      const account = await this.accounts.get(author.accountId);
      return { id, text, author: account!.displayName, writtenAt };
    });
  }

  async list(reader: Principal, number: string, query: PageQuery): Promise<RecordNotePageDto> {
    const { record } = await this.records.requireParty(reader, number);
    const rows = await this.database.query
      .selectFrom('records.note')
      .select(['id', 'authorId', 'text', 'writtenAt'])
      .where('recordId', '=', record.id)
      .where('id', '<', beforeId(query))
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const authorIds = [...new Set(rows.map(({ authorId }) => authorId))];
    const names = new Map((await this.accounts.getMany(authorIds)).map(({ id, displayName }) => [id, displayName]));
    return pageById(rows, query, ({ authorId, ...note }) => ({ ...note, author: names.get(authorId) ?? '' }));
  }
}
