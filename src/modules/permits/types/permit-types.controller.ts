import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { Etag } from '../../../platform/http/etag.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { PermitTypeNotFound } from './permit-type.errors.js';
import { PermitTypeFinder } from './permit-type-finder.service.js';
import { PermitTypeDto, PermitTypePageDto, PermitTypeQuery } from './permit-types.dto.js';

@ApiTags('Permit types')
@Controller('permit-types')
export class PermitTypesController {
  constructor(private readonly finder: PermitTypeFinder) {}

  /**
   * List the permit types, or find the one that plain words mean.
   *
   * For everyone. With `q` the best fit comes first, typing errors are forgiven, and types that are taken at the counter or by mail
   * only are found too, with their instructions; without it all types come in the order of the catalogue.
   */
  @Get()
  @Public()
  listPermitTypes(@Query() query: PermitTypeQuery): Promise<PermitTypePageDto> {
    return this.finder.list(query);
  }

  /**
   * Show one permit type: its questions, documents, contractors, reviews and inspections.
   *
   * For everyone. The version in force today; capitals and small letters in the code are the same.
   */
  @Get(':code')
  @Public()
  @Etag()
  @Problems(PermitTypeNotFound)
  getPermitType(@Param('code') code: string): Promise<PermitTypeDto> {
    return this.finder.get(code);
  }
}
