import { StatusMachine } from '../../../platform/status/status-machine.js';

export const REFUND_STATUSES = ['pending', 'succeeded', 'failed'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

/** A bank can send a refund back weeks later, and staff can then settle it another way. */
export const RefundMachine = new StatusMachine('payments.refund', REFUND_STATUSES, {
  succeed: { from: ['pending', 'failed'], to: 'succeeded' },
  fail: { from: ['pending', 'succeeded'], to: 'failed' },
  tryAgain: { who: 'cashier', from: ['failed'], to: 'pending' },
});

export const REFUND_METHODS = ['provider', 'cash', 'check'] as const;
export type RefundMethod = (typeof REFUND_METHODS)[number];

export const PAYMENT_METHODS = ['online', 'cash', 'check'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];
