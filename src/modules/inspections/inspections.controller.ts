import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { PageQuery } from '../../platform/http/paging.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RecordNotFound, RecordNotLinked } from '../records/index.js';
import { InspectionPageDto, MyInspectionsQuery } from './inspections.dto.js';
import { InspectionQueries } from './inspections.queries.js';

@ApiTags('Inspections')
@Controller()
export class InspectionsController {
  constructor(private readonly queries: InspectionQueries) {}

  /**
   * List the inspections of all records that the account is party to.
   *
   * Without `status`, everything that still lies ahead: what waits for an earlier inspection and what is ready.
   */
  @Get('inspections')
  @SignedIn()
  listInspections(@CurrentPrincipal() principal: Principal, @Query() query: MyInspectionsQuery): Promise<InspectionPageDto> {
    return this.queries.listMine(principal, query);
  }

  /**
   * List a record's inspections in their order, with their results.
   *
   * For parties and staff. A failed inspection is followed by its re-inspection, which names it in `repeatsId`.
   */
  @Get('records/:number/inspections')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked)
  listRecordInspections(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: PageQuery,
  ): Promise<InspectionPageDto> {
    return this.queries.listForRecord(principal, number, query);
  }
}
