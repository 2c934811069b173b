export const CHECKOUT_STATUSES = ['open', 'paid', 'expired', 'cancelled'] as const;
export type CheckoutStatus = (typeof CHECKOUT_STATUSES)[number];

/** Money that arrives late, for fees that are still due, makes a checkout paid after all. */
export const CheckoutTransitions: Record<CheckoutStatus, readonly CheckoutStatus[]> = {
  open: ['paid', 'expired', 'cancelled'],
  paid: [],
  expired: ['paid'],
  cancelled: ['paid'],
};
