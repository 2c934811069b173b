import { DomainError } from '../../platform/errors/domain-error.js';

export class AccountNotFound extends DomainError {
  static override readonly code = 'accounts.not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such account';
}

export class UsernameTaken extends DomainError {
  static override readonly code = 'accounts.username-taken';
  static override readonly kind = 'conflict';
  static override readonly title = 'This username is taken';

  constructor(username: string) {
    super(`Somebody else already uses the username ${username}. Choose another one.`, {
      errors: [{ pointer: '/username', detail: 'is taken' }],
    });
  }
}

export class EmailInUse extends DomainError {
  static override readonly code = 'accounts.email-in-use';
  static override readonly kind = 'conflict';
  static override readonly title = 'This e-mail address belongs to another account';
}

export class EmailVerified extends DomainError {
  static override readonly code = 'accounts.email-verified';
  static override readonly kind = 'conflict';
  static override readonly title = 'The e-mail address is proved already';

  constructor() {
    super('The e-mail address of this account is proved already; nothing is left to do.');
  }
}

export class LinkInvalid extends DomainError {
  static override readonly code = 'accounts.link-invalid';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'This link cannot be used';

  constructor() {
    super('The link has been used, has run out, or was not copied whole. Ask for a new one.', {
      errors: [{ pointer: '/token', detail: 'is not valid (any more)' }],
    });
  }
}

export class WrongCredentials extends DomainError {
  static override readonly code = 'accounts.wrong-credentials';
  static override readonly kind = 'unauthenticated';
  static override readonly title = 'That did not match';

  constructor() {
    super('Login and password do not match an account of this profile. Check them, or reset the password.');
  }
}

export class OtpRequired extends DomainError {
  static override readonly code = 'accounts.otp-required';
  static override readonly kind = 'unauthenticated';
  static override readonly title = 'A one-time code is needed';

  constructor() {
    super('This account has a second factor. Send the six digits of the authenticator app, or a recovery code, as `otp`.');
  }
}

export class SignInSlowedDown extends DomainError {
  static override readonly code = 'accounts.sign-in-slowed-down';
  static override readonly kind = 'too-many';
  static override readonly title = 'Too many wrong tries';
  static override readonly members = { retryAfterSeconds: 30 };

  constructor(retryAfterSeconds: number) {
    super(`There were too many wrong tries from here. Try again in ${retryAfterSeconds} seconds, or reset the password.`, {
      extensions: { retryAfterSeconds },
    });
  }
}

export class PasswordCheckBusy extends DomainError {
  static override readonly code = 'accounts.busy';
  static override readonly kind = 'unavailable';
  static override readonly title = 'Too many people are signing in right now';
  static override readonly members = { retryAfterSeconds: 5 };

  constructor() {
    super('Too many people are signing in right now. Try again in a few seconds.', { extensions: { retryAfterSeconds: 5 } });
  }
}

export class CrossSiteRequest extends DomainError {
  static override readonly code = 'accounts.cross-site-request';
  static override readonly kind = 'forbidden';
  static override readonly title = 'Another site has sent this';
  static override readonly logLevel = 'warn';

  constructor() {
    super('A session that a cookie keeps is started, continued and ended only by the pages of the city.');
  }
}

export class RefreshTokenInvalid extends DomainError {
  static override readonly code = 'accounts.refresh-token-invalid';
  static override readonly kind = 'unauthenticated';
  static override readonly title = 'This session cannot be continued';

  constructor() {
    super('The refresh token has been used, has run out, or its session was ended. Sign in again.');
  }
}

export class SessionNotFound extends DomainError {
  static override readonly code = 'accounts.session-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such session';

  constructor() {
    super('You have no open session with this id. GET /v1/sessions lists those you have.');
  }
}

export class WrongPassword extends DomainError {
  static override readonly code = 'accounts.wrong-password';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'The current password is not right';

  constructor(pointer: string) {
    super('The current password is not right. Without it, sign out and reset the password.', {
      errors: [{ pointer, detail: 'is not the current password' }],
    });
  }
}

export class SecondFactorActive extends DomainError {
  static override readonly code = 'accounts.second-factor-active';
  static override readonly kind = 'conflict';
  static override readonly title = 'There is a second factor already';
  static override readonly members = { currentStatus: 'active' };

  constructor() {
    super('The account has a second factor. Remove it before enrolling another app.', { extensions: { currentStatus: 'active' } });
  }
}

export class SecondFactorMissing extends DomainError {
  static override readonly code = 'accounts.second-factor-missing';
  static override readonly kind = 'conflict';
  static override readonly title = 'There is no second factor';
  static override readonly members = { currentStatus: 'none' };

  constructor() {
    super('The account has no second factor, or none that is being enrolled.', { extensions: { currentStatus: 'none' } });
  }
}

export class PasswordTooShort extends DomainError {
  static override readonly code = 'accounts.password-too-short';
  static override readonly kind = 'conflict';
  static override readonly title = 'The password needs the second factor';

  constructor() {
    super('Your password is shorter than 15 characters and good enough only with the second factor. Choose a longer one first.');
  }
}

export class LastAdministrator extends DomainError {
  static override readonly code = 'accounts.last-administrator';
  static override readonly kind = 'conflict';
  static override readonly title = 'The city needs an administrator';

  constructor() {
    super('This is the only administrator who can sign in. Make somebody else one first.');
  }
}

export class NotForYourself extends DomainError {
  static override readonly code = 'accounts.not-for-yourself';
  static override readonly kind = 'conflict';
  static override readonly title = 'Somebody else must do this';
}

export class AccountStateUnchanged extends DomainError {
  static override readonly code = 'accounts.state-unchanged';
  static override readonly kind = 'conflict';
  static override readonly title = 'The account is in that state already';
  static override readonly members = { currentStatus: 'disabled' };
}

export class NotStaff extends DomainError {
  static override readonly code = 'accounts.not-staff';
  static override readonly kind = 'conflict';
  static override readonly title = 'This is not a staff account';
}
