import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Scanner } from '../../platform/files/scanner.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Clock } from '../../platform/time/clock.js';
import { AttachmentFiles } from './attachment-files.js';
import { SCAN_TASK } from './attachment-scans.js';
import { Attachment, type NewAttachment } from './attachment.entity.js';

/** Makes a received file part of a record and has it scanned, in the caller's transaction. */
@Injectable()
export class AttachmentKeeping {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly files: AttachmentFiles,
    private readonly scanner: Scanner,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  async keep(what: Omit<NewAttachment, 'scanned'>): Promise<Attachment> {
    const attachment = Attachment.add({ ...what, scanned: this.scanner.scans }, this.clock.now());
    this.em.persist(attachment);
    await this.database.flush();
    await this.files.keep(what.fileKey, attachment.id);
    if (this.scanner.scans) await this.jobs.enqueue(SCAN_TASK, { attachmentId: attachment.id }, { key: `${SCAN_TASK}:${attachment.id}` });
    return attachment;
  }
}
