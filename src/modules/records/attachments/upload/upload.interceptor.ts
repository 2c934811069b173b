import { createParamDecorator, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { catchError, from, switchMap, type Observable } from 'rxjs';
import type { Principal } from '../../../../platform/auth/principal.js';
import { FileStore } from '../../../../platform/files/file-store.js';
import { UploadForm } from '../../../../platform/http/upload-form.js';
import { AttachmentFiles } from '../attachment-files.js';
import { AttachmentTooLarge, UploadUnreadable } from '../attachments.errors.js';
import { AttachmentsService } from '../attachments.service.js';
import { UploadLimits } from './upload-limits.js';
import { UploadStorage, type ReceivedFile } from './upload-storage.js';

/** Room for the other fields and the boundaries of the form. */
const FORM_BYTES = 64 * 1024;

type UploadRequest = Request & { user: Principal; file?: Express.Multer.File & { received: ReceivedFile } };

/**
 * Receives the `file` of a multipart form. Who may not upload is refused before the body is read; a file whose request fails
 * afterwards is removed again.
 */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  private readonly form: UploadForm;

  constructor(
    private readonly attachments: AttachmentsService,
    private readonly files: AttachmentFiles,
    private readonly limits: UploadLimits,
    store: FileStore,
  ) {
    this.form = new UploadForm({
      storage: new UploadStorage(store, files, limits),
      unreadable: (detail) => new UploadUnreadable(detail),
    });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<UploadRequest>();
    return from(this.receive(request, http.getResponse<Response>())).pipe(
      switchMap(() => next.handle()),
      catchError(async (error: unknown) => {
        // Does nothing to a file that was attached all the same.
        if (request.file) await this.files.discard(request.file.received.key).catch(() => {});
        throw error;
      }),
    );
  }

  private async receive(request: UploadRequest, response: Response): Promise<void> {
    await this.attachments.expectUpload(request.user, request.params.number as string);
    this.form.requireForm(request);
    if (Number(request.headers['content-length'] ?? 0) > this.limits.mostBytes + FORM_BYTES)
      throw new AttachmentTooLarge(this.limits.mostBytes);
    await this.form.receive(request, response);
  }
}

/** The file that `UploadInterceptor` has received. */
export const Received = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ReceivedFile => context.switchToHttp().getRequest<UploadRequest>().file!.received,
);
