import { Body, Controller, Delete, Get, Header, Headers, Param, Post } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import {
  AmountNotPayableOnline,
  CartChanged,
  CartEmpty,
  CheckoutNotFound,
  CheckoutOver,
  FeeReserved,
  PaymentUnderway,
  ProviderUnavailable,
} from '../payments.errors.js';
import { CheckoutDto, CheckOutDto, toCheckoutDto } from './checkouts.dto.js';
import { CheckoutsService } from './checkouts.service.js';

@ApiTags('Payments')
@Controller('checkouts')
export class CheckoutsController {
  constructor(private readonly checkouts: CheckoutsService) {}

  /**
   * Pay what is in my cart.
   *
   * Reserves the fees for 30 minutes and answers the address of the payment provider's page: send the payer there. Needs an
   * `Idempotency-Key`; the same key gives the same checkout, also after a lost answer. A fee that somebody is paying just now: 409
   * `payments.fee-reserved` with `recordNumber` and `until`; when that somebody is you, with `checkoutId` and `redirectUrl`, to go on
   * there. No card data ever reaches this portal.
   */
  @Post()
  @SignedIn()
  @Idempotent({ required: true, ownTransactions: true })
  @Problems(CartEmpty, CartChanged, FeeReserved, AmountNotPayableOnline, CheckoutOver, ProviderUnavailable)
  async checkOut(
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') idempotencyKey: string,
    @Body() body: CheckOutDto,
  ): Promise<CheckoutDto> {
    const { checkout, lines } = await this.checkouts.checkOut(principal, idempotencyKey, body.totalCents);
    return toCheckoutDto(checkout, lines, null);
  }

  /** Show one of my checkouts, as it stands now. A few seconds can pass between paying and `paid`. */
  @Get(':checkoutId')
  @SignedIn()
  @Problems(CheckoutNotFound)
  async getCheckout(@CurrentPrincipal() principal: Principal, @Param('checkoutId', UuidPipe) checkoutId: string): Promise<CheckoutDto> {
    const { checkout, lines, paymentId } = await this.checkouts.details(principal, checkoutId);
    return toCheckoutDto(checkout, lines, paymentId);
  }

  /**
   * Cancel one of my checkouts.
   *
   * Closes the provider's page and frees the fees, which stay in the cart. Over already, or paid at the same moment: 409
   * `payments.checkout-over` with its `currentStatus`.
   */
  @Delete(':checkoutId')
  @SignedIn()
  @Problems(CheckoutNotFound, CheckoutOver, PaymentUnderway, ProviderUnavailable)
  async cancelCheckout(@CurrentPrincipal() principal: Principal, @Param('checkoutId', UuidPipe) checkoutId: string): Promise<CheckoutDto> {
    const { checkout, lines, paymentId } = await this.checkouts.cancel(principal, checkoutId);
    return toCheckoutDto(checkout, lines, paymentId);
  }

  /**
   * Show the payer how the checkout stands.
   *
   * A page that says in plain words how the checkout stands; it names nobody and nothing that was paid for. Payers come here when the
   * portal has no front end (`WEB=off` without `FRONT_END_URL`), whose page is `/checkouts/{checkoutId}`.
   */
  @Get(':checkoutId/return')
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @ApiProduces('text/html')
  @Problems(CheckoutNotFound)
  openCheckoutReturn(@Param('checkoutId', UuidPipe) checkoutId: string): Promise<string> {
    return this.checkouts.returnPage(checkoutId);
  }
}
