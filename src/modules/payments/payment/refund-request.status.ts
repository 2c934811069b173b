import { StatusMachine } from '../../../platform/status/status-machine.js';

export const REFUND_REQUEST_STATUSES = ['requested', 'approved', 'rejected'] as const;
export type RefundRequestStatus = (typeof REFUND_REQUEST_STATUSES)[number];

export const RefundRequestMachine = new StatusMachine('payments.refund_request', REFUND_REQUEST_STATUSES, {
  approve: { who: 'cashier', from: ['requested'], to: 'approved' },
  reject: { who: 'cashier', from: ['requested'], to: 'rejected' },
});
