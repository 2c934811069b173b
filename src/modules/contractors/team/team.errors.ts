import { domainError } from '../../../platform/errors/domain-error.js';

export class MemberNotFound extends domainError('contractors.member-not-found', 'not-found', 'There is no such member') {
  constructor() {
    super('No account with this id acts for the contractor.');
  }
}

export class MemberAlready extends domainError('contractors.member-already', 'conflict', 'The account already acts for the contractor') {
  constructor(email: string, number: string) {
    super(`${email} already acts for ${number}. Change the role of that member instead.`);
  }
}

export class LastManager extends domainError('contractors.last-manager', 'conflict', 'A contractor needs a manager') {
  constructor(number: string) {
    super(`This is the last account that manages ${number}. Make somebody else a manager first.`);
  }
}

export class InvitationNotFound extends domainError('contractors.invitation-not-found', 'not-found', 'There is no such invitation') {
  constructor() {
    super('The contractor has no open invitation with this id.');
  }
}

export class InvitationInvalid extends domainError('contractors.invitation-invalid', 'rule-broken', 'The invitation cannot be used') {
  constructor() {
    super('This invitation was used, was withdrawn, or has expired. Ask a manager of the contractor for a new one.', {
      errors: [{ pointer: '/token', detail: 'must be that of an open invitation' }],
    });
  }
}

/** Its mailbox is proved by the token, so this gives nothing away. */
export class SignInToAccept extends domainError('contractors.sign-in-to-accept', 'conflict', 'Sign in to accept the invitation') {
  constructor() {
    super('The invited address already has an account. Sign in to it, then accept the invitation.');
  }
}

export class InvitationForAnother extends domainError(
  'contractors.invitation-for-another',
  'forbidden',
  'The invitation is for another account',
) {
  constructor() {
    super('You are signed in to a different account than the one that was invited. Sign out and open the invitation again.');
  }
}
