import type { Request, RequestHandler, Response } from 'express';
import multer, { MulterError, type Options, type StorageEngine } from 'multer';
import { InvalidInput } from '../errors/domain-error.js';
import { BodyTooLarge, MalformedRequest, UnsupportedMediaType } from './http.errors.js';

/** How multer and busboy say that the sender broke off or sent no proper form. */
const SENDERS_FAULT =
  /^(Request (aborted|closed|error)|Unexpected end of|Malformed|Multipart|Missing Content-Type|Unsupported content type|aborted)/i;

export interface UploadFormOptions {
  storage: StorageEngine;
  limits?: Options['limits'];
  /** Says in a module's own words that a form cannot be read. */
  unreadable?: (detail: string) => Error;
}

/** A multipart form with one `file` and a few small fields; the file goes to the storage as it arrives. */
export class UploadForm {
  private readonly receiveForm: RequestHandler;
  private readonly unreadable: (detail: string) => Error;

  constructor({ storage, limits, unreadable = (detail) => new MalformedRequest(detail) }: UploadFormOptions) {
    this.unreadable = unreadable;
    this.receiveForm = multer({
      storage,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, parts: 11, fieldSize: 1000, fieldNameSize: 100, headerPairs: 20, fieldNestingDepth: 0, ...limits },
    }).single('file');
  }

  requireForm(request: Request): void {
    if (!request.is('multipart/form-data')) throw new UnsupportedMediaType('Send the file as multipart/form-data, in the field `file`.');
  }

  /** Afterwards the request has `file`, as the storage has made it, and the other fields in its body. */
  async receive(request: Request, response: Response): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.receiveForm(request, response, (error: unknown) => (error ? reject(this.asRefusal(error)) : resolve()));
    });
    if (!request.file) throw new InvalidInput([{ pointer: '/file', detail: 'is required: the file, with its name' }]);
  }

  private asRefusal(error: unknown): Error {
    if (error instanceof MulterError) {
      const pointer = `/${error.field ?? ''}`;
      switch (error.code) {
        case 'LIMIT_UNEXPECTED_FILE':
        case 'LIMIT_FILE_COUNT':
          return new InvalidInput([{ pointer: '/file', detail: 'must be the only file of the form' }]);
        case 'LIMIT_FIELD_VALUE':
          return new InvalidInput([{ pointer, detail: 'is too long' }]);
        case 'LIMIT_FILE_SIZE':
          return new BodyTooLarge('The file is larger than what is taken here.');
        default:
          return this.unreadable(`The form cannot be read: ${error.message}.`);
      }
    }
    if (error instanceof Error && SENDERS_FAULT.test(error.message)) {
      return this.unreadable('The upload did not arrive whole, or is no multipart form. Nothing was stored; send it again.');
    }
    return error as Error;
  }
}
