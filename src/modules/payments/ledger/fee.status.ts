import { StatusMachine } from '../../../platform/status/status-machine.js';

/** Where a charge stands. `reserved`: it is in somebody's open checkout. */
export const FEE_STATUSES = ['due', 'reserved', 'paid', 'void', 'refunded'] as const;
export type FeeStatus = (typeof FEE_STATUSES)[number];

/** Still to be paid. */
export const UNPAID: readonly FeeStatus[] = ['due', 'reserved'];

/** The database refuses every other step, too. An unused credit is `due` to the payer until it is refunded or used (`void`). */
export const FeeMachine = new StatusMachine('payments.fee', FEE_STATUSES, {
  reserve: { from: ['due'], to: 'reserved' },
  release: { from: ['reserved'], to: 'due' },
  pay: { from: UNPAID, to: 'paid' },
  void: { from: UNPAID, to: 'void' },
  refund: { from: ['due', 'paid'], to: 'refunded' },
});

/**
 * What a line of the ledger is: a charge, or a line that corrects one. `credit` passes money paid for a replaced charge on to
 * another; `credit-return` takes a credit back.
 */
export const FEE_LINE_KINDS = ['charge', 'void', 'waiver', 'credit', 'credit-return'] as const;
export type FeeLineKind = (typeof FEE_LINE_KINDS)[number];
