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
import type { Response } from 'express';
import { catchError, from, switchMap, type Observable } from 'rxjs';
import { FileStore } from '../../../platform/files/file-store.js';
import { isReplayed } from '../../../platform/http/idempotency.interceptor.js';
import { UploadForm } from '../../../platform/http/upload-form.js';
import { AttachmentFiles } from '../attachment-files.js';
import { AttachmentTooLarge, UploadUnreadable } from '../attachments.errors.js';
import { UploadGate, type UploadRequest } from './upload-gate.js';
import { UploadLimits } from './upload-limits.js';
import { UploadStorage, type ReceivedFile } from './upload-storage.js';

/** Room for the other fields and the boundaries of the form. */
const FORM_BYTES = 64 * 1024;

const GATE = Symbol('upload-gate');

/**
 * Receives the `file` of a multipart form. Who may not upload is refused before the body is read; a file whose request fails
 * afterwards is removed again.
 */
@Injectable()
export class UploadInterceptor implements NestInterceptor {
  private readonly form: UploadForm;

  constructor(
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
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
    const gate = this.modules.get<UploadGate>(this.reflector.get<Type<UploadGate>>(GATE, context.getHandler()), { strict: false });
    const response = http.getResponse<Response>();
    // Does nothing to a file that was attached all the same.
    const discard = async () => {
      if (request.file) await this.files.discard(request.file.received.key).catch(() => {});
    };
    return from(this.receive(gate, request, response)).pipe(
      switchMap(() => next.handle()),
      switchMap(async (answer: unknown) => {
        if (isReplayed(response)) await discard();
        return answer;
      }),
      catchError(async (error: unknown) => {
        await discard();
        throw error;
      }),
    );
  }

  private async receive(gate: UploadGate, request: UploadRequest, response: Response): Promise<void> {
    await gate.expectUpload(request);
    this.form.requireForm(request);
    if (Number(request.headers['content-length'] ?? 0) > this.limits.mostBytes + FORM_BYTES)
      throw new AttachmentTooLarge(this.limits.mostBytes);
    await this.form.receive(request, response);
  }
}

/** The route takes one file, from whom the gate lets in. */
export const ReceivesUpload = (gate: Type<UploadGate>) => applyDecorators(SetMetadata(GATE, gate), UseInterceptors(UploadInterceptor));

/** The file that `UploadInterceptor` has received. */
export const Received = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ReceivedFile => context.switchToHttp().getRequest<UploadRequest>().file!.received,
);
