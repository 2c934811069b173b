import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { InspectorPageDto, ListInspectorsQuery } from './inspectors.dto.js';
import { InspectorQueries } from './inspectors.queries.js';

@ApiTags('Inspections')
@Controller('inspectors')
export class InspectorsController {
  constructor(private readonly queries: InspectorQueries) {}

  /**
   * List the inspectors with the hours in which they answer the telephone.
   *
   * For everyone. Those who have an appointment get an arrival window on the morning of the day and need not call.
   */
  @Get()
  @Public()
  listInspectors(@Query() query: ListInspectorsQuery): Promise<InspectorPageDto> {
    return this.queries.list(query);
  }
}
