import { StatusMachine } from '../../platform/status/status-machine.js';

/** An invitation that was not used in time stays `open` and says `expired`: the clock ends it, nobody has to. */
export const INVITATION_STATUSES = ['open', 'accepted', 'declined', 'withdrawn', 'replaced'] as const;

/** `replaced`: the same address was invited to the same record again. */
export const InvitationMachine = new StatusMachine('records.invitation', INVITATION_STATUSES, {
  accept: { who: 'whoever holds the link', from: ['open'], to: 'accepted' },
  decline: { who: 'whoever holds the link', from: ['open'], to: 'declined' },
  withdraw: { who: 'owner', from: ['open'], to: 'withdrawn' },
  replace: { from: ['open'], to: 'replaced' },
});

/** What people are told. */
export const INVITATION_STATES = [...INVITATION_STATUSES, 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];
