/** An invitation that was not used in time stays `open` and says `expired`: the clock ends it, nobody has to. */
export const INVITATION_STATUSES = ['open', 'accepted', 'declined', 'withdrawn', 'replaced'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/** `replaced`: the same address was invited to the same record again. */
export const InvitationTransitions: Record<InvitationStatus, readonly InvitationStatus[]> = {
  open: ['accepted', 'declined', 'withdrawn', 'replaced'],
  accepted: [],
  declined: [],
  withdrawn: [],
  replaced: [],
};

/** What people are told. */
export const INVITATION_STATES = [...INVITATION_STATUSES, 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];
