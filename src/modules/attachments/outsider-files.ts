import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { RecordsService } from '../records/index.js';
import { AttachmentKeeping } from './attachment-keeping.js';
import type { ReceivedFile } from './upload/upload-storage.js';

/**
 * Files from somebody who is no party of the record and whom the city does not name, such as who reported what it is about. Staff of
 * one role see them, and nobody else; they take no room that the parties need.
 */
@Injectable()
export class OutsiderFiles {
  constructor(
    private readonly database: Database,
    private readonly keeping: AttachmentKeeping,
    private readonly records: RecordsService,
  ) {}

  /** In the caller's transaction. */
  async add(recordId: string, { role, documentType }: { role: StaffRole; documentType: string }, file: ReceivedFile): Promise<string> {
    const { fileName, contentType, sizeBytes, sha256, key } = file;
    const attachment = await this.keeping.keep({
      recordId,
      documentType,
      fileName,
      contentType,
      sizeBytes,
      sha256,
      fileKey: key,
      reviewId: null,
      uploadedBy: null,
      byCity: false,
      role,
    });
    await this.records.tell(recordId, {
      type: 'records.outsider-file-added',
      summary: `A file came from outside the record: ${documentType}.`,
      visibility: 'staff',
      details: { attachmentId: attachment.id, documentType },
      unsigned: true,
    });
    return attachment.id;
  }

  /** To the record that they turn out to be about. */
  async move(attachmentIds: string[], toRecordId: string): Promise<void> {
    await this.database.execute(sql`
      update records.attachment set record_id = ${toRecordId} where id = any(${attachmentIds}::uuid[]) and visibility = 'role'`);
  }
}
