import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { FileStore } from '../../platform/files/file-store.js';
import { Scanner } from '../../platform/files/scanner.js';
import { Job, ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Clock } from '../../platform/time/clock.js';
import { AttachmentFoundInfected } from './attachments.events.js';
import { RecordsService } from '../records/index.js';
import { AttachmentFiles } from './attachment-files.js';
import { Attachment } from './attachment.entity.js';

export const SCAN_TASK = 'records.scan-attachment';

/** What happens to files once they are stored: they are scanned, and those that belong to nothing go. */
@Injectable()
export class AttachmentScans {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly store: FileStore,
    private readonly files: AttachmentFiles,
    private readonly scanner: Scanner,
    private readonly records: RecordsService,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  @Job(SCAN_TASK)
  async scan({ attachmentId }: { attachmentId: string }): Promise<void> {
    const waiting = await this.database.row(sql<{ fileKey: string }>`
      select file_key from records.attachment where id = ${attachmentId} and scan = 'pending' and deleted_at is null`);
    if (!waiting) return;
    const { outcome, signature } = await this.scanner.scan(await this.store.open(waiting.fileKey));
    await this.database.transaction(async () => {
      const attachment = await this.em.findOne(Attachment, { id: attachmentId, scan: 'pending', deletedAt: null });
      if (!attachment) return;
      attachment.recordScan(outcome, signature ?? null);
      if (outcome === 'infected') await this.tellInfected(attachment);
    });
  }

  /** Also what was uploaded while the scanner did not answer for longer than its job tries. */
  @ScheduledJob({
    id: 'records.scan-waiting-attachments',
    cron: '25 * * * *',
    description: 'Sends uploads that have waited for the virus scanner for more than an hour to it again.',
  })
  async scanWaiting(): Promise<void> {
    const before = this.clock.now().subtract({ hours: 1 }).toString();
    const waiting = await this.database.rows(sql<{ id: string }>`
      select id from records.attachment where scan = 'pending' and deleted_at is null and uploaded_at < ${before} order by uploaded_at limit 1000`);
    for (const { id } of waiting) await this.jobs.enqueue(SCAN_TASK, { attachmentId: id }, { key: `${SCAN_TASK}:${id}` });
  }

  @ScheduledJob({
    id: 'records.remove-orphan-files',
    cron: '10 3 * * *',
    description: 'Removes files of uploads that were broken off, and of deleted attachments, a day after they arrived.',
  })
  async removeOrphans(): Promise<void> {
    await this.files.removeOrphans();
  }

  private async tellInfected({ id, recordId, documentType, uploadedBy, visibility }: Attachment): Promise<void> {
    const record = (await this.records.byId(recordId))!;
    await this.records.tell(recordId, {
      type: 'records.attachment-found-infected',
      summary: `Malicious content was found in an uploaded document: ${documentType}. It is not handed out and does not count.`,
      visibility: visibility === 'role' ? 'staff' : 'parties',
      details: { attachmentId: id, documentType },
    });
    if (!uploadedBy) return;
    this.events.publish(
      new AttachmentFoundInfected({ recordId, number: record.number, attachmentId: id, documentType, accountId: uploadedBy }),
    );
  }
}
