import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { RefundBySamePerson, RefundExceedsPayment, RefundRequestDecided, RefundRequestNotFound } from '../payments.errors.js';
import { DecideRefundRequestDto, RefundRequestDto, RefundRequestPageDto, RefundRequestQuery } from './refund-requests.dto.js';
import { RefundRequestsQueries } from './refund-requests.queries.js';
import { RefundsService } from './refunds.service.js';

@ApiTags('Payments (staff)')
@Controller('admin/refund-requests')
export class RefundRequestsAdminController {
  constructor(
    private readonly refunds: RefundsService,
    private readonly requests: RefundRequestsQueries,
  ) {}

  /**
   * List refunds that a second person decides, the newest first.
   *
   * For cashiers and administrators. `refundPayment` files one when a cashier gives back, of money that they took themselves, more than
   * the city lets one person.
   */
  @Get()
  @Staff('cashier', 'administrator')
  listRefundRequests(@Query() query: RefundRequestQuery): Promise<RefundRequestPageDto> {
    return this.requests.list(query);
  }

  /**
   * Let a refund go, or not.
   *
   * For cashiers and administrators, not whoever asked for it. Approved, the refund is made as it was asked for; 422
   * `payments.refund-exceeds-payment` when the money has gone elsewhere meanwhile. Whoever asked is told.
   */
  @Post(':requestId/decision')
  @Staff('cashier', 'administrator')
  @Idempotent()
  @HttpCode(200)
  @Problems(RefundRequestNotFound, RefundRequestDecided, RefundBySamePerson, RefundExceedsPayment)
  async decideRefundRequest(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId', UuidPipe) requestId: string,
    @Body() body: DecideRefundRequestDto,
  ): Promise<RefundRequestDto> {
    if (body.decision === 'rejected' && body.comments === undefined) {
      throw new InvalidInput([{ pointer: '/comments', detail: 'is needed to reject: it tells whoever asked why' }]);
    }
    await this.refunds.decide(principal, requestId, body);
    return this.requests.get(requestId);
  }
}
