import { Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { BodyTooLarge, MalformedRequest, UnsupportedMediaType } from '../../../platform/http/http.errors.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { ConveyanceImportNotFound } from '../conveyances.errors.js';
import { ConveyanceImportDto, ConveyanceImportPageDto } from './conveyance-imports.dto.js';
import { ConveyanceImportQueries } from './conveyance-imports.queries.js';
import { ConveyanceImportsService, type ReceivedUnits } from './conveyance-imports.service.js';
import { ReceivedList, UnitListInterceptor } from './unit-list.interceptor.js';

const LIST_FORM: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary', description: 'The list: CSV in UTF-8 with a heading.' } },
  },
};

@ApiTags('Conveyances (staff)')
@Controller('admin/conveyances/imports')
export class ConveyanceImportsAdminController {
  constructor(
    private readonly imports: ConveyanceImportsService,
    private readonly queries: ConveyanceImportQueries,
  ) {}

  /**
   * Load a list of conveyances.
   *
   * For permit technicians. CSV in UTF-8, up to 50 MB, a line for each unit, known by its `stateRegistrationNumber`. Columns:
   * `stateRegistrationNumber`, `type`, `addressLine1`, `city`, `state`, `zip`, `ownerName`, `ownerEmail`; if wanted `addressLine2`,
   * `parcelNumber`, `ownerPhone` and the further fields of `registerConveyance`; usual other headings are known, the rest is named in
   * the report. The list is loaded in the background: ask `getConveyanceImport` for its progress and its report. Right lines are loaded,
   * wrong ones are named by line and column; an address that is not in the city's list of addresses, with the nearest one. The same list again changes nothing, and a newer one only what it says anew: empty values
   * and what it has said before leave what is on file. Another `ownerEmail` gives the unit to that owner.
   */
  @Post()
  @HttpCode(202)
  @Staff('permit-technician')
  @ApiConsumes('multipart/form-data')
  @ApiBody(LIST_FORM)
  @Problems(InvalidInput, UnsupportedMediaType, BodyTooLarge, MalformedRequest)
  @UseInterceptors(UnitListInterceptor)
  @Idempotent({ ownTransactions: true })
  importConveyances(@ReceivedList() list: ReceivedUnits): Promise<ConveyanceImportDto> {
    return this.imports.begin(list);
  }

  /** List the imports, the newest first. For permit technicians. */
  @Get()
  @Staff('permit-technician')
  listConveyanceImports(@Query() query: PageQuery): Promise<ConveyanceImportPageDto> {
    return this.queries.list(query);
  }

  /** Show how far an import is and what became of its lines. For permit technicians. */
  @Get(':id')
  @Staff('permit-technician')
  @Problems(ConveyanceImportNotFound)
  getConveyanceImport(@Param('id', UuidPipe) id: string): Promise<ConveyanceImportDto> {
    return this.queries.get(id);
  }
}
