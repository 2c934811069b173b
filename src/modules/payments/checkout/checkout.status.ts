import { StatusMachine } from '../../../platform/status/status-machine.js';

export const CHECKOUT_STATUSES = ['open', 'paid', 'expired', 'cancelled'] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** Money that arrives late, for fees that are still due, makes a checkout paid after all. */
export const CheckoutMachine = new StatusMachine('payments.checkout', CHECKOUT_STATUSES, {
  end: { from: ['open'], to: ['expired', 'cancelled'] },
  pay: { from: ['open', 'expired', 'cancelled'], to: 'paid' },
});
