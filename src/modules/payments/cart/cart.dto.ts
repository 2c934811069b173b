import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, IsUUID, MaxLength } from 'class-validator';
import type { CartItem } from './cart.queries.js';

export class AddToCartDto {
  /** The record whose balance is to be paid. Forgiving: any case, blanks and dashes. @example RST-2026-00017 */
  @IsString()
  @MaxLength(40)
  recordNumber: string;
}

export class RemoveFromCartDto {
  /** Ids of items of the cart; others are passed over. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @IsUUID(undefined, { each: true })
  itemIds: string[];
}

export class CartItemDto {
  /** The fee; give it to `removeFromCart`. */
  id: string;
  /** @example RST-2026-00017 */
  recordNumber: string;
  /** @example permit-fee */
  code: string;
  /** @example "Permit fee" */
  description: string;
  /** How the amount came about. @example "$24.00 + 7 × $5.00 per $1,000 over $5,000" */
  basis: string;
  /** What is left to be paid, in US cents. @example 5900 */
  amountCents: number;
  /** Until when a checkout holds the fee; null when it is free. While somebody else holds it, `checkOut` is refused. */
  reservedUntil: string | null;
  /** Whether that checkout is yours. @example false */
  isReservedByMe: boolean;
}

export class OpenCheckoutDto {
  id: string;
  /**
   * The provider's page, to go on paying; null while the provider has not answered.
   *
   * @example https://checkout.stripe.com/c/pay/cs_live_a1b2c3
   */
  redirectUrl: string | null;
  expiresAt: string;
}

export class CartDto {
  items: CartItemDto[];
  /** US cents. @example 12800 */
  totalCents: number;
  /** Your checkout that is still open for items of this cart: go on there, or cancel it. */
  openCheckout: OpenCheckoutDto | null;
}

export function toCartDto(items: CartItem[]): CartDto {
  const mine = items.find(({ held }) => held?.isMine)?.held;
  return {
    items: items.map(({ held, ...item }) => ({
      ...item,
      reservedUntil: held?.until.toString() ?? null,
      isReservedByMe: held?.isMine ?? false,
    })),
    totalCents: items.reduce((sum, { amountCents }) => sum + amountCents, 0),
    openCheckout: mine ? { id: mine.checkoutId, redirectUrl: mine.redirectUrl, expiresAt: mine.until.toString() } : null,
  };
}
