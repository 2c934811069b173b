import { createParamDecorator, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { StorageEngine } from 'multer';
import { catchError, from, switchMap, type Observable } from 'rxjs';
import type { Principal } from '../../../platform/auth/principal.js';
import { UploadForm } from '../../../platform/http/upload-form.js';
import { ConveyanceImportsService, type ReceivedUnits } from './conveyance-imports.service.js';

const MOST_BYTES = 50 * 1_048_576;

type ListRequest = Request & { user: Principal; file?: Express.Multer.File & { received: ReceivedUnits } };

/** Receives the list of a multipart form into the store, and removes it when nothing came of the request. */
@Injectable()
export class UnitListInterceptor implements NestInterceptor {
  private readonly form: UploadForm;

  constructor(private readonly imports: ConveyanceImportsService) {
    const storage: StorageEngine = {
      _handleFile: (request, { stream, originalname }, done) => {
        const { accountId } = (request as ListRequest).user;
        imports.receive(stream, originalname, accountId).then((received) => done(null, { received } as Partial<Express.Multer.File>), done);
      },
      _removeFile: (_request, file, done) => {
        const { received } = file as Express.Multer.File & { received?: ReceivedUnits };
        (received ? imports.discard(received) : Promise.resolve()).then(() => done(null), done);
      },
    };
    this.form = new UploadForm({ storage, limits: { fileSize: MOST_BYTES } });
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<ListRequest>();
    return from(this.receive(request, http.getResponse<Response>())).pipe(
      switchMap(() => next.handle()),
      catchError(async (error: unknown) => {
        // Does nothing to a list whose import has begun all the same.
        if (request.file) await this.imports.discard(request.file.received).catch(() => {});
        throw error;
      }),
    );
  }

  private async receive(request: ListRequest, response: Response): Promise<void> {
    this.form.requireForm(request);
    await this.form.receive(request, response);
  }
}

/** The list that `UnitListInterceptor` has received. */
export const ReceivedList = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ReceivedUnits => context.switchToHttp().getRequest<ListRequest>().file!.received,
);
