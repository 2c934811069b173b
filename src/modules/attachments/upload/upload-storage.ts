import { pipeline } from 'node:stream';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import type { FileStore } from '../../../platform/files/file-store.js';
import type { AttachmentFiles } from '../attachment-files.js';
import { FileTypeNotAllowed } from '../attachments.errors.js';
import { ContentCheck } from './content-check.js';
import { ALLOWED_EXTENSIONS, kindByName } from './file-kinds.rules.js';
import { safeFileName } from './file-name.rules.js';
import type { UploadLimits } from './upload-limits.js';

/** A file that has arrived whole, is what its name says and is in the store, but belongs to nothing yet. */
export interface ReceivedFile {
  key: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
}

type UploadedFile = Express.Multer.File & { received?: ReceivedFile; fingerprint?: string };

/** Multer's way to the file store: bytes pass through the checks into the store as they arrive, and never lie in memory or in a folder. */
export class UploadStorage implements StorageEngine {
  constructor(
    private readonly store: FileStore,
    private readonly files: AttachmentFiles,
    private readonly limits: UploadLimits,
  ) {}

  _handleFile(_request: Request, file: UploadedFile, done: (error?: unknown, info?: Partial<UploadedFile>) => void): void {
    this.receive(file).then(
      (received) => done(null, { received, fingerprint: `${received.sha256} ${received.fileName}` } as Partial<UploadedFile>),
      done,
    );
  }

  _removeFile(_request: Request, file: UploadedFile, done: (error: Error | null) => void): void {
    const removed = file.received ? this.files.discard(file.received.key) : Promise.resolve();
    removed.then(() => done(null), done);
  }

  private async receive({ originalname, stream }: UploadedFile): Promise<ReceivedFile> {
    const fileName = safeFileName(originalname);
    const kind = kindByName(fileName);
    if (!kind) throw new FileTypeNotAllowed(fileName, ALLOWED_EXTENSIONS);
    const key = await this.files.reserve();
    try {
      // Whatever goes wrong destroys the last stream with its error, which is what the store sees.
      const checked = pipeline(stream, new ContentCheck(fileName, kind, this.limits.mostBytes), () => {});
      const { sizeBytes, sha256 } = await this.store.save(checked, { contentType: kind.contentType, key });
      return { key, fileName, contentType: kind.contentType, sizeBytes, sha256 };
    } catch (error) {
      // What cannot be removed now is found among the orphans later.
      await this.files.discard(key).catch(() => {});
      throw error;
    }
  }
}
