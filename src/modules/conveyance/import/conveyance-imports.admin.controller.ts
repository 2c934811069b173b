import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { CsvImportQueries } from '../../../platform/csv/csv-imports.queries.js';
import { CsvImportsService } from '../../../platform/csv/csv-imports.service.js';
import { CsvUpload } from '../../../platform/csv/csv-upload.decorator.js';
import { ReceivedImport } from '../../../platform/csv/csv-upload.interceptor.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { BodyTooLarge, MalformedRequest, UnsupportedMediaType } from '../../../platform/http/http.errors.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { ConveyanceImportNotFound } from '../conveyances.errors.js';
import { ConveyanceImportDto, ConveyanceImportPageDto } from './conveyance-imports.dto.js';
import { UNIT_LIST } from './unit-list.js';

@ApiTags('Conveyances (staff)')
@Controller('admin/conveyances/imports')
@Staff('permit-technician')
export class ConveyanceImportsAdminController {
  constructor(
    private readonly imports: CsvImportsService,
    private readonly queries: CsvImportQueries,
  ) {}

  /**
   * Load a list of conveyances.
   *
   * For permit technicians. CSV in UTF-8, up to 50 MB, a line for each unit, known by its `stateRegistrationNumber`. Columns:
   * `stateRegistrationNumber`, `type`, `addressLine1`, `city`, `state`, `zip`, `ownerName`, `ownerEmail`; if wanted `addressLine2`,
   * `parcelNumber`, `ownerPhone`, where letters go on paper (`ownerAddressLine1`, `ownerAddressLine2`, `ownerCity`, `ownerState`, `ownerZip`,
   * needed where there is no `ownerEmail`) and the further fields of `registerConveyance`; usual other headings are known, the rest is named in
   * the report. The list is loaded in the background: ask `getConveyanceImport` for its progress and its report. Right lines are loaded,
   * wrong ones are named by line and column; an address that is not in the city's list of addresses, with the nearest one. The same list again changes nothing, and a newer one only what it says anew: empty values
   * and what it has said before leave what is on file. Another `ownerEmail` gives the unit to that owner.
   */
  @Post()
  @HttpCode(202)
  @Problems(InvalidInput, UnsupportedMediaType, BodyTooLarge, MalformedRequest)
  @Idempotent()
  @CsvUpload(UNIT_LIST)
  importConveyances(@ReceivedImport() importId: string): Promise<ConveyanceImportDto> {
    return this.imports.begin(UNIT_LIST, importId);
  }

  /** List the imports, the newest first. For permit technicians. */
  @Get()
  listConveyanceImports(@Query() query: PageQuery): Promise<ConveyanceImportPageDto> {
    return this.queries.list(UNIT_LIST, query);
  }

  /** Show how far an import is and what became of its lines. For permit technicians. */
  @Get(':id')
  @Problems(ConveyanceImportNotFound)
  getConveyanceImport(@Param('id', UuidPipe) id: string): Promise<ConveyanceImportDto> {
    return this.queries.get(UNIT_LIST, id);
  }
}
