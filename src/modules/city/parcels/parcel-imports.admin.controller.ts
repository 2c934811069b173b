import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { CsvImportQueries } from '../../../platform/csv/csv-imports.queries.js';
import { CsvImportsService } from '../../../platform/csv/csv-imports.service.js';
import { CsvUpload } from '../../../platform/csv/csv-upload.decorator.js';
import { ReceivedImport } from '../../../platform/csv/csv-upload.interceptor.js';
import { BodyTooLarge, MalformedRequest, UnsupportedMediaType } from '../../../platform/http/http.errors.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { ParcelImportDto, ParcelImportPageDto, ParcelImportRequest } from './parcel-imports.dto.js';
import { PARCEL_LIST } from './parcel-list.js';
import { ParcelImportNotFound } from './parcels.errors.js';

const FIELDS = {
  replace: {
    type: 'boolean',
    description: 'Whether the list is complete: what it does not name is retired, unless a line is refused.',
    example: false,
  },
};

@ApiTags('Parcels (staff)')
@Controller('admin/parcels/imports')
export class ParcelImportsAdminController {
  constructor(
    private readonly imports: CsvImportsService,
    private readonly queries: CsvImportQueries,
  ) {}

  /**
   * Load a list of parcels and their addresses.
   *
   * For administrators. CSV in UTF-8, up to 200 MB, with a line for each address. Columns: `number` and `address`; if wanted `unit`,
   * `city`, `state`, `zip` (empty ones are those of the city's own counter), `district`, `zone`, `historic`, `insideCity` (yes or no),
   * `latitude`, `longitude`; usual other headings are known, the rest is named in the report. Lines of one parcel must agree on it. The
   * list is loaded in the background: ask `getParcelImport` for its progress and its report. Right lines are loaded, wrong ones are
   * named by line and column; the same list again changes nothing. From the first loaded address on, applications take only addresses
   * of the list.
   */
  @Post()
  @HttpCode(202)
  @Staff('administrator')
  @Problems(UnsupportedMediaType, BodyTooLarge, MalformedRequest)
  @Idempotent()
  @CsvUpload(PARCEL_LIST, FIELDS)
  importParcels(@Body() { replace }: ParcelImportRequest, @ReceivedImport() importId: string): Promise<ParcelImportDto> {
    return this.imports.begin(PARCEL_LIST, importId, { replace: replace ?? false });
  }

  /**
   * List the imports, the newest first.
   *
   * For administrators.
   */
  @Get()
  @Staff('administrator')
  listParcelImports(@Query() query: PageQuery): Promise<ParcelImportPageDto> {
    return this.queries.list(PARCEL_LIST, query);
  }

  /**
   * Show how far an import is and what became of its lines.
   *
   * For administrators.
   */
  @Get(':id')
  @Staff('administrator')
  @Problems(ParcelImportNotFound)
  getParcelImport(@Param('id', UuidPipe) id: string): Promise<ParcelImportDto> {
    return this.queries.get(PARCEL_LIST, id);
  }
}
