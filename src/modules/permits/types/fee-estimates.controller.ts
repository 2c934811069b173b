import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { AddressNotInList, ParcelContradictsAddress } from '../../city/index.js';
import { FeeScheduleNotFound, NoFeeRules } from '../../payments/index.js';
import { FeeEstimateDto, FeeEstimateRequest } from './fee-estimates.dto.js';
import { FeeEstimates } from './fee-estimates.service.js';
import { CounterOnly, PermitTypeNotFound } from './permit-type.errors.js';

@ApiTags('Permit types')
@Controller('fee-estimates')
export class FeeEstimatesController {
  constructor(private readonly estimates: FeeEstimates) {}

  /**
   * Estimate the fees of a permit before anybody applies.
   *
   * For everyone; nothing is stored. The estimate is worked out by the very function that later assesses the fees, so with the same
   * answers and valuation the two are equal. Each line explains its rule. Answers that decide the fee and are missing are named
   * with their question (422). A type that is taken at the counter only is refused with its instructions. With an
   * `address`, what the city's list of parcels answers for it counts.
   */
  @Post()
  @HttpCode(200)
  @Public()
  @Problems(PermitTypeNotFound, CounterOnly, NoFeeRules, FeeScheduleNotFound, AddressNotInList, ParcelContradictsAddress)
  estimateFees(@Body() { permitType, valuationCents, answers, address }: FeeEstimateRequest): Promise<FeeEstimateDto> {
    return this.estimates.estimate(permitType, { valuationCents, answers: answers ?? {} }, address);
  }
}
