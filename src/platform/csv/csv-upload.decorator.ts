import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { CSV_UPLOAD, CsvUploadInterceptor } from './csv-upload.interceptor.js';
import type { CsvList } from './csv-list.js';

interface FormField {
  type: string;
  description: string;
  example: unknown;
}

/** A POST that takes a list in the field `file` of a form, with these other fields; `@ReceivedImport()` then names its import. */
export const CsvUpload = (list: CsvList, fields: Record<string, FormField> = {}) =>
  applyDecorators(
    SetMetadata(CSV_UPLOAD, list),
    UseInterceptors(CsvUploadInterceptor),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: { ...fields, file: { type: 'string', format: 'binary', description: 'The list: CSV in UTF-8 with a heading.' } },
      },
    }),
  );
