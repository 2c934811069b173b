import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RecordNotFound, RecordNotLinked, RecordsService } from '../../records/index.js';
import { FeeDto } from './fees.dto.js';
import { FeesService } from './fees.service.js';

@ApiTags('Payments')
@Controller('records/:number/fees')
export class FeesController {
  constructor(
    private readonly records: RecordsService,
    private readonly fees: FeesService,
  ) {}

  /**
   * List the fees of a record.
   *
   * For parties and staff. All lines there ever were, each fee followed by the lines that correct it. The lines of status `due` and
   * `reserved` add up to what is still to be paid.
   */
  @Get()
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked)
  async listFees(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<FeeDto[]> {
    const { record } = await this.records.requireParty(principal, number);
    return this.fees.linesOf(record.id);
  }
}
