import { IsIn } from 'class-validator';
import { PROVIDERS, type ProviderName } from '../provider/payment-provider.js';
import type { Reconciliation } from './reconciliation.service.js';
import { PAYMENT_METHODS, type PaymentMethod } from './refund.status.js';

export class MethodTotalsDto {
  @IsIn(PAYMENT_METHODS)
  method: PaymentMethod;

  /** @example 12 */
  paymentCount: number;

  /** US cents. @example 153600 */
  receivedCents: number;

  /** US cents that went back on that day. @example 2000 */
  refundedCents: number;

  /** What is left of it, in US cents. @example 151600 */
  netCents: number;
}

export class CashierTotalsDto extends MethodTotalsDto {
  /** The account of whoever took the money, or handed it out. */
  cashierId: string;

  /** @example "Demo Cashier" */
  cashierName: string;
}

export class ProviderTotalsDto {
  @IsIn(PROVIDERS)
  name: ProviderName;

  /** What the provider says came in on that day, in US cents. @example 153600 */
  receivedCents: number;

  /** What the provider says went back on that day, in US cents. @example 2000 */
  refundedCents: number;
}

export const DIFFERENCE_KINDS = ['missing-here', 'missing-at-provider', 'amount-differs'] as const;

export class DifferenceDto {
  /** `missing-here`: the provider has it and the ledger does not. */
  @IsIn(DIFFERENCE_KINDS)
  kind: (typeof DIFFERENCE_KINDS)[number];

  @IsIn(['payment', 'refund'])
  what: 'payment' | 'refund';

  /** The provider's name for it, to be looked up at the provider. @example pi_3QkVb2 */
  reference: string;

  /** The payment in the ledger, when there is one. */
  paymentId: string | null;

  /** What the ledger has, in US cents. */
  ledgerCents: number | null;

  /** What the provider has, in US cents. @example 5900 */
  providerCents: number | null;
}

export const HAPPENING_KINDS = ['automatic-refund', 'dispute', 'refund-made-at-provider'] as const;

export class HappeningDto {
  /**
   * `automatic-refund`: money arrived for fees that were paid or taken back before, and goes back. `dispute`: a payer denies the
   * payment at their bank. `refund-made-at-provider`: somebody refunded at the provider's own desk; the ledger does not know for which fee.
   */
  @IsIn(HAPPENING_KINDS)
  kind: (typeof HAPPENING_KINDS)[number];

  paymentId: string;

  /** @example RCT-2026-000042 */
  receiptNumber: string;

  /** US cents. @example 5900 */
  amountCents: number;

  /** As the provider calls it. @example needs_response */
  status: string;

  /** What is known of the reason. @example fraudulent */
  detail: string | null;

  /** @example 2026-03-02T15:04:05Z */
  at: string;
}

export class ReconciliationDto {
  /** Day of the city's calendar. @example 2026-03-02 */
  date: string;

  /** What the ledger has, one entry for each method. */
  methods: MethodTotalsDto[];

  /** What each cashier took and handed out over the counter, by method: what must be in their drawer. */
  cashiers: CashierTotalsDto[];

  provider: ProviderTotalsDto;

  /** Empty when ledger and provider agree. */
  differences: DifferenceDto[];

  /** What needs a look although the sums agree. */
  happenings: HappeningDto[];
}

export function toReconciliationDto({ date, methods, cashiers, provider, differences, happenings }: Reconciliation): ReconciliationDto {
  return {
    date: date.toString(),
    methods: methods.map(withNet),
    cashiers: cashiers.map(withNet),
    provider,
    differences,
    happenings,
  };
}

function withNet<T extends { receivedCents: number; refundedCents: number }>(totals: T): T & { netCents: number } {
  return { ...totals, netCents: totals.receivedCents - totals.refundedCents };
}
