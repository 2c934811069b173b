import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { RecordNotFound } from '../../records/index.js';
import { FeeScheduleNotFound, NoFeeRules } from '../fees/fee-schedule.errors.js';
import { FeeNotFound, FeeNotUnpaid } from '../payments.errors.js';
import { FeeCorrections } from './fee-corrections.service.js';
import { AssessFeeDto, FeeDto, VoidFeeDto, WaiveFeeDto } from './fees.dto.js';

@ApiTags('Payments (staff)')
@Controller('admin')
export class FeesAdminController {
  constructor(private readonly corrections: FeeCorrections) {}

  /**
   * Add a fee to a record.
   *
   * For cashiers and permit technicians. Either a fee of the schedule in force by its `code`, or a line of your own. Answers all fee
   * lines of the record.
   */
  @Post('records/:number/fees')
  @Staff('cashier', 'permit-technician')
  @Idempotent()
  @Problems(RecordNotFound, NoFeeRules, FeeScheduleNotFound)
  async assessFee(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() body: AssessFeeDto,
  ): Promise<FeeDto[]> {
    return this.corrections.assess(principal, number, body);
  }

  /**
   * Take a fee back that has not been paid.
   *
   * For cashiers and permit technicians. Writes a line of the opposite amount. A checkout that the fee is in is cancelled; money that
   * arrives all the same goes back. A paid fee is refunded instead (`refundPayment`); one that a credit pays is taken back here, and its
   * money is a credit again.
   */
  @Post('fees/:feeId/void')
  @Staff('cashier', 'permit-technician')
  @Idempotent()
  @Problems(FeeNotFound, FeeNotUnpaid)
  async voidFee(@Param('feeId', UuidPipe) feeId: string, @Body() body: VoidFeeDto): Promise<FeeDto[]> {
    return this.corrections.void(feeId, body.reason);
  }

  /**
   * Waive a fee or a part of it.
   *
   * For cashiers and permit technicians. The waiver is a line of its own below the fee. A checkout that the fee is in is cancelled,
   * because its total is not right any more.
   */
  @Post('fees/:feeId/waiver')
  @Staff('cashier', 'permit-technician')
  @Idempotent()
  @Problems(FeeNotFound, FeeNotUnpaid)
  async waiveFee(@Param('feeId', UuidPipe) feeId: string, @Body() body: WaiveFeeDto): Promise<FeeDto[]> {
    return this.corrections.waive(feeId, body.reason, body.amountCents);
  }
}
