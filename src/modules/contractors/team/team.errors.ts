import { DomainError } from '../../../platform/errors/domain-error.js';

export class MemberNotFound extends DomainError {
  static override readonly code = 'contractors.member-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such member';

  constructor() {
    super('No account with this id acts for the contractor.');
  }
}

export class MemberAlready extends DomainError {
  static override readonly code = 'contractors.member-already';
  static override readonly kind = 'conflict';
  static override readonly title = 'The account acts for the contractor already';

  constructor(email: string, number: string) {
    super(`${email} acts for ${number} already. Change the role of that member instead.`);
  }
}

export class LastManager extends DomainError {
  static override readonly code = 'contractors.last-manager';
  static override readonly kind = 'conflict';
  static override readonly title = 'A contractor needs a manager';

  constructor(number: string) {
    super(`This is the last account that manages ${number}. Make somebody else a manager first.`);
  }
}

export class InvitationNotFound extends DomainError {
  static override readonly code = 'contractors.invitation-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such invitation';

  constructor() {
    super('The contractor has no open invitation with this id.');
  }
}

export class InvitationInvalid extends DomainError {
  static override readonly code = 'contractors.invitation-invalid';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'The invitation cannot be used';

  constructor() {
    super('This invitation was used, was withdrawn, or has run out. Ask a manager of the contractor for a new one.', {
      errors: [{ pointer: '/token', detail: 'must be that of an open invitation' }],
    });
  }
}

/** Its mailbox is proved by the token, so this gives nothing away. */
export class SignInToAccept extends DomainError {
  static override readonly code = 'contractors.sign-in-to-accept';
  static override readonly kind = 'conflict';
  static override readonly title = 'Sign in to accept the invitation';

  constructor() {
    super('The invited address has an account already. Sign in with it, then accept the invitation.');
  }
}

export class InvitationForAnother extends DomainError {
  static override readonly code = 'contractors.invitation-for-another';
  static override readonly kind = 'forbidden';
  static override readonly title = 'The invitation is for another account';

  constructor() {
    super('You are signed in with another account than the one that was invited. Sign out and open the invitation again.');
  }
}
