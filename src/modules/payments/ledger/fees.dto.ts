import { IsIn, IsInt, IsNumber, IsOptional, IsString, Length, Matches, Max, Min, ValidateIf } from 'class-validator';
import { FEE_DUES, type FeeDue } from '../fees/fee-schedule.js';
import { FEE_LINE_KINDS, FEE_STATUSES, type FeeLineKind, type FeeStatus } from './fee.status.js';

export class FeeDto {
  id: string;

  /**
   * `charge`: a fee. The others correct one: `void` takes it back, `waiver` takes off all or a part of it, `credit` pays for it with
   * money that was paid for a replaced fee, `credit-return` takes such a credit away again. A `credit` without `adjusts` is money the
   * city owes back.
   */
  @IsIn(FEE_LINE_KINDS)
  kind: FeeLineKind;

  /** @example permit-fee */
  code: string;

  /** @example "Permit fee" */
  description: string;

  /** How the amount came about; on a correction, why it was made. @example "$24.00 + 7 × $5.00 per $1,000 over $5,000" */
  basis: string;

  /** US cents; negative on lines that take off. The lines of one status add up to what has that status. @example 5900 */
  amountCents: number;

  /** When it has to be paid. */
  @IsIn(FEE_DUES)
  due: FeeDue;

  /** `reserved`: in somebody's open checkout. A line that corrects another has that one's status. */
  @IsIn(FEE_STATUSES)
  status: FeeStatus;

  /** The line that this one corrects. */
  adjusts: string | null;

  /** @example 2026-03-02T15:04:05Z */
  assessedAt: string;

  /** Until when the open checkout keeps others from paying it. @example 2026-03-02T15:34:05Z */
  reservedUntil: string | null;

  /** The payment that paid for it. */
  paymentId: string | null;

  /** How much of that payment went back, in US cents. @example 0 */
  refundedCents: number;
}

export class AssessFeeDto {
  /**
   * Code of a fee of the schedule in force that is charged for what happens to a permit, such as `reinspection` or `extension`. Leave it
   * out for a line of your own and give `description` and `amountCents`.
   *
   * @example plan-revision
   */
  @IsOptional()
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be a code in lower case such as plan-revision' })
  code?: string;

  /** Hours of work, for a fee by the hour. @example 2.5 */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(1000)
  hours?: number;

  /** Without `code`: what the fee is for, as it stands on the bill. @example "Replacement of a lost permit card" */
  @ValidateIf((body: AssessFeeDto) => body.code === undefined || body.description !== undefined)
  @IsString()
  @Length(3, 200)
  description?: string;

  /** Without `code`: US cents. @example 1500 */
  @ValidateIf((body: AssessFeeDto) => body.code === undefined || body.amountCents !== undefined)
  @IsInt()
  @Min(1)
  @Max(99_999_999)
  amountCents?: number;

  /** How the amount came about, for the resident. @example "$15.00 flat" */
  @IsOptional()
  @IsString()
  @Length(3, 300)
  basis?: string;

  /** When it has to be paid; `before-issuance` when left out. */
  @IsOptional()
  @IsIn(FEE_DUES)
  due?: FeeDue;
}

export class VoidFeeDto {
  /** Why, for the resident and the auditor. @example "Assessed twice" */
  @IsString()
  @Length(3, 500)
  reason: string;
}

export class WaiveFeeDto {
  /** Why, for the resident and the auditor. @example "Waived by the city council for flood repairs" */
  @IsString()
  @Length(3, 500)
  reason: string;

  /** How much, in US cents; all that is left to be paid when left out. @example 2500 */
  @IsOptional()
  @IsInt()
  @Min(1)
  amountCents?: number;
}
