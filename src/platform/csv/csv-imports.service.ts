import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../database/database.js';
import { newId } from '../database/ids.js';
import { FileStore, newFileKey } from '../files/file-store.js';
import { Jobs } from '../jobs/jobs.js';
import { Clock } from '../time/clock.js';
import type { CsvImportDto } from './csv-import.dto.js';
import { CsvImportQueries } from './csv-imports.queries.js';
import type { CsvList } from './csv-list.js';

/** Longer than any upload takes. */
const ABANDONED_AFTER_HOURS = 24;
const LONGEST_NAME = 120;

/** Takes lists in. An import is noted before its file is written, so that nothing in the store is ever forgotten. */
@Injectable()
export class CsvImportsService {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly queries: CsvImportQueries,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Answers the id of an import that waits to begin, and what its list holds. */
  async receive(list: CsvList, content: Readable, fileName: string, accountId: string): Promise<{ importId: string; sha256: string }> {
    const importId = newId();
    const key = newFileKey();
    const name = fileName.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-LONGEST_NAME) || 'list';
    await this.database.execute(sql`
      insert into ${sql.table(list.machine.table)} (id, status, file_name, file_key, uploaded_by, uploaded_at)
      values (${importId}, 'receiving', ${name}, ${key}, ${accountId}, ${this.clock.now().toString()})`);
    try {
      const { sha256 } = await this.store.save(content, { contentType: 'text/csv', key });
      return { importId, sha256 };
    } catch (error) {
      await this.discard(list, importId).catch(() => {});
      throw error;
    }
  }

  /** The list is loaded in the background, after those that came before it. */
  async begin<Import extends CsvImportDto>(list: CsvList, importId: string, own: Record<string, boolean> = {}): Promise<Import> {
    const { machine, ownColumns, task, auditAction } = list;
    const values = Object.entries(own).map(([name, value]) => sql`, ${sql.ref(ownColumns![name]!)} = ${value}`);
    return this.database.transaction(async () => {
      await this.database.execute(sql`
        update ${sql.table(machine.table)} set status = 'waiting'${sql.join(values, sql``)}
        where id = ${importId} and status = any(${machine.from('begin')}::text[])`);
      await this.jobs.enqueue(task, { importId }, { key: `${task}:${importId}`, queue: task });
      const begun = await this.queries.get<Import>(list, importId);
      await this.audit.record({ action: auditAction, subject: importId, after: { fileName: begun.fileName, ...own } });
      return begun;
    });
  }

  /** Removes a list that came to nothing; one whose import has begun stays. */
  async discard({ machine }: CsvList, importId: string): Promise<void> {
    await this.database.transaction(async () => {
      const row = await this.database.row(sql<{ key: string }>`
        select file_key as key from ${sql.table(machine.table)} where id = ${importId} and status = 'receiving' for update skip locked`);
      if (!row) return;
      await this.store.remove(row.key);
      await this.database.execute(sql`delete from ${sql.table(machine.table)} where id = ${importId}`);
    });
  }

  /** Removes lists whose upload broke off more than a day ago. */
  async discardBroken(list: CsvList): Promise<void> {
    const before = this.clock.now().subtract({ hours: ABANDONED_AFTER_HOURS }).toString();
    const broken = await this.database.rows(sql<{ id: string }>`
      select id from ${sql.table(list.machine.table)}
      where status = 'receiving' and file_key is not null and uploaded_at < ${before} order by uploaded_at limit 1000`);
    for (const { id } of broken) await this.discard(list, id);
  }
}
