import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RecordNotFound, RecordNotLinked } from '../../records/index.js';
import { NothingDue } from '../payments.errors.js';
import { AddToCartDto, CartDto, RemoveFromCartDto, toCartDto } from './cart.dto.js';
import { CartService } from './cart.service.js';

@ApiTags('Payments')
@Controller('cart')
export class CartController {
  constructor(private readonly cart: CartService) {}

  /**
   * Show my cart.
   *
   * It belongs to the account and outlives signing out. Fees that were paid or taken back in the meantime are gone; fees that a
   * checkout holds just now say until when.
   */
  @Get()
  @SignedIn()
  async getCart(@CurrentPrincipal() principal: Principal): Promise<CartDto> {
    return toCartDto(await this.cart.items(principal));
  }

  /**
   * Put a record's balance into my cart.
   *
   * For parties of the record. Takes all of its fees that are still to be paid; those already in the cart stay once.
   */
  @Post('items')
  @SignedIn()
  @Idempotent()
  @Problems(NothingDue, RecordNotFound, RecordNotLinked)
  async addToCart(@CurrentPrincipal() principal: Principal, @Body() body: AddToCartDto): Promise<CartDto> {
    return toCartDto(await this.cart.add(principal, body.recordNumber));
  }

  /** Take items out of my cart. Doing it twice does no harm. */
  @Post('removals')
  @HttpCode(200)
  @SignedIn()
  async removeFromCart(@CurrentPrincipal() principal: Principal, @Body() body: RemoveFromCartDto): Promise<CartDto> {
    return toCartDto(await this.cart.remove(principal, body.itemIds));
  }
}
