import { domainError } from '../../platform/errors/domain-error.js';
import type { InvitationState } from './invitation.status.js';

export class InvitationNotFound extends domainError('records.invitation-not-found', 'not-found', 'No such invitation') {
  constructor() {
    super('We cannot find this invitation. Check that you copied the whole link, or ask for a new one.');
  }
}

export class InvitationEnded extends domainError('records.invitation-ended', 'conflict', 'The invitation can no longer be used', {
  currentStatus: 'accepted',
}) {
  constructor(state: InvitationState) {
    super(`${WHY[state]} Ask whoever invited you for a new one.`, { extensions: { currentStatus: state } });
  }
}

const WHY: Record<InvitationState, string> = {
  open: 'The invitation is open.',
  accepted: 'The invitation has been accepted.',
  declined: 'The invitation has been declined.',
  withdrawn: 'The invitation has been taken back.',
  replaced: 'A newer invitation was sent to the same address; the link in that one counts.',
  expired: 'The invitation has run out.',
};

export class EmailNotProved extends domainError('records.email-not-proved', 'forbidden', 'Confirm your e-mail address first') {
  constructor() {
    super('Open the link in the message we sent when you registered, then open the invitation again.');
  }
}

export class TeamOfItsOwn extends domainError('records.team-of-its-own', 'conflict', 'The record has a team of its own') {
  constructor(number: string, operationId: string) {
    super(`${number} has its own team; invite people to that instead (${operationId}).`);
  }
}

export class TooManyInvitations extends domainError('records.too-many-invitations', 'too-many', 'Too many invitations', {
  retryAfterSeconds: 3600,
}) {
  static override readonly logLevel = 'info';

  constructor(retryAfterSeconds: number) {
    super('Too many invitations were sent for this record, or to this address, within a day. Try again tomorrow.', {
      extensions: { retryAfterSeconds },
    });
  }
}
