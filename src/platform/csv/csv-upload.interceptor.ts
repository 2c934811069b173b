import { createParamDecorator, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { StorageEngine } from 'multer';
import { catchError, from, switchMap, type Observable } from 'rxjs';
import type { Principal } from '../auth/principal.js';
import { isReplayed } from '../http/idempotency.interceptor.js';
import { UploadForm } from '../http/upload-form.js';
import { CsvImportsService } from './csv-imports.service.js';
import type { CsvList } from './csv-list.js';

export const CSV_UPLOAD = Symbol('csv-upload');

type ListFile = Express.Multer.File & { importId: string; fingerprint: string };
type ListRequest = Request & { user: Principal; file?: ListFile };

/** Receives the list of a multipart form into the store, and removes it when nothing came of the request. */
@Injectable()
export class CsvUploadInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly imports: CsvImportsService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const list = this.reflector.get<CsvList>(CSV_UPLOAD, context.getHandler());
    const http = context.switchToHttp();
    const request = http.getRequest<ListRequest>();
    const response = http.getResponse<Response>();
    // Does nothing to a list whose import has begun all the same.
    const discard = async () => {
      if (request.file) await this.imports.discard(list, request.file.importId).catch(() => {});
    };
    return from(this.receive(list, request, response)).pipe(
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

  private async receive(list: CsvList, request: ListRequest, response: Response): Promise<void> {
    const storage: StorageEngine = {
      _handleFile: (_request, { stream, originalname }, done) => {
        this.imports
          .receive(list, stream, originalname, request.user.accountId)
          .then(({ importId, sha256 }) => done(null, { importId, fingerprint: sha256 } as Partial<ListFile>), done);
      },
      _removeFile: (_request, file, done) => {
        const { importId } = file as Partial<ListFile>;
        (importId ? this.imports.discard(list, importId) : Promise.resolve()).then(() => done(null), done);
      },
    };
    const form = new UploadForm({ storage, limits: { fileSize: list.mostBytes } });
    form.requireForm(request);
    await form.receive(request, response);
  }
}

/** The id of the import whose list `@CsvUpload` has received. */
export const ReceivedImport = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<ListRequest>().file!.importId,
);
