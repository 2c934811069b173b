import { Injectable, StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Principal } from '../../platform/auth/principal.js';
import { contentDisposition } from '../../platform/files/content-disposition.js';
import { readRange } from '../../platform/files/byte-range.js';
import { FileStore } from '../../platform/files/file-store.js';
import { knownAs } from '../../platform/http/etag.js';
import { AttachmentInfected, AttachmentNotScanned, NoSuchRange } from './attachments.errors.js';
import { AttachmentsService } from './attachments.service.js';

/** Hands files out as HTTP wants it: whole or in part, and not again to who has them. */
@Injectable()
export class AttachmentDownloads {
  constructor(
    private readonly attachments: AttachmentsService,
    private readonly store: FileStore,
  ) {}

  /** Undefined: the head of the answer says everything. */
  async send(principal: Principal, id: string, request: Request, response: Response): Promise<StreamableFile | undefined> {
    const { attachment } = await this.attachments.visible(principal, id);
    if (attachment.scan === 'pending') throw new AttachmentNotScanned();
    if (attachment.scan === 'infected') throw new AttachmentInfected();

    const etag = `"${attachment.sha256}"`;
    response.set({
      ETag: etag,
      'Accept-Ranges': 'bytes',
      'Content-Disposition': contentDisposition(attachment.fileName),
      'Content-Type': attachment.contentType,
      'X-Content-Type-Options': 'nosniff',
    });
    if (knownAs(etag, request.header('if-none-match'))) {
      response.status(304);
      return undefined;
    }
    const range = readRange({ range: request.header('range'), ifRange: request.header('if-range'), etag, size: attachment.sizeBytes });
    if (range === 'unsatisfiable') {
      response.set('Content-Range', `bytes */${attachment.sizeBytes}`);
      throw new NoSuchRange(attachment.sizeBytes);
    }
    if (range) response.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${attachment.sizeBytes}`);
    const length = range ? range.end - range.start + 1 : attachment.sizeBytes;
    return new StreamableFile(await this.store.open(attachment.fileKey, range), { length });
  }
}
