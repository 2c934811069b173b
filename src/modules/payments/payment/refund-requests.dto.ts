import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '../../../platform/http/paging.js';
import { REFUND_REQUEST_STATUSES, type RefundRequestStatus } from './refund-request.status.js';
import { REFUND_METHODS, type RefundMethod } from './refund.status.js';

export class StaffNameDto {
  /** Of the account. */
  id: string;

  /** @example "Demo Cashier" */
  name: string;
}

export class RefundRequestLineDto {
  /** The fee of the payment, or the credit that came from one. */
  feeId: string;

  /** @example RST-2026-00017 */
  recordNumber: string;

  /** @example "Permit fee" */
  description: string;

  /** US cents. @example 25000 */
  amountCents: number;
}

export class RefundRequestDto {
  id: string;

  paymentId: string;

  /** @example RCT-2026-000042 */
  receiptNumber: string;

  /** `requested`: waits for a second person. `approved`: the refund was made. `rejected`: nothing went back. */
  @IsIn(REFUND_REQUEST_STATUSES)
  status: RefundRequestStatus;

  /** US cents. @example 25000 */
  amountCents: number;

  @IsIn(REFUND_METHODS)
  method: RefundMethod;

  /** Of a refund by check. */
  checkNumber: string | null;

  /** Why it is asked for. @example "The shed was never built" */
  reason: string;

  /** What it takes, line by line of the payment. */
  lines: RefundRequestLineDto[];

  /** @example 2026-03-02T15:04:05Z */
  requestedAt: string;

  /** Who took the money and asks to give it back. */
  requestedBy: StaffNameDto;

  /** When it was decided. @example 2026-03-02T16:04:05Z */
  decidedAt: string | null;

  /** The second person. */
  decidedBy: StaffNameDto | null;

  /** What the second person said. */
  comments: string | null;
}

export class RefundRequestPageDto {
  items: RefundRequestDto[];

  /** Give it back as `cursor` for the next page; null on the last. */
  nextCursor: string | null;
}

export class RefundRequestQuery extends PageQuery {
  /** Only those in this state; all of them when left out. */
  @IsOptional()
  @IsIn(REFUND_REQUEST_STATUSES)
  status?: RefundRequestStatus;
}

export const REFUND_DECISIONS = ['approved', 'rejected'] as const;
export type RefundDecision = (typeof REFUND_DECISIONS)[number];

export class DecideRefundRequestDto {
  @IsIn(REFUND_DECISIONS)
  decision: RefundDecision;

  /** For whoever asked; needed to reject. @example "The permit is still open: withdraw it first" */
  @IsOptional()
  @IsString()
  @Length(3, 500)
  comments?: string;
}
