import { StatusMachine } from '../../../platform/status/status-machine.js';

export const TRANSFER_STATUSES = ['open', 'accepted', 'cancelled'] as const;

/** A transfer that was not accepted in time stays `open`: the clock ends it. */
export const TransferMachine = new StatusMachine('business_registration.transfer', TRANSFER_STATUSES, {
  accept: { who: 'whoever holds the link', from: ['open'], to: 'accepted' },
  cancel: { from: ['open'], to: 'cancelled' },
});
