import {
  applyDecorators,
  createParamDecorator,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { RequestHandler, Response } from 'express';
import multer, { MulterError } from 'multer';
import { catchError, from, switchMap, type Observable } from 'rxjs';
import { InvalidInput } from '../../../../platform/errors/domain-error.js';
import { FileStore } from '../../../../platform/files/file-store.js';
import { UnsupportedMediaType } from '../../../../platform/http/http.errors.js';
import { AttachmentFiles } from '../attachment-files.js';
import { AttachmentTooLarge, UploadUnreadable } from '../attachments.errors.js';
import { UploadGate, type UploadRequest } from './upload-gate.js';
import { UploadLimits } from './upload-limits.js';
import { UploadStorage, type ReceivedFile } from './upload-storage.js';

/** Room for the other fields and the boundaries of the form. */
const FORM_BYTES = 64 * 1024;
/** How multer and busboy say that the sender broke off or sent no proper form. */
const SENDERS_FAULT =
  /^(Request (aborted|closed|error)|Unexpected end of|Malformed|Multipart|Missing Content-Type|Unsupported content type|aborted)/i;

const GATE = Symbol('upload-gate');

/**
 * Receives the `file` of a multipart form. Who may not upload is refused before the body is read; a file whose request fails
 * afterwards is removed again.
 */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  private readonly receiveForm: RequestHandler;

  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
    private readonly files: AttachmentFiles,
    private readonly limits: UploadLimits,
    store: FileStore,
  ) {
    this.receiveForm = multer({
      storage: new UploadStorage(store, files, limits),
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, parts: 11, fieldSize: 1000, fieldNameSize: 100, headerPairs: 20, fieldNestingDepth: 0 },
    }).single('file');
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<UploadRequest>();
    const gate = this.modules.get<UploadGate>(this.reflector.get<Type<UploadGate>>(GATE, context.getHandler()), { strict: false });
    return from(this.receive(gate, request, http.getResponse<Response>())).pipe(
      switchMap(() => next.handle()),
      catchError(async (error: unknown) => {
        // Does nothing to a file that was attached all the same.
        if (request.file) await this.files.discard(request.file.received.key).catch(() => {});
        throw error;
      }),
    );
  }

  private async receive(gate: UploadGate, request: UploadRequest, response: Response): Promise<void> {
    await gate.expectUpload(request);
    if (!request.is('multipart/form-data')) throw new UnsupportedMediaType('Send the file as multipart/form-data, in the field `file`.');
    if (Number(request.headers['content-length'] ?? 0) > this.limits.mostBytes + FORM_BYTES)
      throw new AttachmentTooLarge(this.limits.mostBytes);
    await new Promise<void>((resolve, reject) => {
      this.receiveForm(request, response, (error: unknown) => (error ? reject(asRefusal(error)) : resolve()));
    });
    if (!request.file) throw new InvalidInput([{ pointer: '/file', detail: 'is required: the file, with its name' }]);
  }
}

/** The route takes one file, from whom the gate lets in. */
export const ReceivesUpload = (gate: Type<UploadGate>) => applyDecorators(SetMetadata(GATE, gate), UseInterceptors(UploadInterceptor));

/** The file that `UploadInterceptor` has received. */
export const Received = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ReceivedFile => context.switchToHttp().getRequest<UploadRequest>().file!.received,
);

function asRefusal(error: unknown): Error {
  if (error instanceof MulterError) {
    const pointer = `/${error.field ?? ''}`;
    switch (error.code) {
      case 'LIMIT_UNEXPECTED_FILE':
      case 'LIMIT_FILE_COUNT':
        return new InvalidInput([{ pointer: '/file', detail: 'must be the only file of the form' }]);
      case 'LIMIT_FIELD_VALUE':
        return new InvalidInput([{ pointer, detail: 'is too long' }]);
      default:
        return new UploadUnreadable(`The form cannot be read: ${error.message}.`);
    }
  }
  if (error instanceof Error && SENDERS_FAULT.test(error.message)) {
    return new UploadUnreadable('The upload did not arrive whole, or is no multipart form. Nothing was stored; send it again.');
  }
  return error as Error;
}
