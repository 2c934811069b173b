import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/paging.js';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import {
  PAYMENT_METHODS,
  REFUND_METHODS,
  REFUND_STATUSES,
  type PaymentMethod,
  type RefundMethod,
  type RefundStatus,
} from './refund.status.js';
import { PlainName } from '../../../platform/text/plain-name.js';

export class PaymentLineDto {
  feeId: string;

  /** @example RST-2026-00017 */
  recordNumber: string;

  /** @example permit-fee */
  code: string;

  /** @example "Permit fee" */
  description: string;

  /** @example "$24.00 + 7 × $5.00 per $1,000 over $5,000" */
  basis: string;

  /** What was paid for it, in US cents. @example 5900 */
  amountCents: number;

  /** What of it went back, in US cents. @example 0 */
  refundedCents: number;
}

export class RefundDto {
  id: string;

  /** US cents. @example 2000 */
  amountCents: number;

  /** `provider`: back the way it came. */
  @IsIn(REFUND_METHODS)
  method: RefundMethod;

  /** `pending`: on its way. `failed`: the bank did not take it; the city settles it another way. */
  @IsIn(REFUND_STATUSES)
  status: RefundStatus;

  /** Made by itself, because the fees had been paid or taken back before the money came. @example false */
  automatic: boolean;

  /** @example "Paid twice" */
  reason: string;

  /** Of a refund by check. */
  checkNumber: string | null;

  /** @example 2026-03-02T15:04:05Z */
  requestedAt: string;

  /** When it was done. @example 2026-03-02T15:04:08Z */
  settledAt: string | null;
}

export class WaitingRefundDto {
  /** Of the request. */
  id: string;

  /** US cents. @example 25000 */
  amountCents: number;

  /** @example 2026-03-02T15:04:05Z */
  requestedAt: string;
}

export class PaymentDto {
  id: string;

  /** @example RCT-2026-000042 */
  receiptNumber: string;

  @IsIn(PAYMENT_METHODS)
  method: PaymentMethod;

  /** Of a payment by check. */
  checkNumber: string | null;

  /** What paid for fees, in US cents. @example 12800 */
  totalCents: number;

  /** All that came in, in US cents. More than `totalCents` when a part paid for nothing and went back at once. @example 12800 */
  receivedCents: number;

  /** What went back or is on its way, in US cents. @example 0 */
  refundedCents: number;

  /** Cash only: what was handed over, in US cents. @example 15000 */
  tenderedCents: number | null;

  /** Cash only: what was given back, in US cents. @example 2200 */
  changeCents: number | null;

  /** @example 2026-03-02T15:04:05Z */
  receivedAt: string;

  /** Day of the city's calendar. @example 2026-03-02 */
  receivedOn: string;

  /** What was paid for, fee by fee. */
  lines: PaymentLineDto[];

  /** What went back, or is on its way. */
  refunds: RefundDto[];

  /** Refunds that wait for a second person; nothing of them has gone back (`listRefundRequests`). */
  waiting: WaitingRefundDto[];
}

export class PaymentPageDto {
  items: PaymentDto[];

  /** Give it back as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
}

export class CounterPaymentDto {
  /** The records whose fees are paid, on one receipt. @example ["RST-2026-00017"] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(40, { each: true })
  recordNumbers: string[];

  /** Only these of their fees; all that is to be paid when left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  feeIds?: string[];

  @IsIn(['cash', 'check'])
  method: 'cash' | 'check';

  /** Of a check. @example "1042" */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  checkNumber?: string;

  /**
   * What was handed over, in US cents. Cash: at least what is due, the answer says how much change; a check: exactly that.
   *
   * @example 15000
   */
  @IsInt()
  @Min(1)
  @Max(2_000_000_000)
  tenderedCents: number;

  /** Who paid, for the receipt, when they have no account. @example "Demo Resident" */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @PlainName()
  payerName?: string;

  /** The payer's account: the payment is then listed there too. */
  @IsOptional()
  @IsUUID()
  accountId?: string;

  /** Take fees although somebody is paying them online just now: that checkout ends, and money that still arrives goes back. @example false */
  @IsOptional()
  @IsBoolean()
  cancelOpenCheckouts?: boolean;
}

export class RefundLineDto {
  /** A fee of the payment, or a `credit` line that came from one. */
  @IsUUID()
  feeId: string;

  /** US cents; all that is left of the line when left out. @example 2000 */
  @IsOptional()
  @IsInt()
  @Min(1)
  amountCents?: number;
}

export class RefundPaymentDto {
  /** What goes back, line by line of the payment. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique((line: RefundLineDto) => line.feeId)
  @ValidateNested({ each: true })
  @Type(() => RefundLineDto)
  lines: RefundLineDto[];

  /** Why, for the payer and the auditor. @example "The shed was never built" */
  @IsString()
  @Length(3, 500)
  reason: string;

  /** How the money goes back. Left out: the way it came. */
  @IsOptional()
  @IsIn(REFUND_METHODS)
  method?: RefundMethod;

  /** Of a refund by check. @example "1042" */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  checkNumber?: string;
}

export class SettleRefundDto {
  /** `provider`: try once more; `cash`, `check`: handed out at the counter. */
  @IsIn(REFUND_METHODS)
  method: RefundMethod;

  /** Of a check. @example "1042" */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  checkNumber?: string;
}

export class PaymentSearchQuery extends PageQuery {
  /** Only the payment with this receipt. @example RCT-2026-000042 */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  receiptNumber?: string;

  /** Only payments for fees of this record. @example RST-2026-00017 */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  recordNumber?: string;

  /** The day it came in. @example 2026-03-02 */
  @IsOptional()
  @IsCivilDate()
  on?: string;
}

export const REFUND_DUE_KINDS = ['credit', 'failed-refund'] as const;
export type RefundDueKind = (typeof REFUND_DUE_KINDS)[number];

export class RefundDueDto {
  /**
   * `credit`: paid for a fee that was replaced, and not used for another: `refundPayment` with `feeId`. `failed-refund`: the bank did
   * not take it: `settleRefund`.
   */
  @IsIn(REFUND_DUE_KINDS)
  kind: RefundDueKind;

  /** The credit line, or the refund. */
  id: string;

  paymentId: string;

  /** @example RCT-2026-000042 */
  receiptNumber: string;

  /** @example RST-2026-00017 */
  recordNumber: string | null;

  /** @example "Credit: Permit fee" */
  description: string;

  /** US cents. @example 2000 */
  amountCents: number;

  /** @example 2026-03-02T15:04:05Z */
  since: string;
}

export class RefundDuePageDto {
  items: RefundDueDto[];

  /** Give it back as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
}

/** A payment as it is read; whoever paid at the counter has no account. */
export type Payment = PaymentDto & { accountId: string | null; payerName: string | null };

export function toPaymentDto({ accountId: _account, payerName: _payer, ...payment }: Payment): PaymentDto {
  return payment;
}
