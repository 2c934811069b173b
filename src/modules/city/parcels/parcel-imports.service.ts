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
import type { ParcelImportDto } from './parcel-imports.dto.js';
import { ParcelImportQueries } from './parcel-imports.queries.js';

/** A list that has arrived whole and waits for its import to begin. */
export interface ReceivedList {
  importId: string;
  key: string;
}

export const LOAD_PARCELS = 'city.load-parcels';
/** Longer than any upload takes. */
const ABANDONED_AFTER_HOURS = 24;
const LONGEST_NAME = 120;

/** Takes lists of parcels in. The import is noted before its file is written, so that nothing in the store is ever forgotten. */
@Injectable()
export class ParcelImportsService {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly queries: ParcelImportQueries,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async receive(content: Readable, fileName: string, accountId: string): Promise<ReceivedList> {
    const importId = newId();
    const key = newFileKey();
    const name = fileName.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(-LONGEST_NAME) || 'list';
    await this.database.execute(sql`
      insert into city.parcel_import (id, status, file_name, file_key, replaces, uploaded_by, uploaded_at)
      values (${importId}, 'receiving', ${name}, ${key}, false, ${accountId}, ${this.clock.now().toString()})`);
    try {
      await this.store.save(content, { contentType: 'text/csv', key });
    } catch (error) {
      await this.discard({ importId, key }).catch(() => {});
      throw error;
    }
    return { importId, key };
  }

  /** The list is loaded in the background, after those that came before it. */
  async begin({ importId }: ReceivedList, replaces: boolean): Promise<ParcelImportDto> {
    return this.database.transaction(async () => {
      await this.database.execute(sql`update city.parcel_import set status = 'waiting', replaces = ${replaces} where id = ${importId}`);
      await this.jobs.enqueue(LOAD_PARCELS, { importId }, { key: `${LOAD_PARCELS}:${importId}`, queue: LOAD_PARCELS });
      await this.audit.record({ action: 'city.import-parcels', subject: importId, after: { replace: replaces } });
      return this.queries.get(importId);
    });
  }

  /** Removes a list that came to nothing; one whose import has begun stays. */
  async discard({ importId, key }: ReceivedList): Promise<void> {
    await this.database.transaction(async () => {
      const row = await this.database.row(sql`
        select 1 from city.parcel_import where id = ${importId} and status = 'receiving' for update skip locked`);
      if (!row) return;
      await this.store.remove(key);
      await this.database.execute(sql`delete from city.parcel_import where id = ${importId}`);
    });
  }

  @ScheduledJob({
    id: 'city.discard-broken-lists',
    cron: '20 3 * * *',
    description: 'Removes lists of parcels whose upload broke off more than a day ago.',
  })
  async discardBroken(): Promise<void> {
    const before = this.clock.now().subtract({ hours: ABANDONED_AFTER_HOURS }).toString();
    const broken = await this.database.rows(sql<ReceivedList>`
      select id as "importId", file_key as key from city.parcel_import
      where status = 'receiving' and file_key is not null and uploaded_at < ${before} order by uploaded_at limit 1000`);
    for (const list of broken) await this.discard(list);
  }
}
