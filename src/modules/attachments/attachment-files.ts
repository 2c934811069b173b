import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { FileStore, newFileKey } from '../../platform/files/file-store.js';
import { Clock } from '../../platform/time/clock.js';

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
    await this.database.query.insertInto('records.attachment_file').values({ key, reservedAt: this.clock.now().toString() }).execute();
    return key;
  }

  /** Ties the file to its attachment, in the attachment's transaction. */
  async keep(key: string, attachmentId: string): Promise<void> {
    const { numUpdatedRows } = await this.database.query
      .updateTable('records.attachment_file')
      .set({ attachmentId })
      .where('key', '=', key)
      .where('attachmentId', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Error('The uploaded file was removed before it could be attached.');
  }

  /** Gives the file up, in the transaction that deletes its attachment; it is removed with the other orphans. */
  async release(attachmentId: string): Promise<void> {
    await this.database.query
      .updateTable('records.attachment_file')
      .set({ attachmentId: null })
      .where('attachmentId', '=', attachmentId)
      .execute();
  }

  /** Removes a file that came to nothing; one that is tied to an attachment stays. */
  async discard(key: string): Promise<void> {
    await this.database.transaction(async () => {
      // The row stays locked while its file goes, so that nobody can tie the key to an attachment meanwhile.
      const orphan = await this.database.query
        .selectFrom('records.attachment_file')
        .select('key')
        .where('key', '=', key)
        .where('attachmentId', 'is', null)
        .forUpdate()
        .skipLocked()
        .executeTakeFirst();
      if (!orphan) return;
      await this.store.remove(key);
      await this.database.query.deleteFrom('records.attachment_file').where('key', '=', key).execute();
    });
  }

  /** Goes on past a file that cannot be removed, and fails in the end when there was one. */
  async removeOrphans(): Promise<void> {
    const before = this.clock.now().subtract({ hours: ABANDONED_AFTER_HOURS }).toString();
    const failures: unknown[] = [];
    for (let after = ''; ;) {
      const orphan = await this.database.query
        .selectFrom('records.attachment_file')
        .select('key')
        .where('attachmentId', 'is', null)
        .where('reservedAt', '<', before)
        .where('key', '>', after)
        .orderBy('key')
        .limit(1)
        .executeTakeFirst();
      if (!orphan) break;
      after = orphan.key;
      await this.discard(orphan.key).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} files could not be removed.`);
  }
}
