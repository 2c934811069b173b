import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { FileStore, newFileKey } from '../../../platform/files/file-store.js';
import { ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Clock } from '../../../platform/time/clock.js';
import type { ConveyanceImportDto } from './conveyance-imports.dto.js';
import { ConveyanceImportQueries } from './conveyance-imports.queries.js';

/** A list that has arrived whole and waits for its import to begin. */
export interface ReceivedUnits {
  importId: string;
  key: string;
}

export const LOAD_UNITS = 'conveyance.load-units';
/** Longer than any upload takes. */
const ABANDONED_AFTER_HOURS = 24;
const LONGEST_NAME = 120;

/** Takes lists of conveyances in. The import is noted before its file is written, so that nothing in the store is ever forgotten. */
@Injectable()
export class ConveyanceImportsService {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly queries: ConveyanceImportQueries,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async receive(content: Readable, fileName: string, accountId: string): Promise<ReceivedUnits> {
    const importId = newId();
    const key = newFileKey();
    const name = fileName.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-LONGEST_NAME) || 'list';
    await this.database.execute(sql`
      insert into conveyance.import (id, status, file_name, file_key, uploaded_by, uploaded_at)
      values (${importId}, 'receiving', ${name}, ${key}, ${accountId}, ${this.clock.now().toString()})`);
    try {
      await this.store.save(content, { contentType: 'text/csv', key });
    } catch (error) {
      await this.discard({ importId, key }).catch(() => {});
      throw error;
    }
    return { importId, key };
  }

  /** The list is loaded in the background, after those that came before it. */
  async begin({ importId }: ReceivedUnits): Promise<ConveyanceImportDto> {
    return this.database.transaction(async () => {
      await this.database.execute(sql`update conveyance.import set status = 'waiting' where id = ${importId}`);
      await this.jobs.enqueue(LOAD_UNITS, { importId }, { key: `${LOAD_UNITS}:${importId}`, queue: LOAD_UNITS });
      const list = await this.queries.get(importId);
      await this.audit.record({ action: 'conveyance.import', subject: importId, after: { fileName: list.fileName } });
      return list;
    });
  }

  /** Removes a list that came to nothing; one whose import has begun stays. */
  async discard({ importId, key }: ReceivedUnits): Promise<void> {
    await this.database.transaction(async () => {
      const row = await this.database.row(sql`
        select 1 from conveyance.import where id = ${importId} and status = 'receiving' for update skip locked`);
      if (!row) return;
      await this.store.remove(key);
      await this.database.execute(sql`delete from conveyance.import where id = ${importId}`);
    });
  }

  @ScheduledJob({
    id: 'conveyance.discard-broken-lists',
    cron: '25 3 * * *',
    description: 'Removes lists of conveyances whose upload broke off more than a day ago.',
  })
  async discardBroken(): Promise<void> {
    const before = this.clock.now().subtract({ hours: ABANDONED_AFTER_HOURS }).toString();
    const broken = await this.database.rows(sql<ReceivedUnits>`
      select id as "importId", file_key as key from conveyance.import
      where status = 'receiving' and uploaded_at < ${before} order by uploaded_at limit 1000`);
    for (const list of broken) await this.discard(list);
  }
}
