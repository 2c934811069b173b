import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { CivilDatePipe } from '../../../platform/http/civil-date.pipe.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';

import { RecordNotFound } from '../../records/index.js';
import {
  FeeNotUnpaid,
  FeeReserved,
  NothingDue,
  PaymentNotFound,
  ProviderUnavailable,
  RefundExceedsPayment,
  RefundNotFailed,
  RefundNotFound,
} from '../payments.errors.js';
import { CounterPaymentsService } from './counter-payments.service.js';
import {
  CounterPaymentDto,
  PaymentDto,
  PaymentPageDto,
  PaymentSearchQuery,
  RefundDuePageDto,
  RefundPaymentDto,
  SettleRefundDto,
  toPaymentDto,
} from './payments.dto.js';
import { PaymentsService } from './payments.service.js';
import { ReconciliationDto, toReconciliationDto } from './reconciliation.dto.js';
import { ReconciliationService } from './reconciliation.service.js';
import { RefundsDueQueries } from './refunds-due.queries.js';
import { RefundsService } from './refunds.service.js';

@ApiTags('Payments (staff)')
@Controller('admin')
export class PaymentsAdminController {
  constructor(
    private readonly counter: CounterPaymentsService,
    private readonly payments: PaymentsService,
    private readonly refunds: RefundsService,
    private readonly refundsDue: RefundsDueQueries,
    private readonly reconciliation: ReconciliationService,
  ) {}

  /**
   * Record a payment at the counter.
   *
   * For cashiers. Cash or a check pays all that is due on the named records, or the named fees of them, on one receipt. Needs an
   * `Idempotency-Key`. A fee that somebody is paying online just now is refused with 409 `payments.fee-reserved`, unless
   * `cancelOpenCheckouts` says to take it all the same.
   */
  @Post('counter-payments')
  @Staff('cashier')
  @Idempotent({ required: true })
  @Problems(RecordNotFound, NothingDue, FeeNotUnpaid, FeeReserved)
  async recordCounterPayment(@CurrentPrincipal() principal: Principal, @Body() body: CounterPaymentDto): Promise<PaymentDto> {
    return toPaymentDto(await this.payments.payment(await this.counter.record(principal, body)));
  }

  /** Find payments by receipt number, record or day, newest first. For cashiers. */
  @Get('payments')
  @Staff('cashier')
  async searchPayments(@Query() query: PaymentSearchQuery): Promise<PaymentPageDto> {
    const { items, nextCursor } = await this.payments.search(query);
    return { items: items.map(toPaymentDto), nextCursor };
  }

  /**
   * Refund a payment, line by line.
   *
   * For cashiers. Never more than was paid for a line, and not what now pays for another fee: that is taken back first (`voidFee`). What
   * was paid online goes back through the payment provider, which takes a moment (`pending`); cash and checks are handed out. A fee
   * that is refunded whole is not due again: assess a new one if it is.
   *
   * A cashier who took the money does not give back more of it alone than the city allows. Then nothing goes back yet: `waiting` names
   * the request, and another cashier or an administrator decides it (`decideRefundRequest`).
   */
  @Post('payments/:paymentId/refunds')
  @Staff('cashier')
  @Idempotent({ required: true })
  @Problems(PaymentNotFound, RefundExceedsPayment)
  async refundPayment(
    @CurrentPrincipal() principal: Principal,
    @Param('paymentId', UuidPipe) paymentId: string,
    @Body() body: RefundPaymentDto,
  ): Promise<PaymentDto> {
    await this.refunds.refund(principal, paymentId, body);
    return toPaymentDto(await this.payments.payment(paymentId));
  }

  /** Settle a refund that failed: try it at the provider once more, or hand it out. For cashiers. */
  @Post('refunds/:refundId/settlement')
  @Staff('cashier')
  @Idempotent()
  @HttpCode(200)
  @Problems(RefundNotFound, RefundNotFailed)
  async settleRefund(
    @CurrentPrincipal() principal: Principal,
    @Param('refundId', UuidPipe) refundId: string,
    @Body() body: SettleRefundDto,
  ): Promise<PaymentDto> {
    return toPaymentDto(await this.payments.payment(await this.refunds.settle(principal, refundId, body)));
  }

  /**
   * List what the city owes back, the oldest first.
   *
   * For cashiers. Credit that was left over when an application was reclassified, and refunds that the bank did not take.
   */
  @Get('refunds-due')
  @Staff('cashier')
  async listRefundsDue(@Query() query: PageQuery): Promise<RefundDuePageDto> {
    return this.refundsDue.list(query);
  }

  /**
   * Compare a day's money with the payment provider's.
   *
   * For cashiers. The ledger's totals by method, what the payment provider says of the same day, each movement on which they differ,
   * and what needs a look: automatic refunds, disputes, refunds made at the provider's own desk.
   */
  @Get('reconciliations/:date')
  @Staff('cashier')
  @Problems(ProviderUnavailable)
  async getReconciliation(@Param('date', CivilDatePipe) date: string): Promise<ReconciliationDto> {
    return toReconciliationDto(await this.reconciliation.of(Temporal.PlainDate.from(date)));
  }
}
