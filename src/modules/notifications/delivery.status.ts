import { StatusMachine } from '../../platform/status/status-machine.js';

/** How a message fares on its way by e-mail; in the portal it is from the first moment. */
export const DELIVERY_STATES = ['queued', 'sent', 'failed', 'not-sent'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What has ended stays as it is: sending again is a new delivery. */
export const DeliveryMachine = new StatusMachine('notifications.delivery', DELIVERY_STATES, {
  end: { from: ['queued'], to: ['sent', 'failed', 'not-sent'] },
});

/** Why nothing was sent. `preference`: the recipient does not want this topic by e-mail. `on-paper`: staff mail it. */
export const NOT_SENT_REASONS = ['preference', 'account-disabled', 'no-address', 'link-used-up', 'on-paper'] as const;
export type NotSentReason = (typeof NOT_SENT_REASONS)[number];
