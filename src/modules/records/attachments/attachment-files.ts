import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { FileStore, newFileKey } from '../../../platform/files/file-store.js';
import { Clock } from '../../../platform/time/clock.js';

/** Longer than any upload takes. */
const ABANDONED_AFTER_HOURS = 24;

/**
 * Which files in the store belong to attachments. A key is noted before its file is written and tied to its attachment in the
 * attachment's transaction; what stays untied is removed. So a crash at any moment loses nothing and leaves nothing.
 */
@Injectable()
export class AttachmentFiles {
  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  /** Notes a key for a file that is about to be written. Not in a transaction: it must outlive the upload's failure. */
  async reserve(): Promise<string> {
    const key = newFileKey();
    await this.database.execute(sql`
      insert into records.attachment_file (key, reserved_at) values (${key}, ${this.clock.now().toString()})`);
    return key;
  }

  /** Ties the file to its attachment, in the attachment's transaction. */
  async keep(key: string, attachmentId: string): Promise<void> {
    const kept = await this.database.execute(sql`
      update records.attachment_file set attachment_id = ${attachmentId} where key = ${key} and attachment_id is null`);
    if (kept !== 1) throw new Error('The uploaded file was removed before it could be attached.');
  }

  /** Gives the file up, in the transaction that deletes its attachment; it is removed with the other orphans. */
  async release(attachmentId: string): Promise<void> {
    await this.database.execute(sql`
      update records.attachment_file set attachment_id = null where attachment_id = ${attachmentId}`);
  }

  /** Removes a file that came to nothing; one that is tied to an attachment stays. */
  async discard(key: string): Promise<void> {
    await this.removeOne(sql`key = ${key}`);
  }

  async removeOrphans(): Promise<void> {
    const before = this.clock.now().subtract({ hours: ABANDONED_AFTER_HOURS }).toString();
    while (await this.removeOne(sql`reserved_at < ${before}`));
  }

  /** The row stays locked while its file goes, so that nobody can tie the key to an attachment meanwhile. */
  private removeOne(condition: ReturnType<typeof sql>): Promise<boolean> {
    return this.database.transaction(async () => {
      const orphan = await this.database.row(sql<{ key: string }>`
        select key from records.attachment_file where attachment_id is null and ${condition} limit 1 for update skip locked`);
      if (!orphan) return false;
      await this.store.remove(orphan.key);
      await this.database.execute(sql`delete from records.attachment_file where key = ${orphan.key}`);
      return true;
    });
  }
}
